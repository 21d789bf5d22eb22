"""Each kind of gap on a catalogue small enough to check by hand, and what must hold for all of them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from overlap import wording
from overlap.analysis.gaps import ages_text, gaps, themes_for_gaps
from overlap.analysis.need import Rate, Rates, needs
from overlap.analysis.policy import Ages
from overlap.errors import UsageError
from overlap.model import (
    Access,
    AgeCount,
    Evaluated,
    Gap,
    GapKind,
    GapReason,
    Kind,
    Level,
    Pair,
    PairKind,
    Population,
    Role,
    Status,
    Theme,
    Tier,
)
from tests.analysis.builders import POLICY, SELVSKADE, Row, found, world

BOTH = (Row("1"), Row("2"))
"""Two open, municipal, evaluated interventions for everyone: nothing is missing."""


def named(reason: GapReason, *rows: Row, **options: object) -> list[str]:
    """The age bands that have a gap for this reason."""
    return [band for _, why, band in found(*rows, **options) if why == reason]


def test_two_good_offers_for_everyone_leave_no_gap() -> None:
    """The bottom line that every other example departs from."""
    assert found(*BOTH) == []


@pytest.mark.parametrize(
    ("rows", "bands"),
    [
        pytest.param((), ["18-24", "25-30", "10-12", "13-15", "16-17"], id="empty-catalogue-largest-band-first"),
        pytest.param((Row("1", ages=(13, 30)),), ["10-12"], id="starts-at-13"),
        pytest.param((Row("1", ages=(10, 30), status=Status.CLOSED),), [], id="closed-still-exists"),
        pytest.param(
            (Row("1", ages=(10, 15)), Row("2", ages=(16, 30), status=Status.ENDED)),
            ["18-24", "25-30", "16-17"],
            id="ended-does-not-cover",
        ),
        pytest.param((Row("1", ages=(13, 30)), Row("2", role=Role.SECONDARY)), ["10-12"], id="taken-in-is-not-main"),
        pytest.param((Row("1", ages=(13, 30)), Row("2", ages=None)), [], id="unstated-ages-might-cover"),
    ],
)
def test_g1_nobody(rows: tuple[Row, ...], bands: list[str]) -> None:
    """No intervention with the theme as main theme, at ages where one makes sense (10-30 for self-harm)."""
    assert named(GapReason.NOBODY, *rows) == bands


def test_g1_that_cannot_be_told_is_listed_as_unknown() -> None:
    """The band says how many do not state their ages, instead of claiming a hole."""
    assert named(GapReason.AGES_UNDECIDED, Row("1", ages=(13, 30)), Row("2", ages=None)) == ["10-12"]


@pytest.mark.parametrize(
    ("reason", "rows", "bands"),
    [
        pytest.param(GapReason.SINGLE, (Row("1", ages=(10, 17)), Row("2", ages=(13, 30))), ["18-24", "25-30", "10-12"]),
        pytest.param(GapReason.SINGLE, (Row("1", ages=(10, 12)), Row("2", ages=None)), [], id="second-may-be-there"),
        pytest.param(
            GapReason.ONE_PROVIDER, (Row("1", provider="PPR"), Row("2", provider="ppr ", ages=(16, 17))), ["16-17"]
        ),
        pytest.param(
            GapReason.ONE_PROVIDER,
            (Row("1", ages=(16, 17), provider="PPR og Klubben"), Row("2", ages=(16, 17), provider="PPR, team")),
            ["16-17"],
            id="one-house-in-both",
        ),
        pytest.param(GapReason.ONE_PROVIDER, (Row("1", provider="PPR"), Row("2", provider="SIND")), [], id="two"),
        pytest.param(GapReason.PART_OF_BAND, (Row("1", ages=(15, 30)), Row("2", ages=(15, 30))), ["13-15"]),
        pytest.param(GapReason.PART_OF_BAND, (Row("1", ages=(15, 30)), Row("2", ages=(13, 14))), [], id="filled"),
        pytest.param(GapReason.LONE_YEARS, (Row("1", ages=(16, 17)), Row("2", ages=(17, 17))), ["16-17"]),
        pytest.param(GapReason.LONE_YEARS, (Row("1", ages=(16, 17)), Row("2", ages=(16, 17))), [], id="two-always"),
    ],
)
def test_g2_thin(reason: GapReason, rows: tuple[Row, ...], bands: list[str]) -> None:
    """One alone, one provider alone, or years in the band that nobody reaches."""
    assert named(reason, *rows) == bands


def test_g2_names_the_years_left_out() -> None:
    """13-14 is what is missing of 13-15, not the band; the one that has ended and would be there is told."""
    rows = (Row("1", ages=(15, 30)), Row("2", ages=(15, 30)), Row("3", ages=(13, 15), status=Status.ENDED))
    (gap,) = [one for one in in_full(*rows) if one.reason is GapReason.PART_OF_BAND]
    assert (gap.values["years"], gap.values["ended"], gap.size) == ("13-14", "1", 2)


def test_g2_is_told_once_for_a_band() -> None:
    """One alone who leaves years out is one finding, with the years told at its end."""
    (gap,) = [one for one in in_full(Row("1", ages=(15, 30))) if one.kind is GapKind.THIN and one.age_band == "13-15"]
    assert (gap.reason, gap.values["left"], gap.values["years"]) == (GapReason.SINGLE, "2", "13-14")


@pytest.mark.parametrize("row", [Row("1", ages=(3, 5)), Row("1", ages=(3, 5), kind=Kind.PARTNERSHIP)])
def test_ages_at_which_nothing_is_expected_have_no_gap(row: Row) -> None:
    """A lone offer on self-harm for toddlers is covered ground, not thin ground."""
    assert [gap for gap in in_full(row) if gap.age_band == "0-5"] == []


@pytest.mark.parametrize(
    ("second", "bands"),
    [
        pytest.param(Row("2", ages=(16, 17), kind=Kind.PARTNERSHIP), ["16-17"], id="both"),
        pytest.param(Row("2", ages=(16, 17)), [], id="one-municipal"),
        pytest.param(Row("2", ages=(16, 17), kind=Kind.UNKNOWN), [], id="one-unstated"),
        pytest.param(Row("2", ages=None), [], id="a-municipal-one-without-ages-may-be-there"),
    ],
)
def test_g3_only_partnerships(second: Row, bands: list[str]) -> None:
    """All who serve the band are partnership agreements, and all say so."""
    assert named(GapReason.ONLY_PARTNERSHIPS, Row("1", ages=(16, 17), kind=Kind.PARTNERSHIP), second) == bands


@pytest.mark.parametrize(
    ("end", "year", "bands"),
    [
        pytest.param(date(2024, 12, 31), 2025, ["16-17"], id="over-before-the-year"),
        pytest.param(date(2025, 6, 30), 2025, ["16-17"], id="over-within-the-year"),
        pytest.param(date(2025, 12, 30), 2025, ["16-17"], id="over-a-day-before-the-year"),
        pytest.param(date(2025, 12, 31), 2025, [], id="lasts-the-year"),
        pytest.param(None, 2025, [], id="not-stated"),
        pytest.param(date(2024, 12, 31), None, [], id="no-budget-year-asked"),
    ],
)
def test_g3_funding_ends_before_the_budget_year_does(end: date | None, year: int | None, bands: list[str]) -> None:
    """The money of all who serve the band must last to 31 December of the budget year."""
    assert named(GapReason.FUNDING_ENDS, Row("1", ages=(16, 17), funding_end=end), budget_year=year) == bands


@pytest.mark.parametrize(
    ("levels", "steps"),
    [
        pytest.param((Level.LIGHT, Level.TREATMENT), {("step_between", "2")}, id="one-between"),
        pytest.param((Level.LIGHT, Level.INTRUSIVE), {("step_between", "2"), ("step_between", "3")}, id="two-between"),
        pytest.param((Level.LIGHT, Level.LIGHT), {("only_low_step", "2")}, id="only-light"),
        pytest.param((Level.INTRUSIVE,), {("only_high_step", "3")}, id="only-intrusive"),
        pytest.param((Level.EARLY, Level.TREATMENT), set(), id="neighbours"),
        pytest.param((Level.EARLY,), set(), id="one-in-the-middle"),
        pytest.param((Level.LIGHT, Level.INTRUSIVE, Level.UNKNOWN), set(), id="the-unknown-may-be-the-missing-one"),
    ],
)
def test_g4_missing_step(levels: tuple[Level, ...], steps: set[tuple[str, str]]) -> None:
    """A step between two filled ones, the one above a lone light step, the one below a lone intrusive step."""
    rows = [Row(str(at), ages=(16, 17), level=level) for at, level in enumerate(levels)]
    assert {(str(gap.reason), gap.step) for gap in in_full(*rows) if gap.kind is GapKind.MISSING_STEP} == steps


@pytest.mark.parametrize(
    ("rows", "bands"),
    [
        pytest.param((Row("1", ages=(10, 17)),), ["18-24"], id="stops-at-17"),
        pytest.param((Row("1", ages=(10, 17)), Row("2", ages=(18, 30))), [], id="taken-over"),
        pytest.param((Row("1", ages=(10, 17)), Row("2", ages=(10, 18))), [], id="one-goes-on"),
        pytest.param((Row("1", ages=(10, 17)), Row("2", ages=None)), [], id="unstated-ages-might-take-over"),
        pytest.param((Row("1", ages=(10, 25)),), ["25-30"], id="stops-at-25"),
        pytest.param((Row("1", ages=(10, 24)),), ["25-30"], id="stops-before-25"),
        pytest.param((Row("1", ages=(10, 16)),), [], id="stops-between-transitions"),
    ],
)
def test_g5_nothing_after(rows: tuple[Row, ...], bands: list[str]) -> None:
    """Served in the last year before a change of age, by nobody in the first year after."""
    assert named(GapReason.NOTHING_AFTER, *rows) == bands


@pytest.mark.parametrize(
    ("before", "after", "bands"),
    [
        pytest.param(Row("1", ages=(10, 17)), Row("2", ages=(18, 30)), ["18-24"], id="neither-names-the-other"),
        pytest.param(Row("1", ages=(10, 17), partners="Indsats 2"), Row("2", ages=(18, 30)), [], id="one-does"),
        pytest.param(Row("1", ages=(10, 17)), Row("2", ages=(18, 30), partners="Indsats 1"), [], id="the-other-does"),
        pytest.param(Row("1", ages=(10, 17), partners=""), Row("2", ages=(18, 30)), [], id="partners-not-stated"),
        pytest.param(Row("1", ages=(10, 18)), Row("2", ages=(18, 30)), [], id="they-meet"),
        pytest.param(
            Row("1", ages=(10, 17), provider="PPR"), Row("2", ages=(18, 30), provider="PPR"), [], id="one-house"
        ),
    ],
)
def test_g5_no_handover(before: Row, after: Row, bands: list[str]) -> None:
    """All stop at 17, others begin at 18, and no cooperation between them is named."""
    assert named(GapReason.NO_HANDOVER, before, after) == bands


def test_g4_bands_with_the_same_finding_are_told_as_one() -> None:
    """Two neighbouring bands resting on the same two are one line; a third that rests on others is another."""
    rows = (
        Row("1", ages=(16, 24), level=Level.LIGHT),
        Row("2", ages=(16, 24), level=Level.TREATMENT),
        Row("3", ages=(25, 30), level=Level.LIGHT),
    )
    steps = [gap for gap in in_full(*rows) if gap.kind is GapKind.MISSING_STEP]
    assert [(gap.age_band, gap.interventions, gap.size) for gap in steps] == [
        ("16-24", ("1", "2"), 9),
        ("25-30", ("3",), 6),
    ]


def test_g4_one_that_takes_nobody_in_fills_no_step() -> None:
    """The step between is there in the catalogue, but closed: it is missing, and the closed one is told."""
    ends = (Row("1", ages=(16, 17), level=Level.LIGHT), Row("2", ages=(16, 17), level=Level.TREATMENT))
    between = Row("3", ages=(16, 17), level=Level.EARLY, status=Status.CLOSED)
    (gap,) = [gap for gap in in_full(*ends, between) if gap.kind is GapKind.MISSING_STEP]
    assert (gap.step, gap.interventions, gap.values["closed"]) == ("2", ("1", "2"), "1")


def test_g7_one_for_professionals_alone_takes_no_child_in() -> None:
    """Two turn the theme away and two have it, of which one only advises staff."""
    rows = (Row("1"), Row("2"), Row("3", role=Role.EXCLUDED), Row("4", role=Role.EXCLUDED))
    catalogue, understanding = world(*rows)
    assert GapReason.TURNED_AWAY not in [gap.reason for gap in gaps(catalogue, understanding, (SELVSKADE,), POLICY)]
    facets = replace(understanding["2"].facets, addressees=("fagfolk",))
    understanding["2"] = replace(understanding["2"], facets=facets)
    turned = [
        gap for gap in gaps(catalogue, understanding, (SELVSKADE,), POLICY) if gap.reason is GapReason.TURNED_AWAY
    ]
    assert [gap.values["taking"] for gap in turned] == ["1"]


@pytest.mark.parametrize(
    ("reason", "rows", "bands"),
    [
        pytest.param(GapReason.NO_OPEN_DOOR, (Row("1", ages=(16, 17), access=Access.REFERRAL),), ["16-17"]),
        pytest.param(
            GapReason.NO_OPEN_DOOR,
            (Row("1", ages=(16, 17), access=Access.VISITATION), Row("2", ages=(16, 17), access=Access.UNKNOWN)),
            [],
            id="unknown-may-be-open",
        ),
        pytest.param(GapReason.ALL_CLOSED, (Row("1", ages=(16, 17), status=Status.CLOSED),), ["16-17"]),
        pytest.param(GapReason.ALL_CLOSED, (Row("1", ages=(16, 17), status=Status.CLOSED), Row("2")), []),
        pytest.param(GapReason.LONG_WAIT, (Row("1", wait=(2, 5)),), [""], id="up-to-5-weeks"),
        pytest.param(GapReason.LONG_WAIT, (Row("1", wait=(0, 4)),), [], id="within-the-goal"),
        pytest.param(GapReason.LONG_WAIT, (Row("1", wait=(8, None)),), [""], id="at-least-8"),
        pytest.param(GapReason.LONG_WAIT, (Row("1", wait=None),), [], id="not-stated"),
        pytest.param(GapReason.TURNED_AWAY, (Row("1"), *(Row(f"n{at}", role=Role.EXCLUDED) for at in range(2))), [""]),
        pytest.param(GapReason.TURNED_AWAY, (Row("1"), Row("2", role=Role.EXCLUDED)), [], id="as-many-take-in"),
    ],
)
def test_g7_access(reason: GapReason, rows: tuple[Row, ...], bands: list[str]) -> None:
    """No way in by oneself, no way in at all, a wait past 4 weeks, or more who refuse than who take in."""
    assert named(reason, *rows) == bands


@pytest.mark.parametrize(
    ("answers", "reason", "n"),
    [
        pytest.param((Evaluated.NO, Evaluated.PARTLY), GapReason.NOTHING_MEASURED, "2", id="none"),
        pytest.param((Evaluated.NO, Evaluated.YES), GapReason.NOT_MEASURED, "1", id="one-of-two"),
        pytest.param((Evaluated.NO, Evaluated.UNKNOWN), GapReason.NOT_MEASURED, "1", id="unknown-may-measure"),
        pytest.param((Evaluated.YES, Evaluated.UNKNOWN), None, "", id="nothing-known-to-lack"),
    ],
)
def test_g8_evidence(answers: tuple[Evaluated, ...], reason: GapReason | None, n: str) -> None:
    """Evaluation that measures no effect counts with none at all; not saying so does not."""
    rows = [Row(str(at), evaluated=answer) for at, answer in enumerate(answers)]
    gaps_found = [gap for gap in in_full(*rows) if gap.kind is GapKind.EVIDENCE]
    assert [(gap.reason, gap.values["n"]) for gap in gaps_found] == ([(reason, n)] if reason else [])


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (Row("2", ages=None), "age"),
        (Row("2", level=Level.UNKNOWN), "step"),
        (Row("2", kind=Kind.UNKNOWN), "kind"),
        (Row("2", access=Access.UNKNOWN), "access"),
        (Row("2", wait=None), "wait"),
        (Row("2", places=None), "places"),
        (Row("2", funding_end=None), "funding"),
        (Row("2", evaluated=Evaluated.UNKNOWN), "evaluation"),
        (Row("2", partners=""), "partners"),
    ],
)
def test_u_each_empty_field_has_its_line_with_its_share(row: Row, field: str) -> None:
    """1 of 2 does not state it; that is said, and is no gap."""
    listed = [gap for gap in in_full(Row("1"), row, budget_year=2025) if gap.kind is GapKind.NOT_STATED]
    assert [(gap.values["field"], gap.values["n"], gap.values["base"]) for gap in listed] == [(field, "1", "2")]


def test_the_theme_asked_for_is_the_only_one() -> None:
    """Any theme of the lexicon can be asked for, also in other letters; an unknown one is a usage error."""
    angst = Theme("angst", ("angst",), focus=True)
    digital = Theme("digital", ("digital",))
    themes = (angst, digital, SELVSKADE)
    assert themes_for_gaps(themes) == (SELVSKADE, angst)
    assert themes_for_gaps(themes, "Digital") == (digital,)
    assert themes_for_gaps((digital,)) == (digital,)
    with pytest.raises(UsageError) as failure:
        themes_for_gaps(themes, "krop")
    assert failure.value.values["theme"] == "krop"


def test_gaps_come_by_kind_then_largest_first() -> None:
    """Ranked: kinds in the order of the method, inside a kind the most years or interventions first."""
    listed = in_full(Row("1", ages=(13, 14), level=Level.LIGHT, wait=None))
    order = {kind: at for at, kind in enumerate(GapKind)}
    assert [(order[gap.kind], -gap.size) for gap in listed] == sorted((order[gap.kind], -gap.size) for gap in listed)


@pytest.mark.parametrize(
    ("years", "text"), [([13, 14], "13-14"), ([13], "13"), ([10, 11, 13, 15, 16], "10-11, 13, 15-16"), ([], "")]
)
def test_years_are_told_as_ranges(years: list[int], text: str) -> None:
    """Consecutive years run together."""
    assert ages_text(years) == text


# --- what must hold for every catalogue ---

ROWS = st.builds(
    Row,
    id=st.just(""),
    ages=st.none() | st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda at: (at[0], at[0] + at[1])),
    role=st.sampled_from([Role.PRIMARY, Role.PRIMARY, Role.SECONDARY, Role.EXCLUDED]),
    level=st.sampled_from(Level),
    provider=st.sampled_from(["PPR", "SIND"]),
    kind=st.sampled_from(Kind),
    access=st.sampled_from(Access),
    wait=st.none() | st.just((6, 8)),
    status=st.sampled_from(Status),
    evaluated=st.sampled_from(Evaluated),
    places=st.none() | st.integers(0, 50),
    funding_end=st.none() | st.sampled_from([date(2024, 12, 31), date(2026, 12, 31)]),
    partners=st.sampled_from(["", "Ingen", "Indsats 0", "Indsats 1"]),
)
WORLDS = st.lists(ROWS, min_size=1, max_size=5).map(
    lambda rows: tuple(replace(row, id=str(at)) for at, row in enumerate(rows))
)
BLANKS = {
    "ages": None,
    "level": Level.UNKNOWN,
    "kind": Kind.UNKNOWN,
    "access": Access.UNKNOWN,
    "wait": None,
    "evaluated": Evaluated.UNKNOWN,
    "places": None,
    "funding_end": None,
    "partners": "",
}


def in_full(*rows: Row, **options: object) -> tuple[Gap, ...]:
    return gaps(*world(*rows), (SELVSKADE,), POLICY, **options)  # type: ignore[arg-type]


def everything(*rows: Row) -> tuple[Gap, ...]:
    """All gaps of a world where neighbours by id overlap, 40-90 people are concerned and a budget year is asked for."""
    ids = sorted(row.id for row in rows)
    pairs = [Pair(one, other, 80, Tier.POSSIBLE, PairKind.OVERLAP, ("selvskade",)) for one, other in pairwise(ids)]
    rate = Rate("selvskade", "registered", 40, 90, Ages(10, 17), "2023", "Danmark", "4-9 %", "Kilden", "")
    town = Population("by.csv", "By", "2025K1", (AgeCount(10, 17, 1000),))
    found = needs(*world(*rows), (SELVSKADE,), POLICY, Rates((rate,)), town)
    return in_full(*rows, budget_year=2025, pairs=pairs, needs=found)


def holes(*rows: Row) -> set[tuple[str, str, str]]:
    """Where there is a gap and of which kind, unknowns left out."""
    listed = [gap for gap in everything(*rows) if gap.kind is not GapKind.NOT_STATED]
    return {
        (gap.kind.value, band, gap.step or key)
        for gap in listed
        for band in bands_of(gap)
        for key in (gap.interventions if gap.kind is GapKind.COOPERATION else ("",))
    }


def bands_of(gap: Gap) -> list[str]:
    """The bands of the policy that a finding spans: several may be told as one."""
    if not gap.age_band:
        return [""]
    low, high = map(int, gap.age_band.split("-"))
    return [band.key for band in POLICY.ages.bands if low <= band.low and band.high <= high]


def absolute(*rows: Row) -> set[str]:
    return {gap.age_band for gap in in_full(*rows) if gap.kind is GapKind.NO_OFFER}


@given(WORLDS, ROWS)
@settings(deadline=None)
def test_adding_an_intervention_never_creates_an_absolute_gap(rows: tuple[Row, ...], extra: Row) -> None:
    """More offers, no new G1."""
    assert absolute(*rows, replace(extra, id="new")) <= absolute(*rows)


@given(WORLDS)
@settings(deadline=None)
def test_removing_an_intervention_never_closes_an_absolute_gap(rows: tuple[Row, ...]) -> None:
    """Fewer offers, every G1 still there, save that one without ages had left it undecided."""
    for at in range(len(rows)):
        assert absolute(*rows) <= absolute(*rows[:at], *rows[at + 1 :])


@given(WORLDS, st.sampled_from(sorted(BLANKS)), st.integers(0, 4))
@settings(deadline=None, max_examples=300)
def test_forgetting_a_field_never_makes_a_gap(rows: tuple[Row, ...], field: str, at: int) -> None:
    """Unknown never becomes a gap: empty a field of one row, and no gap appears that was not there."""
    row = replace(rows[at % len(rows)], **{field: BLANKS[field]})
    forgetful = tuple(row if one.id == row.id else one for one in rows)
    assert holes(*forgetful) <= holes(*rows)


@given(WORLDS)
@settings(deadline=None)
def test_the_order_of_the_sheet_changes_no_gap(rows: tuple[Row, ...]) -> None:
    """Sorting the workbook another way finds the same."""
    turned = tuple(reversed(rows))
    assert holes(*turned) == holes(*rows)


@given(WORLDS)
@settings(deadline=None)
def test_every_gap_can_be_said_in_every_language(rows: tuple[Row, ...]) -> None:
    """Each reason has its sentence, each placeholder its value, and no form is empty."""
    for language in wording.LANGUAGES:
        spoken = wording.load(language).gaps
        for gap in everything(*rows):
            assert gap.reason is not None
            sentence = spoken.sentence(gap.reason, gap.values)
            assert sentence.endswith(".")
            assert "  " not in sentence


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_sentences_and_the_reasons_are_the_same(language: str) -> None:
    """No reason without a sentence, no sentence without a reason."""
    assert set(wording.load(language).gaps.sentences) == {str(reason) for reason in GapReason}


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_sentence_can_be_printed_in_an_old_terminal(language: str) -> None:
    """cp850 and cp1252 hold every letter."""
    spoken = wording.load(language).gaps
    for counted in (*spoken.sentences.values(), *spoken.tails.values()):
        (counted.one + counted.many + counted.none).encode("cp850")
