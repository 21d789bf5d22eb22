"""Labels made by people: themes, facets, attributes and overlaps of one catalogue, read from a folder of CSV files.

Comma, UTF-8, header row. `overlaps.csv` has ``nr_a,nr_b,grade,...`` (1 partial, 2 largely the same; pairs that are
not listed were judged not to be overlaps); the other files begin with ``nr`` or ``key``; codes are those of
the codebook, several joined by ``|``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from overlap.errors import FileError, InputError
from overlap.model import Facets, Level, Role

Grades = Mapping[frozenset[str], int]
"""A pair of ids to its grade, 1 or 2."""


class Gold(Struct, frozen=True):
    """The labels found in a folder; what is not there is empty."""

    themes: Mapping[str, Mapping[str, Role]]
    facets: Mapping[str, Facets]
    attributes: Mapping[str, Mapping[str, str]]
    overlaps: Grades
    overlap_themes: Mapping[frozenset[str], tuple[str, ...]]
    """Themes of each labelled pair, as the reader named them."""


def read(folder: Path) -> Gold:
    """Raises `FileError` where no label file can be read, `InputError` where one holds an unknown code."""
    if not any((folder / f"{name}.csv").is_file() for name in ("themes", "facets", "attributes", "overlaps")):
        raise FileError("gold.none", folder=folder)
    labelled = {frozenset((row["nr_a"], row["nr_b"])): row for row in _rows(folder / "overlaps.csv")}
    return Gold(
        themes={_key(row): _roles(row, folder) for row in _rows(folder / "themes.csv")},
        facets={_key(row): _facets(row) for row in _rows(folder / "facets.csv")},
        attributes={_key(row): row for row in _rows(folder / "attributes.csv")},
        overlaps={pair: _grade(row["grade"], folder) for pair, row in labelled.items()},
        overlap_themes={pair: tuple(_theme_column(row).split("|")) for pair, row in labelled.items()},
    )


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise FileError("gold.unreadable", path=path) from error


def _key(row: Mapping[str, str]) -> str:
    return row["nr"] if "nr" in row else row["key"]


def _theme_column(row: Mapping[str, str]) -> str:
    return row.get("themes") or row.get("theme") or ""


def _grade(text: str, folder: Path) -> int:
    if text not in ("1", "2"):
        raise InputError("gold.code", path=folder / "overlaps.csv", found=text)
    return int(text)


def _roles(row: Mapping[str, str], folder: Path) -> Mapping[str, Role]:
    try:
        return {theme: Role(code) for theme, code in row.items() if theme not in ("nr", "key", "note")}
    except ValueError as error:
        raise InputError("gold.code", path=folder / "themes.csv", found=error) from error


def _facets(row: Mapping[str, str]) -> Facets:
    def codes(column: str) -> tuple[str, ...]:
        return tuple(code for code in (row.get(column) or "").split("|") if code)

    return Facets(
        problems_main=codes("problems_main"),
        problems_other=codes("problems_other"),
        excluded=codes("excluded"),
        forms_main=codes("forms_main"),
        forms_other=codes("forms_other"),
        addressees=codes("addressee"),
        level=Level(int(row["level"] or 0)),
        setting=row["setting"],
        wide=row["wide"] == "y",
        boundary=codes("boundary"),
    )
