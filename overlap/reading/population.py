"""A table of population from Statistics Denmark (FOLK1A or FOLK1AM), as the CSV that Statistikbanken gives out.

The columns are an area, ages, a time and the count; others (sex, marital status) are read through their total, or added
up where they have none. Codes, words or both may stand in the cells ("751", "Aarhus", "751 Aarhus").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from overlap import knowledge
from overlap.errors import FileError
from overlap.knowledge.records import fill
from overlap.model import AgeCount, Population

_AGES = re.compile(r"^(\d{1,3})(?!\d)(?:\s*[-\u2013]\s*(\d{1,3}))?")

Row = Mapping[str, str]


class Headings(Struct, frozen=True):
    """The typed face of `knowledge/population.toml`."""

    area: tuple[str, ...]
    age: tuple[str, ...]
    time: tuple[str, ...]
    count: tuple[str, ...]
    totals: tuple[str, ...]


def read_population(path: Path, area: str = "") -> Population:
    """The newest time in the file, for `area` (a name or a code) or the only area there is.

    `FileError` where the file cannot be read, lacks a column, holds several areas and none is named, or holds only
    part of the people (only one sex).
    """
    headings = fill(Headings, knowledge.read("population"), "population")
    rows = _rows(path)
    found = {name: _column(rows[0], wanted, path) for name, wanted in _wanted(headings).items()}
    rows = _of_area(rows, found["area"], area, path)
    newest = max(row[found["time"]] for row in rows)
    rows = [row for row in rows if row[found["time"]] == newest]
    for column in rows[0].keys() - set(found.values()):
        rows = _through_total(rows, column, headings, path)
    counts: dict[tuple[int, int], int] = {}
    for row in rows:
        ages = _ages(row[found["age"]])
        if ages:
            counts[ages] = counts.get(ages, 0) + _number(row[found["count"]], path)
    if not counts:
        raise FileError("population_ages", file=path.name)
    return Population(
        file=path.name,
        area=rows[0][found["area"]],
        time=newest,
        counts=tuple(AgeCount(low, high, count) for (low, high), count in _finest(counts)),
    )


def _wanted(headings: Headings) -> dict[str, tuple[str, ...]]:
    return {"area": headings.area, "age": headings.age, "time": headings.time, "count": headings.count}


def _rows(path: Path) -> list[Row]:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise FileError("population_unreadable", file=path.name) from problem
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = text.splitlines()
    head = lines[0] if lines else ""
    delimiter = max(";,\t", key=head.count)
    rows = [
        {name.strip().upper(): (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        for row in csv.DictReader(lines, delimiter=delimiter)
    ]
    if not rows:
        raise FileError("population_ages", file=path.name)
    return list(rows)


def _column(row: Row, wanted: Sequence[str], path: Path) -> str:
    for name in wanted:
        if name in row:
            return name
    raise FileError("population_column", file=path.name, column=wanted[0], found=", ".join(row))


def _of_area(rows: list[Row], column: str, area: str, path: Path) -> list[Row]:
    areas = list(dict.fromkeys(row[column] for row in rows))
    if area:
        asked = area.casefold()
        chosen = [name for name in areas if asked in (name.casefold(), *name.casefold().split(" ", 1))]
    else:
        chosen = areas
    if len(chosen) != 1:
        raise FileError("population_area", file=path.name, areas=", ".join(areas[:10]), asked=area)
    return [row for row in rows if row[column] == chosen[0]]


def _through_total(rows: list[Row], column: str, headings: Headings, path: Path) -> list[Row]:
    """The rows of the column's total; all of them where it has none but several values, to be added up."""
    values = list(dict.fromkeys(row[column] for row in rows))
    total = next((value for value in values if _is_total(value, headings)), "")
    if total:
        return [row for row in rows if row[column] == total]
    if len(values) == 1 and values[0]:
        raise FileError("population_part", file=path.name, column=column, value=values[0])
    return rows


def _is_total(value: str, headings: Headings) -> bool:
    words = re.findall(r"\w+", value.casefold())
    return any(total in " ".join(words) for total in headings.totals if " " in total) or not set(words).isdisjoint(
        headings.totals
    )


def _ages(text: str) -> tuple[int, int] | None:
    """The ages of a cell: "7 år", "20-24 år", "7", "7 7 år"; nothing for a total. "110 år og derover" is its year."""
    found = _AGES.match(text)
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _finest(counts: Mapping[tuple[int, int], int]) -> list[tuple[tuple[int, int], int]]:
    """Ages that do not overlap, the narrowest first chosen: a table may hold both single years and five-year bands."""
    taken: set[int] = set()
    chosen = []
    for (low, high), count in sorted(counts.items(), key=lambda item: (item[0][1] - item[0][0], item[0])):
        years = set(range(low, high + 1))
        if years and taken.isdisjoint(years):
            taken |= years
            chosen.append(((low, high), count))
    return sorted(chosen)


def _number(text: str, path: Path) -> int:
    """A count as the table writes it; "." and " " part thousands, ".." is not known."""
    digits = re.sub(r"[.\s\u00a0]", "", text)
    if not digits.isdigit():
        raise FileError("population_number", file=path.name, value=text)
    return int(digits)
