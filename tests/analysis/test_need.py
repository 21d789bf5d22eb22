"""Need held against places: sums that can be done by hand, and what is not said when something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from overlap import knowledge
from overlap.analysis.gaps import gaps
from overlap.analysis.need import Rate, Rates, needs, people, shown
from overlap.analysis.policy import Ages
from overlap.knowledge.records import fill
from overlap.model import AgeCount, Gap, GapKind, GapReason, Need, Population, RateKind
from overlap.reading.population import read_population
from tests.analysis.builders import POLICY, SELVSKADE, Row, world

DATA = Path(__file__).parents[2] / "data"
TOWN = Population("by.csv", "By", "2025K1", (AgeCount(13, 15, 1000), AgeCount(16, 17, 500), AgeCount(18, 18, 200)))


def rate(kind: str = "registered", low: float = 10, high: float = 20, ages: tuple[int, int] = (13, 17)) -> Rate:
    return Rate(
        "selvskade",
        kind,
        low,
        high,
        Ages(*ages),
        "2023",
        {"da": "Danmark"},
        {"da": "1-2 %"},
        {"da": "Kilden"},
        {"da": ""},
    )


def need(*rows: Row, of: Rate | None = None, population: Population | None = TOWN) -> Need:
    (found,) = needs(*world(*rows), (SELVSKADE,), POLICY, Rates((of or rate(),)), population)
    return found


def capacity(*rows: Row, of: Rate | None = None) -> list[Gap]:
    found = need(*rows, of=of)
    return [gap for gap in gaps(*world(*rows), (SELVSKADE,), POLICY, needs=(found,)) if gap.kind is GapKind.CAPACITY]


def test_need_is_people_times_rate() -> None:
    """1,500 aged 13-17 at 10 to 20 per 1,000 are 15 to 30; the 10 places of the one who serves them stand beside."""
    found = need(Row("1", ages=(15, 17), places=10), Row("2", ages=(18, 30), places=99))
    assert (found.low, found.high, found.places, found.interventions) == (15, 30, 10, ("1",))


@pytest.mark.parametrize(
    ("ages", "count"),
    [
        pytest.param((13, 17), (1500, 1500), id="whole-bands"),
        pytest.param((14, 17), (500, 1500), id="part-of-a-band-is-a-range"),
        pytest.param((13, 16), (1000, 1500), id="a-band-that-begins-at-the-last-age"),
        pytest.param((13, 19), None, id="a-last-year-the-table-lacks"),
        pytest.param((13, 20), None, id="years-the-table-lacks"),
    ],
)
def test_people_of_some_ages(ages: tuple[int, int], count: tuple[int, int] | None) -> None:
    """A band that reaches past the ages counts at most, not at least; what is lacking is not made up."""
    assert people(TOWN, Ages(*ages)) == count


def test_the_low_end_is_rounded_down_and_the_high_end_up() -> None:
    """500 x 1.5 and 2.5 per 1,000: 0.75 to 1.25 is 0 to 2 people."""
    found = need(Row("1"), of=rate(low=1.5, high=2.5, ages=(16, 17)))
    assert (found.low, found.high) == (0, 2)


@pytest.mark.parametrize(
    ("places", "reason"),
    [
        pytest.param(14, GapReason.PLACES_BELOW, id="fewer-than-the-low-estimate"),
        pytest.param(15, GapReason.PLACES_BETWEEN, id="as-many-as-the-low-estimate"),
        pytest.param(29, GapReason.PLACES_BETWEEN, id="fewer-than-the-high-estimate"),
        pytest.param(30, None, id="enough"),
    ],
)
def test_g6_capacity(places: int, reason: GapReason | None) -> None:
    """Below the low estimate is a possible gap, between the two perhaps one."""
    assert [gap.reason for gap in capacity(Row("1", places=places))] == ([reason] if reason else [])


def test_g6_counts_the_places_of_all_who_serve_these_ages() -> None:
    """14 and 1 places are 15, which is not below 15."""
    assert [gap.reason for gap in capacity(Row("1", places=14), Row("2", places=1))] == [GapReason.PLACES_BETWEEN]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((Row("1", places=1), Row("2", places=None)), id="places-not-stated"),
        pytest.param((Row("1", places=1), Row("2", places=1, ages=None)), id="ages-not-stated"),
    ],
)
def test_g6_is_silent_where_something_is_not_stated(rows: tuple[Row, ...]) -> None:
    """Unknown places are not no places; the line still tells who states none."""
    assert capacity(*rows) == []


def test_places_not_stated_are_named_beside_the_sum() -> None:
    """The sum is a lower limit then."""
    found = need(Row("1", places=3), Row("2", places=None))
    assert (found.places, found.unstated) == (3, ("2",))


@pytest.mark.parametrize("kind", ["self_report_ever", "cumulative", "screening"])
def test_g6_does_not_hold_places_a_year_against_what_ever_happened(kind: str) -> None:
    """Only figures of now or of the last year can be held against places a year."""
    assert capacity(Row("1", places=1), of=rate(kind)) == []


def test_without_a_population_the_line_says_so_and_no_gap_is_claimed() -> None:
    """The figure of the source stands; nobody is invented."""
    found = need(Row("1", places=1), population=None)
    assert (found.low, found.high, found.population, found.figure) == (None, None, "", {"da": "1-2 %"})
    assert gaps(*world(Row("1", places=1)), (SELVSKADE,), POLICY, needs=(found,)) != ()
    assert all(gap.kind is not GapKind.CAPACITY for gap in gaps(*world(Row("1")), (SELVSKADE,), POLICY, needs=(found,)))


def test_two_kinds_of_rate_are_two_lines() -> None:
    """Never one figure."""
    rates = Rates((rate(), rate("self_report_ever", 200, 300)))
    found = needs(*world(Row("1")), (SELVSKADE,), POLICY, rates, TOWN)
    assert [(one.kind, one.low, one.high) for one in found] == [
        (RateKind.REGISTERED, 15, 30),
        (RateKind.SELF_REPORT_EVER, 300, 450),
    ]


def test_a_share_who_seek_help_lowers_the_estimate() -> None:
    """Half of them at least: 7 to 30."""
    policy = replace(POLICY, gaps=replace(POLICY.gaps, help_seeking=type(POLICY.gaps.help_seeking)(0.5, 1.0)))
    (found,) = needs(*world(Row("1")), (SELVSKADE,), policy, Rates((rate(),)), TOWN)
    assert (found.low, found.high) == (7, 30)


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1854, "1854")])
def test_small_counts_are_not_told(count: int, text: str) -> None:
    """1 to 4 people could be recognised."""
    assert shown(count) == text


def test_the_rates_shipped_are_whole() -> None:
    """Low is not above high, kinds are known, themes are the lexicon's, and every figure names its source and year."""
    rates = fill(Rates, knowledge.read("rates"), "rates").rate
    themes = {theme["key"] for theme in knowledge.read("themes")["theme"]}  # type: ignore[attr-defined]
    assert len(rates) >= 9
    for one in rates:
        assert one.theme in themes
        assert RateKind(one.kind)
        assert 0 < one.low < one.high < 1000
        assert one.ages.low <= one.ages.high
        assert one.source
        assert one.figure
        assert one.year[:4].isdigit()


def test_the_example_of_2015_gives_the_figures_of_the_method() -> None:
    """ADHD at 30 per 1,000 of the 61,801 aged 0-17 in Aarhus in 2015 is about 1,850 (METHOD 3.2)."""
    aarhus = read_population(DATA / "befolkning_aarhus_2015.csv")
    assert (aarhus.area, aarhus.time) == ("Aarhus", "2015K1")
    assert people(aarhus, Ages(0, 17)) == (61_801, 61_801)
    assert people(aarhus, Ages(18, 29)) == (84_336, 84_336)
    found = need(Row("1"), of=rate(low=30, high=30, ages=(0, 17)), population=aarhus)
    assert (found.low, found.high) == (1854, 1855)
