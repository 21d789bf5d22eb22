"""The shape of what is said in the documents beside the workbook: the map, the memo, the charts and their check."""

from __future__ import annotations

from msgspec import Struct

from overlap.wording.counts import Count


class MapPage(Struct, frozen=True, kw_only=True):
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


class Verified(Struct, frozen=True, kw_only=True):
    """What a check of a written report found."""

    heading: str
    file: str
    where: str
    breach: str
    breaches: Count


class Figures(Struct, frozen=True, kw_only=True):
    """The charts: tab and heading of each, what stands over its columns, and how it is said in words."""

    departments_tab: str
    departments_heading: str
    themes_tab: str
    themes_heading: str
    ages_tab: str
    ages_heading: str
    access_tab: str
    access_heading: str
    wait_tab: str
    wait_heading: str
    evaluation_tab: str
    evaluation_heading: str
    between_tab: str
    between_heading: str
    department: str
    theme: str
    age: str
    way_in: str
    waiting: str
    evaluated: str
    where: str
    pairs: str
    within: str
    over: str
    inside: str
    across: str
    running: str
    several: str
    several_themes: str
    several_ages: str
    several_pairs: str
    alt: str


class Memo(Struct, frozen=True, kw_only=True):
    """The attachment a councillor reads."""

    question_heading: str
    question: str
    answer_heading: str
    gaps_caption: str
    more_gaps: Count
    pairs_heading: str
    pairs_reading: str
    pairs_shown: str
    limits_heading: str
    limits: tuple[str, ...]
    method_heading: str
    source: str
