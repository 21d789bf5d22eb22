"""From bytes to grids: any workbook becomes grids, or one `FileError`.

Damaged files make the library fail in more ways than can be listed (ten kinds of exception in 1,200 mutated files),
so every exception is caught here and nowhere else.
"""

from __future__ import annotations

import io
import math
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby, product
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from overlap.errors import FileError
from overlap.reading.grid import Content, Grid, GridCell, Merge, calendar_date
from overlap.reading.text import shown
from overlap.reading.values.answers import is_error

if TYPE_CHECKING:
    from overlap.reading.sheet_part import Found, Part

_FIRST_DAY, _LAST_DAY = 32_874, 58_440
_MOST_HIDDEN = 500
"""Columns of one hidden range that are looked at: it may reach to the last column there is."""
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Workbook(Struct, frozen=True):
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
    from overlap.reading.sheet_part import parts

    if _sheets_missing(content):
        raise ValueError("a sheet that the workbook names is not in the file")
    sheets, hidden = [], []
    for part in parts(content):
        if part.visible:
            sheets.append(_grid(part))
        else:
            hidden.append(part.title)
    return Workbook(tuple(sheets), tuple(hidden))


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


def _grid(part: Part) -> Grid:
    ranges = sorted({(m.min_row, m.min_col, m.max_row, m.max_col, m.coord) for m in part.merges})
    merges = tuple(Merge(address, *bounds) for *bounds, address in ranges)
    found = _uncovered(part.cells, merges)
    cells = {(cell.row, cell.column): cell for one in found if (cell := _cell(one, part.epoch)) is not None}
    return Grid(
        name=part.title,
        cells=cells,
        merges=merges,
        hidden_rows=frozenset(part.hidden_rows),
        hidden_columns=_hidden_columns(part),
        filtered=part.filtered,
        linked=tuple(one.address for one in found if one.formula and "[" in one.formula),
        by_row={row: tuple(cells[at] for at in places) for row, places in groupby(sorted(cells), key=itemgetter(0))},
        last_column=max((column for _, column in cells), default=0),
    )


def _uncovered(cells: Mapping[tuple[int, int], Found], merges: Sequence[Merge]) -> Sequence[Found]:
    """The cells that lie in no merged range, or first in it: what the others hold is not shown."""
    covered = {at for merge in merges for at in _within(merge, cells) if at != (merge.top, merge.left)}
    return [found for at, found in cells.items() if at not in covered]


def _within(merge: Merge, cells: Mapping[tuple[int, int], Found]) -> Iterable[tuple[int, int]]:
    """The places of a merged range that have a cell; a range may be larger than the sheet, or smaller."""
    rows, columns = range(merge.top, merge.bottom + 1), range(merge.left, merge.right + 1)
    if len(rows) * len(columns) < len(cells):
        return (at for at in product(rows, columns) if at in cells)
    return (at for at in cells if at[0] in rows and at[1] in columns)


def _hidden_columns(part: Part) -> frozenset[int]:
    return frozenset(
        column for first, last in part.hidden_columns for column in range(first, min(last, first + _MOST_HIDDEN) + 1)
    )


def _cell(found: Found, epoch: datetime) -> GridCell | None:
    value = found.value
    if value is None and found.formula is None:
        return None
    place = (found.row, found.column, found.address)
    if value is None:
        return GridCell(*place, "", Content.UNCALCULATED)
    if isinstance(value, str):
        text = shown(value)
        if found.wrong or is_error(text):
            return GridCell(*place, text, Content.ERROR)
        return GridCell(*place, text) if text else None
    return _figure(value, place, found.number_format, epoch)


def _figure(value: object, place: tuple[int, int, str], number_format: str, epoch: datetime) -> GridCell:
    """A cell that holds no text: a date, a truth value, a number or a length of time."""
    if isinstance(value, datetime | date):
        return GridCell(*place, _date_text(value, number_format), Content.DATE, calendar_date(value), number_format)
    if isinstance(value, bool):
        return GridCell(*place, str(value).upper())
    if isinstance(value, int | float):
        return GridCell(*place, number_text(value), Content.NUMBER, _day_of(value, epoch), number_format)
    return GridCell(*place, str(value), Content.NUMBER, None, number_format)


def _day_of(value: float, epoch: datetime) -> date | None:
    """The day a number would be, where it lies between 1990 and 2060: a range typed, made a date, shown as a number."""
    from openpyxl.utils.datetime import from_excel

    if value != int(value) or not _FIRST_DAY <= value <= _LAST_DAY:
        return None
    return calendar_date(from_excel(value, epoch))


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
