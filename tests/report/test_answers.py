"""The sheets on access, evaluation, cooperation, changes of age, need and the index, counted by eye."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from overlap import knowledge, wording
from overlap.analysis.answers import answers
from overlap.analysis.need import Rate, Rates
from overlap.analysis.policy import Ages, Policy
from overlap.knowledge.records import fill
from overlap.model import AgeCount, Findings, Population
from overlap.report import layout
from overlap.report.sheets import related
from overlap.report.story import Story
from overlap.report.tables import Edition, Sheet
from overlap.report.voice import Voice

SAID = ({"da": told, "en": told} for told in ("Danmark", "1-2 %", "Kilden", ""))
RATE = Rate("angst", "registered", 10, 20, Ages(6, 12), "2023", *SAID)
TOWN = Population("by.csv", "By", "2025K1", (AgeCount(6, 12, 350),))


def told(findings: Findings, voice: Voice, edition: Edition, **options: object) -> Story:
    policy = fill(Policy, knowledge.read("policy"), "policy")
    found = answers(
        findings.catalogue,
        findings.understanding,
        findings.themes,
        policy,
        pairs=findings.pairs,
        rates=Rates((RATE,)),
        **options,  # type: ignore[arg-type]
    )
    settings = {"gaps.wait_goal_weeks": "4", "gaps.names.cutoff": "88"}
    return Story(replace(findings, answers=found, settings=settings), voice, edition)


def rows(sheet: Sheet, *first: str) -> list[tuple[object, ...]]:
    return [row for row in sheet.table.rows if row[: len(first)] == first]


def sheet(story: Story, title: str) -> Sheet:
    return next(one for one in layout.answer_sheets(story) if one.title == title)


def test_access_is_counted_by_department_theme_and_kind(findings: Findings, voice: Voice, edition: Edition) -> None:
    """Four interventions, one of them open, one of them a partnership."""
    found = sheet(told(findings, voice, edition), "Indgange")
    assert rows(found, "Alle indsatser", "Alle") == [("Alle indsatser", "Alle", 4, 1, 3, 0, 0)]
    assert rows(found, "Alle indsatser", "Partnerskab") == [("Alle indsatser", "Partnerskab", 1, 0, 1, 0, 0)]
    assert [row[2] for row in rows(found, "Angst", "Alle")] == [2]
    assert [row[2] for row in rows(found, "Uoplyst", "Alle")] == [1]
    assert found.lines[0] == "Man kan selv henvende sig til 1 af 4 indsatser. 0 oplyser ikke indgangen."
    assert found.lines[1].startswith("Skemaet har 4 indsatser, heraf 1 partnerskabsaftale.")


def test_waits_are_held_against_the_goal(findings: Findings, voice: Voice, edition: Edition) -> None:
    """One states its wait, within the goal; none is closed to newcomers."""
    found = sheet(told(findings, voice, edition), "Ventetid")
    assert found.table.columns[3].heading == "Op til 4 uger"
    assert rows(found, "Alle indsatser", "Alle") == [("Alle indsatser", "Alle", 4, 1, 0, 3, 0)]


def test_money_is_shown_only_for_a_budget_year(findings: Findings, voice: Voice, edition: Edition) -> None:
    """No year, no sheet."""
    without, asked = (layout.answer_sheets(told(findings, voice, edition, budget_year=year)) for year in (None, 2025))
    assert [one.title for one in asked if one not in without] == ["Finansiering"]
    (found,) = [one for one in asked if one.title == "Finansiering"]
    assert rows(found, "Alle indsatser", "Alle") == [("Alle indsatser", "Alle", 4, 0, 0, 4)]


def test_a_sheet_for_paper_has_at_most_seven_columns(findings: Findings, voice: Voice, edition: Edition) -> None:
    """More than that prints too small to read on A4."""
    found = layout.answer_sheets(told(findings, voice, edition, population=TOWN, budget_year=2025))
    assert [one.title for one in found if len(one.table.columns) > 7] == []


def test_every_pair_stands_on_the_sheet_of_cooperation(findings: Findings, voice: Voice, edition: Edition) -> None:
    """The overlap and the chain; neither states partners, so nothing is claimed."""
    found = sheet(told(findings, voice, edition), "Samarbejde")
    assert [row[5] for row in found.table.rows] == ["Uoplyst", "Uoplyst"]
    assert found.lines[0].startswith("2 par overlapper eller følger efter hinanden. I 0 af dem")


def test_who_stops_at_a_change_of_age_is_named(findings: Findings, voice: Voice, edition: Edition) -> None:
    """Number 1 stops at 12, number 2 goes on."""
    found = sheet(told(findings, voice, edition), "Overgange")
    assert rows(found, "Angst") == [("Angst", "12/13", "1 Modige børn", 1, 0, 0, "1 Modige børn")]


def test_need_stands_beside_places_with_its_source(findings: Findings, voice: Voice, edition: Edition) -> None:
    """350 at 10 to 20 per 1,000: 3 (told as <5) to 7."""
    found = sheet(told(findings, voice, edition, population=TOWN), "Behov og pladser")
    assert rows(found, "Angst")[0][2:] == ("6-12 år", "<5-7", "0 (2 uoplyst)", "1-2 %.", "Kilden. Danmark, 2023.")
    assert found.lines[-1] == "Befolkning: By, 2025K1."


def test_without_a_population_the_sheet_says_what_is_missing(
    findings: Findings, voice: Voice, edition: Edition
) -> None:
    """The figure of the source stands, the estimate is empty."""
    found = sheet(told(findings, voice, edition), "Behov og pladser")
    assert rows(found, "Angst")[0][5] == "1-2 %."
    assert rows(found, "Angst")[0][3] == ""
    assert "FOLK1A" in found.lines[-1]


def test_the_index_leaves_out_departments_that_share_nothing(
    findings: Findings, voice: Voice, edition: Edition
) -> None:
    """MBU and MSB share 6-9 and 10-12 on anxiety: 2 of 3 fields again."""
    found = sheet(told(findings, voice, edition), "Overlapindeks")
    assert rows(found, "Angst", "MBU, MSB") == [("Angst", "MBU, MSB", 3, 2, 67, 0)]
    assert rows(found, "Angst", "MKB, MSB") == []


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_sheets_are_ones_that_excel_takes(language: str, findings: Findings, voice: Voice, edition: Edition) -> None:
    """Short titles, unique headings, rows as long as the head, and nothing left to fill in."""
    spoken = replace(voice, words=wording.load(language))
    found = layout.answer_sheets(told(findings, spoken, edition, population=TOWN, budget_year=2025))
    assert len(found) == 8
    for one in found:
        headings = [column.heading for column in one.table.columns]
        assert len(one.title) <= 31
        assert len(set(headings)) == len(headings)
        assert all(len(row) == len(headings) for row in one.table.rows)
        assert not any("{" in text for text in (*one.lines, *headings))


def test_findings_without_answers_have_no_such_sheets(findings: Findings, voice: Voice, edition: Edition) -> None:
    """A report of a part of the analysis shows what it has."""
    assert layout.answer_sheets(Story(findings, voice, edition)) == []
    assert related.needs(Story(findings, voice, edition)).table.rows == ()


def test_the_front_page_counts_what_the_sheets_count(findings: Findings, voice: Voice, edition: Edition) -> None:
    """Same figures, same base, and the tab of a sheet that is there."""
    story = told(findings, voice, edition)
    front = {row[0]: row for row in layout.sheets(story)[0].table.rows}
    tabs = {one.title for one in layout.answer_sheets(story)}
    assert front["Indgange"][1:3] == (
        "1 kan man selv henvende sig til, 3 kræver henvisning og 0 visitation. For 0 er indgangen ikke oplyst.",
        "4 indsatser, der ifølge skemaet hverken er ophørt eller kun planlagt",
    )
    assert {front[topic][3] for topic in ("Samarbejde", "Indgange", "Ventetid", "Evaluering")} <= tabs
