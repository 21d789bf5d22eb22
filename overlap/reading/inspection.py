"""The whole reading of one workbook, from path to interventions, with everything met on the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from overlap.errors import InputError
from overlap.model import Catalogue, Cell, Column, Field, Intervention, Issue, Severity, Source
from overlap.reading import assignment as assigning
from overlap.reading import frame, identity, interpret, personal, preflight, rows, table, workbook
from overlap.reading.grid import Grid
from overlap.reading.options import Options
from overlap.reading.text import plain, shortened


class Inspection(Struct, frozen=True):
    """What was understood of a workbook, also where it cannot be analysed: then `stopped` says why."""

    source: Source
    sheet: str = ""
    header_row: int = 0
    columns: tuple[Column, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    issues: tuple[Issue, ...] = ()
    notes: tuple[Cell, ...] = ()
    stopped: InputError | None = None

    def catalogue(self) -> Catalogue:
        """The catalogue; `InputError` where the reading was stopped, or an empty form was read."""
        if self.stopped is not None:
            raise self.stopped
        if not self.interventions:
            raise InputError("table_empty", file=self.source.name, sheet=self.sheet, row=self.header_row)
        return self.so_far()

    def so_far(self) -> Catalogue:
        """What was understood, whether or not it can be analysed: for showing only."""
        return Catalogue(
            self.source, self.sheet, self.header_row, self.columns, self.interventions, self.issues, self.notes
        )


def read(path: Path, options: Options = Options()) -> Catalogue:  # noqa: B008 - frozen
    """The catalogue in a workbook; `FileError` or `InputError` where there is none to be had."""
    return inspect(path, options).catalogue()


def inspect(path: Path, options: Options = Options()) -> Inspection:  # noqa: B008 - frozen
    """Everything that can be said about a workbook. Only a file that cannot be opened raises (`FileError`)."""
    content = preflight.bytes_of(path)
    preflight.check(content, path.name, options)
    book = workbook.opened(content, path.name)
    source = Source(path.name, hashlib.sha256(content).hexdigest())
    about_book = tuple(Issue("sheet_hidden", Severity.INFO, name) for name in book.hidden)
    try:
        found = table.find(book, options, path.name)
    except InputError as stop:
        return _stopped(Inspection(source, issues=about_book), stop)
    return _inspected(Inspection(source, found.grid.name, found.header_row, issues=about_book), found)


def _inspected(so_far: Inspection, found: table.Table) -> Inspection:
    assigned = assigning.assign(found)
    seen = replace(
        so_far,
        columns=assigned.columns,
        issues=(*so_far.issues, *assigned.issues),
        notes=_notes(found.grid, found.header_row),
    )
    stops = [issue for issue in assigned.issues if issue.severity is Severity.ERROR]
    if stops:
        values = {"sheet": seen.sheet, "cell": stops[0].cell, **stops[0].values}
        return replace(seen, stopped=InputError(stops[0].code, file=seen.source.name, **values))
    sheet = frame.load(found, assigned)
    chosen = rows.choose(found, sheet)
    if not chosen.rows:
        stop = InputError("table_empty", file=seen.source.name, sheet=seen.sheet, row=seen.header_row)
        if not any(row >= found.first_row for row in found.grid.by_row):
            return seen  # an empty form is no mistake: it is only not analysed
        return _stopped(replace(seen, issues=(*seen.issues, *chosen.issues)), stop)
    keys = identity.keys(chosen.rows)
    columns = interpret.Column.of(assigned.of, [texts.get(Field.DEPARTMENT, "") for texts in chosen.rows.values()])
    read_rows = [
        interpret.Row(row, seen.sheet, texts, sheet.sources[row], columns) for row, texts in chosen.rows.items()
    ]
    interventions = tuple(interpret.intervention(row, keys[row.number]) for row in read_rows)
    about_rows = [issue for row in read_rows for issue in row.issues]
    issues = (
        *seen.issues,
        *_about_sheet(found.grid, found),
        *chosen.issues,
        *_about_keys(read_rows),
        *about_rows,
    )
    return _without_personal_data(replace(seen, interventions=interventions, issues=issues), found, assigned)


def _without_personal_data(seen: Inspection, found: table.Table, assigned: assigning.Assignment) -> Inspection:
    """The inspection with an issue for every cell of personal data, and none of it in the words of any issue."""
    contact = frozenset(heading.column for heading in assigned.of.get(Field.CONTACT, ()))
    amounts = (Field.BUDGET, Field.PLACES, Field.NUMBER)
    numbers = frozenset(heading.column for field in amounts for heading in assigned.of.get(field, ()))
    about_contact = [
        Issue("column_contact", Severity.INFO, seen.sheet, heading.cell, {"heading": heading.text})
        for heading in assigned.of.get(Field.CONTACT, ())
    ]
    masked = tuple(personal.without_personal_data(issue) for issue in (*seen.issues, *about_contact))
    return replace(seen, issues=(*masked, *personal.issues(found.grid, contact, numbers)))


def _notes(grid: Grid, header_row: int) -> tuple[Cell, ...]:
    """What stands alone in its row above the headings: title and remarks, but not bands of headings."""
    above = [cells for row, cells in grid.by_row.items() if row < header_row and len(cells) == 1]
    return tuple(Cell(grid.name, cells[0].address, cells[0].text) for cells in above if cells[0].text)


def _stopped(seen: Inspection, stop: InputError) -> Inspection:
    """The inspection with the error that stopped it also among its issues, first."""
    issue = Issue(stop.code, Severity.ERROR, seen.sheet, stop.values.get("cell", ""), stop.values)
    return replace(seen, issues=(issue, *seen.issues), stopped=stop)


def _about_sheet(grid: Grid, found: table.Table) -> list[Issue]:
    """Hidden rows and columns, filters, merged and linked cells of the table."""
    issues = []
    body = [row for row in grid.rows if row >= found.first_row]
    hidden = [row for row in body if row in grid.hidden_rows]
    if hidden:
        issues.append(_sheet_issue("rows_hidden", Severity.WARNING, grid, rows=_listed(hidden), count=str(len(hidden))))
    concealed = [heading for heading in found.headings if heading.meaning and heading.column in grid.hidden_columns]
    if concealed:
        named = ", ".join(f"{heading.text} ({heading.cell})" for heading in concealed)
        issues.append(_sheet_issue("columns_hidden", Severity.WARNING, grid, headings=named))
    if grid.filtered:
        issues.append(_sheet_issue("filter_active", Severity.WARNING, grid))
    columns = {heading.column for heading in found.headings if heading.meaning}
    issues += [
        Issue("cells_merged", Severity.INFO, grid.name, merge.address, {"range": merge.address})
        for merge in grid.merges
        if merge.top >= found.first_row and merge.bottom > merge.top and merge.left in columns
    ]
    return issues + [Issue("value_from_other_workbook", Severity.WARNING, grid.name, at) for at in grid.linked]


def _sheet_issue(code: str, severity: Severity, grid: Grid, **values: str) -> Issue:
    return Issue(code, severity, grid.name, "", values)


def _listed(rows_: list[int]) -> str:
    return ", ".join(map(str, rows_[:20])) + (" ..." if len(rows_) > 20 else "")


def _about_doubles(read_rows: list[interpret.Row]) -> list[Issue]:
    """Rows that say the same as an earlier one, number aside; only those of one name can."""
    first: dict[tuple[str, ...], interpret.Row] = {}
    issues = []
    names = [plain(row.text(Field.NAME)) for row in read_rows]
    often = Counter(names)
    for row in (row for row, name in zip(read_rows, names, strict=True) if often[name] > 1):
        said = tuple(f"{field}:{plain(text)}" for field, text in row.texts.items() if field is not Field.NUMBER)
        earlier = first.setdefault(said, row)
        if earlier is not row:
            values = {"row": str(row.number), "other": str(earlier.number), "text": shortened(row.text(Field.NAME))}
            cell = next((cell.address for cell in row.sources(Field.NAME)), "")
            issues.append(Issue("row_doubled", Severity.WARNING, row.sheet_name, cell, values))
    return issues


def _about_keys(read_rows: list[interpret.Row]) -> list[Issue]:
    """Numbers that are missing or stand twice, and rows that say exactly the same."""
    issues = _about_doubles(read_rows)
    if not read_rows or Field.NUMBER not in read_rows[0].columns.headings:
        return issues
    seen: dict[str, list[interpret.Row]] = {}
    for row in read_rows:
        number = " ".join(row.text(Field.NUMBER).split())
        if number:
            seen.setdefault(number, []).append(row)
        else:
            values = {"row": str(row.number), "text": row.text(Field.NAME)}
            issues.append(Issue("number_missing", Severity.WARNING, row.sheet_name, "", values))
    for number, rows_ in seen.items():
        if len(rows_) > 1:
            cells = ", ".join(cell.address for row in rows_ for cell in row.sources(Field.NUMBER))
            issues.append(Issue("number_doubled", Severity.WARNING, rows_[0].sheet_name, cells, {"text": number}))
    return issues
