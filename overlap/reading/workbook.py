"""The one boundary to openpyxl: any workbook becomes grids, or one `FileError`.

Damaged files make the library fail in more ways than can be listed (ten kinds of exception in 1,200 mutated files),
so every exception is caught here and nowhere else.
"""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from overlap.errors import FileError
from overlap.reading.grid import Content, Grid, GridCell, Merge, calendar_date
from overlap.reading.text import shown
from overlap.reading.values.answers import is_error

_FIRST_DAY, _LAST_DAY = 32_874, 58_440
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Workbook:
    """The visible sheets in order, and the names of those that are hidden."""

    sheets: tuple[Grid, ...]
    hidden: tuple[str, ...]


def opened(content: bytes, name: str) -> Workbook:
    """The workbook in `content`; `FileError` for whatever the library stumbles over."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _grids(content)
    except Exception as failure:
        raise FileError("input_damaged", file=name) from failure


def _grids(content: bytes) -> Workbook:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    if _sheets_missing(content):
        raise ValueError("a sheet that the workbook names is not in the file")
    formulas = None
    if _has_formulas(content):
        formulas = openpyxl.load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible")
    return Workbook(tuple(_grid(sheet, formulas) for sheet in visible), hidden)


def _sheets_missing(content: bytes) -> bool:
    """Whether a sheet is named but not there: the library passes over it without a word."""
    from defusedxml import ElementTree

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.casefold() for name in archive.namelist()}
        relations = [name for name in archive.namelist() if name.casefold() == "xl/_rels/workbook.xml.rels"]
        roots = [ElementTree.fromstring(archive.read(name)) for name in relations]
    targets = [
        str(one.get("Target", "")) for root in roots for one in root if str(one.get("Type", "")).endswith("/worksheet")
    ]
    return any(
        (target.lstrip("/") if target.startswith("/") else f"xl/{target}").casefold() not in names for target in targets
    )


def _has_formulas(content: bytes) -> bool:
    """Whether any sheet holds a formula, told from the bytes: a second reading costs as much as the first."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [part for part in archive.namelist() if part.casefold().startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(sheet)) for sheet in sheets)


def _grid(sheet: Any, formulas: Any) -> Grid:
    other = formulas[sheet.title] if formulas is not None else None
    cells: dict[tuple[int, int], GridCell] = {}
    linked: list[str] = []
    for row in sheet._cells.values() if hasattr(sheet, "_cells") else ():  # noqa: SLF001 - only cells that exist; the declared size can be a million empty rows
        formula = other.cell(row.row, row.column) if other is not None else None
        if formula is not None and formula.data_type == "f" and "[" in str(formula.value):
            linked.append(row.coordinate)
        cell = _cell(row, uncalculated=formula is not None and formula.data_type == "f")
        if cell is not None:
            cells[cell.row, cell.column] = cell
    merges = sorted((m.min_row, m.min_col, m.max_row, m.max_col, m.coord) for m in sheet.merged_cells.ranges)
    return Grid(
        name=sheet.title,
        cells=cells,
        merges=tuple(Merge(coord, top, left, bottom, right) for top, left, bottom, right, coord in merges),
        hidden_rows=frozenset(at for at, dimension in sheet.row_dimensions.items() if dimension.hidden),
        hidden_columns=_hidden_columns(sheet),
        filtered=bool(sheet.auto_filter.filterColumn)
        or any(t.autoFilter and t.autoFilter.filterColumn for t in sheet.tables.values()),
        linked=tuple(linked),
        by_row={row: tuple(cells[at] for at in places) for row, places in groupby(sorted(cells), key=itemgetter(0))},
        last_column=max((column for _, column in cells), default=0),
    )


def _hidden_columns(sheet: Any) -> frozenset[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden |= set(range(dimension.min, min(dimension.max, dimension.min + 500) + 1))
    return frozenset(hidden)


def _cell(found: Any, *, uncalculated: bool) -> GridCell | None:
    value = found.value
    if value is None and not uncalculated:
        return None
    place = (found.row, found.column, found.coordinate)
    if value is None:
        return GridCell(*place, "", Content.UNCALCULATED)
    if isinstance(value, str):
        text = shown(value)
        if found.data_type == "e" or is_error(text):
            return GridCell(*place, text, Content.ERROR)
        return GridCell(*place, text) if text else None
    return _figure(value, place, found)


def _figure(value: Any, place: tuple[int, int, str], found: Any) -> GridCell:
    """A cell that holds no text: a date, a truth value, a number or a length of time."""
    number_format = str(found.number_format or "")
    if isinstance(value, datetime | date):
        return GridCell(*place, _date_text(value, number_format), Content.DATE, calendar_date(value), number_format)
    if isinstance(value, bool):
        return GridCell(*place, str(value).upper())
    if isinstance(value, int | float):
        return GridCell(*place, number_text(value), Content.NUMBER, _day_of(value, found), number_format)
    return GridCell(*place, str(value), Content.NUMBER, None, number_format)


def _day_of(value: float, found: Any) -> date | None:
    """The day a number would be, where it lies between 1990 and 2060: a range typed, made a date, shown as a number."""
    from openpyxl.utils.datetime import from_excel

    if value != int(value) or not _FIRST_DAY <= value <= _LAST_DAY:
        return None
    return calendar_date(from_excel(value, found.parent.parent.epoch))


def number_text(value: float) -> str:
    """A number as a Danish reader writes it: no decimals for a whole number, else a comma."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return str(int(value)) if value == int(value) else f"{value:.10g}".replace(".", ",")


def _date_text(value: date, number_format: str) -> str:
    shows = number_format.lower()
    if "mmm" in shows and "y" not in shows:
        return f"{value.day}-{_MONTHS[value.month - 1]}"
    if "mmm" in shows and "d" not in shows:
        return f"{_MONTHS[value.month - 1]}-{value.year % 100:02d}"
    return f"{value.day:02d}-{value.month:02d}-{value.year}"
