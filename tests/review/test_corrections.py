"""A reading that a person corrects: brought back by cell, in force while its text stands, else reopened."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from msgspec.structs import replace

from overlap.model import Access, Decision, Level, Role, Span, Standing
from overlap.review import decisions
from overlap.review.corrections import ages_of, corrected_catalogue, corrected_understanding
from overlap.review.judged import judgements
from tests.review.reviewed_world import (
    THEMES,
    WORDS,
    brought,
    catalogue,
    cell,
    fill,
    findings,
    handed_out,
    intervention,
    story,
)

ROWS = [intervention(number) for number in range(1, 5)]
TAB = WORDS.report.review.readings_tab
HANDED_OUT = handed_out(story(ROWS))


def corrected(**cells: str) -> tuple[Decision, ...]:
    """The decisions after someone wrote into the row of the first intervention."""
    sheets = deepcopy(HANDED_OUT)
    fill(sheets[TAB], 1, who="Anna", **cells)
    return brought(sheets).decisions


@pytest.mark.parametrize(
    ("cells", "question", "answer"),
    [
        pytest.param({"problem_1": "Sorg"}, "problems_main", "sorg", id="another problem"),
        pytest.param({"problem_2": "sorg"}, "problems_main", "angst|sorg", id="one more problem"),
        pytest.param({"problems_other": "Sorg; Angst"}, "problems_other", "sorg|angst", id="several in a cell"),
        pytest.param({"form_1": "Chat og telefon"}, "forms_main", "chat_telefon", id="another form"),
        pytest.param({"addressee": "Børn; Unge"}, "addressee", "barn|ung", id="two addressees"),
        pytest.param({"addressee": "Ingen"}, "addressee", "", id="none of them"),
        pytest.param({"level": "Behandling"}, "level", "3", id="another step"),
        pytest.param({"excluded": "Sorg; angst"}, "excluded", "sorg|angst", id="turned away"),
        pytest.param({"setting": "I hjemmet"}, "setting", "hjem", id="another place"),
        pytest.param({"wide": "ja"}, "wide", "y", id="for almost anyone"),
        pytest.param({"boundary": "3; 2"}, "boundary", "KEY3333|KEY2222", id="sends others on"),
        pytest.param({"ages": "7 - 15 år"}, "ages", "7-15", id="other ages"),
        pytest.param({"ages": "fra 13"}, "ages", "13-", id="from an age"),
        pytest.param({"ages": "op til 17 år"}, "ages", "-17", id="up to an age"),
        pytest.param({"access": "Henvisning"}, "access", "referral", id="another way in"),
    ],
)
def test_each_cell_corrects_its_part_of_the_reading(cells: dict[str, str], question: str, answer: str) -> None:
    assert [(one.question, one.answer) for one in corrected(**cells)] == [(question, answer)]


def test_cells_that_nobody_touched_correct_nothing() -> None:
    """Also when a name was written: that alone is no correction, and is said."""
    sheets = deepcopy(HANDED_OUT)
    fill(sheets[TAB], 1, who="Anna")
    found = brought(sheets)
    assert found.added == ()
    assert [issue.code for issue in found.issues] == ["review_no_answer"]


@pytest.mark.parametrize("typed", ["Nysgerrighed", "12-7", "7-dec"])
def test_what_is_not_on_the_list_is_said(typed: str) -> None:
    sheets = deepcopy(HANDED_OUT)
    fill(sheets[TAB], 1, ages=typed, who="Anna")
    found = brought(sheets)
    assert (found.added, [issue.code for issue in found.issues][:1]) == ((), ["review_unknown_value"])


def test_what_is_turned_away_where_and_for_whom_holds_in_the_next_run() -> None:
    made = corrected(excluded="Sorg", setting="I hjemmet", wide="Ja")
    read = corrected_understanding(findings(ROWS).understanding, THEMES, judgements(catalogue(ROWS), made))["1"].facets
    assert (read.excluded, read.setting, read.wide) == (("sorg",), "hjem", True)
    row = handed_out(story(ROWS, made))[TAB][1]
    assert "Rettet af Anna: Ikke målgruppe, Sted, Bredt tilbud" in row


def test_another_intervention_is_remembered_by_its_content_and_not_by_its_number() -> None:
    """Next year it has another number; when it is gone, nobody is sent there."""
    key = judgements(catalogue(ROWS), ()).keys["3"]
    made = tuple(replace(one, answer=f"{key}|GONE000") for one in corrected(boundary="3"))
    moved = [replace(one, id="77") if one.id == "3" else one for one in ROWS]
    for rows, there in ((ROWS, ("3",)), (moved, ("77",)), (ROWS[:2], ())):
        judged = judgements(catalogue(rows), made)
        assert corrected_understanding(findings(rows).understanding, THEMES, judged)["1"].facets.boundary == there


def test_a_correction_holds_in_the_next_run_and_is_shown_with_its_name() -> None:
    made = corrected(problem_1="Sorg", level="Behandling", ages="7-15", access="Henvisning")
    judged = judgements(catalogue(ROWS), made)
    first = corrected_catalogue(catalogue(ROWS), judged).interventions[0]
    read = corrected_understanding(findings(ROWS).understanding, THEMES, judged)["1"]
    assert (first.ages, first.access) == (Span(7, 15), Access.REFERRAL)
    assert (read.facets.problems_main, read.facets.level) == (("sorg",), Level.TREATMENT)
    assert (read.role("angst"), read.themes["angst"].rule) == (Role.NONE, "corrected")
    row = handed_out(story(ROWS, made))[TAB][1]
    assert "Rettet af Anna: Hovedproblemer, Trin, Alder, Indgang" in row


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        pytest.param({"budget": 5, "places": 3}, Standing.CURRENT, id="money and places"),
        pytest.param({"description": "Et FORLØB på 1 gange  for børn, der er bange."}, Standing.CURRENT, id="letters"),
        pytest.param({"description": "Nu for unge, der sørger."}, Standing.OLDER, id="another description"),
        pytest.param({"name": "Helt nyt navn"}, Standing.OLDER, id="renamed"),
    ],
)
def test_a_correction_lasts_as_long_as_the_text_it_rests_on(change: dict[str, object], standing: Standing) -> None:
    changed = [replace(ROWS[0], **change), *ROWS[1:]]  # type: ignore[arg-type]
    judged = judgements(catalogue(changed), corrected(problem_1="Sorg"))
    assert judged.readings["1", "problems_main"].standing is standing
    read = corrected_understanding(findings(changed).understanding, THEMES, judged)["1"].facets
    assert read.problems_main == (("sorg",) if standing is Standing.CURRENT else ("angst",))


def test_a_correction_of_an_intervention_that_ended_waits() -> None:
    judged = judgements(catalogue(ROWS[1:]), corrected(problem_1="Sorg"))
    assert len(judged.unplaced) == 1


def test_decisions_read_back_as_they_were_written() -> None:
    """Also with commas, quotes, line breaks and what a spreadsheet program takes for a formula."""
    made = (*corrected(problem_1="Sorg"), replace(corrected(level="Behandling")[0], comment='=1+1, "nej"', who="-Bo"))
    text = decisions.text(made)
    assert decisions.parse(text, Path("d.csv")) == tuple(sorted(made, key=decisions.slot))
    assert text.count("\n") == 3


def test_ages_are_read_or_refused() -> None:
    assert ages_of("7-12") == Span(7, 12)
    with pytest.raises(ValueError, match="12-7"):
        ages_of("12-7")


def test_the_first_column_names_the_intervention() -> None:
    assert cell(HANDED_OUT[TAB], 1, "name") == "1 Tilbud 1 – Hånd i hånd"
