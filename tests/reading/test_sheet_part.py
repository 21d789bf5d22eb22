"""What a sheet says in its own file format, cell by cell, and what is read."""

# ruff: noqa: E501 - tables of cases read as tables
from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.table import Table

from overlap.reading import workbook
from overlap.reading.grid import Content, Grid
from tests.reading.nasty_books import altered, saved

SHEET = "xl/worksheets/sheet1.xml"


def grid(rows: str, behind: str = "", before: str = "") -> Grid:
    """The sheet that has `rows` as its data; style 1 is a date, 2 a length of time, 3 two decimals."""
    made = openpyxl.Workbook()
    for at, number_format in enumerate(("d-mmm", "[h]:mm", "0.00"), start=1):
        made.active.cell(at, 1, 1).number_format = number_format  # type: ignore[union-attr]
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
    return workbook.opened(altered(saved(made), {SHEET: lambda _: xml.encode()}), "bog.xlsx").sheets[0]


CELLS = {
    "a number": ('<c r="A1"><v>12</v></c>', "12", Content.NUMBER),
    "a number with decimals": ('<c r="A1" s="3"><v>1.5E1</v></c>', "15", Content.NUMBER),
    "a date": ('<c r="A1" s="1"><v>45632</v></c>', "6-dec", Content.DATE),
    "a length of time": ('<c r="A1" s="2"><v>1.5</v></c>', "1 day, 12:00:00", Content.NUMBER),
    "a day that no calendar has": ('<c r="A1" s="1"><v>99999999</v></c>', "#VALUE!", Content.ERROR),
    "a day by its name": ('<c r="A1" t="d"><v>2024-12-06</v></c>', "06-12-2024", Content.DATE),
    "true": ('<c r="A1" t="b"><v>1</v></c>', "TRUE", Content.TEXT),
    "an error": ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A", Content.ERROR),
    "the text of a formula": ('<c r="A1" t="str"><f>B1</f><v>Kurser</v></c>', "Kurser", Content.TEXT),
    "a formula without a value": ('<c r="A1"><f>B1</f></c>', "", Content.UNCALCULATED),
    "runs of one text": ('<c r="A1" t="inlineStr"><is><r><t>Mod </t></r><r><rPr><b/></rPr><t>på skole</t></r></is></c>', "Mod på skole", Content.TEXT),
    "how it is pronounced": ('<c r="A1" t="inlineStr"><is><t>Mod</t><rPh sb="0" eb="1"><t>mo</t></rPh></is></c>', "Mod", Content.TEXT),
    "twice one address": ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "2", Content.NUMBER),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_is_read_as_it_is_shown(name: str) -> None:
    xml, text, content = CELLS[name]
    cell = grid(f'<row r="1">{xml}</row>').at(1, 1)
    assert cell is not None
    assert (cell.text, cell.content) == (text, content)


@pytest.mark.parametrize("xml", ['<c r="A1"/>', '<c r="A1"><v/></c>', '<c r="A1" t="inlineStr"><is/></c>'])
def test_a_cell_without_anything_is_none(xml: str) -> None:
    assert grid(f'<row r="1">{xml}</row>').cells == {}


def test_a_date_keeps_its_day_and_format() -> None:
    cell = grid('<row r="1"><c r="A1" s="1"><v>45632</v></c></row>').at(1, 1)
    assert cell is not None
    assert (cell.when, cell.number_format) == (date(2024, 12, 6), "d-mmm")


def test_cells_without_an_address_follow_each_other() -> None:
    """Also behind one that has an address, and in rows that are not numbered."""
    read = grid('<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>')
    assert [cell.address for cell in read.cells.values()] == ["A1", "D1", "E1", "A2"]


def test_a_formula_that_names_another_workbook_is_told_of_every_cell_that_shares_it() -> None:
    shared = '<c r="A1"><f t="shared" ref="A1:A2" si="0">[1]Ark!B1</f><v>1</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c>'
    own = '<c r="B2"><f>C2</f><v>3</v></c><c r="C2"><f t="array" ref="C2">Tabel[Pris]</f><v>4</v></c>'
    assert grid(f'<row r="1">{shared}{own}</row>').linked == ("A1", "A2")


def test_a_merged_range_shows_its_first_cell_alone() -> None:
    """However far it reaches, and however small it is."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row>'
    small, large = (f'<mergeCells><mergeCell ref="{span}"/></mergeCells>' for span in ("A1:A2", "B1:XFD1048576"))
    assert [cell.address for cell in grid(rows, small).cells.values()] == ["A1", "B1", "C2"]
    assert [cell.address for cell in grid(rows, large).cells.values()] == ["A1", "B1", "A2"]


def test_hidden_rows_and_columns_are_known() -> None:
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" hidden="0"/></cols>'
    read = grid('<row r="1" hidden="1"/><row r="2" hidden="false"/><row r="3" ht="20"/>', before=columns)
    assert (read.hidden_rows, read.hidden_columns) == ({1}, {2, 3})


@pytest.mark.parametrize("active", [True, False])
def test_the_filter_of_a_table_is_known(active: bool) -> None:
    """Its arrows alone hide nothing."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Nr", "Navn"])
    book.active.append([1, "Kurser"])
    table = Table(displayName="Skema", ref="A1:B2")
    table._initialise_columns()  # type: ignore[no-untyped-call]
    if active:
        table.autoFilter.filterColumn.append(FilterColumn(colId=0, filters=Filters(filter=["1"])))  # type: ignore[union-attr]
    book.active.add_table(table)
    assert workbook.opened(saved(book), "bog.xlsx").sheets[0].filtered is active
