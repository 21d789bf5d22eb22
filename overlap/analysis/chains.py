"""Interventions that follow on each other: a chain, never an overlap (METHOD 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from overlap.analysis.marks import bits, meet
from overlap.analysis.overlaps import shared_themes
from overlap.analysis.policy import Policy
from overlap.analysis.sides import Side, span_text
from overlap.model import Catalogue, Pair, PairKind, Part, Theme, Tier, Understanding

AT_A_TIME = 256
"""Interventions that end at one age and are held against all that follow at a time: bounds the tables that takes."""


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
    return first_chains(catalogue, understanding, themes, policy, overlapping, len(catalogue.interventions) ** 2)[0]


def first_chains(
    catalogue: Catalogue,
    understanding: Mapping[str, Understanding],
    themes: Sequence[Theme],
    policy: Policy,
    overlapping: Iterable[Pair],
    most: int,
) -> tuple[tuple[Pair, ...], int]:
    """The first `most` of the `chains` in the order of the catalogue, and how many more there are."""
    sides = [Side(row, understanding[row.id]) for row in catalogue.interventions]
    place = {side.row.id: at for at, side in enumerate(sides)}
    told = {frozenset((place[one.a], place[one.b])) for one in overlapping if one.a in place and one.b in place}
    found: list[Pair] = []
    more = 0
    for earlier, later in _successive(sides, policy):
        new = [at for at in later if frozenset((earlier, at)) not in told]
        kept = new[: max(0, most - len(found))]
        found += [_chain(sides[earlier], sides[at], themes) for at in kept]
        more += len(new) - len(kept)
    return tuple(found), more


def _successive(sides: Sequence[Side], policy: Policy) -> Iterator[tuple[int, list[int]]]:
    """Each side by its position, and those that follow on it."""
    read = [side.read.facets for side in sides]
    telling = [[code for code in one.problems_main if policy.pairs.specific.get(code, 1.0) >= 1] for one in read]
    problems, forms = bits(telling), bits([one.forms_main for one in read])
    ends = np.array([-1 if side.row.ages.high is None else side.row.ages.high for side in sides], dtype=np.int64)
    starts = np.array([-1 if side.row.ages.low is None else side.row.ages.low for side in sides], dtype=np.int64)
    following: dict[int, list[NDArray[np.int32]]] = {}
    for end in sorted(set(ends[ends >= 0].tolist())):
        here = np.flatnonzero(ends == end)
        for start in (end, end + 1):
            later = np.flatnonzero((starts == start) & (ends > end))
            for some in np.array_split(here, len(here) // AT_A_TIME + 1):
                follows = meet(problems, some[:, None], later) & meet(forms, some[:, None], later)
                for at, row in zip(some.tolist(), follows, strict=True):
                    following.setdefault(at, []).append(later[row].astype(np.int32))
    for at, some_later in sorted(following.items()):
        yield at, np.concatenate(some_later).tolist()


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
