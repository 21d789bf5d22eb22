"""The quick look at names leaves none out that the careful one would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.analysis.meant import Lookup
from overlap.analysis.names import Names
from overlap.model import Catalogue, Intervention, Source
from tests.analysis.builders import POLICY

WORDS = ("Broen", "broer", "Headspace", "headspace", "Unge", "PPR", "Ungdomscenter", "Ungdomscentret", "Vejle", "i")
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
CELLS = st.lists(PHRASES, max_size=3).map(", ".join)
ROWS = st.lists(st.tuples(PHRASES, PHRASES, CELLS), min_size=2, max_size=6)


@given(ROWS)
def test_what_the_careful_look_finds_the_quick_one_does_not_hide(rows: list[tuple[str, str, str]]) -> None:
    """Held against the careful look with every name let through."""
    told = tuple(
        Intervention(str(at), at + 2, name, provider=provider, partners=cell)
        for at, (name, provider, cell) in enumerate(rows)
    )
    catalogue = Catalogue(Source("test.xlsx", "0" * 64), "Bilag B", 1, (), told)
    quick, careful = (Names(catalogue, POLICY.gaps.names) for _ in range(2))
    every = frozenset(careful._all_aliases)
    vars(careful)["_meant"] = type("All", (), {"by": staticmethod(lambda _: every)})()
    some = told
    found = [(one.id, other.id) for one in some for other in some if careful.naming(one, other)]
    assert [(one.id, other.id) for one in some for other in some if quick.naming(one, other)] == found
    meeting = [one for one in some if any((one.id, other.id) in found or (other.id, one.id) in found for other in some)]
    assert quick.meet(some, some) == tuple(meeting)


@pytest.mark.parametrize(
    ("text", "alike"),
    [("broen", ("broen",)), ("centret", ("centeret", "centret")), ("ppr", ()), ("unge", ("unge",))],
    ids=["the-same", "an-ending-apart", "too-short-to-differ", "short-and-the-same"],
)
def test_texts_are_alike_when_the_same_or_long_and_close(text: str, alike: tuple[str, ...]) -> None:
    assert Lookup(("broen", "centeret", "centret", "unge", "ppr1"), 90, 5).alike(text) == alike
