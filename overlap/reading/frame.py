"""The table as it is read: the texts by Excel row and field, beside them the cell of every text.

As a pandas frame for whoever wants one; the reading itself never imports pandas, which takes longer than reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from overlap.model import Cell, Field
from overlap.reading.assignment import Assignment
from overlap.reading.grid import WITHOUT_VALUE, Grid, GridCell
from overlap.reading.table import Table

if TYPE_CHECKING:
    import pandas as pd


class Sheet(Struct, frozen=True):
    """Everything under the headings. `texts` has each field read in every row; `sources` the cells of those stated."""

    texts: Mapping[int, Mapping[Field, str]]
    sources: Mapping[int, Mapping[Field, tuple[GridCell, ...]]]

    def frame(self) -> pd.DataFrame:
        """The texts as a frame, the Excel row as index and one column a field, for work in a notebook."""
        import pandas as pd

        columns = list(next(iter(self.texts.values()), ()))
        rows = [list(values.values()) for values in self.texts.values()]
        return pd.DataFrame(rows, index=list(self.texts), columns=[str(field) for field in columns], dtype="str")


def joined(cells: Sequence[GridCell], sheet: str) -> Cell:
    """The cell of a field with the text as it stood; several joined cells have both addresses."""
    if len(cells) == 1:
        return Cell(sheet, cells[0].address, cells[0].text)
    return Cell(sheet, ", ".join(cell.address for cell in cells), "\n".join(cell.text for cell in cells))


def load(table: Table, assignment: Assignment) -> Sheet:
    """The rows under the headings; a merged value stands in every row of its range, with its own address."""
    spread = _spread(table)
    rows = [row for row in table.grid.rows if row >= table.first_row]
    columns = {field: [heading.column for heading in headings] for field, headings in assignment.of.items()}
    sources = {row: _sources(table.grid, spread, row, columns) for row in rows}
    texts = {row: {field: _text(found.get(field, ())) for field in columns} for row, found in sources.items()}
    return Sheet(texts, sources)


def _spread(table: Table) -> Mapping[tuple[int, int], GridCell]:
    """The merged values of the body, at every row of their first column that they cover."""
    return {
        (row, merge.left): first
        for merge in table.grid.merges
        if merge.top >= table.first_row and (first := table.grid.at(merge.top, merge.left))
        for row in range(merge.top + 1, merge.bottom + 1)
        if row in table.grid.by_row
    }


def _sources(
    grid: Grid, spread: Mapping[tuple[int, int], GridCell], row: int, columns: Mapping[Field, Sequence[int]]
) -> Mapping[Field, tuple[GridCell, ...]]:
    own = {cell.column: cell for cell in grid.by_row[row]}
    found = {
        field: tuple(cell for column in places if (cell := own.get(column) or spread.get((row, column))))
        for field, places in columns.items()
    }
    return {field: cells for field, cells in found.items() if cells}


def _text(cells: Sequence[GridCell]) -> str:
    return "\n".join([cell.text for cell in cells if cell.content not in WITHOUT_VALUE])
