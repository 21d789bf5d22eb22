"""Sheets for blind labelling: the same pairs for each rater, nothing of the tool's own opinion, and back as figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from overlap.cli.application import run

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"


def rows(path: Path) -> list[list[str]]:
    page = openpyxl.load_workbook(path)["Mærkning"]
    return [
        [str(cell.value or "") for cell in row] for row in page.iter_rows() if str(row[5].value or "").count("-") == 2
    ]


def label(path: Path, verdict: Callable[[int], str]) -> None:
    book = openpyxl.load_workbook(path)
    lines = [row for row in book["Mærkning"].iter_rows() if str(row[5].value or "").count("-") == 2]
    for row in lines:
        row[2].value = verdict(int(str(row[4].value).encode().hex(), 16) % 3)
    book.save(path)


def test_two_raters_get_the_same_pairs_in_another_order_and_their_labels_come_back(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["sample", str(SAMPLE), str(tmp_path / "m.xlsx"), "--raters", "2", "--size", "30"]) == 0
    one, other = tmp_path / "m-1.xlsx", tmp_path / "m-2.xlsx"
    first, second = ([row[4] for row in rows(path)] for path in (one, other))
    assert len(first) == 30
    assert sorted(first) == sorted(second) != second != first
    label(one, lambda n: ["Overlap", "Intet", "Kan ikke afgøres"][n])
    label(other, lambda n: ["Dobbeltdækning", "intet ", "Kan ikke afgøres"][n])
    capfdbinary.readouterr()
    asked = ["evaluate", str(SAMPLE), "--labels", str(one), "--labels", str(other), "--format", "csv"]
    assert run(asked) == 0
    told = {row["measure"]: row["value"] for row in csv.DictReader(io.StringIO(capfdbinary.readouterr()[0].decode()))}
    assert int(told["labels"]) + int(told["undecided"]) == 30
    assert (told["lost"], told["differing"]) == ("0", "0")
    assert float(told["agreement"]) < 1


def test_the_sheet_tells_no_score_and_is_not_written_over(tmp_path: Path) -> None:
    """No number of the tool, no tier, and no theme; a sheet that is there may have labels in it."""
    target = tmp_path / "m.xlsx"
    assert run(["sample", str(SAMPLE), str(target), "--size", "12"]) == 0
    page = openpyxl.load_workbook(target)["Mærkning"]
    head = next(row for row in page.iter_rows(values_only=True) if "Parnøgle" in row)
    assert [text for text in head if text] == [
        "Den ene indsats",
        "Den anden indsats",
        "Mærkning",
        "Bemærkning til mærkningen",
        "Parnøgle",
        "Parkontrol",
    ]
    assert run(["sample", str(SAMPLE), str(target)]) != 0


def test_labels_are_asked_for(tmp_path: Path) -> None:
    assert run(["evaluate", str(SAMPLE)]) == 2
    assert run(["evaluate", str(SAMPLE), "--labels", str(SAMPLE)]) == 3
