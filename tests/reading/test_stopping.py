"""What stops the analysis: said as an error with file, sheet and cell, and as an issue for `check`."""

# ruff: noqa: E501 - tables of cases read as tables
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from overlap import reading, wording
from overlap.errors import InputError
from overlap.model import Severity
from overlap.reading import Options
from overlap.wording.messages import sentence
from tests.reading.nasty_books import HEADINGS, ROWS, book, filled, saved


def hidden_only() -> bytes:
    whole = openpyxl.Workbook()
    filled(whole.active, HEADINGS, ROWS)
    whole.active.sheet_state = "hidden"
    whole.create_sheet("Tom")
    return saved(whole)


def without(*names: str) -> bytes:
    keep = [at for at, heading in enumerate(HEADINGS) if heading not in names]
    return book([HEADINGS[at] for at in keep], [[line[at] for at in keep] for line in ROWS])


def doubled(heading: str, value: object) -> bytes:
    return book((*HEADINGS, heading), [(*line, value) for line in ROWS])


def on_its_side() -> bytes:
    """Fields down, interventions across."""
    lines = [HEADINGS, *ROWS]
    return book([line[0] for line in lines], [[line[at] for line in lines] for at in range(1, len(HEADINGS))])


CASES: dict[str, tuple[str, Callable[[], bytes], Options]] = {
    "blank": ("workbook_blank", lambda: saved(openpyxl.Workbook()), Options()),
    "only a hidden sheet": ("workbook_blank", hidden_only, Options()),
    "a shopping list": ("table_missing", lambda: book(("Vare", "Pris"), [("Mælk", 12)]), Options()),
    "on its side": ("table_missing", on_its_side, Options()),
    "no such sheet": ("sheet_missing", book, Options(sheet="Bilag C")),
    "the wrong header row": ("table_missing", book, Options(header_row=3)),
    "no name": ("column_required", lambda: without("Indsats"), Options()),
    "no text": ("column_text_required", lambda: without("Målgruppe", "Beskrivelse"), Options()),
    "the same heading twice": ("columns_doubled", lambda: doubled("Ventetid", "1 uge"), Options()),
    "two ages": ("columns_doubled", lambda: doubled("Aldersgruppe", "6-9"), Options()),
    "two names": ("columns_doubled", lambda: doubled("Tilbud", "Mod"), Options()),
    "only a total": ("table_empty", lambda: book(rows=[("I alt", None, None, None, None, None, None, None, 9)]), Options()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_analysis_is_stopped_with_a_sentence_that_names_the_file(name: str, tmp_path: Path) -> None:
    code, make, options = CASES[name]
    path = tmp_path / "skema.xlsx"
    path.write_bytes(make())
    with pytest.raises(InputError) as stop:
        reading.read(path, options)
    assert stop.value.code == code
    assert stop.value.values["file"] == "skema.xlsx"
    for language in wording.LANGUAGES:
        assert "{" not in sentence(wording.load(language), stop.value.code, stop.value.values)


@pytest.mark.parametrize("name", CASES)
def test_what_stops_the_analysis_is_also_an_issue(name: str, tmp_path: Path) -> None:
    """`check` shows it beside everything else."""
    code, make, options = CASES[name]
    path = tmp_path / "skema.xlsx"
    path.write_bytes(make())
    seen = reading.inspect(path, options)
    assert code in {issue.code for issue in seen.issues if issue.severity is Severity.ERROR}
    assert seen.stopped is not None
    for issue in seen.issues:
        assert sentence(wording.load("da"), issue.code, issue.values)


def test_both_columns_of_a_doubled_field_are_said_by_address(tmp_path: Path) -> None:
    path = tmp_path / "skema.xlsx"
    path.write_bytes(doubled("Ventetid", "1 uge"))
    (issue,) = [issue for issue in reading.inspect(path).issues if issue.code == "columns_doubled"]
    assert "I1" in issue.values["headings"]
    assert "K1" in issue.values["headings"]
