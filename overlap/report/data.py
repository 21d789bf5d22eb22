"""Findings as data for other programs: records with stable column names, as CSV and JSON.

The names and codes are a promise to scripts (README); they are the same in every language. Empty means not stated.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from overlap.model import (
    Catalogue,
    CoverageCell,
    Facets,
    Gap,
    Intervention,
    Issue,
    Kind,
    Level,
    Pair,
    Theme,
    Understanding,
)

VERSION = 1
"""Of the JSON; raised when a name goes or changes its meaning, not when one is added."""
AND = "|"
"""Between several codes in one field."""

Datum = str | int | float | None


class Records(Struct, frozen=True):
    columns: tuple[str, ...]
    rows: tuple[tuple[Datum, ...], ...]


CATALOGUE: Mapping[str, Callable[[Intervention], Datum]] = {
    "id": lambda one: one.id,
    "row": lambda one: one.row,
    "name": lambda one: one.name,
    "department": lambda one: AND.join(one.departments),
    "provider": lambda one: one.provider,
    "kind": lambda one: "" if one.kind is Kind.UNKNOWN else one.kind.value,
    "target_group": lambda one: one.target_group,
    "age_min": lambda one: one.ages.low,
    "age_max": lambda one: one.ages.high,
    "access": lambda one: one.access.value,
    "wait_weeks_min": lambda one: one.wait_weeks.low,
    "wait_weeks_max": lambda one: one.wait_weeks.high,
    "evaluated": lambda one: one.evaluated.value,
    "places": lambda one: one.places,
    "budget": lambda one: one.budget,
    "funding_end": lambda one: one.funding_end.isoformat() if one.funding_end else "",
    "partners": lambda one: one.partners,
}
FACETS: Mapping[str, Callable[[Facets], Datum]] = {
    "problems_main": lambda facets: AND.join(facets.problems_main),
    "problems_other": lambda facets: AND.join(facets.problems_other),
    "excluded": lambda facets: AND.join(facets.excluded),
    "forms_main": lambda facets: AND.join(facets.forms_main),
    "forms_other": lambda facets: AND.join(facets.forms_other),
    "addressee": lambda facets: AND.join(facets.addressees),
    "level": lambda facets: None if facets.level is Level.UNKNOWN else int(facets.level),
    "setting": lambda facets: facets.setting,
    "wide": lambda facets: "y" if facets.wide else "",
    "boundary": lambda facets: AND.join(facets.boundary),
}
OVERLAPS = ("a", "b", "score", "tier", "kind", "themes", "reason")
COVERAGE = ("theme", "age_band", "department", "step", "possible", "primary", "secondary", "closed")
GAPS = ("kind", "theme", "age_band", "department", "step", "interventions", "reason")


def catalogue(read: Catalogue) -> Records:
    rows = (tuple(value(one) for value in CATALOGUE.values()) for one in read.interventions)
    return Records(tuple(CATALOGUE), tuple(rows))


def themes(read: Catalogue, every: Sequence[Theme], understanding: Mapping[str, Understanding]) -> Records:
    rows = (
        (*_who(one), *(understanding[one.id].role(theme.key).value for theme in every)) for one in read.interventions
    )
    return Records(("id", "row", "name", *(theme.key for theme in every)), tuple(rows))


def facets(read: Catalogue, understanding: Mapping[str, Understanding]) -> Records:
    rows = (
        (*_who(one), *(value(understanding[one.id].facets) for value in FACETS.values())) for one in read.interventions
    )
    return Records(("id", "row", "name", *FACETS), tuple(rows))


def overlaps(pairs: Iterable[Pair], reason: Callable[[Pair], str]) -> Records:
    """Pairs in the order given; `score` with one decimal."""
    rows = (
        (pair.a, pair.b, round(pair.score, 1), pair.tier.value, pair.kind.value, AND.join(pair.themes), reason(pair))
        for pair in pairs
    )
    return Records(OVERLAPS, tuple(rows))


def gaps(found: Iterable[Gap], reason: Callable[[Gap], str]) -> Records:
    rows = (
        (gap.kind.value, gap.theme, gap.age_band, gap.department, gap.step, AND.join(gap.interventions), reason(gap))
        for gap in found
    )
    return Records(GAPS, tuple(rows))


def coverage(cells: Iterable[CoverageCell]) -> Records:
    """Every cell theme x age band x department; an intervention may stand in several, so count ids, never sums."""
    rows = (
        (
            cell.theme,
            cell.age_band,
            cell.department,
            cell.step,
            int(cell.possible),
            AND.join(cell.primary),
            AND.join(cell.secondary),
            AND.join(cell.closed),
        )
        for cell in cells
    )
    return Records(COVERAGE, tuple(rows))


def check(read: Catalogue, sentence: Callable[[Issue], str]) -> Mapping[str, object]:
    """What was read, and every problem with its cell."""
    issues = [
        {
            "severity": issue.severity.value,
            "code": issue.code,
            "sheet": issue.sheet,
            "cell": issue.cell,
            "message": sentence(issue),
        }
        for issue in read.issues
    ]
    return {
        "version": VERSION,
        "file": read.source.name,
        "sheet": read.sheet,
        "header_row": read.header_row,
        "rows": len(read.interventions),
        "issues": issues,
    }


def _who(one: Intervention) -> tuple[str, int, str]:
    return one.id, one.row, one.name


def csv_text(content: Records | Mapping[str, object]) -> str:
    """Comma, header row, one line feed after each record; for scripts, so values stand as they are.

    Of a mapping (`check`), its list of issues.
    """
    records = content if isinstance(content, Records) else _issues(content)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(records.columns)
    writer.writerows(records.rows)
    return out.getvalue()


def json_text(content: Records | Mapping[str, object]) -> str:
    """In ASCII with escapes, which no pipe or code page can harm; a field on each line."""
    if not isinstance(content, Records):
        return json.dumps(content, ensure_ascii=True, indent=1) + "\n"
    if not content.rows:
        return json_text({"version": VERSION, "rows": []})
    # `json` is many times slower where it has to indent, so the lines are broken between the fields instead.
    fields = json.JSONEncoder(ensure_ascii=True, separators=(",\n   ", ": ")).encode
    rows = (fields(dict(zip(content.columns, row, strict=True)))[1:-1] for row in content.rows)
    told = ",\n".join(f"  {{\n   {row}\n  }}" for row in rows)
    return f'{{\n "version": {VERSION},\n "rows": [\n{told}\n ]\n}}\n'


def explained(pair: Pair) -> Records:
    """The parts of one pair's points: level 0-1, points given and the most the part can give."""
    rows = (
        (part.name, round(part.level, 3), round(part.level * part.weight, 1), round(part.weight, 1), int(part.known))
        for part in pair.parts
    )
    return Records(("part", "level", "points", "most", "known"), tuple(rows))


ISSUES = ("severity", "code", "sheet", "cell", "message")


def _issues(content: Mapping[str, object]) -> Records:
    found = content["issues"]
    rows = found if isinstance(found, list) else []
    return Records(ISSUES, tuple(tuple(row[name] for name in ISSUES) for row in rows))
