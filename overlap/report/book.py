"""A workbook of xlsxwriter that holds little: a row becomes XML when it is laid, and its files are not packed twice.

xlsxwriter keeps an object for each cell, and one more for each cell of a table, until the workbook is closed; its way
to do without (`constant_memory`) knows no tables. Only the rows of tables and the packing are done here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Characters an Excel cell can hold, counted in UTF-16; more would be cut without a word."""
CUT = " [...]"


class Style(Struct, frozen=True):
    """A format, and how a cell names it: by its number in the file, in the order in which they are first used."""

    format: Any
    named: str


Cell = tuple[str | float | None, Style]
"""A text, a finite number or nothing, and how it looks."""


def fitting(text: str) -> str:
    """What a cell cannot hold is cut with a mark that says so; what xlsxwriter would take for its own XML is text."""
    if text.startswith("<r>") and text.endswith("</r>"):
        return fitting(f"{text} ")
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


class Page(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet with at most one table, whose rows are laid one by one, the last thing on the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: tuple[str, ...] = ()
        self.laid: list[str] = []

    def table_of(self, row: int, last: int, columns: int, options: Mapping[str, Any]) -> bool:
        """Whether there is room for a table from the row of its headings (from 0) to its last row."""
        self.letters = tuple(xl_col_to_name(at) for at in range(columns))
        # xlsxwriter goes through every cell of a table, lest another one lies there: it is told of the first row alone.
        if last >= self.xls_rowmax or self.add_table(row, 0, row + 1, columns - 1, dict(options)):
            return False
        whole = xl_range(row, 0, last, columns - 1)
        self.tables[-1].update({"range": whole, "a_range": whole, "autofilter": whole})
        return True

    def lay(self, row: int, height: float, cells: Iterable[Cell]) -> None:
        """A row of the table (from 0), each below the one before and `height` points high; a cell for each column."""
        number, told = str(row + 1), []
        for letter, (value, style) in zip(self.letters, cells, strict=True):
            if isinstance(value, str):
                shared = self.str_table._get_shared_string_index(value)
                told.append(f'<c r="{letter}{number}" {style.named} t="s"><v>{shared}</v></c>')
            elif value is None:
                told.append(f'<c r="{letter}{number}" {style.named}/>')
            else:
                told.append(f'<c r="{letter}{number}" {style.named}><v>{value:.16G}</v></c>')
        # Whole pixels, of which four are three points.
        pixels = int(height * 4 / 3 + 0.5)
        look = f'spans="1:{len(self.letters)}" ht="{pixels * 0.75:.16g}" customHeight="1"'
        self.laid.append(f'<row r="{number}" {look}>{"".join(told)}</row>')
        # How large the sheet is, and how far down a chart beside the table reaches.
        self.dim_rowmax, self.row_sizes[row] = row, (pixels, False)

    def _write_rows(self) -> None:
        """What stands above the rows of the table, then these."""
        super()._write_rows()
        self.fh.writelines(self.laid)
        self.laid.clear()


class Book(Workbook):  # type: ignore[misc]  # xlsxwriter has no types
    """A workbook in memory, of which the files are asked for one by one instead of the archive they make up."""

    worksheet_class = Page

    def __init__(self, basic: Mapping[str, Any]) -> None:
        """`basic` holds what every format has unless it says otherwise."""
        super().__init__(BytesIO(), {"in_memory": True, "default_format_properties": dict(basic)})
        self._files = _Files()

    def style(self, properties: Mapping[str, Any]) -> Style:
        """A format that is used now for the first time."""
        made = self.add_format(dict(properties))
        return Style(made, f's="{made._get_xf_index()}"')

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Closes the workbook; each file of it with its name, in their order."""
        self.close()
        while self._files.made:
            content, name, binary = self._files.made.pop(0)
            yield name, content.getvalue() if binary else content.getvalue().encode("utf-8")

    def _get_packager(self) -> Packager:
        return self._files


class _Files(Packager):  # type: ignore[misc]  # xlsxwriter has no types
    """Keeps the files that xlsxwriter would pack."""

    def _create_package(self) -> list[Any]:
        self.made: list[Any] = super()._create_package()
        return []
