"""From the texts of a row to an intervention; what cannot be read becomes an issue with the address of its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct, field

from overlap.model import Access, Evaluated, Field, Intervention, Issue, Kind, Severity, Span
from overlap.reading.frame import joined
from overlap.reading.grid import Content, GridCell
from overlap.reading.table import Heading
from overlap.reading.text import shortened
from overlap.reading.values import (
    access,
    ages,
    ages_in_prose,
    amounts,
    departments,
    evaluation,
    funding,
    kinds,
    status,
    weeks,
)
from overlap.reading.values.restored import range_in_date, range_in_text

T = TypeVar("T")
_NEVER_LARGE = (Field.AGE, Field.AGE_FROM, Field.AGE_TO, Field.WAIT)
"""Fields where a number of 32,874 or more can only be a day that Excel counted."""


class Column(Struct, frozen=True):
    """What a row needs to know of its columns: headings by field, and what is told by the column as a whole.

    That is the departments of each text in their column, the unit of a bare wait (from its heading), and how many
    kroner one stands for in the budget.
    """

    headings: Mapping[Field, str]
    departments: Mapping[str, tuple[str, ...]]
    wait_unit: str
    budget_factor: int

    @classmethod
    def of(cls, assigned: Mapping[Field, tuple[Heading, ...]], texts: Sequence[str]) -> Column:
        headings = {which: found[0].text for which, found in assigned.items()}
        column = departments.known(texts)
        return cls(
            headings,
            {text: departments.parse(text, column) for text in set(texts)},
            weeks.unit_in(headings.get(Field.WAIT, "")),
            amounts.multiplier_in(headings.get(Field.BUDGET, "")),
        )

    def heading(self, which: Field) -> str:
        return self.headings.get(which, "")


class Row(Struct):
    """One row being read: its texts and the cells behind them. `issues` collects what a person should know."""

    number: int
    sheet_name: str
    texts: Mapping[Field, str]
    cells: Mapping[Field, tuple[GridCell, ...]]
    columns: Column
    issues: list[Issue] = field(default_factory=list)

    def text(self, which: Field) -> str:
        return self.texts.get(which, "")

    def sources(self, which: Field) -> tuple[GridCell, ...]:
        return self.cells.get(which, ())

    def note(self, code: str, severity: Severity, which: Field, **values: str) -> None:
        """An issue about the cell of a field."""
        address = ", ".join(cell.address for cell in self.sources(which))
        known = {"field": str(which), "text": shortened(self.text(which)), "row": str(self.number)}
        self.issues.append(Issue(code, severity, self.sheet_name, address, known | values))

    def read(self, which: Field, parse: Callable[[str], T | None], otherwise: T) -> T:
        """The value of a field, or `otherwise` and an issue where the text cannot be read."""
        value = parse(self.text(which))
        if value is None:
            self.note("value_unreadable", Severity.WARNING, which)
            return otherwise
        return value


def intervention(row: Row, key: str) -> Intervention:
    """The row as understood. `row.issues` holds what was met on the way."""
    _cells_without_value(row)
    if not row.text(Field.NAME).strip():
        row.note("row_name_missing", Severity.WARNING, Field.NAME)
    return Intervention(
        id=key,
        row=row.number,
        name=_one_line(row.text(Field.NAME)),
        departments=row.columns.departments[row.text(Field.DEPARTMENT)],
        provider=_one_line(row.text(Field.PROVIDER)),
        kind=row.read(Field.KIND, lambda text: kinds.parse(text, row.columns.heading(Field.KIND)), Kind.UNKNOWN),
        target_group=row.text(Field.TARGET_GROUP),
        description=row.text(Field.DESCRIPTION),
        purpose=row.text(Field.PURPOSE),
        ages=_ages(row),
        access=row.read(Field.ACCESS, access.parse, Access.UNKNOWN),
        wait_weeks=_wait(row),
        status=status.of(row.texts),
        evaluated=row.read(Field.EVALUATION, evaluation.parse, Evaluated.UNKNOWN),
        places=_amount(row, Field.PLACES, amounts.count),
        budget=_amount(row, Field.BUDGET, lambda text: amounts.money(text, row.columns.budget_factor)),
        funding_end=_funding_end(row),
        partners=_one_line(row.text(Field.PARTNERS)),
        cells={
            which: joined(cells, row.sheet_name) for which, cells in row.cells.items() if which is not Field.CONTACT
        },
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cells_without_value(row: Row) -> None:
    for which, cells in row.cells.items():
        for cell in cells:
            if cell.content is Content.ERROR:
                row.issues.append(_cell_issue("cell_error", row, which, cell))
            elif cell.content is Content.UNCALCULATED:
                row.issues.append(_cell_issue("cell_uncalculated", row, which, cell))


def _cell_issue(code: str, row: Row, which: Field, cell: GridCell) -> Issue:
    values = {"field": str(which), "text": cell.text, "row": str(row.number)}
    return Issue(code, Severity.ERROR, row.sheet_name, cell.address, values)


def _restored(row: Row, which: Field) -> tuple[int, int] | str | None:
    """The range behind a date in the cell; a string when there is a date that cannot be undone; `None` without one."""
    for cell in row.sources(which):
        if cell.content is Content.DATE and cell.when:
            return range_in_date(cell.when, cell.number_format) or cell.text
        if cell.content is Content.NUMBER and cell.when and which in _NEVER_LARGE:
            return range_in_date(cell.when, "") or cell.text
        if cell.content is Content.TEXT and (typed := range_in_text(cell.text)):
            return typed
    return None


def _span(row: Row, which: Field, parse: Callable[[str], Span | None]) -> Span:
    """A span from a cell, restored first where Excel made a date of it."""
    typed = _restored(row, which)
    if isinstance(typed, str):
        row.note("range_as_date_unclear", Severity.ERROR, which, shown=typed)
        return Span()
    if typed is not None:
        read = f"{typed[0]}-{typed[1]}"
        row.note("range_as_date", Severity.WARNING, which, read=read)
        return parse(read) or Span()
    return row.read(which, parse, Span())


def _ages(row: Row) -> Span:
    low, high = _bound(row, Field.AGE_FROM), _bound(row, Field.AGE_TO)
    bounds = Span(low.low, high.high if high.high is not None else high.low)
    if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
        row.note("ages_reversed", Severity.WARNING, Field.AGE_FROM)
        bounds = Span()
    if bounds.known:
        return bounds
    if row.text(Field.AGE) or row.sources(Field.AGE):
        stated = _span(row, Field.AGE, ages.parse)
        if stated.known or ages.parse(row.text(Field.AGE)) is not None:
            return stated
    return _ages_in_prose(row)


def _bound(row: Row, which: Field) -> Span:
    return _span(row, which, ages.parse) if row.sources(which) else Span()


def _ages_in_prose(row: Row) -> Span:
    places = ((Field.TARGET_GROUP, ages_in_prose.find), (Field.NAME, ages_in_prose.find))
    for which, find in (*places, (Field.DESCRIPTION, ages_in_prose.find_first_years)):
        found = find(row.text(which))
        if found.known:
            row.note("ages_in_prose", Severity.INFO, which, read=ages.said(found))
            return found
    return Span()


def _wait(row: Row) -> Span:
    unit = row.columns.wait_unit
    return _span(row, Field.WAIT, lambda text: weeks.parse(text, unit)) if row.sources(Field.WAIT) else Span()


def _amount(row: Row, which: Field, parse: Callable[[str], amounts.Amount | None]) -> int | None:
    typed = _restored(row, which)
    if typed is not None:
        row.note("range_as_date_unclear", Severity.ERROR, which, shown=row.text(which))
        return None
    amount = row.read(which, parse, amounts.Amount())
    if amount.note:
        row.note(amount.note, Severity.INFO, which, read=str(amount.value))
    return amount.value


def _funding_end(row: Row) -> date | None:
    dated = [cell.when for cell in row.sources(Field.FUNDING) if cell.content is Content.DATE and cell.when]
    return max(dated) if dated else funding.parse(row.text(Field.FUNDING))
