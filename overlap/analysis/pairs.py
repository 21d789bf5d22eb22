"""How alike two interventions are: points by part, 0-100 in all, with the weights of `policy.toml`.

All pairs are scored blockwise as arrays. The parts that cost time (the texts) are computed only for pairs whose other
parts leave the floor within reach, the cheaper first; since no part can give more than its weight, nothing above the
floor is lost. Sums are added up in one order, so that a pair has the same score in whatever block it is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple, replace
from numpy.typing import NDArray

from overlap.analysis import likeness
from overlap.analysis.namings import Namings, namings
from overlap.analysis.policy import PairPolicy, PairWeights
from overlap.analysis.profiles import Profiles
from overlap.analysis.structure import Structure, structure

CELLS = 1 << 17
"""Pairs looked at in one block: bounds memory at some dozen numbers for each."""

MARGIN = 0.1
"""Points below the floor at which a pair is still looked at: scores are rounded to a tenth."""

ALMOST = 1e-6
"""Sums that are added up in another order differ by less than this."""

PARTS = ("problem", "ages", "form", "addressee", "text", "together", "mention", "boundary", "level")
"""Columns of `Comparison.levels`, in the order of the weights."""

PROBLEM, AGES, FORM, ADDRESSEE, TEXT, TOGETHER, MENTION, BOUNDARY, LEVEL = range(len(PARTS))

TOP = 99.0
"""The highest score of two different texts; 100 is kept for texts that are word for word the same."""


class Comparison(Struct, frozen=True):
    """Pairs at or above a floor: positions `left` < `right` in the catalogue, their levels by part and their score.

    `levels` is m x 9 in the order of `PARTS`: 0-1, but `level` counts steps on the ladder (0-3).
    `problem_known` is false where the texts stand in for a problem that was not recognised.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    levels: NDArray[np.float64]
    scores: NDArray[np.float64]
    problem_known: NDArray[np.bool_]


_NOTHING = Comparison(
    left=np.zeros(0, dtype=np.int64),
    right=np.zeros(0, dtype=np.int64),
    levels=np.zeros((0, len(PARTS))),
    scores=np.zeros(0),
    problem_known=np.zeros(0, dtype=np.bool_),
)


def compare(profiles: Profiles, policy: PairPolicy, floor: float) -> Comparison:
    """Every pair that scores above 0 and at least `floor`, best first, ties by position in the catalogue."""
    return merged(scored(profiles, policy, floor))


def scored(profiles: Profiles, policy: PairPolicy, floor: float) -> Iterator[Comparison]:
    """The pairs of `compare` by blocks of rows: for counting and choosing where all of them would fill the memory."""
    known = ready(profiles, policy)
    for rows in blocks(len(profiles.ids)):
        yield compared(bare(rows, known), known, floor)


def blocks(total: int) -> Iterator[NDArray[np.int64]]:
    """The rows of each block: more of them where there are fewer later ones to compare with."""
    start = 0
    while start < total - 1:
        end = min(total, start + max(1, CELLS // (total - start)))
        yield np.arange(start, end)
        start = end


def merged(blocks: Iterable[Comparison]) -> Comparison:
    """One comparison of several, best first, ties by position in the catalogue."""
    found = [_NOTHING, *blocks]
    whole = Comparison(*(np.concatenate(parts) for parts in zip(*map(astuple, found), strict=True)))
    return _kept(whole, np.lexsort((whole.right, whole.left, -whole.scores)))


def compare_two(first: int, second: int, profiles: Profiles, policy: PairPolicy) -> Comparison:
    """The two interventions at these positions, also where they share nothing and score 0."""
    both = sorted((first, second))
    known = ready(profiles.only(both), policy)
    two = bare(np.arange(1), known)
    found = _exactly(np.array([1]), two, known)
    scores = found.scores if two.possible[0, 1] else np.zeros(1)
    return replace(found, left=np.array(both[:1]), right=np.array(both[1:]), scores=scores)


def changed(weights: PairWeights, part: str, factor: float) -> PairWeights:
    """The weights with that of one part multiplied by `factor`."""
    return replace(weights, **{part: getattr(weights, part) * factor})


def signed_weights(weights: PairWeights) -> NDArray[np.float64]:
    """Points a level of 1 gives or takes, in the order of `PARTS`; the first six are scaled to sum to 100."""
    signed = np.array([*weights.positive, weights.mention, -weights.boundary, -weights.level])
    return signed * (100 / sum(weights.positive))


def points(
    levels: NDArray[np.float64], signed: NDArray[np.float64], same_text: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Points of pairs from their levels (m x 9), rounded to a tenth so that ties are ties on every machine."""
    return np.where(same_text, 100.0, np.clip(np.round(_sum(levels, signed), 1), 0, TOP))


def same_text(comparison: Comparison, profiles: Profiles) -> NDArray[np.bool_]:
    """Which pairs are word for word the same."""
    return np.equal(profiles.wordings[comparison.left], profiles.wordings[comparison.right])


def at_least(comparison: Comparison, line: float) -> Comparison:
    """The pairs that score at least `line`."""
    return _kept(comparison, comparison.scores >= line)


def _sum(levels: NDArray[np.float64], signed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points before rounding, part by part in the order of `PARTS`: a matrix product would add in any order."""
    total = np.zeros(len(levels))
    for column, weight in enumerate(signed.tolist()):
        total += levels[:, column] * weight
    return total


def _kept(block: Comparison, keep: NDArray[np.bool_] | NDArray[np.int64]) -> Comparison:
    # Levels are held part by part in memory (see `_exactly`); an index on the second axis, turned, keeps that.
    levels = block.levels.T[:, keep].T
    return Comparison(block.left[keep], block.right[keep], levels, block.scores[keep], block.problem_known[keep])


class Ready(Struct, frozen=True):
    """What every block looks up. Of pairs there are the smaller positions, ascending, and the larger ones."""

    profiles: Profiles
    policy: PairPolicy
    signed: NDArray[np.float64]
    structure: Structure
    namings: Namings
    by_word: likeness.Postings
    texts: likeness.Texts
    alike: tuple[NDArray[np.int64], NDArray[np.int64]]
    boundaries: tuple[NDArray[np.int64], NDArray[np.int64]]


def ready(profiles: Profiles, policy: PairPolicy) -> Ready:
    """Everything that does not depend on which rows are compared."""
    boundaries = np.array(sorted(profiles.boundaries), dtype=np.int64).reshape(-1, 2)
    return Ready(
        profiles=profiles,
        policy=policy,
        signed=signed_weights(policy.weights),
        structure=structure(profiles, policy.levels),
        namings=namings(profiles),
        by_word=likeness.postings(profiles),
        texts=likeness.texts(profiles),
        alike=likeness.alike(profiles, policy.levels.alike_text),
        boundaries=(boundaries[:, 0], boundaries[:, 1]),
    )


Level = NDArray[np.float64] | NDArray[np.bool_]


class Bare(Struct, frozen=True):
    """Rows against all from the first of them on, without their texts; each matrix is k x m."""

    rows: NDArray[np.int64]
    levels: Mapping[int, Level]
    """By part; what only the texts tell is left out."""
    points: NDArray[np.float64]
    """Of these levels, before rounding."""
    alike: NDArray[np.bool_]
    """Do the texts stand in for a problem that one side does not name?"""
    possible: NDArray[np.bool_]
    """Can the pair have a score at all: a shared problem or alike texts, a shared year, and not met before."""

    def reaching(self, least: float, total: int) -> NDArray[np.int64]:
        """For each of `total` interventions, in how many of these pairs it has at least so many points."""
        close = self.possible & (self.points >= least - ALMOST)
        counts = np.zeros(total, dtype=np.int64)
        counts[self.rows] += np.count_nonzero(close, axis=1)
        counts[self.rows[0] :] += np.count_nonzero(close, axis=0)
        return counts


def bare(rows: NDArray[np.int64], known: Ready) -> Bare:
    """The rows of one of the `blocks` against all later ones."""
    first = int(rows[0])
    found = known.structure.parts(rows, first)
    width = found.shared.shape[1]
    alike = _marks(known.alike, rows, width)
    levels: dict[int, Level] = {
        PROBLEM: found.problem,
        AGES: found.ages,
        FORM: found.form,
        ADDRESSEE: found.addressee,
        MENTION: known.namings.between(rows, first),
        BOUNDARY: _marks(known.boundaries, rows, width),
        LEVEL: found.step,
    }
    points = found.problem * found.ages
    points *= found.form
    points *= known.signed[TOGETHER]
    scratch = np.empty_like(points)
    for part, level in levels.items():
        points += np.multiply(level, known.signed[part], out=scratch)
    possible = np.triu(found.shared & ((found.problem > 0) | alike), 1)
    return Bare(rows, levels, points, alike, possible)


def _marks(
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]], rows: NDArray[np.int64], width: int
) -> NDArray[np.bool_]:
    """True at the listed pairs among rows against the `width` interventions from the first row on."""
    found = np.zeros((len(rows), width), dtype=np.bool_)
    some = slice(*np.searchsorted(pairs[0], (rows[0], rows[-1] + 1)))
    found[pairs[0][some] - rows[0], pairs[1][some] - rows[0]] = True
    return found


def compared(block: Bare, known: Ready, floor: float) -> Comparison:
    """The pairs of `block` that score above 0 and at least `floor`.

    Words in common are asked for where all would do, letters in common (rapidfuzz) where all of those would do.
    Pairs that are alike word for word, or whose texts stand in for the problem, are always asked; they are few.
    """
    wordings = known.profiles.wordings
    always = block.alike | (wordings[block.rows][:, None] == wordings[block.rows[0] :])
    least = floor - MARGIN
    at = np.flatnonzero(block.possible & (always | (block.points >= least - known.signed[TEXT])))
    left, right = _positions(at, block)
    cosine = likeness.cosines(left, right, known.by_word, len(wordings))
    most = likeness.levels_of(cosine, 1.0, known.policy.levels)
    most *= known.signed[TEXT]
    most += block.points.reshape(-1)[at]
    hopeful = (most >= least) | always.reshape(-1)[at]
    found = _exactly(at[hopeful], block, known, cosine[hopeful])
    return _kept(found, (found.scores >= floor) & (found.scores > 0))


def _positions(at: NDArray[np.int64], block: Bare) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where in the catalogue the two interventions of these cells of a block stand."""
    row, column = np.divmod(at, block.points.shape[1])
    return block.rows[row], column + block.rows[0]


def _exactly(at: NDArray[np.int64], block: Bare, known: Ready, cosine: NDArray[np.float64] | None = None) -> Comparison:
    """The pairs of these cells of a block with all their levels and points."""
    left, right = _positions(at, block)
    if cosine is None:
        cosine = likeness.cosines(left, right, known.by_word, len(known.profiles.ids))
    ratio = likeness.ratios(left, right, known.texts, known.policy.levels.ratio_none)
    text = likeness.levels_of(cosine, ratio, known.policy.levels)
    levels = np.zeros((len(PARTS), len(at)))
    for part, found in block.levels.items():
        levels[part] = found.reshape(-1)[at]
    problem_known = levels[PROBLEM] > 0
    levels[TEXT] = text
    levels[PROBLEM] = np.where(problem_known, levels[PROBLEM], text)
    levels[TOGETHER] = levels[PROBLEM] * levels[AGES] * levels[FORM]
    pairs = Comparison(left, right, levels.T, np.zeros(len(at)), problem_known)
    return replace(pairs, scores=points(pairs.levels, known.signed, same_text(pairs, known.profiles)))
