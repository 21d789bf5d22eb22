"""How many lines a text takes: nothing is lost, nothing is too wide, and nothing is broken that need not be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.report import measure

TEXTS = st.text(alphabet="abcæøåWijl 0123456789.-()\n", max_size=120)


def test_the_widest_of_texts_counts() -> None:
    """Not the longest; and of none there is no width."""
    assert measure.widest(["iiii", "WW"]) == measure.widest(["WW"])
    assert measure.widest([]) == 0


def test_a_text_is_as_wide_as_its_letters() -> None:
    """Ten digits of 556 thousandths at 10 points, 96 pixels an inch."""
    assert measure.widest(["0123456789"]) == pytest.approx(5.56 * 10 * 96 / 72)
    wide = [measure.widest([text]) for text in ("i", "e", "W", "\u4e2d\u4e2d")]
    assert wide == sorted(set(wide))
    assert measure.widest(["abc"], bold=True) > measure.widest(["abc"])


@given(TEXTS, st.integers(min_value=4, max_value=60))
def test_wrapping_loses_nothing_and_keeps_within_the_column(text: str, width: int) -> None:
    lines = measure.wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure.widest([line]) <= measure.room(width) or len(line) == 1 for line in lines)


@given(TEXTS)
def test_a_wider_column_never_needs_more_lines(text: str) -> None:
    assert len(measure.wrapped(text, 40)) <= len(measure.wrapped(text, 20))


def test_line_breaks_of_the_text_stay() -> None:
    assert measure.wrapped("en\n\nto", 20) == ["en", "", "to"]


@given(st.text(alphabet="abiljmWWæ  .-\n\tQ0", max_size=80), st.sampled_from((0.5, 2, 5, 9.5, 24, 60)), st.booleans())
def test_lines_are_counted_as_they_are_broken(text: str, width: float, bold: bool) -> None:
    """Counting makes no text, and comes to the same."""
    assert measure.lines(text, width, bold=bold) == len(measure.wrapped(text, width, bold=bold))
