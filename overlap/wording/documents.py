"""The shape of what is said in the documents beside the workbook: the map, the memo, the charts and their check."""

from __future__ import annotations

from dataclasses import dataclass

from overlap.wording.counts import Count


@dataclass(frozen=True, slots=True)
class MapPage:
    """The page one looks at: coverage of theme by age, who stands behind it, and which overlap."""

    name: str
    reading: str
    skip: str
    no_script: str
    filters: str
    theme: str
    age: str
    department: str
    kind: str
    all: str
    reset: str
    shown: str
    none_shown: str
    coverage_heading: str
    coverage_reading: str
    counted: str
    marked: str
    others: str
    interventions_heading: str
    interventions_reading: str
    overlapping: str
    pairs_heading: str
    pairs_reading: str
    about: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of a written report found."""

    heading: str
    file: str
    where: str
    breach: str
    breaches: Count
