"""The table as it is read: the texts by Excel row and field, beside them the cell of every text.

As a pandas frame for whoever wants one; the reading itself never imports pandas, which takes longer than reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from overlap.model import Cell, Field
from overlap.reading.assignment import Assignment
from overlap.reading.grid import Content, Grid, GridCell
from overlap.reading.table import Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything under the headings. `texts` has each field read in every row; `sources` the cells behind them."""

    texts: Mapping[int, Mapping[Field, str]]
    sources: Mapping[tuple[int, Field], tuple[GridCell, ...]]

    def frame(self) -> pd.DataFrame:
        """The texts as a frame, the Excel row as index and one column a field, for work in a notebook."""
        import pandas as pd

        columns = list(next(iter(self.texts.values()), ()))
        rows = [list(values.values()) for values in self.texts.values()]
        return pd.DataFrame(rows, index=list(self.texts), columns=[str(field) for field in columns], dtype="str")

    def cell(self, row: int, field: Field, sheet: str) -> Cell | None:
        """The cell of a field with the text as it stood; several joined cells have both addresses."""
        found = self.sources.get((row, field), ())
        if not found:
            return None
        return Cell(sheet, ", ".join(cell.address for cell in found), "\n".join(cell.text for cell in found))


def load(table: Table, assignment: Assignment) -> Sheet:
    """The rows under the headings; a merged value stands in every row of its range, with its own address."""
    spread = _spread(table)
    rows = [row for row in table.grid.rows if row >= table.first_row]
    fields = list(assignment.of)
    sources = {
        (row, field): found
        for row in rows
        for field in fields
        if (found := _cells(table.grid, spread, row, [heading.column for heading in assignment.of[field]]))
    }
    return Sheet({row: {field: _text(sources.get((row, field), ())) for field in fields} for row in rows}, sources)


def _spread(table: Table) -> Mapping[tuple[int, int], GridCell]:
    """The merged values of the body, at every row of their first column that they cover."""
    return {
        (row, merge.left): first
        for merge in table.grid.merges
        if merge.top >= table.first_row and (first := table.grid.at(merge.top, merge.left))
        for row in range(merge.top + 1, merge.bottom + 1)
        if row in table.grid.by_row
    }


def _cells(
    grid: Grid, spread: Mapping[tuple[int, int], GridCell], row: int, columns: list[int]
) -> tuple[GridCell, ...]:
    found = [grid.at(row, column) or spread.get((row, column)) for column in columns]
    return tuple(cell for cell in found if cell is not None)


def _text(cells: tuple[GridCell, ...]) -> str:
    return "\n".join(cell.text for cell in cells if cell.content not in (Content.ERROR, Content.UNCALCULATED))
