"""Workbooks built from small literals, and taken apart again to be damaged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = (
    "Nr.",
    "Indsats",
    "Afdeling",
    "Type",
    "Målgruppe",
    "Alder",
    "Beskrivelse",
    "Indgang",
    "Ventetid",
    "Evaluering",
)
ROWS: tuple[tuple[object, ...], ...] = (
    (
        1,
        "Mod på skole",
        "MBU",
        "Kommunal indsats",
        "Børn med skolefravær",
        "6-12 år",
        "Samtaler",
        "Åben",
        "2 uger",
        "Nej",
    ),
    (
        2,
        "Angstgruppe",
        "MSB",
        "Partnerskabsaftale",
        "Unge med angst",
        "13-17 år",
        "Gruppe",
        "Henvisning",
        "ingen",
        "Ja",
    ),
    (3, "Familiehus", "MSB", "Kommunal indsats", "Familier", "0-6 år", "Kursus", "Visitation", "1 md.", "Delvist"),
)
"""Three interventions that read without a word."""


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(sheet: Worksheet, headings: Sequence[object], rows: Sequence[Sequence[object]], top: int = 1) -> Worksheet:
    for at, line in enumerate((headings, *rows)):
        for column, value in enumerate(line, start=1):
            sheet.cell(top + at, column, value)
    return sheet


def book(
    headings: Sequence[object] = HEADINGS,
    rows: Sequence[Sequence[object]] = ROWS,
    top: int = 1,
    change: Callable[[Any], object] | None = None,
) -> bytes:
    """A workbook of one sheet with the table at row `top`; `change` works on the sheet before it is saved."""
    made = openpyxl.Workbook()
    sheet = filled(made.active, headings, rows, top)
    sheet.title = "Indsatser"
    if change:
        change(sheet)
    return saved(made)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(held: dict[str, bytes], extra: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A zip archive of `held`, and of `extra` parts that may repeat a name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*held.items(), *extra):
            archive.writestr(name, data)
    return buffer.getvalue()


def altered(content: bytes, changes: dict[str, Callable[[bytes], bytes] | None]) -> bytes:
    """`content` with some parts changed, or left out (`None`)."""
    held = parts(content)
    for name, change in changes.items():
        data = held.pop(name)
        if change is not None:
            held[name] = change(data)
    return zipped(held)


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    """The plain book with the XML of its sheet changed."""
    return altered(book(), {SHEET: change})


def column(name: str) -> int:
    """The number of a column of `HEADINGS`, 1 is the first."""
    return HEADINGS.index(name) + 1


def row(**values: object) -> tuple[object, ...]:
    """The first of `ROWS` with some values changed, by heading."""
    return tuple(values.get(heading.rstrip("."), value) for heading, value in zip(HEADINGS, ROWS[0], strict=True))
