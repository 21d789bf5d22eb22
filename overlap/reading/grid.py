"""A sheet as it stands, free of the library it was read with: cells with address, kind and number format."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field


class Content(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    UNCALCULATED = "uncalculated"
    """A formula without a stored value."""


WITHOUT_VALUE = (Content.ERROR, Content.UNCALCULATED)


class GridCell(Struct, frozen=True):
    """One cell that holds something. `text` is what a person sees; a merged value keeps its first cell's address."""

    row: int
    column: int
    address: str
    text: str
    content: Content = Content.TEXT
    when: date | None = None
    number_format: str = ""


class Merge(Struct, frozen=True):
    """A merged range; all four bounds inclusive, 1 is the first."""

    address: str
    top: int
    left: int
    bottom: int
    right: int


class Grid(Struct, frozen=True):
    """One sheet. Only cells that hold something are in `cells`, by row and column; merges are in sheet order."""

    name: str
    cells: Mapping[tuple[int, int], GridCell]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    linked: tuple[str, ...] = ()
    """Addresses of formulas that take their value from another workbook."""
    by_row: Mapping[int, tuple[GridCell, ...]] = field(default_factory=dict)
    """The cells of every row that holds something, rows and columns ascending."""
    last_column: int = 0

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(self.by_row)

    def at(self, row: int, column: int) -> GridCell | None:
        return self.cells.get((row, column))


def calendar_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
