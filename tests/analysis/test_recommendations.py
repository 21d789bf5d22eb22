"""Tables whose lines add up, and one line of facts for everyone."""

from __future__ import annotations

from datetime import date

import pytest

from overlap.analysis.cooperation import cooperation
from overlap.analysis.names import Names
from overlap.analysis.recommendations import facts, lasts, tallies
from overlap.model import Access, Evaluated, Intervention, Kind, Pair, PairKind, Role, Status, Tally, Tier
from tests.analysis.builders import POLICY, SELVSKADE, Row, world

ROWS = (
    Row("1", access=Access.OPEN, wait=(0, 1), evaluated=Evaluated.YES, departments=("MBU", "MSB")),
    Row("2", access=Access.REFERRAL, wait=(2, 9), evaluated=Evaluated.NO, kind=Kind.PARTNERSHIP),
    Row("3", access=Access.UNKNOWN, wait=None, evaluated=Evaluated.UNKNOWN, role=Role.NONE, status=Status.CLOSED),
    Row("4", status=Status.ENDED, kind=Kind.PARTNERSHIP),
    Row("5", departments=(), funding_end=date(2025, 6, 30)),
    Row("6", kind=Kind.UNKNOWN, funding_end=None),
)


def lines(budget_year: int | None = 2025) -> tuple[Tally, ...]:
    return tallies(*world(*ROWS), (SELVSKADE,), POLICY, budget_year)


def line(table: str, theme: str = "", department: str = "", kind: Kind | None = None) -> dict[str, tuple[str, ...]]:
    (found,) = [
        one for one in lines() if (one.table, one.theme, one.department, one.kind) == (table, theme, department, kind)
    ]
    return dict(found.answers)


@pytest.mark.parametrize(
    ("table", "answers"),
    [
        ("access", {"open": ("1", "5", "6"), "referral": ("2",), "visitation": (), "unknown": ("3",)}),
        ("intake", {"takes_in": ("1", "2", "5", "6"), "closed": ("3",)}),
        ("wait", {"within": ("1", "5", "6"), "over": ("2",), "unknown": ("3",)}),
        ("evaluation", {"yes": ("1", "5", "6"), "partly": (), "no": ("2",), "unknown": ("3",)}),
        ("funding", {"lasts": ("1", "2", "3"), "ends": ("5",), "unknown": ("6",)}),
    ],
)
def test_each_table_counts_everyone_who_exists(table: str, answers: dict[str, tuple[str, ...]]) -> None:
    """The whole catalogue, by hand: the ended one stands outside."""
    assert line(table) == answers


def test_a_line_for_a_theme_counts_its_main_themes_only() -> None:
    """Number 3 does not work with the theme."""
    assert line("access", theme="selvskade") == {
        "open": ("1", "5", "6"),
        "referral": ("2",),
        "visitation": (),
        "unknown": (),
    }


def test_a_department_has_its_own_line_and_so_have_those_that_name_none() -> None:
    """Two departments share number 1; number 5 names none."""
    assert line("access", department="MBU")["open"] == ("1",)
    assert line("access", department="MSB")["open"] == ("1", "6")
    assert line("access", department="unknown")["open"] == ("5",)


def test_partnerships_and_municipal_are_counted_apart() -> None:
    """Every table can be read for each kind, also for those that do not state theirs."""
    assert line("access", kind=Kind.PARTNERSHIP)["referral"] == ("2",)
    assert line("access", kind=Kind.MUNICIPAL)["open"] == ("1", "5")
    assert line("access", kind=Kind.UNKNOWN)["open"] == ("6",)


def test_every_line_adds_up_to_its_base() -> None:
    """Answers part the base; kinds part the line of all; base and ended are the catalogue."""
    found = lines()
    for one in found:
        assert sorted(key for ids in one.answers.values() for key in ids) == sorted(one.base)
        if one.kind is None:
            same = (one.table, one.theme, one.department)
            parts = [part for part in found if part.kind and (part.table, part.theme, part.department) == same]
            assert sorted(key for part in parts for key in part.base) == sorted(one.base)
        if not one.theme and not one.department and one.kind is None:
            assert sorted((*one.base, *one.not_running)) == [row.id for row in ROWS]


def test_without_a_budget_year_nothing_is_said_of_money() -> None:
    """The table is left out rather than filled with "not stated"."""
    assert {one.table for one in lines(None)} == {"access", "intake", "wait", "evaluation"}


@pytest.mark.parametrize(
    ("end", "year", "answer"),
    [
        (date(2025, 12, 31), 2025, True),
        (date(2025, 12, 30), 2025, False),
        (None, 2025, None),
        (date(2025, 12, 31), None, None),
    ],
)
def test_money_lasts_to_the_last_day_of_the_year(end: date | None, year: int | None, answer: bool | None) -> None:
    """A day short is short."""
    assert lasts(Intervention("1", 2, "x", funding_end=end), year) is answer


def test_everyone_has_one_line_of_facts() -> None:
    """Ended ones too, in the order of the sheet, with those they overlap, work with and do not name."""
    catalogue, understanding = world(
        Row("1"), Row("2", partners="Indsats 1"), Row("3", role=Role.SECONDARY), Row("4", status=Status.ENDED)
    )
    pairs = (
        Pair("1", "2", 80, Tier.POSSIBLE, PairKind.OVERLAP, ("selvskade",)),
        Pair("1", "3", 0, Tier.NONE, PairKind.CHAIN, ("selvskade",)),
    )
    work = cooperation(catalogue, pairs, Names(catalogue, POLICY.gaps.names))
    found = facts(catalogue, understanding, (SELVSKADE,), pairs, work, 2025)
    assert [one.id for one in found] == ["1", "2", "3", "4"]
    first, second, third, _ = found
    assert (first.primary, first.overlaps, first.cooperates, first.apart) == (("selvskade",), ("2",), ("2",), ("3",))
    assert (second.overlaps, third.overlaps, third.secondary) == (("1",), (), ("selvskade",))
    assert first.funded is True
