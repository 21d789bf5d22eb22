"""The settings of the analysis, each with its reason: the typed face of `knowledge/policy.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from overlap.analysis.facetpolicy import FacetPolicy, Reasons
from overlap.model import AgeBand


class AgePolicy(Struct, frozen=True):
    """Ages the analysis speaks of, years inclusive."""

    lowest: int
    highest: int
    bands: tuple[AgeBand, ...]
    youth: tuple[str, ...]
    """Addressees that are young people, never small children."""
    youth_from: int
    """Where an upper bound alone begins for them."""
    why: Reasons


class Ages(Struct, frozen=True):
    """Years of age, both ends included."""

    low: int
    high: int


class Share(Struct, frozen=True):
    """A share of a whole, 0-1, as a range."""

    low: float
    high: float


class Transition(Struct, frozen=True):
    """A change between two ages, after the year `last`; two may share a `key` where offers differ in where they end."""

    key: str
    last: int


class NamePolicy(Struct, frozen=True):
    """When a name among the partners means another row; `cutoff` is a rapidfuzz ratio, 0-100.

    `unit_rows` is how many interventions make a house one whose name alone does not say which of them is meant.
    A cell that only says one of `nobody_in_particular` does not state its partners.
    """

    cutoff: int
    joints: tuple[str, ...]
    everyday_rows: int
    unit_rows: int
    nobody_in_particular: tuple[str, ...]
    why: Reasons


class GapPolicy(Struct, frozen=True):
    """When something counts as missing."""

    wait_goal_weeks: int
    staff: str
    children: tuple[str, ...]
    capacity_kinds: tuple[str, ...]
    help_seeking: Share
    theme_ages: Mapping[str, Ages]
    department_ages: Mapping[str, Ages]
    transitions: tuple[Transition, ...]
    names: NamePolicy
    why: Reasons


class PairWeights(Struct, frozen=True):
    """Points a part can give a pair: the first six sum to 100, `mention` is added, the last two are taken away."""

    problem: float
    ages: float
    form: float
    addressee: float
    text: float
    together: float
    mention: float
    boundary: float
    level: float
    """Taken away for each step between the two on the ladder."""
    why: Reasons

    @property
    def positive(self) -> tuple[float, ...]:
        return self.problem, self.ages, self.form, self.addressee, self.text, self.together


class PairLevels(Struct, frozen=True):
    """How a part's level (0-1) is read off two interventions."""

    other_problem: float
    """A problem that is taken in beside the main one, where a main problem is 1."""
    best_problem: float
    """Share of the problem level that the strongest shared problem decides; the rest is likeness of all problems."""
    unknown_ages: float
    containment: float
    """Share of the age level decided by the shorter interval's cover; the rest is shared years over all years."""
    form_other: float
    form_family: float
    cosine_full: float
    """Likeness of rare words (cosine) from which texts count as fully alike."""
    ratio_none: float
    ratio_full: float
    """Likeness of sorted stems (rapidfuzz ratio, 0-1) at which texts count as unlike, and as fully alike."""
    alike_text: float
    """Likeness of sorted stems (0-1) that stands in for a shared problem where one side has none."""
    why: Reasons


class PairLines(Struct, frozen=True):
    """Scores from which a pair is flagged, in points."""

    likely: float
    possible: float
    why: Reasons


class PairLimits(Struct, frozen=True):
    """How many flagged pairs a report goes through, the likest first; all are counted."""

    explained: int
    """Pairs with a reason, in the sheets, groups, gaps and the map; also the most chains."""
    listed: int
    """Pairs in all the data files together."""
    groups: int
    why: Reasons


class PairPolicy(Struct, frozen=True):
    """How alike two interventions are, and from when a person should look."""

    weights: PairWeights
    levels: PairLevels
    lines: PairLines
    most: PairLimits
    specific: Mapping[str, float]
    """How much a shared problem tells, 0-1, by concept code; 1 where not named."""
    form_families: Mapping[str, tuple[str, ...]]
    addressee_families: Mapping[str, tuple[str, ...]]
    stepless: tuple[str, ...]
    """Forms whose step is a matter of counting: no one calls a class or a course for staff a treatment."""


class Policy(Struct, frozen=True):
    """Everything a person may want to set, with the reason why it is as it is."""

    ages: AgePolicy
    gaps: GapPolicy
    pairs: PairPolicy
    facets: FacetPolicy


def with_line(policy: Policy, points: float) -> Policy:
    """With `points` as the line from which a pair is flagged; what was likely stays so, unless the line is above it.

    A line that was moved loses the reason of the one it replaces.
    """
    lines = policy.pairs.lines
    likely = max(points, lines.likely)
    moved = {"possible"} | ({"likely"} if likely != lines.likely else set())
    why = {
        language: {name: reason for name, reason in told.items() if name not in moved}
        for language, told in lines.why.items()
    }
    return replace(policy, pairs=replace(policy.pairs, lines=PairLines(likely, points, why)))
