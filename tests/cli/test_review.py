"""`overlap review` on the sample: out with a report, back with answers, and on to the next report."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from overlap.cli.application import run

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run(["run", str(SAMPLE)]) == 0
    return tmp_path


def answer(report: Path, sheet: str, **answers: str) -> str:
    """Write into the first row of the sheet; returns the name of the first intervention there."""
    book = openpyxl.load_workbook(report)
    page: Worksheet = book[sheet]
    head = next(row for row in page.iter_rows() if any(cell.value == "Kontrol" for cell in row))
    for cell in head:
        for heading, text in answers.items():
            if cell.value == heading:
                page.cell(head[0].row + 1, cell.column).value = text
    book.save(report)
    return str(page.cell(head[0].row + 1, 1).value)


def test_answers_come_in_once_and_hold_in_the_next_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report with answers is not overwritten; brought in, the pair is certain, and the report is made again."""
    report = folder / "reports" / "bilag_b" / "rapport.xlsx"
    name = answer(report, "Vurdering af par", **{"Er det overlap?": "Bekræftet overlap", "Vurderet af": "Anna"})
    assert run(["run", str(SAMPLE)]) == 4
    assert "overlap review" in capsys.readouterr().err
    assert run(["review", str(report)]) == 0
    assert (folder / "decisions.csv").read_text(encoding="utf-8").count("\n") == 2
    assert run(["run", str(SAMPLE)]) == 0
    book = openpyxl.load_workbook(report, read_only=True)
    certain = [row for row in book["Data par"].iter_rows(values_only=True) if "Sikkert" in row]
    assert [f"{row[0]} {row[1]}" for row in certain] == [name]


def test_a_report_without_review_sheets_is_refused(folder: Path) -> None:
    assert run(["review", str(SAMPLE)]) == 3


def test_a_report_that_is_not_there_is_said(folder: Path) -> None:
    assert run(["review", "nowhere.xlsx"]) == 4
