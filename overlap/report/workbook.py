"""The workbook: sheets of a layout as an Excel file, made in memory, the same bytes for the same sheets and edition.

Text is only ever written as text: nothing from the input becomes a formula, a link or a number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from overlap.report import charts
from overlap.report.imprint import Edges, edges
from overlap.report.measure import POINTS, lines, pixels, room, wrapped
from overlap.report.package import CORE, in_language, rewritten
from overlap.report.palette import ENTRY, FONT, HEAD, LINE, MACHINE, MARKS, TITLE
from overlap.report.tables import Column, Edition, Mark, Shape, Sheet, Table, Value
from overlap.wording.report import Printing

A4 = 9
BASIC = {"font_name": FONT, "font_size": POINTS, "font_scheme": "none"}
"""The font of everything: column widths count its digits, so it must be one that every program has or has alike."""
LONGEST = 32_767
"""Characters an Excel cell can hold; more would be cut without a word."""
LONGEST_EDGE = 180
EDGE_L, EDGE_C, EDGE_R = (f'&{side}&"{FONT},Regular"&9' for side in "LCR")
ACROSS_PAGE = 130
"""Characters that a page holds at full size: lines above a narrow table may use them all."""
WHOLE = 22
"""Words up to so many characters are never broken; longer ones (fingerprints) may be."""
ACROSS = 170
"""Characters across one page: a sheet made for paper fits on one, a data sheet takes as many as it needs."""
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
ALIGN = {Shape.NUMBER: "center", Shape.AMOUNT: "right"}
NUMBERS = {Shape.NUMBER: "0", Shape.AMOUNT: "#,##0"}


def render(sheets: Sequence[Sheet], words: Printing, edition: Edition) -> bytes:
    """The bytes of an .xlsx file."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": dict(BASIC)})
    created = datetime(edition.day.year, edition.day.month, edition.day.day)  # noqa: DTZ001 - Excel knows no zones
    corners = edges(sheets[0].heading, words, edition)
    book.set_properties({"title": corners.title, "created": created, "comments": "", "author": ""})
    looks = Looks(book)
    lists = lists_of(sheets)
    for sheet in sheets:
        _Page(book, looks, sheet, lists).write(words, corners)
    book.close()
    return rewritten(buffer.getvalue(), {CORE: in_language(words.locale)})


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


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        plain = {**BASIC, "valign": "top"}
        lined = {**plain, "text_wrap": True, "align": "left", "indent": 1, "bottom": 1, "bottom_color": LINE}
        self.title = book.add_format({**plain, "font_size": 16, "bold": True, "font_color": TITLE})
        self.line = book.add_format(plain)
        self.head = book.add_format(
            {**lined, "bold": True, "valign": "vcenter", "font_color": HEAD.text, "bg_color": HEAD.fill}
        )
        self.text = book.add_format(lined)
        # As text, so that Excel makes no date of "7-12".
        boxed = {"left": 1, "left_color": LINE, "right": 1, "right_color": LINE}
        self.entry = book.add_format({**lined, **boxed, "bg_color": ENTRY, "num_format": "@"})
        self.small = book.add_format({**lined, "text_wrap": False, "font_size": 7, "font_color": MACHINE})
        self.side = book.add_format({**lined, "valign": "vcenter"})
        self.numbers = {
            shape: book.add_format({**lined, "num_format": pattern, "align": ALIGN[shape], "indent": 0})
            for shape, pattern in NUMBERS.items()
        }
        field = {**lined, "align": "center", "valign": "vcenter", "indent": 0}
        self.marks = {
            tone: book.add_format({**field, "font_color": look.text, "bg_color": look.fill})
            for tone, look in MARKS.items()
        }


class _Page:
    """One sheet being written."""

    def __init__(self, book: Any, looks: Looks, sheet: Sheet, lists: Mapping[tuple[str, ...], str]) -> None:
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
        self._put(0, 0, self.sheet.heading, self.looks.title)
        self.page.set_row(0, 26)
        width = max(ACROSS_PAGE, sum(column.width for column in self.columns))
        lines = [part for line in self.sheet.lines for part in wrapped(line, width)]
        for self.row, line in enumerate(lines, start=1):
            self._put(self.row, 0, line, self.looks.line)
            self.page.set_row(self.row, LINE_HEIGHT + (8 if self.row == len(lines) else 1))
        self.row += 1

    def _table(self) -> None:
        """A real table with filters. Its own style shows in Excel alone, so every cell carries its look itself."""
        table = self.sheet.table
        last = self.row + len(table.rows)
        heads = [{"header": column.heading, "header_format": self.looks.head} for column in table.columns]
        options = {"name": f"t_{table.name}", "style": None, "columns": heads, "description": self.sheet.heading}
        if self.page.add_table(self.row, 0, last, len(table.columns) - 1, options):
            message = f"table {table.name} of sheet {self.sheet.title} was refused"
            raise ValueError(message)
        self.page.set_row(self.row, height([(column.heading, column) for column in self.columns], 6, bold=True))
        for at, values in enumerate(table.rows, start=self.row + 1):
            pairs = list(zip(values, self.columns, strict=True))
            in_map = any(isinstance(value, Mark) for value in values)
            self.page.set_row(at, height(pairs, MAP_AIR if in_map else 3))
            for place, (value, column) in enumerate(pairs):
                self._cell(at, place, value, column, in_map=in_map)
        self._drop_downs(last)

    def _drop_downs(self, last: int) -> None:
        for place, column in enumerate(self.columns):
            if column.choices:
                # Only a remark, never a stop, and none where several answers may stand with a semicolon between them.
                offered = {"validate": "list", "source": self.lists[column.choices], "error_type": "information"}
                remark = {"show_error": not column.several}
                self.page.data_validation(self.row + 1, place, last, place, {**offered, **remark})

    def _cell(self, row: int, place: int, value: Value, column: Column, *, in_map: bool) -> None:
        match value:
            case None | "":
                self.page.write_blank(row, place, None, self.looks.entry if column.entry else self.looks.text)
            case str() if column.entry or column.mark:
                self._put(row, place, value, self.looks.entry if column.entry else self.looks.small)
            case Mark(text, tone):
                self._put(row, place, text, self.looks.marks[tone])
            case str():
                self._put(row, place, value, self.looks.side if in_map else self.looks.text)
            case _:
                self.page.write_number(row, place, value, self.looks.numbers.get(column.shape, self.looks.text))

    def _put(self, row: int, place: int, text: str, look: Any) -> None:
        """Text as text; what a cell cannot hold is cut with a mark that says so."""
        short = text if len(text) <= LONGEST else text[: LONGEST - 6] + " [...]"
        self.page.write_string(row, place, short, look)

    def _paper(self, words: Printing, corners: Edges) -> None:
        self.page.set_landscape()
        self.page.set_paper(A4)
        wide = sum(column.width for column in self.columns if not column.mark)
        if self.marks:
            self.page.print_area(0, 0, self.row + len(self.sheet.table.rows), len(self.columns) - self.marks - 1)
        if not self.sheet.paper:
            self.page.print_area(0, 0, 0, len(self.sheet.table.columns) - 1)
        spread = self.marks or not self.sheet.printed
        self.page.fit_to_pages(max(1, round(wide / ACROSS)) if spread else 1, 0)
        if spread:
            self.page.repeat_columns(0)
        self.page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
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
    widest = max((pixels(word) for word in words), default=0) / room(1) + INDENT
    heading = max((pixels(word, bold=True) for word in column.heading.split()), default=0) / room(1) + INDENT + FILTER
    return max(column.width, math.ceil(max(widest, heading)))


def _text(value: Value) -> str:
    return value.text if isinstance(value, Mark) else "" if value is None else str(value)


def height(pairs: Sequence[tuple[Value, Column]], air: float, *, bold: bool = False) -> float:
    """Points a row needs for its tallest cell: programs do not agree on it, so it is always given."""
    most = 1
    for value, column in pairs:
        if column.mark and not bold:
            continue
        free = column.width - INDENT - (FILTER if bold else 0)
        most = max(most, lines(_text(value), free, bold=bold))
    return min(TALLEST, math.ceil(most * LINE_HEIGHT + air))
