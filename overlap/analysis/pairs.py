"""How alike two interventions are: points by part, 0-100 in all, with the weights of `policy.toml`.

All pairs are scored blockwise as arrays. The parts that cost time (texts and names) are computed only for pairs whose
other parts leave the floor within reach, the cheaper first; since no part can give more than its weight, nothing above
the floor is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from overlap.analysis import likeness
from overlap.analysis.policy import PairPolicy, PairWeights
from overlap.analysis.profiles import Matrix, Profiles

BLOCK = 256
"""Interventions compared with all others at a time: bounds memory at 256 x n numbers a part."""

PARTS = ("problem", "ages", "form", "addressee", "text", "together", "mention", "boundary", "level")
"""Columns of `Comparison.levels`, in the order of the weights."""

PROBLEM, AGES, FORM, ADDRESSEE, TEXT, TOGETHER, MENTION, BOUNDARY, LEVEL = range(len(PARTS))

TOP = 99.0
"""The highest score of two different texts; 100 is kept for texts that are word for word the same."""


@dataclass(frozen=True, slots=True)
class Comparison:
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
    """The pairs of `compare` block by block, in no order: for counting where all of them would fill the memory."""
    by_word = likeness.postings(profiles)
    for block in _blocks(profiles, policy, floor):
        yield _finish(block, profiles, policy, floor, by_word)


def merged(blocks: Iterable[Comparison]) -> Comparison:
    """One comparison of several, best first, ties by position in the catalogue."""
    found = [_NOTHING, *blocks]
    whole = Comparison(*(np.concatenate([getattr(part, one.name) for part in found]) for one in fields(Comparison)))
    return _kept(whole, np.lexsort((whole.right, whole.left, -whole.scores)))


def first(comparison: Comparison, count: int) -> Comparison:
    """The first `count` pairs."""
    return Comparison(*(getattr(comparison, field.name)[:count] for field in fields(comparison)))


def compare_two(first: int, second: int, profiles: Profiles, policy: PairPolicy) -> Comparison:
    """The two interventions at these positions, also where they share nothing and score 0."""
    left, right = sorted((first, second))
    rows = np.array([left])
    parts = _structure(rows, profiles, policy)
    block = _block(rows, np.array([[0, right]]), parts)
    levels = _with_texts(block, profiles, policy, likeness.postings(profiles), floor=None).levels
    possible = parts.shared[0, right] and (parts.problem[0, right] > 0 or parts.alike[0, right])
    scores = points(levels, signed_weights(policy.weights), same_text(block, profiles)) if possible else np.zeros(1)
    return Comparison(block.left, block.right, levels, scores, block.problem_known)


def changed(weights: PairWeights, part: str, factor: float) -> PairWeights:
    """The weights with that of one part multiplied by `factor`."""
    values = {field.name: getattr(weights, field.name) for field in fields(weights)}
    return PairWeights(**(values | {part: values[part] * factor}))


def signed_weights(weights: PairWeights) -> NDArray[np.float64]:
    """Points a level of 1 gives or takes, in the order of `PARTS`; the first six are scaled to sum to 100."""
    signed = np.array([*weights.positive, weights.mention, -weights.boundary, -weights.level])
    return signed * (100 / sum(weights.positive))


def points(
    levels: NDArray[np.float64], signed: NDArray[np.float64], same_text: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Points of pairs from their levels (m x 9), rounded to a tenth so that ties are ties on every machine."""
    return np.where(same_text, 100.0, np.clip(np.round(levels @ signed, 1), 0, TOP))


def same_text(comparison: Comparison, profiles: Profiles) -> NDArray[np.bool_]:
    """Which pairs are word for word the same."""
    return np.equal(profiles.wordings[comparison.left], profiles.wordings[comparison.right])


def _blocks(profiles: Profiles, policy: PairPolicy, floor: float) -> Iterator[Comparison]:
    """Candidates block by block, with every part but text and mention filled in."""
    total = len(profiles.ids)
    for start in range(0, total, BLOCK):
        rows = np.arange(start, min(start + BLOCK, total))
        yield _candidates(rows, profiles, policy, floor)


@dataclass(frozen=True, slots=True)
class _Structure:
    """The parts that need no text, for some rows against all: each k x n."""

    problem: Matrix
    ages: Matrix
    form: Matrix
    addressee: Matrix
    step: Matrix
    alike: NDArray[np.bool_]
    shared: NDArray[np.bool_]
    """Is any year of age shared, or not stated?"""


def _structure(rows: NDArray[np.int64], profiles: Profiles, policy: PairPolicy) -> _Structure:
    ages, shared = _age_level(rows, profiles, policy)
    return _Structure(
        problem=_problem_level(rows, profiles, policy),
        ages=ages,
        form=_form_level(rows, profiles, policy),
        addressee=_addressee_level(rows, profiles),
        step=_steps(rows, profiles),
        alike=likeness.alike(rows, profiles, policy.levels.alike_text * 100),
        shared=shared,
    )


def _candidates(rows: NDArray[np.int64], profiles: Profiles, policy: PairPolicy, floor: float) -> Comparison:
    parts = _structure(rows, profiles, policy)
    later = np.arange(len(profiles.ids))[None, :] > rows[:, None]
    gate = later & parts.shared & ((parts.problem > 0) | parts.alike)
    weight = signed_weights(policy.weights)
    # Where the texts stand in for the problem they may count in full, so 1 is the most it can give.
    problem = np.where(parts.problem > 0, parts.problem, 1)
    reach = problem * weight[PROBLEM] + parts.ages * weight[AGES] + parts.form * weight[FORM]
    reach = reach + parts.addressee * weight[ADDRESSEE] + problem * parts.ages * parts.form * weight[TOGETHER]
    reach = reach + weight[TEXT] + weight[MENTION] + parts.step * weight[LEVEL]
    same = profiles.wordings[rows][:, None] == profiles.wordings
    return _block(rows, np.argwhere(gate & ((reach >= floor - 0.1) | same)), parts)


def _block(rows: NDArray[np.int64], picked: NDArray[np.int64], parts: _Structure) -> Comparison:
    """The pairs at `picked` (row of the block, column) with the parts that need no text; points are 0 as yet."""
    here, right = picked[:, 0], picked[:, 1]
    levels = np.zeros((len(picked), len(PARTS)))
    for column, part in ((PROBLEM, parts.problem), (AGES, parts.ages), (FORM, parts.form), (LEVEL, parts.step)):
        levels[:, column] = part[here, right]
    levels[:, ADDRESSEE] = parts.addressee[here, right]
    return Comparison(rows[here], right, levels, np.zeros(len(picked)), parts.problem[here, right] > 0)


def _finish(
    block: Comparison, profiles: Profiles, policy: PairPolicy, floor: float, by_word: likeness.Postings
) -> Comparison:
    """A block's candidates with their scores, those under the floor dropped."""
    block = _with_texts(block, profiles, policy, by_word, floor=floor)
    scores = points(block.levels, signed_weights(policy.weights), same_text(block, profiles))
    return _kept(replace(block, scores=scores), (scores >= floor) & (scores > 0))


def at_least(comparison: Comparison, line: float) -> Comparison:
    """The pairs that score at least `line`."""
    return _kept(comparison, comparison.scores >= line)


def _kept(block: Comparison, keep: NDArray[np.bool_] | NDArray[np.int64]) -> Comparison:
    return Comparison(*(getattr(block, field.name)[keep] for field in fields(block)))


def _with_texts(
    block: Comparison, profiles: Profiles, policy: PairPolicy, by_word: likeness.Postings, *, floor: float | None
) -> Comparison:
    """The block with text, mention, boundary and what they decide filled in.

    Pairs that cannot reach `floor` any more are dropped on the way: first those that could not even if their texts
    were alike letter by letter, then those that could not even if one named the other.
    """
    cosine = likeness.cosines(block.left, block.right, profiles, by_word)
    if floor is not None:
        hopeful = _within_reach(block, likeness.levels_of(cosine, 1.0, policy.levels), profiles, policy, floor)
        block, cosine = _kept(block, hopeful), cosine[hopeful]
    text = likeness.levels_of(cosine, likeness.ratios(block.left, block.right, profiles), policy.levels)
    if floor is not None:
        hopeful = _within_reach(block, text, profiles, policy, floor)
        block, text = _kept(block, hopeful), text[hopeful]
    levels = _with_text(block, text, profiles)
    levels[:, MENTION] = likeness.mentions(block.left, block.right, profiles)
    levels[:, BOUNDARY] = likeness.delimited(block.left, block.right, profiles)
    return replace(block, levels=levels)


def _within_reach(
    block: Comparison, text: NDArray[np.float64], profiles: Profiles, policy: PairPolicy, floor: float
) -> NDArray[np.bool_]:
    """Which pairs could reach the floor with texts as like as `text` and a mention."""
    levels = _with_text(block, text, profiles)
    levels[:, MENTION] = 1
    return np.asarray(
        (levels @ signed_weights(policy.weights) >= floor - 0.1) | same_text(block, profiles), dtype=np.bool_
    )


def _with_text(block: Comparison, text: NDArray[np.float64], profiles: Profiles) -> NDArray[np.float64]:
    """The levels with that of the texts, which stand in for a problem that one side does not name."""
    levels = block.levels.copy()
    levels[:, TEXT] = text
    named = profiles.has_problem
    stands_in = ~block.problem_known & ~(named[block.left] & named[block.right])
    levels[:, PROBLEM] = np.where(stands_in, text, levels[:, PROBLEM])
    levels[:, TOGETHER] = levels[:, PROBLEM] * levels[:, AGES] * levels[:, FORM]
    return levels


def _problem_level(rows: NDArray[np.int64], profiles: Profiles, policy: PairPolicy) -> Matrix:
    best = np.zeros((len(rows), len(profiles.ids)), dtype=np.float32)
    for column in profiles.strengths.T:
        if column[rows].any():
            np.maximum(best, np.outer(column[rows], column), out=best)
    cosine = profiles.problems[rows] @ profiles.problems.T
    share = policy.levels.best_problem
    return np.asarray(np.minimum((1 - share) * cosine + share * best, 1), dtype=np.float32)


def _age_level(rows: NDArray[np.int64], profiles: Profiles, policy: PairPolicy) -> tuple[Matrix, NDArray[np.bool_]]:
    """Level of the age part, and where any year is shared (or ages are not stated)."""
    low, high = profiles.lows, profiles.highs
    length = high - low + 1
    years = np.minimum(high[rows][:, None], high) - np.maximum(low[rows][:, None], low) + 1
    years = np.maximum(years, 0)
    shorter = np.minimum(length[rows][:, None], length)
    union = length[rows][:, None] + length - years
    share = policy.levels.containment
    level = share * years / np.maximum(shorter, 1) + (1 - share) * years / np.maximum(union, 1)
    known = profiles.ages_known[rows][:, None] & profiles.ages_known[None, :]
    level = np.where(known, level, policy.levels.unknown_ages)
    return np.asarray(level, dtype=np.float32), np.asarray((years > 0) | ~known, dtype=np.bool_)


def _form_level(rows: NDArray[np.int64], profiles: Profiles, policy: PairPolicy) -> Matrix:
    main, other, family = profiles.forms_main, profiles.forms_other, profiles.form_families
    same = (main[rows] @ main.T) > 0
    partly = ((main[rows] @ other.T) > 0) | ((other[rows] @ main.T) > 0)
    kin = (family[rows] @ family.T) > 0
    none = np.float32(0)
    by_part = np.where(partly, np.float32(policy.levels.form_other), none)
    by_family = np.where(kin, np.float32(policy.levels.form_family), none)
    return np.asarray(np.where(same, np.float32(1), np.maximum(by_part, by_family)), dtype=np.float32)


def _addressee_level(rows: NDArray[np.int64], profiles: Profiles) -> Matrix:
    same = (profiles.addressees[rows] @ profiles.addressees.T) > 0
    kin = (profiles.addressee_families[rows] @ profiles.addressee_families.T) > 0
    return np.asarray(np.float32(0.5) * same + np.float32(0.5) * kin, dtype=np.float32)


def _steps(rows: NDArray[np.int64], profiles: Profiles) -> Matrix:
    levels = profiles.levels
    known = (levels[rows] > 0)[:, None] & (levels > 0)[None, :]
    return np.asarray(np.where(known, np.abs(levels[rows][:, None] - levels), 0), dtype=np.float32)
