"""Which column is used for which field, with everything about it that a person should know."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from msgspec import Struct

from overlap.model import Column, Field, Issue, Severity
from overlap.reading import columns
from overlap.reading.table import Heading, Table

JOINED = frozenset({
    Field.DESCRIPTION, Field.TARGET_GROUP, Field.PURPOSE, Field.PARTNERS, Field.EVALUATION, Field.ACCESS,
    Field.FUNDING, Field.LAW, Field.PROVIDER, Field.CONTACT,
})  # fmt: skip
"""Fields of prose: two different columns of one field are read together, so that no text is lost."""

ONLY_ONE = frozenset({Field.NAME, Field.AGE, Field.AGE_FROM, Field.AGE_TO})
"""Fields that decide what an intervention is: two columns for one of these stop the analysis."""

WORTH_HAVING = (Field.DEPARTMENT, Field.AGE, Field.ACCESS, Field.WAIT, Field.EVALUATION, Field.KIND)
"""Fields without which a part of the analysis is empty: their absence is said."""


class Assignment(Struct, frozen=True):
    """The columns of every field, left to right, and what was met. An issue of severity error stops the analysis."""

    of: Mapping[Field, tuple[Heading, ...]]
    issues: tuple[Issue, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        used = [
            (heading.column, Column(field, heading.text, heading.cell))
            for field, all_ in self.of.items()
            for heading in all_
        ]
        return tuple(column for _, column in sorted(used, key=lambda pair: (pair[0], pair[1].field)))


def assign(table: Table) -> Assignment:
    """The best column for every field; `JOINED` fields may have several."""
    known = [heading for heading in table.headings if heading.meaning]
    issues: list[Issue] = []
    of: dict[Field, tuple[Heading, ...]] = {}
    for field, group in groupby(sorted(known, key=_field), key=_field):
        used, met = _choice(table, Field(field), list(group))
        of[Field(field)] = used
        issues += met
    issues += [_unknown(table, heading) for heading in table.headings if not heading.meaning]
    return Assignment(of, (*issues, *_missing(table, of)))


def _field(heading: Heading) -> str:
    return heading.meaning.field if heading.meaning else ""


def _choice(table: Table, field: Field, group: list[Heading]) -> tuple[tuple[Heading, ...], list[Issue]]:
    exact = [heading for heading in group if heading.meaning and heading.meaning.exact]
    candidates = exact or group
    if len(group) == 1 or field is Field.CONTACT:
        return tuple(group), []
    twice = any(columns.same(a.text, b.text) for a in candidates for b in candidates if a.column < b.column)
    if twice or (field in ONLY_ONE and len(exact) > 1):
        return (candidates[0],), [_about("columns_doubled", Severity.ERROR, table, field, candidates)]
    if len({columns.year_in(heading.text) for heading in candidates}) == len(candidates) > 1 and field not in JOINED:
        latest = max(candidates, key=lambda heading: columns.year_in(heading.text))
        return (latest,), [_about("columns_by_year", Severity.INFO, table, field, candidates, latest)]
    if field in JOINED:
        return tuple(group), [_about("columns_joined", Severity.INFO, table, field, group)]
    used = min(candidates, key=lambda heading: (columns.rank(field, heading.text), heading.column))
    return (used,), [_about("columns_rivalling", Severity.WARNING, table, field, group, used)]


def _about(
    code: str, severity: Severity, table: Table, field: Field, group: list[Heading], used: Heading | None = None
) -> Issue:
    values = {
        "field": str(field),
        "headings": ", ".join(f"{heading.text!r} ({heading.cell})".replace("\\n", " ") for heading in group),
    }
    if used is not None:
        values["used"] = f"{used.text!r} ({used.cell})".replace("\\n", " ")
    return Issue(code, severity, table.grid.name, group[0].cell, values)


def _unknown(table: Table, heading: Heading) -> Issue:
    close = columns.suggestion(heading.text)
    values = {"heading": heading.text}
    if close is None:
        return Issue("column_unknown", Severity.INFO, table.grid.name, heading.cell, values)
    values |= {"known": close[0], "field": str(close[1])}
    return Issue("column_resembles", Severity.WARNING, table.grid.name, heading.cell, values)


def _missing(table: Table, of: Mapping[Field, tuple[Heading, ...]]) -> list[Issue]:
    issues = []
    if Field.NAME not in of:
        issues.append(_lack(table, "column_required", Severity.ERROR, Field.NAME))
    if not of.keys() & {Field.TARGET_GROUP, Field.DESCRIPTION, Field.PURPOSE}:
        issues.append(_lack(table, "column_text_required", Severity.ERROR, Field.TARGET_GROUP))
    for field in WORTH_HAVING:
        present = field in of or (field is Field.AGE and of.keys() & {Field.AGE_FROM, Field.AGE_TO})
        if not present:
            issues.append(_lack(table, "column_absent", Severity.WARNING, field))
    return issues


def _lack(table: Table, code: str, severity: Severity, field: Field) -> Issue:
    return Issue(code, severity, table.grid.name, "", {"field": str(field), "row": str(table.header_row)})
