"""Who serves a theme where: cells that can be counted by hand, and sums that add up."""

from __future__ import annotations

import pytest

from overlap.analysis.coverage import coverage, ladder, roles
from overlap.model import UNSTATED, CoverageCell, Level, Role, Status
from tests.analysis.builders import POLICY, SELVSKADE, Row, world


def cells(*rows: Row) -> dict[tuple[str, str], CoverageCell]:
    return {(cell.age_band, cell.department): cell for cell in coverage(*world(*rows), (SELVSKADE,), POLICY)}


def bands_of(row: Row) -> list[str]:
    return [band for (band, _), cell in cells(row).items() if row.id in cell.primary]


@pytest.mark.parametrize(
    ("ages", "bands"),
    [
        pytest.param((13, 17), ["13-15", "16-17"], id="two-bands"),
        pytest.param((12, 13), ["10-12", "13-15"], id="one-year-of-each"),
        pytest.param((18, 40), ["18-24", "25-30"], id="beyond-the-analysis"),
        pytest.param((15, None), ["13-15", "16-17", "18-24", "25-30"], id="from-15"),
        pytest.param((None, 9), ["0-5", "6-9"], id="up-to-9"),
        pytest.param(None, [UNSTATED], id="not-stated-covers-no-band"),
    ],
)
def test_an_intervention_stands_in_the_bands_its_ages_reach(ages: tuple[int, int] | None, bands: list[str]) -> None:
    """Any shared year is enough; an age not stated has a column of its own."""
    assert bands_of(Row("1", ages=ages)) == bands


def test_main_theme_and_taken_in_are_kept_apart() -> None:
    """A broad offer that takes the theme in is never counted as an offer for it."""
    cell = cells(Row("1"), Row("2", role=Role.SECONDARY), Row("3", role=Role.EXCLUDED))[("13-15", "MSB")]
    assert (cell.primary, cell.secondary) == (("1",), ("2",))


@pytest.mark.parametrize(
    ("status", "primary", "closed"),
    [
        (Status.ACTIVE, ("1",), ()),
        (Status.CLOSED, ("1",), ("1",)),
        (Status.ENDED, (), ()),
        (Status.PLANNED, (), ()),
    ],
)
def test_only_what_exists_today_covers(status: Status, primary: tuple[str, ...], closed: tuple[str, ...]) -> None:
    """Closed to newcomers still exists, and is marked; ended and planned cover nothing."""
    cell = cells(Row("1", status=status))[("13-15", "MSB")]
    assert (cell.primary, cell.closed) == (primary, closed)


def test_empty_cells_are_there_and_impossible_ones_are_marked() -> None:
    """Every band x department has its cell; self-harm of toddlers and adults at the school department are no holes."""
    found = cells(Row("1", ages=(13, 17)), Row("2", ages=(13, 17), departments=("MBU",)))
    assert len(found) == (len(POLICY.ages.bands) + 1) * 2
    assert not found[("0-5", "MSB")].possible
    assert not found[("25-30", "MBU")].possible
    assert found[("25-30", "MSB")].possible
    assert found[("25-30", "MSB")].primary == ()


def test_what_exists_is_possible_whatever_policy_says() -> None:
    """A filled cell is never marked impossible."""
    assert cells(Row("1", ages=(3, 5)))[("0-5", "MSB")].possible


def test_a_row_of_two_departments_stands_with_both_and_a_row_of_none_apart() -> None:
    """Several departments share one intervention; no department is a column of its own, last."""
    found = cells(Row("1", departments=("MSB", "MBU")), Row("2", departments=()))
    assert [department for band, department in found if band == "13-15"] == ["MBU", "MSB", UNSTATED]
    assert found[("13-15", "MBU")].primary == found[("13-15", "MSB")].primary == ("1",)
    assert found[("13-15", UNSTATED)].primary == ("2",)


def test_all_cells_together_hold_every_running_intervention_of_the_theme_once() -> None:
    """The ids over all cells are the base of the theme, in the plain table and on the ladder."""
    rows = (
        Row("1", ages=(13, 17)),
        Row("2", ages=None),
        Row("3", role=Role.SECONDARY, level=Level.UNKNOWN),
        Row("4", status=Status.ENDED),
        Row("5", role=Role.NONE),
        Row("6", departments=()),
    )
    base = roles(*world(*rows), (SELVSKADE,))[0]
    for table in (coverage, ladder):
        found = table(*world(*rows), (SELVSKADE,), POLICY)
        assert {key for cell in found for key in cell.primary} == set(base.primary) == {"1", "2", "6"}
        assert {key for cell in found for key in cell.secondary} == set(base.secondary) == {"3"}


def test_the_ladder_parts_each_cell_by_step() -> None:
    """The steps of a cell together are the cell; an unknown step has a row of its own."""
    rows = (Row("1", level=Level.LIGHT), Row("2", level=Level.UNKNOWN), Row("3", level=Level.LIGHT))
    here = [cell for cell in ladder(*world(*rows), (SELVSKADE,), POLICY) if cell.age_band == "13-15"]
    assert {cell.step: cell.primary for cell in here} == {"1": ("1", "3"), "2": (), "3": (), "4": (), "0": ("2",)}


def test_every_row_has_one_role_or_none() -> None:
    """Turned away is a list of its own; an ended offer is listed apart from those that serve."""
    rows = (
        Row("1"),
        Row("2", role=Role.SECONDARY),
        Row("3", role=Role.EXCLUDED),
        Row("4", role=Role.NONE),
        Row("5", status=Status.ENDED),
    )
    found = roles(*world(*rows), (SELVSKADE,))[0]
    assert (found.primary, found.secondary, found.excluded, found.mentioned, found.not_running) == (
        ("1",),
        ("2",),
        ("3",),
        (),
        ("5",),
    )
