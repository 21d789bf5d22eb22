"""Answers come back by key, whatever was done to the sheet; no wrong decision, and every loss said."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from copy import deepcopy

import pytest

from overlap.model import Decision
from tests.review.reviewed_world import WORDS, Cells, brought, cell, fill, handed_out, intervention, returned, story

ROWS = [intervention(number) for number in range(1, 13)]
PAIRS = WORDS.report.review.pairs_tab
KEY = WORDS.report.review.columns["key"]
VERDICTS = list(WORDS.terms.verdicts.items())
Truth = dict[str, str]
"""Key to the code of the answer that was given."""


HANDED_OUT = handed_out(story(ROWS))


def dice_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same draws every time, and no secret


def answered(dice: random.Random) -> tuple[dict[str, Cells], Truth]:
    sheets = deepcopy(HANDED_OUT)
    sheet = sheets[PAIRS]
    truth = {}
    for row in dice.sample(range(1, len(sheet)), 9):
        code, label = dice.choice(VERDICTS)
        fill(sheet, row, verdict=label, who=dice.choice(["Anna", "Bo"]), comment=dice.choice(["", "Se notat"]))
        truth[cell(sheet, row, "key")] = code
    return sheets, truth


def shuffle(sheet: Cells, dice: random.Random) -> None:
    body = sheet[1:]
    dice.shuffle(body)
    sheet[1:] = body


def remove_rows(sheet: Cells, dice: random.Random) -> None:
    for _ in range(3):
        del sheet[dice.randrange(1, len(sheet))]


def copy_rows(sheet: Cells, dice: random.Random) -> None:
    for _ in range(3):
        sheet.insert(dice.randrange(1, len(sheet)), list(sheet[dice.randrange(1, len(sheet))]))


def copy_and_change(sheet: Cells, dice: random.Random) -> None:
    copied = list(sheet[dice.randrange(1, len(sheet))])
    sheet.append(copied)
    fill(sheet, len(sheet) - 1, verdict=dice.choice(VERDICTS)[1], who="Anna")


def insert_columns(sheet: Cells, dice: random.Random) -> None:
    at = dice.randrange(len(sheet[0]))
    for number, row in enumerate(sheet):
        row.insert(at, "Ny kolonne" if number == 0 else dice.choice(["", "x", "Ikke overlap"]))


def move_columns(sheet: Cells, dice: random.Random) -> None:
    order = list(range(len(sheet[0])))
    dice.shuffle(order)
    sheet[:] = [[row[at] for at in order] for row in sheet]


def add_titles(sheet: Cells, dice: random.Random) -> None:
    blank = [""] * (len(sheet[0]) - 1)
    sheet[0:0] = [["Gennemgang i juni", *blank], ["", *blank]]


def change_letters(sheet: Cells, dice: random.Random) -> None:
    change: list[Callable[[str], str]] = [str.upper, str.lower, lambda text: f" {text}\u00a0"]
    change.append(lambda text: unicodedata.normalize("NFD", text))
    change.append(lambda text: text.replace(" ", "  ").replace("–", "-"))
    for row in sheet[1:]:
        if row[0] or row[-1]:
            at = dice.randrange(len(row))
            row[at] = dice.choice(change)(row[at])


def overwrite_keys(sheet: Cells, dice: random.Random) -> None:
    """Someone drags a key down over the next rows."""
    head = next(row for row in sheet if KEY in row)
    place, first = head.index(KEY), dice.randrange(sheet.index(head) + 1, len(sheet) - 2)
    for row in sheet[first + 1 : first + 3]:
        row[place] = sheet[first][place]


def blank_keys(sheet: Cells, dice: random.Random) -> None:
    head = next(row for row in sheet if KEY in row)
    sheet[dice.randrange(sheet.index(head) + 1, len(sheet))][head.index(KEY)] = ""


EDITS = [
    shuffle,
    remove_rows,
    copy_rows,
    copy_and_change,
    change_letters,
    overwrite_keys,
    blank_keys,
    insert_columns,
    move_columns,
    add_titles,
]
"""Those that move headings come last: `fill` counts on the first row."""


@pytest.mark.parametrize("seed", range(600))
def test_no_edit_makes_a_wrong_decision_and_every_loss_is_said(seed: int) -> None:
    """Between one and four kinds of damage, in 600 drawn sheets."""
    dice = dice_of(seed)
    sheets, truth = answered(dice)
    copied = ""
    for edit in sorted(dice.sample(EDITS, dice.randint(1, 4)), key=EDITS.index):
        edit(sheets[PAIRS], dice)
        if edit is copy_and_change:
            # A new answer to one question, which nobody can hold against the old one.
            truth.pop(cell(sheets[PAIRS], -1, "key"), None)
            copied = cell(sheets[PAIRS], -1, "key")
    found = brought(sheets)
    got = {" ".join(one.members): one.answer for one in found.added if " ".join(one.members) != copied}
    assert {key: truth.get(key) for key in got} == got
    lost = truth.keys() - got.keys()
    present = {" ".join(row.cells["key"].upper().split()) for row in returned(sheets).rows if row.form == "pairs"}
    vanished = truth.keys() - present
    said = [issue for issue in found.issues if issue.code in ("review_no_key", "review_wrong_key", "review_doubled")]
    assert len(lost - vanished) <= len(said)


def test_a_copy_with_another_answer_of_the_same_person_decides_nothing() -> None:
    sheets = handed_out(story(ROWS))
    sheet = sheets[PAIRS]
    fill(sheet, 1, verdict="Bekræftet overlap", who="Anna")
    sheet.append(list(sheet[1]))
    fill(sheet, len(sheet) - 1, verdict="Ikke overlap", who="Anna")
    found = brought(sheets)
    assert found.added == ()
    assert [issue.code for issue in found.issues] == ["review_doubled"]


def test_two_people_who_disagree_are_both_kept_and_nothing_holds() -> None:
    sheets = handed_out(story(ROWS))
    fill(sheets[PAIRS], 1, verdict="Bekræftet overlap", who="Anna")
    first = brought(sheets)
    fill(sheets[PAIRS], 1, verdict="Ikke overlap", who="Bo")
    second = brought(sheets, first.decisions)
    assert [issue.code for issue in second.issues] == ["review_conflict"]
    assert len(second.decisions) == 2
    told = story(ROWS, second.decisions)
    pair = told.overlaps[0]
    assert told.findings.judgements.verdict(pair.a, pair.b) == ""
    assert pair.tier == "likely"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param({"verdict": "måske", "who": "Anna"}, "review_unknown_value", id="not on the list"),
        pytest.param({"comment": "Spændende", "who": "Anna"}, "review_no_answer", id="a remark without an answer"),
        pytest.param({"verdict": "Ikke overlap", "who": "A", "day": "i går"}, "review_unknown_value", id="no date"),
        pytest.param({"verdict": "Ikke overlap", "who": "A", "good": "Skøn"}, "review_unknown_value", id="no effect"),
        pytest.param({"verdict": "Ikke overlap"}, "review_nameless", id="nobody's answer"),
    ],
)
def test_what_cannot_be_understood_is_said(typed: dict[str, str], code: str) -> None:
    sheets = handed_out(story(ROWS))
    fill(sheets[PAIRS], 1, **typed)
    assert code in [issue.code for issue in brought(sheets).issues]


def test_a_report_brought_in_twice_changes_nothing_the_second_time() -> None:
    sheets, _ = answered(dice_of(1))
    once = brought(sheets)
    again = brought(sheets, once.decisions)
    assert (again.added, again.changed) == ((), ())
    assert set(again.decisions) == set(once.decisions)


def test_a_new_report_with_the_decisions_in_it_holds_nothing_new() -> None:
    sheets, _ = answered(dice_of(2))
    once = brought(sheets)
    next_report = handed_out(story(ROWS, once.decisions))
    again = brought(next_report, once.decisions)
    assert (again.added, again.changed, again.issues) == ((), (), ())


def test_a_deleted_answer_changes_nothing_and_is_said() -> None:
    sheets, _ = answered(dice_of(3))
    once = brought(sheets)
    next_report = handed_out(story(ROWS, once.decisions))
    sheet = next_report[PAIRS]
    row = next(at for at in range(1, len(sheet)) if cell(sheet, at, "verdict"))
    fill(sheet, row, verdict="")
    again = brought(next_report, once.decisions)
    assert set(again.decisions) == set(once.decisions)
    assert [issue.code for issue in again.issues] == ["review_cleared"]


def test_a_column_that_is_gone_stops_the_sheet_and_is_named() -> None:
    sheets, _ = answered(dice_of(4))
    for row in sheets[PAIRS]:
        del row[-1]
    found = returned(sheets)
    assert [row for row in found.rows if row.form == "pairs"] == []
    assert [(issue.code, issue.values["columns"]) for issue in found.issues] == [("review_columns_missing", "kontrol")]


def test_an_older_answer_of_the_same_person_does_not_replace_a_newer_one() -> None:
    sheets = handed_out(story(ROWS))
    fill(sheets[PAIRS], 1, verdict="Bekræftet overlap", who="Anna", day="2. ", comment="")
    fill(sheets[PAIRS], 1, day="02-06-2024")
    first = brought(sheets)
    fill(sheets[PAIRS], 1, verdict="Ikke overlap", day="01-06-2024")
    second = brought(sheets, first.decisions)
    assert [one.answer for one in second.decisions] == ["confirmed"]
    assert [issue.code for issue in second.issues] == ["review_older"]


def test_an_answer_is_kept_with_what_it_may_do_for_better_and_worse() -> None:
    sheets = handed_out(story(ROWS))
    fill(sheets[PAIRS], 1, verdict="Bevidst valg", good="Valgfrihed; geografisk  nærhed", bad="Uklar indgang", who="Bo")
    (one,) = brought(sheets).added
    assert isinstance(one, Decision)
    assert (one.answer, one.effects, one.day) == ("wanted", ("choice", "nearness", "unclear_entry"), "2024-06-20")
