"""What follows on from what, told once."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from overlap.analysis.chains import chains
from overlap.model import Pair, PairKind, Tier, Understanding
from tests.analysis.builders import POLICY, SELVSKADE, Row, world

EARLIER, LATER = Row("1", ages=(6, 12)), Row("2", ages=(12, 17))


def alike(understanding: Mapping[str, Understanding]) -> dict[str, Understanding]:
    """The same, all for self-harm and in groups."""
    return {
        key: replace(one, facets=replace(one.facets, problems_main=("selvskade",), forms_main=("gruppe",)))
        for key, one in understanding.items()
    }


def test_one_that_begins_where_the_other_ends_follows_on() -> None:
    catalogue, understanding = world(EARLIER, LATER)
    found = chains(catalogue, alike(understanding), (SELVSKADE,), POLICY)
    assert [(one.a, one.b, one.kind) for one in found] == [("1", "2", PairKind.CHAIN)]


def test_two_that_are_flagged_as_overlapping_are_no_chain_besides() -> None:
    """They share one year; whichever way round the flagged pair stands, the two are told once."""
    catalogue, understanding = world(LATER, EARLIER)
    flagged = Pair("2", "1", 70, Tier.POSSIBLE, PairKind.OVERLAP, ())
    assert chains(catalogue, alike(understanding), (SELVSKADE,), POLICY, (flagged,)) == ()
    assert chains(catalogue, alike(understanding), (SELVSKADE,), POLICY, (replace(flagged, b="3"),)) != ()
