"""A second, independent reader agrees on every cell of the valid workbooks, and damage never changes content unsaid."""

from __future__ import annotations

import math
import os
import random
import time
from datetime import date, datetime
from pathlib import Path

import pytest
import python_calamine

from overlap import reading
from overlap.errors import FileError
from overlap.reading import preflight, template, workbook
from overlap.reading.grid import Content, GridCell
from overlap.reading.options import Options
from overlap.reading.text import shown
from overlap.reading.workbook import number_text
from tests.reading.nasty_books import book, parts, zipped
from tests.reading.test_nasty_workbooks import CASES

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"
MUTATIONS = int(os.environ.get("OVERLAP_MUTATIONS", "200"))
"""How many damaged files are tried; 2,000 before a release."""

UNLIKE = {
    "a formula never calculated": "calamine has no word for a formula without a value",
    "a formula as a name": "calamine has no word for a formula without a value",
    "an error value": "calamine says nothing where a cell holds an error",
    "only declared huge": "calamine walks to the styled cell far away",
}
"""Workbooks where the other reader sees less, and why."""


def theirs(path: Path) -> dict[tuple[str, int, int], object]:
    other = python_calamine.CalamineWorkbook.from_path(str(path))
    visible = [
        sheet.name for sheet in other.sheets_metadata if sheet.visible is python_calamine.SheetVisibleEnum.Visible
    ]
    cells: dict[tuple[str, int, int], object] = {}
    for name in visible:
        sheet = other.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for row, line in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
            for column, value in enumerate(line, start=left + 1):
                if value != "" and str(value).strip():
                    cells[name, row, column] = value
    return cells


def as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value) if math.isfinite(value) else str(value)
    return shown(str(value))


def agree(mine: GridCell, other: object) -> bool:
    if mine.content is Content.DATE:
        return (other.date() if isinstance(other, datetime) else other) == mine.when
    if isinstance(other, date):
        return False
    return mine.text == as_text(other)


@pytest.mark.parametrize("name", ["sample", "template", *(name for name in CASES if name not in UNLIKE)])
def test_another_reader_sees_the_same_cells(name: str, tmp_path: Path) -> None:
    path = tmp_path / "skema.xlsx"
    made = {"sample": SAMPLE.read_bytes, "template": lambda: template.workbook("da")}
    path.write_bytes(made[name]() if name in made else CASES[name].make())
    mine = {
        (grid.name, *place): cell
        for grid in workbook.opened(path.read_bytes(), path.name).sheets
        for place, cell in grid.cells.items()
    }
    other = theirs(path)
    assert mine.keys() == other.keys()
    assert [place for place in mine if not agree(mine[place], other[place])] == []


def mutated(content: bytes, seed: int) -> bytes:
    """The file with a little damage: bytes changed in the archive, or in the XML before it is packed again."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    if seed % 2:
        bent = bytearray(content)
        for _ in range(chance.randint(1, 5)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        return bytes(bent[: chance.randrange(len(bent))] if seed % 10 == 1 else bent)
    held = parts(content)
    name = chance.choice(sorted(held))
    data = bytearray(held[name])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        length = chance.choice((1, 1, 5, 40))
        piece = chance.choice((b"", b"<", b">", b'"', b"&", b"\x00", b"9", b"</c>", bytes(data[at : at + length]) * 2))
        data[at : at + length] = piece
    return zipped(held | {name: bytes(data)})


@pytest.mark.parametrize("part", range(4))
def test_damage_is_refused_or_read_but_never_a_traceback(part: int, tmp_path: Path) -> None:
    """Byte damage that is read gives the same catalogue; changed XML is a changed workbook, and only must not fail."""
    path = tmp_path / "skema.xlsx"
    whole = book()
    path.write_bytes(whole)
    right = reading.read(path)
    unsaid = []
    for seed in range(part, MUTATIONS, 4):
        path.write_bytes(mutated(whole, seed))
        begun = time.perf_counter()
        try:
            seen = reading.inspect(path)
        except FileError:
            continue
        finally:
            assert time.perf_counter() - begun < 10, f"seed {seed}"
        if seed % 2 and not seen.issues and seen.interventions != right.interventions:
            unsaid.append(seed)
    assert unsaid == []


def test_preflight_lets_the_sample_through() -> None:
    preflight.check(SAMPLE.read_bytes(), SAMPLE.name, Options())
