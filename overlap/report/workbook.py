"""The workbook: sheets of a layout as an Excel file, made in memory, the same bytes for the same sheets and edition.

Text is only ever written as text: nothing from the input becomes a formula, a link or a number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace
from xlsxwriter.utility import xl_col_to_name

from overlap.report import charts
from overlap.report.book import Book, Cell, fitting
from overlap.report.imprint import Edges, edges
from overlap.report.looks import BASIC, Looks
from overlap.report.measure import lines, room, widest, wrapped
from overlap.report.package import CORE, in_language, packed
from overlap.report.palette import FONT
from overlap.report.tables import Column, Edition, Mark, Shape, Sheet, Table, Value
from overlap.wording.report import Printing

A4 = 9
LONGEST_EDGE = 180
EDGE_L, EDGE_C, EDGE_R = (f'&{side}&"{FONT},Regular"&9' for side in "LCR")
ACROSS_PAGE = 130
"""Characters that a page holds at full size: lines above a narrow table may use them all."""
WHOLE = 22
"""Words up to so many characters are never broken; longer ones (fingerprints) may be."""
ACROSS = 170
"""Characters across one page: a sheet made for paper fits on one, a data sheet takes as many as it needs."""
EDGE = 0.7
"""Inches left above and below."""
DOWN = (210 / 25.4 - 2 * EDGE) * 72 * ACROSS / ACROSS_PAGE
"""Points down one page at the size at which `ACROSS` fits: a sheet made for paper that takes no more is one page."""
MAP_AIR = 12
"""Points above and below the text in a row of coloured fields."""
TALLEST = 409.0
"""Points a row can be high."""
LINE_HEIGHT = 12.75
"""Points that Excel gives one line of the font; LibreOffice needs a little less."""
INDENT = 1.5
"""Characters that the air before a text takes from its column."""
FILTER = 3
"""Characters that the button of a filter takes from a heading."""


def render(sheets: Sequence[Sheet], words: Printing, edition: Edition) -> bytes:
    """The bytes of an .xlsx file."""
    book = Book(BASIC)
    created = datetime(edition.day.year, edition.day.month, edition.day.day)  # noqa: DTZ001 - Excel knows no zones
    corners = edges(sheets[0].heading, words, edition)
    book.set_properties({"title": corners.title, "created": created, "comments": "", "author": ""})
    looks = Looks(book)
    lists = lists_of(sheets)
    for sheet in sheets:
        _Page(book, looks, sheet, lists).write(words, corners)
    told = in_language(words.locale)
    return packed((name, told(content) if name == CORE else content) for name, content in book.files())


def lists_of(sheets: Sequence[Sheet]) -> Mapping[tuple[str, ...], str]:
    """The columns of the data sheets, by what they hold, as references that a drop-down list can take."""
    found = {}
    for sheet in (one for one in sheets if not one.printed):
        for place in range(len(sheet.table.columns)):
            values = tuple(text for row in sheet.table.rows if isinstance(text := row[place], str))
            letter = xl_col_to_name(place, col_abs=True)
            title = sheet.title.replace("'", "''")
            found[values] = f"='{title}'!{letter}$2:{letter}${len(values) + 1}"
    return found


class _Page:
    """One sheet being written."""

    def __init__(self, book: Book, looks: Looks, sheet: Sheet, lists: Mapping[tuple[str, ...], str]) -> None:
        self.book = book
        self.looks = looks
        self.lists = lists
        self.sheet = sheet
        self.columns = roomy(sheet.table)
        self.marks = sum(column.mark for column in self.columns)
        self.page = book.add_worksheet(sheet.title)
        self.row = 0

    def write(self, words: Printing, corners: Edges) -> None:
        for at, column in enumerate(self.columns):
            self.page.set_column(at, at, column.width)
        if self.sheet.printed:
            self._heading()
        head = self.row
        if self.sheet.table.rows:
            self._table()
            self.page.freeze_panes(head + 1, 1 if self.marks else 0)
            self.page.repeat_rows(head)
        charts.insert(self.book, self.page, self.sheet, head)
        self._paper(words, corners)

    def _heading(self) -> None:
        """The title in A1 and the lines beneath it; each runs over the empty cells to its right."""
        self._put(0, self.sheet.heading, "title")
        self.page.set_row(0, 26)
        width = max(ACROSS_PAGE, sum(column.width for column in self.columns))
        lines = [part for line in self.sheet.lines for part in wrapped(line, width)]
        for self.row, line in enumerate(lines, start=1):
            self._put(self.row, line, "line")
            self.page.set_row(self.row, LINE_HEIGHT + (8 if self.row == len(lines) else 1))
        self.row += 1

    def _put(self, row: int, text: str, look: str) -> None:
        self.page.write_string(row, 0, fitting(text), self.looks[look].format)

    def _table(self) -> None:
        """A real table with filters. Its own style shows in Excel alone, so every cell carries its look itself."""
        table = self.sheet.table
        last = self.row + len(table.rows)
        look = self.looks["head"].format
        heads = [{"header": column.heading, "header_format": look} for column in table.columns]
        options = {"name": f"t_{table.name}", "style": None, "columns": heads, "description": self.sheet.heading}
        if not self.page.table_of(self.row, last, len(table.columns), options):
            message = f"table {table.name} of sheet {self.sheet.title} was refused"
            raise ValueError(message)
        most = max(lines(column.heading, column.width - INDENT - FILTER, bold=True) for column in self.columns)
        self.page.set_row(self.row, height(most, 6))
        rows = zip(table.rows, tallest(table, self.columns), strict=True)
        for at, (values, most) in enumerate(rows, start=self.row + 1):
            in_map = Mark in map(type, values)
            cells = [
                self._cell(value, column, in_map=in_map) for value, column in zip(values, self.columns, strict=True)
            ]
            self.page.lay(at, height(most, MAP_AIR if in_map else 3), cells)
        self._drop_downs(last)

    def _drop_downs(self, last: int) -> None:
        for place, column in enumerate(self.columns):
            if column.choices:
                # Only a remark, never a stop, and none where several answers may stand with a semicolon between them.
                offered = {"validate": "list", "source": self.lists[column.choices], "error_type": "information"}
                remark = {"show_error": not column.several}
                self.page.data_validation(self.row + 1, place, last, place, {**offered, **remark})

    def _cell(self, value: Value, column: Column, *, in_map: bool) -> Cell:
        """Text as text, whatever it says."""
        match value:
            case None | "":
                return None, self.looks["entry" if column.entry else Shape.TEXT]
            case str() if column.entry or column.mark:
                return fitting(value), self.looks["entry" if column.entry else "small"]
            case Mark(text, tone):
                return fitting(text), self.looks[tone]
            case str():
                return fitting(value), self.looks["side" if in_map else Shape.TEXT]
            case _:
                return value, self.looks[column.shape]

    def _paper(self, words: Printing, corners: Edges) -> None:
        self.page.set_landscape()
        self.page.set_paper(A4)
        wide = sum(column.width for column in self.columns if not column.mark)
        if self.marks:
            told = len(self.columns) - self.marks
            filled = [at for at, row in enumerate(self.sheet.table.rows, start=1) if set(row[:told]) - {None, ""}]
            self.page.print_area(0, 0, self.row + max(filled, default=0), told - 1)
        spread = self.marks or not self.sheet.printed
        high = 0.75 * sum(pixels for pixels, _ in self.page.row_sizes.values())  # in points
        self.page.fit_to_pages(max(1, round(wide / ACROSS)) if spread else 1, int(not spread and high <= DOWN))
        if spread:
            self.page.repeat_columns(0)
        self.page.set_margins(left=0.5, right=0.5, top=EDGE, bottom=EDGE)
        self.page.hide_gridlines(2)
        self.page.set_header(f"{EDGE_L}{edge_text(corners.title)}{EDGE_R}{edge_text(corners.case)}")
        pages = words.page.format(page="&P", pages="&N")
        self.page.set_footer(f"{EDGE_L}{edge_text(self.sheet.title)}{EDGE_C}{corners.day}{EDGE_R}{pages}")


def edge_text(text: str) -> str:
    """Text for the edge of a page, where an ampersand starts a code, and 255 characters is all there is room for."""
    return text[: LONGEST_EDGE // 2].replace("&", "&&")


def roomy(table: Table) -> tuple[Column, ...]:
    """The columns, widened where a word of the heading or a common word of a cell would break."""
    return tuple(replace(column, width=_width(column, at, table)) for at, column in enumerate(table.columns))


def _width(column: Column, at: int, table: Table) -> int:
    if column.mark:
        return column.width
    texts = {_text(row[at]) for row in table.rows}
    words = {word for text in texts for word in text.split() if len(word) <= WHOLE}
    text = widest(words) / room(1) + INDENT
    heading = widest(column.heading.split(), bold=True) / room(1) + INDENT + FILTER
    return max(column.width, math.ceil(max(text, heading)))


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return value.text if isinstance(value, Mark) else "" if value is None else str(value)


def tallest(table: Table, columns: Sequence[Column]) -> list[int]:
    """Lines of the tallest cell of each row, on what people read; each text of a column is measured once."""
    most = [1] * len(table.rows)
    for at, column in enumerate(columns):
        if not column.mark:
            texts = [_text(row[at]) for row in table.rows]
            told = {text: lines(text, column.width - INDENT) for text in set(texts)}
            most = list(map(max, most, map(told.__getitem__, texts)))
    return most


def height(most: int, air: float) -> float:
    """Points a row needs whose tallest cell has `most` lines: programs do not agree on it, so it is always given."""
    return min(TALLEST, math.ceil(most * LINE_HEIGHT + air))
