"""A report that people have filled in: the rows of its review sheets, wherever they were moved, by headings alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from overlap.model import AnsweredRow, Issue, Severity
from overlap.reading import preflight, workbook
from overlap.reading.grid import Grid
from overlap.reading.options import Options
from overlap.reading.text import plain

Headings = Mapping[str, Mapping[str, str]]
"""Form to heading (plain) to the code of its column."""


class Reviewed(Struct, frozen=True):
    """The rows of all forms, and what stands in the way of reading more."""

    rows: tuple[AnsweredRow, ...]
    issues: tuple[Issue, ...]
    forms: frozenset[str]
    """Which forms were found, with or without rows."""


def read(path: Path, headings: Headings) -> Reviewed:
    """`FileError` where the file is no workbook that can be opened. A hidden sheet is not read, and an issue."""
    content = preflight.bytes_of(path)
    preflight.check(content, path.name, Options())
    return returned(workbook.opened(content, path.name), headings)


def returned(book: workbook.Workbook, headings: Headings) -> Reviewed:
    """What came back in an opened workbook."""
    rows: list[AnsweredRow] = []
    issues = [Issue("review_sheet_hidden", Severity.WARNING, name) for name in book.hidden]
    forms: set[str] = set()
    for grid in book.sheets:
        for form, columns in _found(grid, headings, issues):
            forms.add(form)
            rows += _rows(grid, form, *columns)
    return Reviewed(tuple(rows), tuple(issues), frozenset(forms))


def _found(grid: Grid, headings: Headings, issues: list[Issue]) -> Iterator[tuple[str, tuple[int, Mapping[int, str]]]]:
    """The form on a sheet with its row of headings and its columns; a form that lacks columns is an issue."""
    best: tuple[int, str, int, Mapping[int, str]] | None = None
    for row, cells in grid.by_row.items():
        for form, codes in headings.items():
            columns = {cell.column: codes[plain(cell.text)] for cell in cells if plain(cell.text) in codes}
            if len(set(columns.values())) > (best[0] if best else len(set(codes.values())) // 2):
                best = len(set(columns.values())), form, row, columns
    if best is None:
        return
    _, form, row, chosen = best
    present = list(chosen.values())
    doubled = sorted({code for code in present if present.count(code) > 1})
    missing = sorted(set(headings[form].values()) - set(present))
    if doubled or missing:
        named = {code: heading for heading, code in headings[form].items()}
        code = "review_columns_doubled" if doubled else "review_columns_missing"
        values = {"columns": ", ".join(named[one] for one in doubled or missing)}
        issues.append(Issue(code, Severity.ERROR, grid.name, f"{row}:{row}", values))
        return
    yield form, (row, chosen)


def _rows(grid: Grid, form: str, head: int, columns: Mapping[int, str]) -> Iterator[AnsweredRow]:
    for row, cells in grid.by_row.items():
        if row > head:
            found = {columns[cell.column]: cell.text for cell in cells if cell.column in columns}
            if found:
                yield AnsweredRow(form, grid.name, row, {code: found.get(code, "") for code in columns.values()})
