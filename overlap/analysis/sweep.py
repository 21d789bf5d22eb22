"""One pass over all pairs, block by block: the likest are kept, the others counted and let go.

Memory is bounded by the limits of the policy and the size of a block, never by how many pairs there are.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from overlap.analysis import doubts, sensitivity
from overlap.analysis.marks import KINDS, TIERS, Marks
from overlap.analysis.pairs import Comparison, at_least, bare, blocks, compared, merged, ready
from overlap.analysis.policy import PairPolicy
from overlap.analysis.profiles import Profiles
from overlap.model import Beyond, PairCount, Sensitivity

SPARE = 3
"""Candidates are sorted again when there are so many times more of them than will be kept."""

Column = NDArray[Any]
Beside = Callable[[Callable[[], "_Swept"], Callable[[], "_Swept"]], tuple["_Swept", "_Swept"]]
"""Has two halves done, at the same time if it can, and gives what both come to."""


class Sweep(Struct, frozen=True):
    """What one pass over all pairs gives."""

    explained: Comparison
    """The likest flagged pairs, and those that were asked for, best first; ties by position in the catalogue."""
    beyond: Beyond | None
    near: NDArray[np.int64]
    """For each intervention, how many of its pairs could come or go when its reading is corrected (`doubts.py`)."""
    firmness: tuple[Sensitivity, ...]


def in_turn(here: Callable[[], _Swept], there: Callable[[], _Swept]) -> tuple[_Swept, _Swept]:
    """One half after the other."""
    return here(), there()


def sweep(
    profiles: Profiles,
    marks: Marks,
    policy: PairPolicy,
    focus: Sequence[str] = (),
    wanted: Collection[tuple[int, int]] = (),
    beside: Beside = in_turn,
) -> Sweep:
    """`focus` are the themes to count for; `wanted` are positions (smaller first) to explain whatever their rank.

    Every other block is half of the work: early ones hold few rows and many columns, late ones the other way round.
    `beside` has the halves done.
    """
    of = list(blocks(len(profiles.ids)))
    some = partial(_swept, profiles, marks, policy, focus, wanted)
    if len(of) < 2:
        whole = some(of)
    else:
        whole, rest = beside(partial(some, of[::2]), partial(some, of[1::2]))
        whole = whole.plus(rest)
    explained = whole.flagged.explained()
    return Sweep(explained, whole.flagged.beyond(explained), whole.near, whole.firmness)


class _Swept(Struct, frozen=True):
    """What some of the blocks give, before anything is chosen."""

    flagged: _Flagged
    near: NDArray[np.int64]
    firmness: tuple[Sensitivity, ...]

    def plus(self, other: _Swept) -> _Swept:
        """These blocks and those others."""
        self.flagged.join(other.flagged)
        return _Swept(self.flagged, self.near + other.near, _summed((self.firmness, other.firmness)))


def _swept(
    profiles: Profiles,
    marks: Marks,
    policy: PairPolicy,
    focus: Sequence[str],
    wanted: Collection[tuple[int, int]],
    of: Sequence[Column],
) -> _Swept:
    """The blocks `of` these rows. Firmness needs pairs somewhat below the line; they are counted and let go."""
    near = np.zeros(len(profiles.ids), dtype=np.int64)
    tried = [sensitivity.sensitivity(profiles, merged(()), policy)]
    lowest, nearest = sensitivity.floor(policy), doubts.NEAR * policy.lines.possible
    flagged = _Flagged(marks, policy, focus, wanted)
    known = ready(profiles, policy)
    for rows in of:
        block = bare(rows, known)
        near += block.reaching(nearest, len(near))
        some = compared(block, known, lowest)
        tried.append(sensitivity.sensitivity(profiles, some, policy))
        flagged.take(at_least(some, policy.lines.possible))
    return _Swept(flagged, near, _summed(tried))


def _summed(tried: Sequence[tuple[Sensitivity, ...]]) -> tuple[Sensitivity, ...]:
    return tuple(Sensitivity(same[0].change, sum(one.pairs for one in same)) for same in zip(*tried, strict=True))


class _Likest:
    """The first `most` of many rows: highest score first, ties by position. Columns: scores, left, right and others."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: list[tuple[Column, ...]] = []
        self.size = 0
        self.least = -np.inf

    def take(self, *columns: Column) -> None:
        keep = columns[0] >= self.least
        if keep.any() or not self.held:
            self.held.append(tuple(column[keep] for column in columns))
            self.size += len(self.held[-1][0])
        if self.size > SPARE * self.most:
            self.columns()

    def join(self, other: _Likest) -> None:
        """Take in the rows of another."""
        for columns in other.held:
            self.take(*columns)

    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows so far, in order."""
        joined = tuple(np.concatenate(parts) for parts in zip(*self.held, strict=True))
        if 0 < self.most < len(joined[0]):
            # Sorting is dear: what cannot be among the first goes before.
            self.least = np.partition(joined[0], -self.most)[-self.most]
            joined = tuple(column[joined[0] >= self.least] for column in joined)
        order = np.lexsort((joined[2], joined[1], -joined[0]))[: self.most]
        found = tuple(column[order] for column in joined)
        self.held, self.size = [found], len(order)
        return found


class _Flagged:
    """The flagged pairs of the blocks so far."""

    def __init__(
        self, marks: Marks, policy: PairPolicy, focus: Sequence[str], wanted: Collection[tuple[int, int]]
    ) -> None:
        self.marks, self.policy, self.focus = marks, policy, focus
        size = len(marks.level)
        self.size = size
        self.wanted = np.array(sorted(one * size + other for one, other in wanted), dtype=np.int64)
        self.best, self.asked = _Likest(policy.most.explained), _Likest(len(wanted))
        self.listed = _Likest(policy.most.explained + policy.most.listed)
        self.uncounted: list[tuple[Column, Column, Column]] = []
        self.seen = 0
        self.counts: dict[str, PairCount] = {}
        self.between: Counter[tuple[str, str]] = Counter()
        self.take(merged(()))

    def take(self, block: Comparison) -> None:
        columns = (block.scores, block.left, block.right, block.levels, block.problem_known)
        self.best.take(*columns)
        asked = np.isin(block.left * self.size + block.right, self.wanted)
        self.asked.take(*(column[asked] for column in columns))
        slim = (block.scores, block.left.astype(np.int32), block.right.astype(np.int32))
        self.listed.take(*slim)
        self.uncounted.append(slim)
        self.seen += len(block.scores)
        # Where everything can be explained, nothing has to be counted: the records will tell.
        if self.seen > self.policy.most.explained:
            self._count()

    def join(self, other: _Flagged) -> None:
        """Take in the pairs of other blocks; the order of blocks changes nothing."""
        self.best.join(other.best)
        self.asked.join(other.asked)
        self.listed.join(other.listed)
        self.seen += other.seen
        if self.seen > self.policy.most.explained:
            self._count()
        self.uncounted += other.uncounted
        self.between.update(other.between)
        for theme, count in other.counts.items():
            self.counts[theme] = self.counts.get(theme, PairCount()).plus(count)
        if self.seen > self.policy.most.explained:
            self._count()

    def _count(self) -> None:
        for scores, left, right in self.uncounted:
            self.between.update(self.marks.between(left, right))
            for theme, count in self._counted(left, right, scores).items():
                self.counts[theme] = self.counts.get(theme, PairCount()).plus(count)
        self.uncounted = []

    def _counted(self, left: Column, right: Column, scores: Column) -> dict[str, PairCount]:
        return self.marks.counted(left, right, scores, self.policy.lines.likely, self.focus)

    def explained(self) -> Comparison:
        """The first pairs, and after them those that were asked for."""
        columns = self.best.columns()
        if len(self.wanted):
            asked = self.asked.columns()
            new = ~np.isin(asked[1] * self.size + asked[2], columns[1] * self.size + columns[2])
            columns = tuple(np.concatenate((one, other[new])) for one, other in zip(columns, asked, strict=True))
        scores, left, right, levels, known = columns
        return Comparison(left, right, levels, scores, known)

    def beyond(self, explained: Comparison) -> Beyond | None:
        """All others; `None` where there are none."""
        if self.seen == len(explained.scores):
            return None
        likely = self.policy.lines.likely
        told = self._counted(explained.left, explained.right, explained.scores)
        self.between.subtract(self.marks.between(explained.left, explained.right))
        scores, left, right = self.listed.columns()
        other = ~np.isin(left.astype(np.int64) * self.size + right, explained.left * self.size + explained.right)
        scores, left, right = (column[other][: self.policy.most.listed] for column in (scores, left, right))
        themes, sets = self.marks.shared_themes(left, right)
        return Beyond(
            counts={theme: count.plus(told[theme], -1) for theme, count in self.counts.items()},
            between={two: count for two, count in sorted(self.between.items()) if count},
            left=array("q", left.astype(np.int64).tobytes()),
            right=array("q", right.astype(np.int64).tobytes()),
            scores=array("d", scores.tobytes()),
            tiers=list(map(TIERS.__getitem__, self.marks.tiers(scores, likely).tolist())),
            kinds=list(map(KINDS.__getitem__, self.marks.kinds(left, right).tolist())),
            themes=array("q", themes.astype(np.int64).tobytes()),
            theme_sets=sets,
        )
