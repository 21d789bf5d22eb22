"""The nouns of the field, frozen. Every room speaks in these; none of them knows Excel, a terminal or a clock.

English words for Danish terms, used everywhere: *indsats* intervention, *målgruppe* target group,
*magistratsafdeling* department, *leverandør* provider, *indgang* access, *ventetid* wait, *hul* gap,
*forløbskæde* chain, *partnerskabsaftale* partnership.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum, StrEnum

from msgspec import Struct, field

Said = Mapping[str, str]
"""One thing in every language it is said in, by the code of the language (`da`, `en`)."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class PersonalData(StrEnum):
    """What a catalogue that is published must not hold, by the code of the issue that tells of it."""

    CPR = "personal_cpr"
    EMAIL = "personal_email"
    PHONE = "personal_phone"


class Issue(Struct, frozen=True):
    """One thing about the data that a person should know: `code` names the sentence in `wording`, `values` fill it.

    `cell` is an address such as ``G8``, or a range; empty when the issue is about the sheet or the file.
    """

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class Field(StrEnum):
    """What a column of a catalogue can hold."""

    NUMBER = "number"
    NAME = "name"
    DEPARTMENT = "department"
    PROVIDER = "provider"
    KIND = "kind"
    TARGET_GROUP = "target_group"
    AGE = "age"
    AGE_FROM = "age_from"
    AGE_TO = "age_to"
    DESCRIPTION = "description"
    PURPOSE = "purpose"
    ACCESS = "access"
    WAIT = "wait"
    PLACES = "places"
    BUDGET = "budget"
    FUNDING = "funding"
    EVALUATION = "evaluation"
    PARTNERS = "partners"
    LAW = "law"
    CONTACT = "contact"
    STATUS = "status"


TEXT_FIELDS = (Field.NAME, Field.TARGET_GROUP, Field.DESCRIPTION, Field.PURPOSE)
"""The fields that say what an intervention is about, in reading order."""


class Cell(Struct, frozen=True):
    """Where a value came from: the sheet, the address of the cell (``F12``) and the text as it stood there."""

    sheet: str
    address: str
    text: str


class Kind(StrEnum):
    MUNICIPAL = "municipal"
    PARTNERSHIP = "partnership"
    UNKNOWN = "unknown"


class Access(StrEnum):
    """How one comes in. `OPEN` also where referral is possible beside coming by oneself."""

    OPEN = "open"
    REFERRAL = "referral"
    VISITATION = "visitation"
    UNKNOWN = "unknown"


class Evaluated(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Whether new children can come in, as the texts say it."""

    ACTIVE = "active"
    CLOSED = "closed"
    ENDED = "ended"
    PLANNED = "planned"


class Span(Struct, frozen=True):
    """A closed interval of whole numbers (years of age, weeks of waiting). `None` is "not stated", never a guess."""

    low: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None


class Intervention(Struct, frozen=True):
    """One row of the catalogue as understood. `cells` holds the cell each stated field came from."""

    id: str
    row: int
    name: str
    departments: tuple[str, ...] = ()
    provider: str = ""
    kind: Kind = Kind.UNKNOWN
    target_group: str = ""
    description: str = ""
    purpose: str = ""
    ages: Span = Span()
    access: Access = Access.UNKNOWN
    wait_weeks: Span = Span()
    status: Status = Status.ACTIVE
    evaluated: Evaluated = Evaluated.UNKNOWN
    places: int | None = None
    budget: int | None = None
    """Whole kroner a year."""
    funding_end: date | None = None
    partners: str = ""
    cells: Mapping[Field, Cell] = field(default_factory=dict)

    @property
    def runs(self) -> bool:
        """It exists today: running, or closed to newcomers for now."""
        return self.status in (Status.ACTIVE, Status.CLOSED)

    def text(self, which: Field) -> str:
        """The text of one of `TEXT_FIELDS`; for any other field, its cell as it stood, or nothing."""
        match which:
            case Field.NAME:
                return self.name
            case Field.TARGET_GROUP:
                return self.target_group
            case Field.DESCRIPTION:
                return self.description
            case Field.PURPOSE:
                return self.purpose
            case _:
                cell = self.cells.get(which)
                return cell.text if cell else ""


class Column(Struct, frozen=True):
    """A column that was understood: which field, its heading as it stood and the cell of the heading."""

    field: Field
    heading: str
    cell: str


class Source(Struct, frozen=True):
    """The file a catalogue came from. `sha256` is the fingerprint of its bytes, in hex."""

    name: str
    sha256: str


class Catalogue(Struct, frozen=True):
    """All interventions of one workbook, in the order of the sheet, with everything met on the way."""

    source: Source
    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    interventions: tuple[Intervention, ...]
    issues: tuple[Issue, ...] = ()
    notes: tuple[Cell, ...] = ()
    """Prose above the table: the title and the remarks a workbook carries about itself."""

    def by_id(self, key: str) -> Intervention | None:
        return next((one for one in self.interventions if one.id == key), None)

    @property
    def personal_data(self) -> tuple[Issue, ...]:
        """What holds public reports back: all personal data that was found, by cell."""
        return tuple(issue for issue in self.issues if issue.code in tuple(PersonalData))


class Polarity(StrEnum):
    """What the text does with a concept: takes it in, turns it away, or merely speaks of it."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    BACKGROUND = "background"


class Bearer(StrEnum):
    """Whose problem it is."""

    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    STAFF = "staff"


class Mention(Struct, frozen=True):
    """One place where a text speaks of a concept.

    `start` and `end` are character offsets into the text of `field`; `words` is that stretch as it stands there.
    `rule` names what decided polarity and bearer, so that a person can look it up.
    """

    concept: str
    field: Field
    start: int
    end: int
    words: str
    polarity: Polarity = Polarity.INCLUDED
    bearer: Bearer = Bearer.CHILD
    rule: str = ""
    because: tuple[str, ...] = ()
    """Other words of the sentence that spoke most for it, where the cues alone would have read it otherwise."""


Mentions = Mapping[str, tuple[Mention, ...]]
"""All mentions of a catalogue: intervention id to its mentions, in reading order."""


class Role(StrEnum):
    """What an intervention is to a theme."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    EXCLUDED = "excluded"
    NONE = "none"


class Theme(Struct, frozen=True):
    """A theme of the analysis: one or more problem concepts under one key (OCD belongs to *angst*)."""

    key: str
    concepts: tuple[str, ...]
    focus: bool = False
    """One of the four that recommendation 4 names: these come first."""
    strengthen: bool = False
    """One of the two that recommendation 5 names: these get sheets of their own."""


class Reading(Struct, frozen=True):
    """What one intervention is to one theme, by which rule, and the mentions that decided it."""

    role: Role
    rule: str = ""
    mentions: tuple[Mention, ...] = ()


class Level(IntEnum):
    """Step on the intervention ladder, higher is further from everyday life (codebook, `data/gold/CODEBOOK.md`)."""

    UNKNOWN = 0
    LIGHT = 1
    EARLY = 2
    TREATMENT = 3
    INTRUSIVE = 4


class Facets(Struct, frozen=True):
    """What an intervention is, in codes (`data/gold/CODEBOOK.md`); tuples are ordered, strongest first.

    `boundary` holds ids of other interventions that the text delimits itself against.
    `evidence` maps each code above to the mentions it rests on.
    """

    problems_main: tuple[str, ...] = ()
    problems_other: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    forms_main: tuple[str, ...] = ()
    forms_other: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    level: Level = Level.UNKNOWN
    setting: str = ""
    wide: bool = False
    boundary: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)


class Understanding(Struct, frozen=True):
    """One intervention read: its facets, and its role towards every theme (by theme key, in the lexicon's order)."""

    facets: Facets
    themes: Mapping[str, Reading]

    def role(self, theme: str) -> Role:
        return self.themes[theme].role


class PairKind(StrEnum):
    FRAGMENTATION = "fragmentation"
    OVERLAP = "overlap"
    DUPLICATION = "duplication"
    CHAIN = "chain"
    NONE = "none"


class Tier(StrEnum):
    """How sure: `CERTAIN` only after people have confirmed it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = "none"


class Part(Struct, frozen=True):
    """One part of a score: `level` 0-1, `weight` its share of the whole, `known` false where a field is empty.

    `values` are codes and numbers for the sentence that explains the part (shared problems, shared years, ...).
    """

    name: str
    level: float
    weight: float
    known: bool = True
    values: Mapping[str, str] = field(default_factory=dict)


class Pair(Struct, frozen=True):
    """Two interventions compared. `a` stands before `b` in the catalogue; `score` is 0-100."""

    a: str
    b: str
    score: float
    tier: Tier
    kind: PairKind
    themes: tuple[str, ...]
    """Theme keys both work on, then other shared problems by concept code."""
    parts: tuple[Part, ...] = ()
    inside: str = ""
    """The id of the one whose target group lies inside the other's, or empty."""
    differences: tuple[str, ...] = ()
    """Codes of what sets the two apart (ages, access, addressee, form, level, department)."""


class GapKind(StrEnum):
    """The nine kinds of gap, and U for what is not stated (never a gap)."""

    NO_OFFER = "G1"
    THIN = "G2"
    VULNERABLE = "G3"
    MISSING_STEP = "G4"
    TRANSITION = "G5"
    CAPACITY = "G6"
    ACCESS = "G7"
    EVIDENCE = "G8"
    COOPERATION = "G9"
    NOT_STATED = "U"


class GapReason(StrEnum):
    """Which test of its kind a gap failed; names its sentence in `wording.gaps`."""

    NOBODY = "nobody"
    SINGLE = "single"
    ONE_PROVIDER = "one_provider"
    PART_OF_BAND = "part_of_band"
    LONE_YEARS = "lone_years"
    ONLY_PARTNERSHIPS = "only_partnerships"
    FUNDING_ENDS = "funding_ends"
    STEP_BETWEEN = "step_between"
    ONLY_LOW_STEP = "only_low_step"
    ONLY_HIGH_STEP = "only_high_step"
    NOTHING_AFTER = "nothing_after"
    NO_HANDOVER = "no_handover"
    PLACES_BELOW = "places_below"
    PLACES_BETWEEN = "places_between"
    NO_OPEN_DOOR = "no_open_door"
    ALL_CLOSED = "all_closed"
    LONG_WAIT = "long_wait"
    TURNED_AWAY = "turned_away"
    NOTHING_MEASURED = "nothing_measured"
    NOT_MEASURED = "not_measured"
    NO_COOPERATION = "no_cooperation"
    PAIRS_APART = "pairs_apart"
    FIELD_EMPTY = "field_empty"
    AGES_UNDECIDED = "ages_undecided"


class AgeBand(Struct, frozen=True):
    """A band of ages, years inclusive."""

    key: str
    low: int
    high: int


class Gap(Struct, frozen=True):
    """A place where something may be missing. Empty `age_band`, `department`, `step` mean "all of them".

    `interventions` are the ids the finding rests on; `size` ranks gaps of one kind, largest first
    (years of age left without cover, interventions concerned); `values` fill the sentence that `reason` names,
    and `values["n"]` chooses between its forms for none, one and many. `step` is a `Level` as text.
    """

    kind: GapKind
    theme: str
    age_band: str = ""
    department: str = ""
    step: str = ""
    interventions: tuple[str, ...] = ()
    size: float = 0.0
    values: Mapping[str, str] = field(default_factory=dict)
    reason: GapReason | None = None


class CoverageCell(Struct, frozen=True):
    """Who serves a theme in an age band and department; ids in catalogue order. `possible`: could an offer be there.

    Ended and planned interventions are left out; those closed to newcomers are counted, and named again in `closed`.
    `age_band` and `department` are `UNSTATED` for those that do not state theirs. `step` is empty for "all steps",
    else a `Level` as text. One intervention may stand in several cells, so count ids, never the sums of cells.
    """

    theme: str
    age_band: str
    department: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    possible: bool = True
    step: str = ""
    closed: tuple[str, ...] = ()


UNSTATED = "unknown"
"""The key of what a row does not state, in the place of an age band, a department or a code."""


class ThemeRoles(Struct, frozen=True):
    """What the whole catalogue is to one theme; ids in catalogue order, each id in at most one of the tuples.

    `mentioned` merely speak of it; `not_running` have it as primary or secondary, but have ended or not begun.
    """

    theme: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    excluded: tuple[str, ...]
    mentioned: tuple[str, ...]
    not_running: tuple[str, ...]


class Naming(Struct, frozen=True):
    """`one` names `other` among its partners: by which words of its cell, for which name or organisation of the other.

    `organisation` is true when the words name who runs the other, not the other itself.
    """

    one: str
    other: str
    words: str
    alias: str
    organisation: bool


class AgeCount(Struct, frozen=True):
    """How many people are `low`-`high` years old, both included."""

    low: int
    high: int
    count: int


class Population(Struct, frozen=True):
    """The people of one area at one time, by ages that do not overlap. `time` as the table says it (``2015K1``)."""

    file: str
    area: str
    time: str
    counts: tuple[AgeCount, ...]


class RateKind(StrEnum):
    """What a rate counts. Two kinds never stand in one figure."""

    REGISTERED = "registered"
    CUMULATIVE = "cumulative"
    SELF_REPORT_EVER = "self_report_ever"
    SELF_REPORT_YEAR = "self_report_year"
    SCREENING = "screening"
    ABSENCE = "absence"


SMALLEST_SHOWN = 5
"""Counts of people from 1 to 4 are not told: Danish practice, so that nobody can be recognised."""


class Need(Struct, frozen=True):
    """Children and young people a theme may concern, by one rate, beside the places of those who serve these ages.

    `low` and `high` are whole people, `None` without a population that covers the ages. `places` adds up the places a
    year that are stated; `unstated` are the interventions that state none, so that the sum is a lower limit.
    """

    theme: str
    kind: RateKind
    ages: AgeBand
    year: str
    area: Said
    figure: Said
    source: Said
    note: Said
    low: int | None
    high: int | None
    places: int
    interventions: tuple[str, ...]
    unstated: tuple[str, ...]
    population: str
    """Area and time of the population, or empty."""


class CooperationAnswer(StrEnum):
    """What the cells of partners say of two interventions that overlap or follow on."""

    NAMED = "named"
    UNIT_NAMED = "unit_named"
    """Only the house is named, and many interventions belong to it."""
    SAME_PROVIDER = "same_provider"
    NOT_NAMED = "not_named"
    NOT_STATED = "unknown"


class Cooperation(Struct, frozen=True):
    """A pair that overlaps or follows on, and whether either names the other; `namings` are the words that do."""

    a: str
    b: str
    kind: PairKind
    themes: tuple[str, ...]
    answer: CooperationAnswer
    namings: tuple[Naming, ...] = ()
    score: float = 0.0
    """That of the pair; 0 where the two only follow on."""
    tier: Tier = Tier.NONE


class Tally(Struct, frozen=True):
    """One line of a table of recommendations 1 and 2: how the interventions of a group answer one question.

    The answers part the `base` (those that exist today), so their counts add up to it; `not_running` have ended or not
    begun and stand outside. Empty `theme` or `department` and no `kind` mean all. A row of several departments stands
    in the line of each, so lines of departments may add up to more than the line for all.
    """

    table: str
    theme: str
    department: str
    kind: Kind | None
    base: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]
    not_running: tuple[str, ...] = ()


class FactLine(Struct, frozen=True):
    """The facts of one intervention on one line, and never a proposal. Ids of others in catalogue order.

    `funded` says whether the money lasts the budget year; `None` where the end or the year is not stated.
    """

    id: str
    status: Status
    kind: Kind
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    overlaps: tuple[str, ...]
    evaluated: Evaluated
    funding_end: date | None
    funded: bool | None
    cooperates: tuple[str, ...]
    apart: tuple[str, ...]
    """Overlapping or successive interventions of other providers that neither names nor is named by."""


class Handover(Struct, frozen=True):
    """One change of age on one theme, main themes only; ids in catalogue order.

    `stops` end in the year `last`; `stays` serve that year and the next; `starts` serve the next but not that year.
    `named` are those of `stops` that name, or are named by, one of those who serve the next year.
    """

    theme: str
    transition: str
    last: int
    stops: tuple[str, ...]
    stays: tuple[str, ...]
    starts: tuple[str, ...]
    named: tuple[str, ...]


class OverlapIndex(Struct, frozen=True):
    """How much the same cells are filled more than once: 0 none, 1 every filled cell by every department.

    Cells are theme x age band x step; a mark is a cell in which a department has a main-theme intervention. Index =
    (marks - cells) / (cells x (departments - 1)), the corrected covered area of overviews of reviews (METHOD 2.5);
    `None` with no cell filled or fewer than two departments. `left_out` state no age, step or department.
    """

    theme: str
    """Empty for all themes together."""
    departments: tuple[str, ...]
    marks: int
    cells: int
    left_out: tuple[str, ...]

    @property
    def value(self) -> float | None:
        others = len(self.departments) - 1
        return (self.marks - self.cells) / (self.cells * others) if self.cells and others > 0 else None


class Answers(Struct, frozen=True):
    """What the five recommendations ask for, counted, besides pairs, coverage and gaps."""

    roles: tuple[ThemeRoles, ...] = ()
    ladder: tuple[CoverageCell, ...] = ()
    handovers: tuple[Handover, ...] = ()
    needs: tuple[Need, ...] = ()
    cooperation: tuple[Cooperation, ...] = ()
    tallies: tuple[Tally, ...] = ()
    facts: tuple[FactLine, ...] = ()
    index: tuple[OverlapIndex, ...] = ()


class Verdict(StrEnum):
    """What people say of a pair or a group that the tool flagged."""

    CONFIRMED = "confirmed"
    WANTED = "wanted"
    NOT_OVERLAP = "not_overlap"
    CHAIN = "chain"
    UNSETTLED = "unsettled"


class Effect(StrEnum):
    """What an overlap may do, for better (the last three of the list) or for worse: METHOD 2.2, step 2."""

    UNCLEAR_ENTRY = "unclear_entry"
    DOUBLE_VISITATION = "double_visitation"
    SPLIT_EXPERTISE = "split_expertise"
    CHOICE = "choice"
    NEARNESS = "nearness"
    SHORTER_WAIT = "shorter_wait"

    @property
    def good(self) -> bool:
        return self in (Effect.CHOICE, Effect.NEARNESS, Effect.SHORTER_WAIT)


OVERLAP_QUESTION = "overlap"
"""The question of a decision on a pair or group; any other question is the part of the reading that is corrected."""


class Decision(Struct, frozen=True):
    """One answer of one person: what a pair or group is (`Verdict`), or what an intervention really is (codes by "|").

    `members` are content keys of the interventions, sorted; `fingerprints` those of their texts when it was answered,
    in the same order. `day` is as an ISO date or empty. `about` is for people who read the file, and decides nothing.
    """

    members: tuple[str, ...]
    question: str
    answer: str
    effects: tuple[Effect, ...] = ()
    comment: str = ""
    who: str = ""
    day: str = ""
    fingerprints: tuple[str, ...] = ()
    about: str = ""


YES, NO = "y", "n"
"""Answers to whether an offer is wide."""
PAIR = 2
"""Interventions in a pair; more are a group."""
OF_EACH_PAIR = (Verdict.CONFIRMED, Verdict.WANTED)
"""Verdicts on a group that hold for each pair in it: all overlap each other. That not all do leaves each pair open."""


class Standing(StrEnum):
    """What answers are worth today: on the text as it is, on an older text (reopened), or people disagree."""

    CURRENT = "current"
    OLDER = "older"
    DISPUTED = "disputed"


class Judgement(Struct, frozen=True):
    """The answers to one question about one subject, the newest first, and what they are worth together."""

    standing: Standing
    decisions: tuple[Decision, ...]

    @property
    def answer(self) -> str:
        """What holds; empty where the text has changed since or people disagree."""
        return self.decisions[0].answer if self.standing is Standing.CURRENT else ""


class Judgements(Struct, frozen=True):
    """What people have decided, found again in one catalogue.

    `keys` and `fingerprints` are those of every intervention, by id. `of` is by the ids of a pair or group in the order
    of the catalogue; `readings` by id and part of the reading. `unplaced` speak of interventions that are not there.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    of_groups: Mapping[tuple[str, ...], Judgement] = field(default_factory=dict)
    """What people said of the groups that a pair is in, by the pair: disputed where that differs."""
    of: Mapping[tuple[str, ...], Judgement] = field(default_factory=dict)
    readings: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)
    unplaced: tuple[Decision, ...] = ()

    def verdict(self, *ids: str) -> str:
        """The verdict that holds, or nothing. A pair that was not judged itself takes that of its group.

        Only one that says of all in the group what it says of each two (`OF_EACH_PAIR`) does.
        """
        found = self.of.get(ids)
        if found is not None and found.standing is not Standing.OLDER:
            return found.answer
        group = self.of_groups.get(ids)
        return group.answer if group is not None and group.answer in OF_EACH_PAIR else ""


class AnsweredRow(Struct, frozen=True):
    """A row of a reviewed sheet: which sheet of ours it is of, where it stands, and its texts by the column's code."""

    form: str
    sheet: str
    row: int
    cells: Mapping[str, str]


class Group(Struct, frozen=True):
    """Interventions in which every one overlaps every other.

    `budget` (kroner a year) and `places` add up what is stated; `unstated_budget` and `unstated_places` count the
    members that state none: the sums are then a floor.
    """

    members: tuple[str, ...]
    themes: tuple[str, ...]
    """Themes that every pair of the group shares."""
    budget: int
    unstated_budget: int
    places: int
    unstated_places: int
    same_unit: bool = True
    """All count children and young people; else places are also families or parents, and have no sum."""


class Sensitivity(Struct, frozen=True):
    """How many pairs would be flagged if one setting were another: `change` is ``line-5``, ``problem+20``, ..."""

    change: str
    pairs: int


class Threshold(Struct, frozen=True):
    """A line that the settings give: from how many points (0-100) a pair is flagged, and which labels set it.

    `labels` is the number of labelled pairs it rests on, 0 where somebody merely chose it; `day` their date as ISO;
    `precision` (0-1) what the lower end of the interval was to reach; `of` the workbook that was labelled.
    """

    points: float
    day: str = ""
    labels: int = 0
    precision: float = 0.0
    of: str = ""

    @property
    def measured(self) -> bool:
        return self.labels > 0


class Doubt(Struct, frozen=True):
    """How much a reading is worth a look: why it is uncertain (codes), and how many pairs it could change."""

    id: str
    why: tuple[str, ...]
    pairs: int
    weight: float


class PairCount(Struct, frozen=True):
    """How many pairs there are by tier; of these `split` are fragmentation, `main` have the theme as main theme of one.

    `across` have no department in common where both state theirs, `partly` share one and have others besides.
    """

    tiers: Mapping[Tier, int] = field(default_factory=dict)
    split: int = 0
    across: int = 0
    partly: int = 0
    main: int = 0

    @property
    def pairs(self) -> int:
        return sum(self.tiers.values())

    def plus(self, other: PairCount, times: int = 1) -> PairCount:
        tiers = {tier: self.tiers.get(tier, 0) + times * other.tiers.get(tier, 0) for tier in Tier}
        return PairCount(
            {tier: count for tier, count in tiers.items() if count},
            self.split + times * other.split,
            self.across + times * other.across,
            self.partly + times * other.partly,
            self.main + times * other.main,
        )


class Beyond(Struct, frozen=True):
    """The flagged pairs that have no record, because there are more than can be explained: counted to the last one.

    `counts` are by theme in focus, all under the empty text; `between` by two departments in alphabetical order.
    `left`, `right` (positions in the catalogue), `scores`, `tiers`, `kinds` and `themes` list the likest of them, best
    first, as far as the policy lists any: columns of the same length, `themes` as places in `theme_sets`.
    """

    counts: Mapping[str, PairCount]
    between: Mapping[tuple[str, str], int]
    left: Sequence[int]
    right: Sequence[int]
    scores: Sequence[float]
    tiers: Sequence[Tier]
    kinds: Sequence[PairKind]
    themes: Sequence[int]
    theme_sets: tuple[tuple[str, ...], ...]

    @property
    def pairs(self) -> int:
        return self.counts[""].pairs


class Findings(Struct, frozen=True):
    """Everything the analysis of one catalogue found: what reports print, and nothing they would have to compute."""

    catalogue: Catalogue
    themes: tuple[Theme, ...]
    understanding: Mapping[str, Understanding]
    pairs: tuple[Pair, ...]
    """Flagged pairs, best first; ties by id."""
    coverage: tuple[CoverageCell, ...]
    gaps: tuple[Gap, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, Said] = field(default_factory=dict)
    """Reasons of settings, by the same names."""
    answers: Answers = Answers()
    groups: tuple[Group, ...] = ()
    """Largest first."""
    sensitivity: tuple[Sensitivity, ...] = ()
    """The settings as they are first."""
    judgements: Judgements = Judgements()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The codes a reading may be corrected to, by "problem", "form" and "addressee"."""
    beyond: Beyond | None = None
    """The flagged pairs without a reason, in no sheet, group or gap; `None` where every flagged pair is in `pairs`."""
    chains_beyond: int = 0
    """What follows on, likewise."""
    groups_beyond: int = 0
    """Groups that are in no list, because there are more than anyone reads."""
    doubts: tuple[Doubt, ...] = ()
    """One for each intervention, first those a person should look at first."""
    threshold: Threshold | None = None
    """Where the settings give the line in place of the policy."""
