"""The sample workbook from end to end: what the sheets on eating disorders and self-harm rest on, and sums."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from overlap import knowledge
from overlap.analysis.answers import answers
from overlap.analysis.boundaries import boundaries
from overlap.analysis.coverage import coverage
from overlap.analysis.facets import facets
from overlap.analysis.gaps import gaps
from overlap.analysis.need import Rates
from overlap.analysis.themes import readings
from overlap.cli.facetbook import facet_book
from overlap.knowledge.records import fill
from overlap.language import lexicon, mentions
from overlap.model import Answers, Catalogue, Gap, GapKind, Kind, Role, Theme, Understanding
from overlap.reading import read
from overlap.reading.population import read_population
from tests.analysis.builders import POLICY

DATA = Path(__file__).parents[2] / "data"
THEMES = ("spiseforstyrrelse", "selvskade")


@cache
def sample() -> tuple[Catalogue, Mapping[str, Understanding], tuple[Theme, ...]]:
    catalogue, known = read(DATA / "bilag_b.xlsx"), lexicon.load()
    themes, found, book = lexicon.themes(known), mentions.read(catalogue, known), facet_book(known)
    limits = boundaries(catalogue, book.boundary)
    return (
        catalogue,
        {
            one.id: Understanding(
                facets(one, found.get(one.id, ()), book, POLICY.facets, limits.of(one)),
                readings(found.get(one.id, ()), themes),
            )
            for one in catalogue.interventions
        },
        themes,
    )


@cache
def tables() -> Answers:
    rates = fill(Rates, knowledge.read("rates"), "rates")
    population = read_population(DATA / "befolkning_aarhus_2015.csv")
    return answers(*sample(), POLICY, rates=rates, population=population, budget_year=2025)


@cache
def found() -> tuple[Gap, ...]:
    return gaps(*sample(), POLICY, needs=tables().needs, budget_year=2025)


def gold(theme: str, role: Role) -> set[str]:
    with (DATA / "gold" / "themes.csv").open(encoding="utf-8", newline="") as file:
        return {row["nr"] for row in csv.DictReader(file) if row[theme] == role}


@pytest.mark.parametrize("theme", THEMES)
def test_the_sheets_name_those_the_labels_name_as_main_theme(theme: str) -> None:
    """Running or ended, every one, and no other."""
    (roles,) = [one for one in tables().roles if one.theme == theme]
    _, understanding, _ = sample()
    ended = {key for key in roles.not_running if understanding[key].role(theme) is Role.PRIMARY}
    assert {*roles.primary, *ended} == gold(theme, Role.PRIMARY)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", [Role.SECONDARY, Role.EXCLUDED])
def test_the_sheets_name_nearly_all_who_take_in_or_turn_away(theme: str, role: Role) -> None:
    """At least two thirds of those the labels name (all but number 82 for eating disorders when this was written)."""
    (roles,) = [one for one in tables().roles if one.theme == theme]
    named = {Role.SECONDARY: roles.secondary, Role.EXCLUDED: roles.excluded}[role]
    wanted = gold(theme, role)
    assert len(wanted & set(named)) >= 2 / 3 * len(wanted) - 0.5


def test_self_harm_has_nobody_for_the_youngest_and_nobody_at_13_and_14() -> None:
    """Number 69 and 83 begin at 15, and number 84 has ended."""
    told = {(gap.kind, gap.age_band): gap for gap in found() if gap.theme == "selvskade"}
    assert (GapKind.NO_OFFER, "10-12") in told
    thin = told[GapKind.THIN, "13-15"]
    assert (thin.values["years"], thin.values["ended"], thin.interventions) == ("13-14", "1", ("69", "83"))


def test_every_gap_rests_on_rows_of_the_workbook() -> None:
    """Ids that exist, each once; the default themes are those of recommendations 4 and 5."""
    catalogue, _, themes = sample()
    known = {one.id for one in catalogue.interventions}
    for gap in found():
        assert known.issuperset(gap.interventions)
        assert len(set(gap.interventions)) == len(gap.interventions)
    assert {gap.theme for gap in found()} <= {theme.key for theme in themes if theme.focus or theme.strengthen}


def test_all_tables_add_up_to_the_catalogue() -> None:
    """123 interventions of which 46 partnerships, in every table."""
    catalogue, _, _ = sample()
    everyone = [one.id for one in catalogue.interventions]
    assert len(everyone) == 123
    assert [one.id for one in tables().facts] == everyone
    for line in tables().tallies:
        assert sorted(key for ids in line.answers.values() for key in ids) == sorted(line.base)
        if not line.theme and not line.department:
            size = {None: 123, Kind.PARTNERSHIP: 46, Kind.MUNICIPAL: 77}[line.kind]
            assert len(line.base) + len(line.not_running) == size


def test_the_map_shows_everyone_who_serves_a_theme() -> None:
    """The ids over all cells of a theme are those its roles name."""
    cells = coverage(*sample(), POLICY)
    for roles in tables().roles:
        here = [cell for cell in cells if cell.theme == roles.theme]
        assert {key for cell in here for key in cell.primary} == set(roles.primary)
        assert {key for cell in here for key in cell.secondary} == set(roles.secondary)


def test_any_theme_of_the_lexicon_can_be_asked_for() -> None:
    """Also the three that the partnership text names: transition to education, relatives, digital well-being."""
    for key in ("uddannelse_overgang_frafald", "paaroerende_soeskende", "digital"):
        assert {gap.theme for gap in gaps(*sample(), POLICY, theme=key)} == {key}
