"""The sheets of a workbook, each read in one pass: values beside formulas, and nothing made that nobody reads.

openpyxl reads what the sheets share: their names, strings and styles. The cells it would read in twice the time: it
makes an object with borders and fonts for each, and has to read a sheet again to tell a formula from its value.
Whatever is wrong with a file raises, in more ways than can be listed; `workbook.opened` makes one error of them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from defusedxml.ElementTree import DefusedXMLParser
from msgspec import Struct, field
from openpyxl.cell import Cell
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.constants import SHEET_MAIN_NS

_CHUNK = 2**16
_FALSE = ("", "0", "f", "false")
_CELL, _ROW, _VALUE, _FORMULA, _TEXT, _PHONETIC, _MERGE, _COLUMN, _FILTER = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("c", "row", "v", "f", "t", "rPh", "mergeCell", "col", "filterColumn")
)
_PIECES = (_VALUE, _FORMULA, _TEXT)


class Found(NamedTuple):
    """A cell as the file has it; `formula` is without its sign, and `None` where there is none."""

    row: int
    column: int
    value: object
    wrong: bool = False
    """Whether the value is an error of the spreadsheet."""
    number_format: str = ""
    formula: str | None = None

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


class Part(Struct):
    """What a visible sheet holds, cells in the order of the file; of one that is hidden, its title alone."""

    title: str
    visible: bool
    epoch: Any
    """The day from which the workbook counts its days."""
    cells: dict[tuple[int, int], Found] = field(default_factory=dict)
    merges: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """Ranges, both ends inclusive."""
    filtered: bool = False


def parts(content: bytes) -> Iterator[Part]:
    """The sheets of the workbook in order."""
    outline = _Outline(io.BytesIO(content), keep_links=False)
    outline.read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for sheet, place in outline.places:
            part = Part(sheet.title, sheet.sheet_state == "visible", outline.wb.epoch)
            if part.visible:
                _read(archive, place, _Target(part, sheet, outline.shared_strings))
            yield part


class _Outline(ExcelReader):
    """A workbook without what its sheets hold: `places` has every sheet with the name of its part."""

    def read_worksheets(self) -> None:
        self.places: list[tuple[Any, str]] = []
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                made = self.wb.create_sheet(sheet.name)
                made.sheet_state = sheet.state
                self.places.append((made, relation.target))


def _read(archive: zipfile.ZipFile, place: str, target: _Target) -> None:
    """The sheet at `place`, and the filters of its tables, which have parts of their own."""
    _parse(archive, place, target)
    relations = get_rels_path(place)  # type: ignore[no-untyped-call]
    if relations in archive.namelist():
        for relation in get_dependents(archive, relations):
            if relation.Type.endswith("/table"):
                _parse(archive, relation.target, target)


def _parse(archive: zipfile.ZipFile, place: str, target: _Target) -> None:
    parser = DefusedXMLParser(target=target)
    with archive.open(place) as source:
        while chunk := source.read(_CHUNK):
            parser.feed(chunk)
    parser.close()


class _Target:
    """Takes the events of the parser. A cell is complete at its end, when its value and formula are known."""

    def __init__(self, part: Part, sheet: Any, strings: Sequence[str]) -> None:
        self.part = part
        self._strings = strings
        self._shows = cache(lambda style: _shows(sheet, style))
        self._row = self._column = 0
        self._cell: Mapping[str, str] = {}
        self._pieces: dict[str, str] = {}
        self._text: list[str] | None = None
        self._formula: Mapping[str, str] = {}
        self._formulas: dict[str, str] = {}
        self._phonetic = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _CELL:
            self._cell, self._pieces = attributes, {}
        elif tag in _PIECES:
            self._text = []
            if tag == _FORMULA:
                self._formula = attributes
        elif tag == _ROW:
            self._begin_row(attributes)
        elif tag == _PHONETIC:
            self._phonetic = True
        elif tag == _MERGE:
            self.part.merges.append(CellRange(attributes["ref"]))
        elif tag == _COLUMN:
            if attributes.get("hidden", "") not in _FALSE:
                self.part.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif tag == _FILTER:
            self.part.filtered = True

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == _CELL:
            self._end_cell(self._cell)
        elif tag in _PIECES:
            if not self._phonetic:
                # The runs of a rich text are one text.
                self._pieces[tag] = self._pieces.get(tag, "") + "".join(self._text or ())
            self._text = None
        elif tag == _PHONETIC:
            self._phonetic = False

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = float(attributes.get("r", self._row + 1))
        if not number.is_integer():
            raise ValueError(number)
        self._row, self._column = int(number), 0
        if attributes.get("hidden", "") not in _FALSE:
            self.part.hidden_rows.add(self._row)

    def _end_cell(self, cell: Mapping[str, str]) -> None:
        address = cell.get("r")
        row, self._column = coordinate_to_tuple(address) if address else (self._row, self._column + 1)
        # Of two cells with one address the last counts.
        self.part.cells[row, self._column] = Found(row, self._column, *self._value(cell), self._shared_formula())

    def _value(self, cell: Mapping[str, str]) -> tuple[object, bool, str]:
        """The value of the cell just read (`None` for none), whether it is an error, and how a number shows."""
        kind = cell.get("t", "n")
        text = self._pieces.get(_TEXT if kind == "inlineStr" else _VALUE)
        if not text:
            return None, False, ""
        if kind == "s":
            return self._strings[int(text)], False, ""
        if kind == "n":
            return self._number(float(text) if any(sign in text for sign in ".eE") else int(text), cell)
        if kind == "d":
            day = from_ISO8601(text)  # type: ignore[no-untyped-call]
            return day, False, self._shows(int(cell.get("s", 0)))[0]
        return bool(int(text)) if kind == "b" else text, kind == "e", ""

    def _number(self, number: float, cell: Mapping[str, str]) -> tuple[object, bool, str]:
        number_format, is_date, is_length = self._shows(int(cell.get("s", 0)))
        if not is_date:
            return number, False, number_format
        try:
            return from_excel(number, self.part.epoch, timedelta=is_length), False, number_format
        except (OverflowError, ValueError):
            return "#VALUE!", True, number_format

    def _shared_formula(self) -> str | None:
        """The formula of the cell just read; one that is shared stands only in the first of its cells."""
        text, kind = self._pieces.get(_FORMULA), self._formula.get("t")
        if text is None or kind not in ("array", "dataTable", "shared"):
            return text
        if kind != "shared":
            return ""  # it may name the columns of a table, in the brackets that else mean another workbook
        name = self._formula.get("si", "")
        return self._formulas.setdefault(name, text) if text else self._formulas.get(name, "")


def _shows(sheet: Any, style: int) -> tuple[str, bool, bool]:
    """The number format of a style, whether it shows a date or a length of time, and whether it is the latter."""
    styles = sheet.parent._cell_styles  # noqa: SLF001 - a style by its number; the library offers no other way
    number_format = Cell(sheet, row=1, column=1, style_array=styles[style]).number_format
    return number_format, is_date_format(number_format), is_timedelta_format(number_format)
