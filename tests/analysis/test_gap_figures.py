"""The figures that stand in a gap: how large, who is named, and what is counted beside."""

from __future__ import annotations

from typing import Any

import pytest

from overlap.analysis.coverage import departments_of, theme_possible
from overlap.analysis.gaps import gaps
from overlap.analysis.names import Names
from overlap.analysis.need import Rate, Rates, capacity_gaps, needs
from overlap.analysis.policy import Ages
from overlap.analysis.served import Scope, Served, scopes
from overlap.model import UNSTATED, AgeCount, Gap, GapReason, Intervention, Kind, Level, Population, Role, Status
from tests.analysis.builders import POLICY, SELVSKADE, Row, world

TOWN = Population("by.csv", "By", "2025K1", (AgeCount(13, 17, 1500),))


def only(reason: GapReason, *rows: Row, **options: Any) -> Gap:
    """The one gap for this reason."""
    (found,) = [gap for gap in gaps(*world(*rows), (SELVSKADE,), POLICY, **options) if gap.reason == reason]
    return found


def scope(*rows: Row) -> Scope:
    catalogue, understanding = world(*rows)
    (found,) = scopes((SELVSKADE,), catalogue, understanding, POLICY, Names(catalogue, POLICY.gaps.names))
    return found


def test_g1_names_those_who_take_the_theme_in_at_these_ages_and_counts_the_ended() -> None:
    """10-12 are three years; one takes the theme in there, one at other ages; one has ended; one is main elsewhere."""
    found = only(
        GapReason.NOBODY,
        Row("1", ages=(13, 30)),
        Row("2", ages=(6, 10), role=Role.SECONDARY),
        Row("3", ages=(13, 30), role=Role.SECONDARY),
        Row("4", ages=(12, 20), status=Status.ENDED),
        Row("5", ages=(13, 20), status=Status.ENDED),
        Row("6", ages=(12, 20), status=Status.ENDED, role=Role.SECONDARY),
    )
    assert (found.age_band, found.size, found.interventions) == ("10-12", 3, ("2",))
    assert {key: found.values[key] for key in ("n", "ended", "broad")} == {"n": "1", "ended": "1", "broad": "1"}


def test_an_undecided_band_names_those_who_do_not_state_their_ages() -> None:
    """The size is how many, not how many years."""
    found = only(GapReason.AGES_UNDECIDED, Row("1", ages=(13, 30)), Row("2", ages=None), Row("3", ages=None))
    assert (found.age_band, found.size, found.interventions, found.values["n"]) == ("10-12", 2, ("2", "3"), "2")


def test_g2_of_one_has_the_years_of_the_band_and_counts_what_else_the_theme_has() -> None:
    """13-15 rests on the first alone, which reaches two of its years; another on the theme is for others."""
    rows = (Row("1", ages=(10, 14), status=Status.CLOSED), Row("2", ages=(10, 12)), *others())
    found = only(GapReason.SINGLE, *rows)
    assert (found.age_band, found.size, found.interventions) == ("13-15", 3, ("1",))
    told = {key: found.values[key] for key in ("n", "years", "left", "lone_years", "lone", "closed", "ended")}
    assert told == {
        "n": "4",
        "years": "15",
        "left": "1",
        "lone_years": "13-14",
        "lone": "0",
        "closed": "1",
        "ended": "0",
    }


def others() -> tuple[Row, Row]:
    """Two for all from 16 on."""
    return Row("8", ages=(16, 30)), Row("9", ages=(16, 30))


def test_g2_of_one_house_names_it_and_tells_the_years_that_rest_on_one() -> None:
    """Both of one provider reach 13, one of them 14; nobody 15."""
    rows = (
        Row("1", ages=(10, 13), provider="Huset"),
        Row("2", ages=(10, 14), provider="Huset"),
        Row("3", ages=(10, 12)),
        Row("4", ages=(15, 15), status=Status.ENDED),
        *others(),
    )
    found = only(GapReason.ONE_PROVIDER, *rows)
    assert (found.age_band, found.size, found.interventions) == ("13-15", 3, ("1", "2"))
    told = {key: found.values[key] for key in ("n", "provider", "years", "left", "lone_years", "lone", "ended")}
    assert told == {
        "n": "2", "provider": "Huset", "years": "15", "left": "1", "lone_years": "14", "lone": "1", "ended": "1",
    }  # fmt: skip


def test_g2_part_of_a_band_has_the_years_left_as_its_size() -> None:
    """Of 13-15 nobody reaches 15, and 14 rests on one."""
    found = only(GapReason.PART_OF_BAND, Row("1", ages=(10, 13)), Row("2", ages=(10, 14)), *others())
    assert (found.age_band, found.size, found.values["left"], found.values["lone"]) == ("13-15", 1, "0", "1")


def test_g2_lone_years_have_those_years_as_their_size() -> None:
    """Of 13-15 both years 14 and 15 rest on one."""
    found = only(GapReason.LONE_YEARS, Row("1", ages=(10, 13)), Row("2", ages=(10, 15)), *others())
    assert (found.age_band, found.size, found.values["lone_years"], found.values["lone"]) == ("13-15", 2, "14-15", "0")


def test_g3_has_the_years_of_the_band_and_tells_who_is_closed() -> None:
    """Two partnerships for 16-17, one of them closed to newcomers."""
    partner = {"ages": (16, 17), "kind": Kind.PARTNERSHIP}
    rows = (Row("1", **partner, status=Status.CLOSED), Row("2", **partner), Row("3", ages=(10, 15)))  # type: ignore[arg-type]
    found = only(GapReason.ONLY_PARTNERSHIPS, *rows, Row("4", ages=(10, 15)), Row("5", ages=(18, 30)))
    assert (found.age_band, found.size, found.interventions) == ("16-17", 2, ("1", "2"))
    assert (found.values["n"], found.values["closed"], found.values["year"]) == ("2", "1", "")


def test_gaps_of_one_size_come_by_age_and_not_by_row() -> None:
    """10-12 before 13-15, though the row of the first stands last."""
    rows = (Row("1", ages=(13, 15)), Row("2", ages=(10, 12)), *others())
    found = gaps(*world(*rows), (SELVSKADE,), POLICY)
    assert [gap.age_band for gap in found if gap.reason == GapReason.SINGLE] == ["10-12", "13-15"]


@pytest.mark.parametrize(("places", "size"), [(10, 5), (14, 1), (15, 0), (20, 0)])
def test_g6_is_as_large_as_the_low_estimate_lacks_places(places: int, size: int) -> None:
    """15 to 30 are expected; between the two nothing is lacking for certain."""
    said = {"da": "x"}
    rate = Rate("selvskade", "registered", 10, 20, Ages(13, 17), "2023", said, said, said, said)
    catalogue, understanding = world(Row("1", places=places))
    found = needs(catalogue, understanding, (SELVSKADE,), POLICY, Rates((rate,)), TOWN)
    (gap,) = capacity_gaps(scope(Row("1", places=places)), found)
    assert (gap.size, gap.interventions, gap.values["ages"]) == (size, ("1",), "13-17")


YES, NO, UNKNOWN = (Row(key).intervention(2) for key in ("yes", "no", "unknown"))


@pytest.mark.parametrize(
    ("sure", "maybe", "expected"),
    [
        pytest.param((), (), False, id="nobody"),
        pytest.param((YES,), (), True, id="yes"),
        pytest.param((YES, NO), (), False, id="one-no"),
        pytest.param((UNKNOWN, NO), (), False, id="a-no-decides"),
        pytest.param((YES, UNKNOWN), (), None, id="one-unknown"),
        pytest.param((YES,), (YES,), True, id="so-would-those-who-may-serve"),
        pytest.param((YES,), (NO,), None, id="those-who-may-serve-would-not"),
        pytest.param((YES,), (UNKNOWN,), None, id="those-who-may-serve-unknown"),
        pytest.param((), (YES,), None, id="only-those-who-may-serve"),
        pytest.param((NO,), (YES,), False, id="a-no-whoever-may-serve"),
    ],
)
def test_what_all_who_serve_pass_is_certain_only_where_all_is_known(
    sure: tuple[Intervention, ...], maybe: tuple[Intervention, ...], expected: bool | None
) -> None:
    """Yes, no, or `None` for what cannot be told."""
    assert Served(sure, maybe).every(lambda one: {"yes": True, "no": False, "unknown": None}[one.id]) is expected


def test_years_at_which_an_offer_makes_sense_are_those_of_the_policy() -> None:
    """Self-harm from 10: of 6-9 none, of 8-12 three, of 10-10 one; both ends count."""
    one = scope(Row("1"))
    ages = POLICY.gaps.theme_ages["selvskade"]
    assert list(one.possible_years(ages.low - 4, ages.low - 1)) == []
    assert list(one.possible_years(ages.low - 2, ages.low + 1)) == [ages.low, ages.low + 1]
    assert list(one.possible_years(ages.high, ages.high + 5)) == [ages.high]
    assert theme_possible("selvskade", ages.low - 4, ages.low, POLICY)
    assert theme_possible("selvskade", ages.high, ages.high + 4, POLICY)
    assert not theme_possible("selvskade", ages.low - 4, ages.low - 1, POLICY)
    assert not theme_possible("selvskade", ages.high + 1, ages.high + 4, POLICY)
    assert theme_possible("et andet tema", 0, 0, POLICY)


def test_an_unnamed_department_comes_last_and_only_where_a_row_names_none() -> None:
    """Alphabetical, then the unstated."""
    rows = (Row("1", departments=("MSB",)), Row("2", departments=("MBU", "MSB")))
    assert departments_of(world(*rows)[0]) == ("MBU", "MSB")
    assert departments_of(world(*rows, Row("3", departments=()))[0]) == ("MBU", "MSB", UNSTATED)


def test_an_empty_field_is_told_with_its_share_of_those_who_have_the_theme() -> None:
    """One of two states no step; who merely takes the theme in is not counted."""
    rows = (Row("1"), Row("2", level=Level.UNKNOWN), Row("3", level=Level.UNKNOWN, role=Role.SECONDARY))
    found = only(GapReason.FIELD_EMPTY, *rows)
    assert (found.interventions, found.size, found.values["n"], found.values["base"]) == (("2",), 1, "1", "2")
    assert found.values["field"] == "step"
