"""Where the table of interventions stands: the sheet and row whose headings name most fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from overlap.errors import InputError
from overlap.model import Field
from overlap.reading import columns
from overlap.reading.grid import Grid, GridCell
from overlap.reading.options import Options
from overlap.reading.text import plain
from overlap.reading.workbook import Workbook

ROWS_SEARCHED = 60
"""A title, a note, a logo and an explanation may stand above the table; nobody puts sixty rows there."""
LEAST_FIELDS = 3
UNMISTAKABLE = 6.0
"""A row whose headings name this many fields outright, the name among them: no better one stands far below."""
LONGEST_HEADING = 200


class Heading(Struct, frozen=True):
    """One heading of the table: its text as it stands (with the band above where that matters) and its cell."""

    column: int
    text: str
    cell: str
    meaning: columns.Meaning | None


class Table(Struct, frozen=True):
    """The table found. `first_row` is the first row under all headings."""

    grid: Grid
    header_row: int
    first_row: int
    headings: tuple[Heading, ...]

    @property
    def score(self) -> float:
        best: dict[Field, float] = {}
        for heading in self.headings:
            if heading.meaning:
                worth = 1.0 if heading.meaning.exact else 0.6
                best[heading.meaning.field] = max(worth, best.get(heading.meaning.field, 0))
        return sum(best.values())

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(heading.meaning.field for heading in self.headings if heading.meaning)


def find(book: Workbook, options: Options, name: str) -> Table:
    """The best table of the workbook; `InputError` where there is none, or no such sheet or row."""
    sheets = _chosen(book, options, name)
    found = [table for grid in sheets for table in _tables(grid, options)]
    if not found:
        raise InputError("workbook_blank", file=name)
    best = max(found, key=lambda table: table.score + (Field.NAME in table.fields))
    if len(best.fields) < LEAST_FIELDS and not (options.header_row and Field.NAME in best.fields):
        raise InputError(
            "table_missing",
            file=name,
            sheet=best.grid.name,
            row=best.header_row,
            headings=", ".join(h.text for h in best.headings[:8]),
            rows=ROWS_SEARCHED,
        )
    return best


def _chosen(book: Workbook, options: Options, name: str) -> Sequence[Grid]:
    if options.sheet is None:
        return book.sheets
    chosen = [grid for grid in book.sheets if plain(grid.name) == plain(options.sheet)]
    if not chosen:
        raise InputError(
            "sheet_missing", file=name, sheet=options.sheet, sheets=", ".join(grid.name for grid in book.sheets)
        )
    return chosen


def _tables(grid: Grid, options: Options) -> Iterator[Table]:
    if options.header_row is not None:
        yield table_at(grid, options.header_row)
        return
    for row in grid.rows[:ROWS_SEARCHED]:
        found = table_at(grid, row)
        yield found
        if Field.NAME in found.fields and found.score >= UNMISTAKABLE:
            yield table_at(grid, row + 1)
            return


def table_at(grid: Grid, row: int) -> Table:
    """The table whose headings stand in `row`, with bands above and second-level headings below taken in."""
    covered = _covered(grid, row)
    below = _covered(grid, row + 1) if _second_level(grid, row) else {}
    above = _covered(grid, row - 1)
    headings = []
    for column in sorted(covered.keys() | below.keys()):
        own, sub = covered.get(column), below.get(column)
        if sub is not None and sub is not own:
            own = own or _left(covered, column)
            headings.append(_heading(column, sub, own))
        elif own is not None and own.text:
            headings.append(_heading(column, own, above.get(column)))
    return Table(grid, row, row + (2 if below else 1), tuple(headings))


def _heading(column: int, own: GridCell, band: GridCell | None) -> Heading:
    alone = columns.meaning(own.text) if len(own.text) <= LONGEST_HEADING else None
    if band is not None and band is not own and len(band.text) <= LONGEST_HEADING and columns.is_sub(own.text):
        joined = f"{band.text} {own.text}"
        together = columns.meaning(joined)
        if together:
            return Heading(column, joined, own.address, together)
    return Heading(column, own.text, own.address, alone)


def _covered(grid: Grid, row: int) -> dict[int, GridCell]:
    """The cells of a row by column, a merged cell at every column it covers."""
    cells = {cell.column: cell for cell in grid.by_row.get(row, ())}
    for merge in grid.merges:
        first = grid.at(merge.top, merge.left)
        if first is not None and merge.top <= row <= merge.bottom:
            for column in range(merge.left, min(merge.right, grid.last_column) + 1):
                cells[column] = first
    return cells


def _second_level(grid: Grid, row: int) -> bool:
    """Whether the row below holds nothing but second-level headings such as "fra" and "til"."""
    below = grid.by_row.get(row + 1, ())
    return bool(below) and all(columns.is_sub(cell.text) for cell in below)


def _left(covered: dict[int, GridCell], column: int) -> GridCell | None:
    return next((covered[at] for at in range(column, 0, -1) if at in covered), None)
