"""What holds for every text: values are read or not, never an exception, and what is read can be read again."""

# ruff: noqa: E501 - tables of cases read as tables
from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.model import Access, Evaluated, Kind, Span
from overlap.reading import personal
from overlap.reading.text import plain, shown
from overlap.reading.values import (
    access,
    ages,
    ages_in_prose,
    amounts,
    departments,
    evaluation,
    funding,
    kinds,
    restored,
    status,
    weeks,
)

PIECES = (
    "6", "12", "18", "0", "1½", "2,5", "2024", "1.250.000", "-", "–", " ", "til", "fra", "under", "over", "op til", "år",
    "årige", "klasse", "kl.", "uger", "mdr.", "dage", "kr.", "mio.", "t.kr.", "og", ",", "/", "(", ")", "+", "<", "ca.",
    "ingen", "alle", "udskoling", "børnehave", "visitation", "forældre", "skolen", "henviser", "SDQ", "ikke", "evalueret",
    "MBU", "partnerskab", "til 31.12.2025", "6-dec", "et halvt", "tre", "\u00a0", "\u200b", "e\u0301", "½", "°", "\n",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
SPANS = st.tuples(st.none() | st.integers(0, 120), st.none() | st.integers(0, 120)).filter(
    lambda ends: ends[0] is None or ends[1] is None or ends[0] <= ends[1]
)
READERS: dict[str, Callable[[str], object]] = {
    "ages": ages.parse, "ages in prose": ages_in_prose.find, "first years": ages_in_prose.find_first_years,
    "weeks": weeks.parse, "weeks by heading": lambda text: weeks.parse(text, "week"), "unit": weeks.unit_in,
    "count": amounts.count, "money": amounts.money, "multiplier": amounts.multiplier_in, "access": access.parse,
    "evaluation": evaluation.parse, "kind": kinds.parse, "kind by heading": lambda text: kinds.parse(text, "Partnerskab?"),
    "departments": lambda text: departments.parse(text, departments.known([text])), "funding": funding.parse,
    "status": status.parse, "status answer": status.answer, "range": restored.range_in_text, "mask": personal.mask,
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_every_text_is_read_or_not_but_never_fails(reader: str) -> None:
    """Total: and the same text always gives the same."""

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(TEXTS)
    def holds(text: str) -> None:
        assert READERS[reader](text) == READERS[reader](text)

    holds()


@pytest.mark.parametrize("seed", ["æ", "1", "1-", "1. ", "(", "og ", "a@a.", "2024-", "et halvt ", "01-", "uge 1 "])
@pytest.mark.parametrize("reader", READERS)
def test_the_longest_text_a_cell_can_hold_takes_no_time(reader: str, seed: str) -> None:
    """32,767 characters: patterns that backtrack would take minutes."""
    begun = time.perf_counter()
    READERS[reader]((seed * 32_767)[:32_767])
    assert time.perf_counter() - begun < 2


@settings(deadline=None, derandomize=True)
@given(SPANS)
def test_ages_are_read_back_as_they_are_said(ends: tuple[int | None, int | None]) -> None:
    assert ages.parse(ages.said(Span(*ends))) == Span(*ends)


@settings(deadline=None, derandomize=True)
@given(SPANS)
def test_waits_are_read_back_as_they_are_said(ends: tuple[int | None, int | None]) -> None:
    assert weeks.parse(weeks.said(Span(*ends))) == Span(*ends)


@settings(deadline=None, derandomize=True)
@given(st.none() | st.integers(0, 10**11))
def test_amounts_are_read_back_as_they_are_said(value: int | None) -> None:
    amount = amounts.Amount(value)
    assert amounts.money(amounts.said(amount)) == amounts.count(amounts.said(amount)) == amount


@settings(deadline=None, derandomize=True)
@given(st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_ends_of_funding_are_read_back_as_they_are_said(end: date | None) -> None:
    assert funding.parse(funding.said(end)) == end


@pytest.mark.parametrize("value", Access)
def test_access_is_read_back_as_it_is_said(value: Access) -> None:
    assert access.parse(access.said(value)) is value


@pytest.mark.parametrize("value", Evaluated)
def test_evaluation_is_read_back_as_it_is_said(value: Evaluated) -> None:
    assert evaluation.parse(evaluation.said(value)) is value


@pytest.mark.parametrize("value", Kind)
def test_kinds_are_read_back_as_they_are_said(value: Kind) -> None:
    assert kinds.parse(kinds.said(value)) is value


@settings(deadline=None, derandomize=True)
@given(TEXTS)
def test_what_is_read_of_an_age_is_a_possible_age(text: str) -> None:
    read = ages.parse(text)
    if read is not None and read.low is not None and read.high is not None:
        assert -1 <= read.low <= read.high <= 120


@settings(deadline=None, derandomize=True)
@given(TEXTS)
def test_masking_twice_is_masking_once(text: str) -> None:
    assert personal.mask(personal.mask(text)) == personal.mask(text)
    assert personal.scan(personal.mask(text)) == ()


@settings(deadline=None, derandomize=True)
@given(TEXTS)
def test_plain_and_shown_text_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert shown(shown(text)) == shown(text)


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 31), st.integers(1, 12))
def test_a_day_and_month_come_back_as_what_was_typed(day: int, month: int) -> None:
    """Whatever year it was typed in."""
    try:
        when = date(2024, month, day)
    except ValueError:
        return
    assert restored.range_in_date(when, "d-mmm") == (min(day, month), max(day, month))
