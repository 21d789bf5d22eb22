"""Names are found in texts wherever plain Python finds them, however many there are of either."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.analysis import namings as module
from overlap.analysis.likeness import speaks_of
from overlap.analysis.namings import namings
from tests.analysis.pair_worlds import One, prepared

NAMES = ["Modige børn", "Modige børn i Viby", "Ro på", "børn", "Abababab", "Ungehuset", "Ungehuset nord", "ÆØÅ æøå"]
TEXTS = ["", "Modige Børn", "vi mødes i ungehuset nord", "abababababab", "æøå æøå æøå", "umodige børnehaver", "huset"]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(TEXTS), max_size=3)), min_size=1, max_size=12),
    st.integers(1, 60),
)
@settings(max_examples=150, deadline=None)
def test_names_are_found_where_plain_search_finds_them(rows: list[tuple[str, list[str]]], letters: int) -> None:
    """Wherever the walk through the texts is cut, and with names inside names and words."""
    ones = [One(str(at), name=name, partners=" ".join(texts)) for at, (name, texts) in enumerate(rows)]
    profiles = prepared(ones)[2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_A_TIME", letters)
        found = namings(profiles).between(np.arange(len(ones)), 0)
    each = range(len(ones))
    assert found.tolist() == [[speaks_of(i, j, profiles) or speaks_of(j, i, profiles) for j in each] for i in each]


def test_different_names_with_letters_of_one_slot_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots are shared by chance; the letters decide."""
    monkeypatch.setattr(module, "_SLOTS", 1)
    monkeypatch.setattr(module, "_slots", lambda text: np.zeros(max(0, len(text) - 4), dtype=np.int64))
    ones = [
        One("a", name="Ungehuset"),
        One("b", name="Tegnerne", partners="Mød os i ungehuset"),
        One("c", name="Roerne"),
    ]
    found = namings(prepared(ones)[2]).between(np.arange(3), 0)
    assert np.argwhere(found).tolist() == [[0, 1], [1, 0]]
