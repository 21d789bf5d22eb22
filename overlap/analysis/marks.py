"""What is said of a pair by looking at its two sides, for millions of pairs at a time: kind, themes, departments.

The same tests as for one pair at a time (`overlaps.kind`, `overlaps.shared_themes`); a test holds them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from msgspec import Struct
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

_WORD = (1 << 64) - 1

KINDS = (PairKind.FRAGMENTATION, PairKind.OVERLAP, PairKind.DUPLICATION)
TIERS = (Tier.POSSIBLE, Tier.LIKELY)

TOGETHER = 16
"""Themes whose states are put into one number before the different numbers are counted: 3 states each, and as many
pairs in front of them as there can be, stay within 63 bits."""


class Marks(Struct, frozen=True):
    """One row an intervention, in catalogue order."""

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
    theme: Bits
    """Each theme as a code of its own, one row a theme; in the following three."""
    takes_in: Bits
    does_not_turn_away: Bits
    is_main: Bits

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

    def on_themes(self, some: Iterable[int], left: Positions, right: Positions) -> Iterator[NDArray[np.uint8]]:
        """How the two share each of these themes, by number: 0 not, 1 beside others, 2 by a main problem of both."""
        problems, main = in_common(self.problems, left, right), in_common(self.main, left, right)
        both, neither = in_common(self.takes_in, left, right), in_common(self.does_not_turn_away, left, right)
        for at in some:
            wanted, theme = self.of_theme[at], self.theme[at]
            shared = (_holds(problems, wanted) | _holds(both, theme)) & _holds(neither, theme)
            yield shared * (np.uint8(1) + _holds(main, wanted))

    def shared_themes(self, left: Positions, right: Positions) -> tuple[Positions, tuple[tuple[str, ...], ...]]:
        """Themes of each pair as a place among the different answers, and these; main problems of both first."""
        code = np.zeros(len(left), dtype=np.int64)
        told: list[list[int]] = [[]]
        for start in range(0, len(self.themes), TOGETHER):
            some = range(start, min(start + TOGETHER, len(self.themes)))
            for states in self.on_themes(some, left, right):
                code *= 3
                code += states
            values, code = np.unique(code, return_inverse=True)
            told = [_told(value, told, len(some)) for value in values.tolist()]
        return code, tuple(self._in_order(one) for one in told)

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
        some = {self.themes.index(theme): theme for theme in asked}
        for at, states in zip(some, self.on_themes(some, left, right), strict=True):
            main = _holds(self.is_main[left].T | self.is_main[right].T, self.theme[at])
            found[some[at]] = _count(states > 0, kinds, tiers, across, partly, main)
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
    keys = [theme.key for theme in themes]
    number = {key: at for at, key in enumerate(keys)}
    roles = [
        [(key, reading.role) for key, reading in one.themes.items() if reading.role is not Role.NONE and key in number]
        for one in read
    ]

    def with_role(*wanted: Role) -> Bits:
        return bits([[key for key, role in one if role in wanted] for one in roles], number)

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
        themes=tuple(keys),
        of_theme=bits([theme.concepts for theme in themes], place),
        theme=bits([[key] for key in keys], number),
        takes_in=with_role(Role.PRIMARY, Role.SECONDARY),
        does_not_turn_away=~with_role(Role.EXCLUDED),
        is_main=with_role(Role.PRIMARY),
    )


_ACCESS = {one: at for at, one in enumerate(Access)}


def _whole(values: Iterable[int]) -> Positions:
    return np.array(list(values), dtype=np.int64)


def bits(rows: Sequence[Iterable[str]], place: Mapping[str, int] | None = None) -> Bits:
    """The codes of each row; `place` numbers them where several tables must agree."""
    if place is None:
        place = {code: at for at, code in enumerate(dict.fromkeys(code for row in rows for code in row))}
    columns = range(len(place) // 64 + 1)
    sets = [sum(1 << place[code] for code in set(row)) for row in rows]
    words = [[one >> 64 * column & _WORD for column in columns] for one in sets]
    return np.array(words, dtype=np.uint64).reshape(len(rows), len(columns))


def _told(value: int, before: Sequence[Sequence[int]], more: int) -> list[int]:
    """The states that a number stands for: those of the themes before, and in base 3 those of `more` themes."""
    states = []
    for _ in range(more):
        value, state = divmod(value, 3)
        states.append(state)
    return [*before[value], *reversed(states)]


def in_common(sets: Bits, left: Positions, right: Positions) -> Bits:
    """The codes that the two have in common: one row a column of `sets`."""
    return np.array([column[left] & column[right] for column in sets.T])


def meet(sets: Bits, left: Positions, right: Positions) -> Flags:
    """Have the two a code in common?"""
    return np.asarray(in_common(sets, left, right).any(axis=0), dtype=np.bool_)


def _holds(common: Bits, wanted: NDArray[np.uint64]) -> Flags:
    """Is any of the `wanted` codes among those in common?"""
    return np.asarray(((common & wanted[:, None]) != 0).any(axis=0), dtype=np.bool_)


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
