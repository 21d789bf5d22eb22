"""The shape of what the reports say: one frozen section for each sheet, and for the pieces of sentences."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from overlap.wording.counts import Count
from overlap.wording.documents import Figures, MapPage, Memo, Verified


class Phrases(Struct, frozen=True, kw_only=True):
    """The small pieces sentences are put together from."""

    thousands: str
    decimal: str
    last_of_list: str
    span: str
    span_from: str
    span_to: str
    years: str
    aged: str
    unstated: str
    day: str
    months: tuple[str, ...]
    interventions: Count
    partnerships: Count
    pairs: Count
    tiers: Mapping[str, Count]
    severities: Mapping[str, Count]


class Helping(Struct, frozen=True, kw_only=True):
    """What is offered to whom, after a subject that is two interventions or one.

    `{ages}` has its unit ("7-12 years"), `{span}` has none.
    """

    offering: str
    offering_to: str
    serving: str
    aged: str
    aged_single: str


class Reasons(Struct, frozen=True, kw_only=True):
    """Clauses of the sentence that says why a pair is flagged."""

    about: str
    both: str
    alike: str
    words: str
    level: str
    department: str
    apart: str
    first: str
    second: str
    boundary: str
    join: str
    levels: Mapping[str, str]
    access: Mapping[str, str]
    mention: Mapping[str, str]
    """Who names whom: a, b or both, where `{a}` and `{b}` are called by name."""
    two: Helping
    one: Helping


class FrontSheet(Struct, frozen=True, kw_only=True):
    """The front page: one answer a line, with its base and the sheet to look at."""

    tab: str
    heading: str
    base: str
    quoted: str
    dated: str
    caution: str
    left_out: str
    left_out_listed: str
    left_out_grounds: str
    topic: str
    answer: str
    grounds: str
    where: str
    pairs_topic: str
    pairs_answer: str
    pairs_none: str
    pairs_split: Count
    pairs_across: Count
    pairs_partly: Count
    pairs_grounds: str
    theme_topic: str
    firm_topic: str
    firm_answer: str
    firm_uncalibrated: str
    firm_calibrated: str
    firm_grounds: str
    theme_answer: str
    theme_split: Count
    theme_main: Count
    theme_main_all: str
    theme_nearest: str
    theme_none: str
    theme_grounds: str
    gaps_topic: str
    gaps_answer: str
    gaps_none: str
    access_topic: str
    access_answer: str
    wait_topic: str
    wait_answer: str
    evaluated_topic: str
    evaluated_answer: str
    problems_topic: str
    problems_answer: str
    problems_grounds: str
    running_grounds: str
    cooperation_topic: str
    cooperation_answer: str
    cooperation_grounds: str


class OverlapSheets(Struct, frozen=True, kw_only=True):
    """The flagged pairs, one sheet a theme."""

    tab: str
    heading: str
    others_tab: str
    others_heading: str
    all_tab: str
    chains_tab: str
    chains_heading: str
    shown: str
    chains_shown: str
    top: str
    unexplained: str
    chains_reading: str
    reading: str
    none: str
    first: str
    second: str
    departments: str
    kind: str
    tier: str
    score: str
    reason: str
    across: str


class GapSheets(Struct, frozen=True, kw_only=True):
    """What may be missing, and who works with the theme today."""

    tab: str
    heading: str
    reading: str
    none: str
    kind: str
    ages: str
    department: str
    step: str
    finding: str
    rests_on: str
    all: str
    theme: str
    all_heading: str
    others_tab: str
    others_heading: str
    serving_tab: str
    serving_heading: str
    serving_reading: str
    serving_none: str
    role: str
    mentioned: str
    not_running: str
    words: str
    cell: str


class CoverageSheets(Struct, frozen=True, kw_only=True):
    """How many interventions work with each theme, by age and by department."""

    ages_tab: str
    ages_heading: str
    ages_reading: str
    departments_tab: str
    departments_heading: str
    departments_reading: str
    themes_tab: str
    themes_heading: str
    themes_reading: str
    continued: str
    ages: str
    department: str
    theme: str
    primary: str
    secondary: str
    excluded: str
    empty_ages: str
    departments: str
    missing: str
    undecided: str
    nobody: str
    thin: str
    covered: str
    outside: str
    extra: str


class RegisterSheet(Struct, frozen=True, kw_only=True):
    """All interventions, one line of facts each."""

    tab: str
    heading: str
    reading: str
    ages: str
    access: str
    wait: str
    themes: str
    themes_tab: str
    themes_reading: str


class ProblemSheet(Struct, frozen=True, kw_only=True):
    """What in the data a person should look at."""

    tab: str
    heading: str
    reading: str
    none: str
    severity: str
    sheet: str
    cell: str
    problem: str
    read: str
    columns: str


class MethodSheet(Struct, frozen=True, kw_only=True):
    """How it was done, with the settings used."""

    tab: str
    heading: str
    lines: tuple[str, ...]
    uncalibrated: str
    calibrated: str
    chosen: str
    """The reason of a line that somebody set without labels."""
    subject: str
    value: str
    reason: str
    file: str
    fingerprint: str
    sheet: str
    header: str
    columns: str
    version: str
    day: str
    settings: Mapping[str, str]


class DataSheets(Struct, frozen=True, kw_only=True):
    """Tabs and headings of the sheets that hold everything, for those who count for themselves."""

    interventions: str
    pairs: str
    coverage: str
    themes: str
    row: str
    age_from: str
    age_to: str
    wait_from: str
    wait_to: str
    status: str
    theme: str
    role: str
    rule: str
    because: str
    words: str
    cell: str
    first_number: str
    second_number: str
    age_band: str
    possible: str
    primary: str
    secondary: str
    yes: str
    no: str
    facets: str
    problems: str
    forms: str
    addressees: str
    level: str
    setting: str


class Printing(Struct, frozen=True, kw_only=True):
    """What stands at the edges of a printed page, and beneath a table on a narrow screen.

    `to_be_added` stands where the number of a case or a document has not been given.
    """

    locale: str
    page: str
    bilag: str
    sag: str
    document: str
    sender: str
    day: str
    to_be_added: str
    fact: str
    titled: str
    left_out: str
    rows_left_out: Count


class Explained(Struct, frozen=True, kw_only=True):
    """Why two interventions score as they do; `parts` by their name."""

    tab: str
    heading: str
    flagged: str
    not_flagged: str
    part: str
    points: str
    most: str
    first: str
    second: str
    shared: str
    unknown: str
    nothing: str
    would_fall: str
    would_rise: str
    sizes: str
    budget: str
    budget_unknown: str
    places: str
    places_unknown: str
    evidence: str
    intervention: str
    understood: str
    words: str
    cells: str
    turned_away: str
    tiers: Mapping[str, str]
    kinds: Mapping[str, str]
    parts: Mapping[str, str]


class EvaluatedSheets(Struct, frozen=True, kw_only=True):
    """Agreement with labels."""

    pairs: str
    reading: str
    method: str
    scope: str
    grade: str
    labels: str
    average_precision: str
    r_precision: str
    precision_at: str
    lines: str
    line: str
    flagged: str
    right: str
    precision: str
    recall: str
    f1: str
    without: str
    readings: str
    what: str
    extra: str
    missed: str
    readings_note: str
    theme: str
    sentences: str
    whats: Mapping[str, str]
    kinds: Mapping[str, str]
    methods: Mapping[str, str]
    scopes: Mapping[str, str]
    grades: Mapping[str, str]


class LabellingSheets(Struct, frozen=True, kw_only=True):
    """The sheet for blind labelling, and what the labels say."""

    tab: str
    heading: str
    lines: tuple[str, ...]
    choices_tab: str
    figures_tab: str
    figure: str
    value: str
    counts: str
    raw: str
    rare: str
    no_kappa: str
    interval: str
    nothing: str
    recall: str
    no_line: str
    columns: Mapping[str, str]
    labels: Mapping[str, str]
    rows: Mapping[str, str]
    layers: Mapping[str, str]


class BatchSheets(Struct, frozen=True, kw_only=True):
    """What became of each run, and the settings they had."""

    tab: str
    run: str
    file: str
    outcome: str
    note: str
    config_tab: str
    config_reading: str
    key: str
    value: str
    origin: str
    where: str
    every: str
    outcomes: Mapping[str, str]
    counts: Mapping[str, str]
    origins: Mapping[str, str]


class ComparedSheets(Struct, frozen=True, kw_only=True):
    """What changed between two rounds. `counts`, `changes`, `known` and `partner` by their codes.

    `elsewhere` stands for a sentence of an old report in another language. `caveat` says on which `terms` the rounds
    were analysed differently.
    """

    tab: str
    heading: str
    base: str
    subject: str
    number: str
    change: str
    name: str
    field: str
    before: str
    after: str
    note: str
    elsewhere: str
    caveat: str
    term: str
    not_given: str
    rewritten: str
    more_terms: Count
    terms: Mapping[str, str]
    tabs: Mapping[str, str]
    counts: Mapping[str, str]
    changes: Mapping[str, str]
    fields: Mapping[str, str]
    known: Mapping[str, str]
    partner: Mapping[str, str]


class ReviewSheets(Struct, frozen=True, kw_only=True):
    """The sheets that people fill in, and how their answers are told. `columns` by the codes of the forms."""

    pairs_tab: str
    pairs_heading: str
    pairs_reading: str
    groups_tab: str
    groups_heading: str
    groups_reading: str
    readings_tab: str
    readings_heading: str
    readings_reading: str
    readings_filling: str
    filling: str
    choices_tab: str
    columns: Mapping[str, str]
    lists: Mapping[str, str]
    questions: Mapping[str, str]
    doubts: Mapping[str, str]
    brought_tab: str
    brought_issues: str
    brought_about: str
    brought_question: str
    brought_answer: str
    nothing: str
    judged: str
    older: str
    disputed: str
    grouped: str
    """A pair that was judged with its group."""
    grouped_only: str
    """A pair in a group whose verdict does not settle it."""
    grouped_apart: str
    """A pair in groups that were judged differently."""
    corrected: str
    signed: str
    commented: str
    rejected: Count
    chained: Count
    rejected_groups: Count
    chained_groups: Count
    unplaced: Count


class Report(Struct, frozen=True, kw_only=True):
    """Everything the reports say."""

    phrases: Phrases
    reasons: Reasons
    front: FrontSheet
    overlaps: OverlapSheets
    gaps: GapSheets
    coverage: CoverageSheets
    register: RegisterSheet
    problems: ProblemSheet
    method: MethodSheet
    data: DataSheets
    explained: Explained
    review: ReviewSheets
    compared: ComparedSheets
    batch: BatchSheets
    labelling: LabellingSheets
    printing: Printing
    evaluated: EvaluatedSheets
    map: MapPage
    figures: Figures
    verified: Verified
    memo: Memo
