"""Pairs that ought to talk, and those whose cells say that they do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from overlap.analysis.cooperation import cooperation
from overlap.analysis.gaps import gaps
from overlap.analysis.names import Names
from overlap.model import CooperationAnswer, GapKind, GapReason, Pair, PairKind, Role, Tier
from tests.analysis.builders import POLICY, SELVSKADE, Row, world


def pair(kind: PairKind = PairKind.OVERLAP, themes: tuple[str, ...] = (SELVSKADE.key,)) -> Pair:
    return Pair("1", "2", 80, Tier.POSSIBLE, kind, themes)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Row("1", partners="Indsats 2"), Row("2"), CooperationAnswer.NAMED),
        (Row("1"), Row("2", partners="Leverandør 1"), CooperationAnswer.NAMED),
        (Row("1"), Row("2"), CooperationAnswer.NOT_NAMED),
        (Row("1"), Row("2", partners=" "), CooperationAnswer.NOT_STATED),
        (Row("1", provider="PPR"), Row("2", provider="PPR"), CooperationAnswer.SAME_PROVIDER),
        (Row("1", partners="Alle"), Row("2"), CooperationAnswer.NOT_STATED),
        (Row("1", partners="Alle ."), Row("2", partners="Indsats 1"), CooperationAnswer.NAMED),
    ],
)
def test_what_the_cells_say_of_a_pair(one: Row, other: Row, answer: CooperationAnswer) -> None:
    """Named by either, run by the same, named by neither, or nothing stated."""
    catalogue, _ = world(one, other)
    (found,) = cooperation(catalogue, (pair(),), Names(catalogue, POLICY.gaps.names))
    assert found.answer is answer
    assert bool(found.namings) is (answer is CooperationAnswer.NAMED)


@pytest.mark.parametrize(
    ("partners", "houses", "answer"),
    [
        pytest.param("PPR", 4, CooperationAnswer.UNIT_NAMED, id="shared-by-many"),
        pytest.param("PPR", 3, CooperationAnswer.NAMED, id="shared-by-few"),
        pytest.param("PPR, Indsats 2", 4, CooperationAnswer.NAMED, id="itself-named-besides"),
    ],
)
def test_the_name_of_a_house_that_many_belong_to_says_little(
    partners: str, houses: int, answer: CooperationAnswer
) -> None:
    """Which of the interventions of PPR is meant, the cell does not say."""
    others = [Row(str(key), provider=f"PPR, team {key}") for key in range(2, 2 + houses)]
    catalogue, _ = world(Row("1", partners=partners), *others)
    (found,) = cooperation(catalogue, (pair(),), Names(catalogue, POLICY.gaps.names))
    assert found.answer is answer
    assert found.namings


def test_every_pair_that_overlaps_or_follows_on_has_one_answer() -> None:
    """The answers add up to the pairs; a pair that is not flagged is not asked."""
    catalogue, _ = world(Row("1"), Row("2"))
    pairs = [pair(kind) for kind in PairKind]
    assert [found.kind for found in cooperation(catalogue, pairs, Names(catalogue, POLICY.gaps.names))] == [
        kind for kind in PairKind if kind is not PairKind.NONE
    ]


def test_g9_tells_how_many_pairs_name_nobody_on_one_line() -> None:
    """Two pairs, of which one follows on: the pairs themselves stand on the sheet of cooperation."""
    pairs = (pair(), replace(pair(PairKind.CHAIN), b="3", score=0, tier=Tier.NONE))
    (gap,) = gaps(*world(Row("1"), Row("2"), Row("3")), (SELVSKADE,), POLICY, pairs=pairs)
    assert (gap.kind, gap.reason, gap.interventions) == (
        GapKind.COOPERATION,
        GapReason.PAIRS_APART,
        ("1", "2", "3"),
    )
    assert (gap.values["n"], gap.values["following"]) == ("2", "1")


def test_g9_tells_a_likely_pair_by_itself() -> None:
    """After the line with the number, or instead of it where there is no other pair."""
    likely = replace(pair(), tier=Tier.LIKELY)
    rows = world(Row("1"), Row("2"), Row("3"))
    assert [gap.reason for gap in gaps(*rows, (SELVSKADE,), POLICY, pairs=(likely,))] == [GapReason.NO_COOPERATION]
    found = gaps(*rows, (SELVSKADE,), POLICY, pairs=(likely, replace(pair(), b="3")))
    assert [(gap.reason, gap.interventions) for gap in found] == [
        (GapReason.PAIRS_APART, ("1", "2", "3")),
        (GapReason.NO_COOPERATION, ("1", "2")),
    ]


def test_a_pair_that_only_takes_the_theme_in_is_no_gap_of_it() -> None:
    """It is main to neither: the pair is listed with what it is about."""
    rows = (Row("1", role=Role.SECONDARY), Row("2", role=Role.SECONDARY), Row("3"))
    assert [gap.kind for gap in gaps(*world(*rows), (SELVSKADE,), POLICY, pairs=(pair(),))].count(
        GapKind.COOPERATION
    ) == 0


def test_the_likest_pair_comes_first() -> None:
    """Ranked by the score of the pair, whatever the order of the sheet."""
    pairs = (
        Pair("1", "2", 60, Tier.LIKELY, PairKind.OVERLAP, ("selvskade",)),
        replace(pair(), b="3", score=90, tier=Tier.LIKELY),
    )
    found = gaps(*world(Row("1"), Row("2"), Row("3")), (SELVSKADE,), POLICY, pairs=pairs)
    assert [gap.interventions for gap in found] == [("1", "2", "3"), ("1", "3"), ("1", "2")]


def test_a_pair_on_another_theme_is_no_gap_of_this_one() -> None:
    """Only pairs that share the theme count for it."""
    assert gaps(*world(Row("1"), Row("2")), (SELVSKADE,), POLICY, pairs=(pair(themes=("sorg",)),)) == ()
