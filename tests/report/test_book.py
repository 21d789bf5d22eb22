"""Rows that are laid stand in the file as xlsxwriter itself would have written them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter

from overlap.report.book import Book

ROWS: tuple[tuple[str | float | None, ...], ...] = (
    ("Modige børn", 12, None),
    ("=1+1", -0.5, "Modige børn"),
    ("_x0041_ \U0001f642 <&>", 1_150_000, ""),
    (None, 1 / 3, " to\nlinjer "),
) * 9
"""More than a block of sixteen, by which xlsxwriter writes how wide rows are."""
HEIGHTS = (16, 28.5, 409)
BASIC = {"font_name": "Arial"}


def own(above: int) -> dict[str, bytes]:
    book = Book(BASIC)
    page = book.add_worksheet("Ark")
    text, number = book.style({"text_wrap": True}), book.style({"num_format": "0"})
    headed(page, above, text.format)
    assert page.table_of(above, above + len(ROWS), 3, options(text.format))
    for at, row in enumerate(ROWS):
        cells = [(value, number if isinstance(value, float | int) else text) for value in row]
        page.lay(above + 1 + at, HEIGHTS[at % 3], cells)
    return dict(book.files())


def theirs(above: int) -> dict[str, bytes]:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_format_properties": dict(BASIC)})
    page = book.add_worksheet("Ark")
    text, number = book.add_format({"text_wrap": True}), book.add_format({"num_format": "0"})
    headed(page, above, text)
    page.add_table(above, 0, above + len(ROWS), 2, options(text))
    for at, row in enumerate(ROWS, start=above + 1):
        page.set_row(at, HEIGHTS[(at - above - 1) % 3])
        for place, value in enumerate(row):
            if value is None:
                page.write_blank(at, place, None, text)
            elif isinstance(value, str):
                page.write_string(at, place, value, text)
            else:
                page.write_number(at, place, value, number)
    book.close()
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def headed(page: Any, above: int, look: Any) -> None:
    """`above` lines over the table."""
    for at in range(above):
        page.set_row(at, 20)
        page.write_string(at, 0, f"linje {at}", look)


def options(look: Any) -> dict[str, Any]:
    return {"name": "t", "columns": [{"header": name, "header_format": look} for name in "abc"]}


@pytest.mark.parametrize("above", [0, 3, 15, 16, 20])
def test_a_laid_sheet_is_the_one_that_xlsxwriter_writes(above: int) -> None:
    """Every file of the workbook, to the byte, wherever the table begins; but for the time it was made."""
    found, expected = own(above), theirs(above)
    assert list(found) == list(expected)
    assert [name for name in expected if name != "docProps/core.xml" and found[name] != expected[name]] == []


def test_a_table_longer_than_a_sheet_is_refused() -> None:
    """Excel holds 1,048,576 rows."""
    book = Book(BASIC)
    look = book.style({}).format
    assert not book.add_worksheet("A").table_of(0, 1_048_576, 3, options(look))
    assert book.add_worksheet("B").table_of(0, 1_048_575, 3, options(look))
