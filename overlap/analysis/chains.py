"""Interventions that follow on each other: a chain, never an overlap (METHOD 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from overlap.analysis.overlaps import shared_themes
from overlap.analysis.policy import Policy
from overlap.analysis.sides import Side, span_text
from overlap.model import Catalogue, Pair, PairKind, Part, Theme, Tier, Understanding


def chains(
    catalogue: Catalogue,
    understanding: Mapping[str, Understanding],
    themes: Sequence[Theme],
    policy: Policy,
    overlapping: Iterable[Pair] = (),
) -> tuple[Pair, ...]:
    """Pairs (earlier, later) with the same main problem and form of help, the later beginning where the earlier ends.

    At most one year is shared or missing between them. A problem that tells little (`policy.toml`) makes no chain,
    and what is already among the `overlapping` pairs is none: every two stand once. The score is 0: a chain is not a
    degree of overlap.
    """
    sides = [Side(row, understanding[row.id]) for row in catalogue.interventions]
    told = {frozenset((one.a, one.b)) for one in overlapping}
    return tuple(
        _chain(earlier, later, themes)
        for earlier, later in _successive(sides, policy)
        if frozenset((earlier.row.id, later.row.id)) not in told
    )


def _successive(sides: Sequence[Side], policy: Policy) -> Iterator[tuple[Side, Side]]:
    by_start: dict[int, list[Side]] = {}
    for side in sides:
        if side.row.ages.low is not None:
            by_start.setdefault(side.row.ages.low, []).append(side)
    for earlier in sides:
        end = earlier.row.ages.high
        for start in () if end is None else (end, end + 1):
            for later in by_start.get(start, ()):
                if _follows(earlier, later, policy):
                    yield earlier, later


def _follows(earlier: Side, later: Side, policy: Policy) -> bool:
    if later is earlier or later.row.ages.high is None or later.row.ages.high <= (earlier.row.ages.high or 0):
        return False
    same = set(earlier.read.facets.problems_main) & set(later.read.facets.problems_main)
    telling = any(policy.pairs.specific.get(code, 1.0) >= 1 for code in same)
    return telling and bool(set(earlier.read.facets.forms_main) & set(later.read.facets.forms_main))


def _chain(earlier: Side, later: Side, themes: Sequence[Theme]) -> Pair:
    one, other = earlier.read.facets, later.read.facets
    problems = "|".join(code for code in one.problems_main if code in other.problems_main)
    forms = "|".join(code for code in one.forms_main if code in other.forms_main)
    ages = {"a": span_text(earlier.row.ages), "b": span_text(later.row.ages)}
    return Pair(
        a=earlier.row.id,
        b=later.row.id,
        score=0.0,
        tier=Tier.NONE,
        kind=PairKind.CHAIN,
        themes=shared_themes(earlier, later, themes),
        parts=(
            Part("problem", 1.0, 0.0, values={"main": problems, "shared": problems}),
            Part("ages", 0.0, 0.0, values=ages),
            Part("form", 1.0, 0.0, values={"shared": forms}),
        ),
        differences=("ages",),
    )
