"""What is said of a pair by looking at its two sides, for millions of pairs at a time: kind, themes, departments.

The same tests as for one pair at a time (`overlaps.kind`, `overlaps.shared_themes`); a test holds them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from overlap.analysis.overlaps import SAME_AGES, bounds
from overlap.analysis.policy import Policy
from overlap.model import (
    UNSTATED,
    Access,
    Catalogue,
    Level,
    PairCount,
    PairKind,
    Role,
    Theme,
    Tier,
    Understanding,
)

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint64]
"""A set of codes for each intervention: one row each, 64 codes a column."""

KINDS = (PairKind.FRAGMENTATION, PairKind.OVERLAP, PairKind.DUPLICATION)
TIERS = (Tier.POSSIBLE, Tier.LIKELY)

TOGETHER = 16
"""Themes whose states are put into one number before the different numbers are counted: 3 states each, and as many
pairs in front of them as there can be, stay within 63 bits."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One row an intervention, in catalogue order; themes in the order of the analysis, one column each."""

    main: Bits
    problems: Bits
    forms: Bits
    addressees: Bits
    departments: Bits
    department_sets: tuple[tuple[str, ...], ...]
    department_set: Positions
    """Which of `department_sets` each has."""
    level: Positions
    access: Positions
    lows: Positions
    highs: Positions
    ages_known: Flags
    themes: tuple[str, ...]
    of_theme: Bits
    """The problems of each theme, one row a theme."""
    takes_in: Flags
    turns_away: Flags
    is_main: Flags

    def tiers(self, scores: NDArray[np.float64], likely: float) -> NDArray[np.uint8]:
        """Places in `TIERS` of pairs that all are flagged."""
        return (scores >= likely).astype(np.uint8)

    def kinds(self, left: Positions, right: Positions) -> NDArray[np.uint8]:
        """Places in `KINDS` of pairs that all are flagged."""
        same_form = meet(self.forms, left, right)
        same_step = (self.level[left] == self.level[right]) & (self.level[left] != int(Level.UNKNOWN))
        years = np.minimum(self.highs[left], self.highs[right]) - np.maximum(self.lows[left], self.lows[right]) + 1
        length = self.highs - self.lows + 1
        contained = np.maximum(years, 0) / np.maximum(1, np.minimum(length[left], length[right]))
        double = same_form & same_step & meet(self.main, left, right) & meet(self.addressees, left, right)
        double &= (self.access[left] == self.access[right]) & (self.access[left] != _ACCESS[Access.UNKNOWN])
        double &= self.ages_known[left] & self.ages_known[right] & (contained >= SAME_AGES)
        split = ~same_form & ~same_step & ~meet(self.departments, left, right)
        return np.where(double, 2, np.where(split, 0, 1)).astype(np.uint8)

    def on_theme(self, at: int, left: Positions, right: Positions) -> NDArray[np.uint8]:
        """How the two share theme number `at`: 0 not, 1 beside others, 2 by a main problem of both."""
        wanted = self.of_theme[at]
        both = self.takes_in[left, at] & self.takes_in[right, at]
        shared = (meet(self.problems & wanted, left, right) | both) & ~(
            self.turns_away[left, at] | self.turns_away[right, at]
        )
        return np.where(shared, 1 + meet(self.main & wanted, left, right), 0).astype(np.uint8)

    def shared_themes(self, left: Positions, right: Positions) -> tuple[Positions, tuple[tuple[str, ...], ...]]:
        """Themes of each pair as a place among the different answers, and these; main problems of both first."""
        code = np.zeros(len(left), dtype=np.int64)
        told: list[list[int]] = [[]]
        for start in range(0, len(self.themes), TOGETHER):
            some = range(start, min(start + TOGETHER, len(self.themes)))
            for at in some:
                code *= 3
                code += self.on_theme(at, left, right)
            values, code = np.unique(code, return_inverse=True)
            told = [_told(value, told, len(some)) for value in values.tolist()]
        return code, tuple(self._in_order(states) for states in told)

    def _in_order(self, states: Sequence[int]) -> tuple[str, ...]:
        found = sorted((state != 2, at) for at, state in enumerate(states) if state)
        return tuple(self.themes[at] for _, at in found)

    def counted(
        self, left: Positions, right: Positions, scores: NDArray[np.float64], likely: float, asked: Iterable[str]
    ) -> dict[str, PairCount]:
        """How many of the flagged pairs there are in all (under ``""``) and on each of the themes `asked` for."""
        kinds, tiers = self.kinds(left, right), self.tiers(scores, likely)
        one, other = self.department_set[left], self.department_set[right]
        stated = np.asarray(self.departments.any(axis=1), dtype=np.bool_)
        common = meet(self.departments, left, right)
        across = stated[left] & stated[right] & ~common
        partly = common & (one != other)
        everything = np.ones(len(left), dtype=np.bool_)
        found = {"": _count(everything, kinds, tiers, across, partly, ~everything)}
        for theme in asked:
            at = self.themes.index(theme)
            on = self.on_theme(at, left, right) > 0
            main = self.is_main[left, at] | self.is_main[right, at]
            found[theme] = _count(on, kinds, tiers, across, partly, main)
        return found

    def between(self, left: Positions, right: Positions) -> Counter[tuple[str, str]]:
        """Pairs by the two departments they lie in, in alphabetical order; of several departments, in each."""
        size = len(self.department_sets)
        values, counts = np.unique(self.department_set[left] * size + self.department_set[right], return_counts=True)
        found: Counter[tuple[str, str]] = Counter()
        for value, count in zip(values.tolist(), counts.tolist(), strict=True):
            one, other = self.department_sets[value // size], self.department_sets[value % size]
            for key in {(min(two), max(two)) for two in product(one or (UNSTATED,), other or (UNSTATED,))}:
                found[key] += count
        return found


def marks(
    catalogue: Catalogue, understanding: Mapping[str, Understanding], themes: Sequence[Theme], policy: Policy
) -> Marks:
    """The marks of a catalogue."""
    rows = catalogue.interventions
    read = [understanding[row.id] for row in rows]
    every = [one.facets for one in read]
    codes = {code: None for one in every for code in (*one.problems_main, *one.problems_other)}
    codes |= {code: None for theme in themes for code in theme.concepts}
    place = {code: at for at, code in enumerate(codes)}
    spans = [bounds(row.ages, policy) for row in rows]
    roles = [[one.role(theme.key) for theme in themes] for one in read]
    sets = list(dict.fromkeys(tuple(sorted(set(row.departments))) for row in rows))
    at_set = {one: at for at, one in enumerate(sets)}
    return Marks(
        main=bits([one.problems_main for one in every], place),
        problems=bits([(*one.problems_main, *one.problems_other) for one in every], place),
        forms=bits([one.forms_main for one in every]),
        addressees=bits([one.addressees for one in every]),
        departments=bits([row.departments for row in rows]),
        department_sets=tuple(sets),
        department_set=_whole(at_set[tuple(sorted(set(row.departments)))] for row in rows),
        level=_whole(int(one.level) for one in every),
        access=_whole(_ACCESS[row.access] for row in rows),
        lows=_whole(low for low, _ in spans),
        highs=_whole(high for _, high in spans),
        ages_known=np.array([row.ages.known for row in rows], dtype=np.bool_),
        themes=tuple(theme.key for theme in themes),
        of_theme=bits([theme.concepts for theme in themes], place),
        takes_in=_table([[role in (Role.PRIMARY, Role.SECONDARY) for role in one] for one in roles], len(themes)),
        turns_away=_table([[role is Role.EXCLUDED for role in one] for one in roles], len(themes)),
        is_main=_table([[role is Role.PRIMARY for role in one] for one in roles], len(themes)),
    )


_ACCESS = {one: at for at, one in enumerate(Access)}


def _whole(values: Iterable[int]) -> Positions:
    return np.array(list(values), dtype=np.int64)


def _table(rows: Sequence[Sequence[bool]], columns: int) -> Flags:
    return np.array(rows, dtype=np.bool_).reshape(len(rows), columns)


def bits(rows: Sequence[Iterable[str]], place: Mapping[str, int] | None = None) -> Bits:
    """The codes of each row; `place` numbers them where several tables must agree."""
    if place is None:
        place = {code: at for at, code in enumerate(dict.fromkeys(code for row in rows for code in row))}
    found = np.zeros((len(rows), len(place) // 64 + 1), dtype=np.uint64)
    for at, row in enumerate(rows):
        for code in row:
            found[at, place[code] // 64] |= np.uint64(1 << place[code] % 64)
    return found


def _told(value: int, before: Sequence[Sequence[int]], more: int) -> list[int]:
    """The states that a number stands for: those of the themes before, and in base 3 those of `more` themes."""
    states = []
    for _ in range(more):
        value, state = divmod(value, 3)
        states.append(state)
    return [*before[value], *reversed(states)]


def meet(sets: Bits, left: Positions, right: Positions) -> Flags:
    """Have the two a code in common?"""
    found = np.zeros(len(left), dtype=np.bool_)
    for column in sets.T:
        found |= (column[left] & column[right]) != 0
    return found


def _count(
    on: Flags, kinds: NDArray[np.uint8], tiers: NDArray[np.uint8], across: Flags, partly: Flags, main: Flags
) -> PairCount:
    by_tier = np.bincount(tiers[on], minlength=len(TIERS)).tolist()
    return PairCount(
        tiers={tier: by_tier[at] for at, tier in enumerate(TIERS) if by_tier[at]},
        split=int((on & (kinds == KINDS.index(PairKind.FRAGMENTATION))).sum()),
        across=int((on & across).sum()),
        partly=int((on & partly).sum()),
        main=int((on & main).sum()),
    )
