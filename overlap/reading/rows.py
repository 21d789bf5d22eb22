"""Which rows of the table are interventions, and what the others are: totals, notes, headings, another table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Field, Issue, Severity
from overlap.reading import columns
from overlap.reading.frame import Sheet
from overlap.reading.table import Table
from overlap.reading.text import plain, shortened
from overlap.reading.values.answers import unstated

PROSE = (Field.TARGET_GROUP, Field.DESCRIPTION, Field.PURPOSE)
SHARE_OF_OTHERS = 3
"""After a gap, a row with less than a third of what rows usually hold, and no number, is not part of the table."""


class _Words(Struct, frozen=True):
    """The shape of `rows.toml`."""

    totals: tuple[str, ...]
    notes: tuple[str, ...]


@cache
def _words() -> _Words:
    return fill(_Words, knowledge.read("rows"), "rows.toml")


class Chosen(Struct, frozen=True):
    """The rows that are interventions, with their texts by field, and everything said about the others."""

    rows: Mapping[int, Mapping[Field, str]]
    issues: tuple[Issue, ...]


def choose(table: Table, sheet: Sheet) -> Chosen:
    """Every row under the headings, sorted into interventions and what is said about the rest."""
    texts = {row: _stated(values) for row, values in sheet.texts.items()}
    usual = sorted(len(values) for values in texts.values())[len(texts) // 2] if texts else 0
    chosen: dict[int, Mapping[Field, str]] = {}
    issues: list[Issue] = []
    previous, outside = table.first_row - 1, False
    for row, values in texts.items():
        after_gap = row > previous + 1
        previous = row
        if _other_table(table, row, after_gap=after_gap):
            issues.append(_issue(table, "row_other_table", Severity.WARNING, row, str(table.grid.rows[-1])))
            break
        sparse = len(values) * SHARE_OF_OTHERS <= usual
        code = _what(table, row, values, outside=sparse and (after_gap or outside))
        outside = code == "row_outside"
        if code:
            severity = Severity.WARNING if code == "row_name_only" else Severity.INFO
            issues.append(_issue(table, code, severity, row, _first_text(table, row)))
        else:
            chosen[row] = values
    return Chosen(chosen, tuple(issues))


def _stated(values: Mapping[Field, str]) -> Mapping[Field, str]:
    return {field: text for field, text in values.items() if text.strip()}


def _what(table: Table, row: int, values: Mapping[Field, str], *, outside: bool) -> str:
    """The message code for a row that is no intervention, or nothing."""
    first = _first_text(table, row)
    prose = any(not unstated(values.get(field, "")) for field in PROSE)
    named = not unstated(values.get(Field.NAME, ""))
    if _headings_again(table, row):
        return "row_headings_again"
    if _begins_with(first, _words().totals) and not prose:
        return "row_total"
    if _section(table, row):
        return "row_section"
    if prose and (named or len(values) > 1):
        return ""
    if not named:
        return "row_note"
    beyond = values.keys() - {Field.NAME, Field.NUMBER}
    if _begins_with(first, _words().notes) and not beyond:
        return "row_note"
    if outside and Field.NUMBER not in values:
        return "row_outside"
    return "" if beyond or Field.NUMBER in values else "row_name_only"


def _begins_with(text: str, words: Sequence[str]) -> bool:
    start = re.split(r"[:\d(=]", plain(text), maxsplit=1)[0].strip(" .")
    return start in words


def _section(table: Table, row: int) -> bool:
    """Whether one merged cell, alone in its row, spans the table: a heading for the rows below."""
    cells = table.grid.by_row[row]
    return len(cells) == 1 and any(
        merge.top == merge.bottom == row and merge.left == cells[0].column and merge.right > merge.left + 1
        for merge in table.grid.merges
    )


def _headings_again(table: Table, row: int) -> bool:
    """Whether a row repeats the headings, as a table printed over several pages does."""
    may_differ = len(table.headings) - max(2, len(table.headings) // 2)
    for heading in table.headings:
        cell = table.grid.at(row, heading.column)
        may_differ -= cell is None or not columns.same(cell.text, heading.text)
        if may_differ < 0:
            return False
    return may_differ >= 0


def _other_table(table: Table, row: int, *, after_gap: bool) -> bool:
    """Whether another table begins here: after a gap, a row of headings that are not those of this table."""
    if not after_gap or _headings_again(table, row):
        return False
    cells = table.grid.by_row[row]
    meant = [meaning for cell in cells if (meaning := columns.meaning(cell.text)) and meaning.exact]
    return len({meaning.field for meaning in meant}) >= 2 and 2 * len(meant) >= len(cells)


def _first_text(table: Table, row: int) -> str:
    return next((cell.text for cell in table.grid.by_row.get(row, ()) if cell.text), "")


def _issue(table: Table, code: str, severity: Severity, row: int, text: str) -> Issue:
    cells = table.grid.by_row.get(row, ())
    return Issue(
        code, severity, table.grid.name, cells[0].address if cells else "", {"row": str(row), "text": shortened(text)}
    )
