"""How alike two interventions are: points by part, 0-100 in all, with the weights of `policy.toml`.

All pairs are scored blockwise as arrays. The parts that cost time (the texts) are computed only for pairs whose other
parts leave the floor within reach, the cheaper first; since no part can give more than its weight, nothing above the
floor is lost. Sums are added up in one order, so that a pair has the same score in whatever block it is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
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


def scored(
    profiles: Profiles, policy: PairPolicy, floor: float, of: Iterable[NDArray[np.int64]] | None = None
) -> Iterator[Comparison]:
    """The pairs of `compare` by blocks of rows: for counting and choosing where all of them would fill the memory.

    `of` are the blocks wanted, some of `blocks`; all of them where it is not given.
    """
    ready = _ready(profiles, policy)
    for rows in blocks(len(profiles.ids)) if of is None else of:
        yield _of_rows(rows, ready, floor)


def blocks(total: int) -> Iterator[NDArray[np.int64]]:
    """The rows of each block: more of them where there are fewer later ones to compare with."""
    start = 0
    while start < total - 1:
        end = min(total, start + max(1, CELLS // (total - start)))
        yield np.arange(start, end)
        start = end


def _of_rows(rows: NDArray[np.int64], ready: _Ready, floor: float) -> Comparison:
    """The pairs of these rows with later ones that score above 0 and at least `floor`."""
    block = _with_texts(_candidates(rows, ready, floor), ready, floor)
    return _kept(block, (block.scores >= floor) & (block.scores > 0))


def merged(blocks: Iterable[Comparison]) -> Comparison:
    """One comparison of several, best first, ties by position in the catalogue."""
    found = [_NOTHING, *blocks]
    whole = Comparison(*(np.concatenate([getattr(part, one.name) for part in found]) for one in fields(Comparison)))
    return _kept(whole, np.lexsort((whole.right, whole.left, -whole.scores)))


def likest(blocks: Iterable[Comparison], count: int) -> Comparison:
    """The first `count` pairs of `merged`, without ever holding many more."""
    best, waiting = _NOTHING, list[Comparison]()
    for block in blocks:
        # What scores less than the last of those that fill the list can never come in.
        waiting.append(at_least(block, best.scores[-1]) if len(best.scores) == count > 0 else block)
        if sum(len(one.scores) for one in waiting) > count:
            best, waiting = first(merged([best, *waiting]), count), []
    return first(merged([best, *waiting]), count)


def first(comparison: Comparison, count: int) -> Comparison:
    """The first `count` pairs."""
    return Comparison(*(getattr(comparison, field.name)[:count] for field in fields(comparison)))


def compare_two(first: int, second: int, profiles: Profiles, policy: PairPolicy) -> Comparison:
    """The two interventions at these positions, also where they share nothing and score 0."""
    both = sorted((first, second))
    ready = _ready(profiles.only(both), policy)
    parts = _parts(np.arange(1), ready)
    block = _with_texts(_block(np.arange(1), np.array([[False, True]]), parts), ready, floor=None)
    scores = block.scores if parts.possible[0, 1] else np.zeros(1)
    return replace(block, left=np.array(both[:1]), right=np.array(both[1:]), scores=scores)


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
    # Levels are held part by part in memory (see `_block`); an index on the second axis of the turned table keeps that.
    levels = block.levels.T[:, keep].T
    return Comparison(block.left[keep], block.right[keep], levels, block.scores[keep], block.problem_known[keep])


@dataclass(frozen=True, slots=True)
class _Ready:
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


def _ready(profiles: Profiles, policy: PairPolicy) -> _Ready:
    boundaries = np.array(sorted(profiles.boundaries), dtype=np.int64).reshape(-1, 2)
    return _Ready(
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


@dataclass(frozen=True, slots=True)
class _Parts:
    """Rows against all from the first of them on, k x m: levels by part (0 where the text decides), and two marks."""

    levels: Mapping[int, NDArray[np.float64] | NDArray[np.bool_]]
    alike: NDArray[np.bool_]
    """Do the texts stand in for a problem that one side does not name?"""
    possible: NDArray[np.bool_]
    """Can the pair have a score at all: a shared problem or alike texts, and a shared year?"""


def _parts(rows: NDArray[np.int64], ready: _Ready) -> _Parts:
    first = int(rows[0])
    found = ready.structure.parts(rows, first)
    alike = _marks(ready.alike, rows, found.shared.shape[1])
    return _Parts(
        levels={
            PROBLEM: found.problem,
            AGES: found.ages,
            FORM: found.form,
            ADDRESSEE: found.addressee,
            MENTION: ready.namings.between(rows, first),
            BOUNDARY: _marks(ready.boundaries, rows, found.shared.shape[1]),
            LEVEL: found.step,
        },
        alike=alike,
        possible=found.shared & ((found.problem > 0) | alike),
    )


def _marks(
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]], rows: NDArray[np.int64], width: int
) -> NDArray[np.bool_]:
    """True at the listed pairs among rows against the `width` interventions from the first row on."""
    found = np.zeros((len(rows), width), dtype=np.bool_)
    some = slice(*np.searchsorted(pairs[0], (rows[0], rows[-1] + 1)))
    found[pairs[0][some] - rows[0], pairs[1][some] - rows[0]] = True
    return found


def _candidates(rows: NDArray[np.int64], ready: _Ready, floor: float) -> Comparison:
    """The pairs of rows with later ones that could reach the floor if their texts were alike letter by letter."""
    parts, first = _parts(rows, ready), int(rows[0])
    reach = parts.levels[PROBLEM] * parts.levels[AGES]
    reach *= parts.levels[FORM]
    reach *= ready.signed[TOGETHER]
    scratch = np.empty_like(reach)
    for part, levels in parts.levels.items():
        reach += np.multiply(levels, ready.signed[part], out=scratch)
    wordings = ready.profiles.wordings
    hopeful = (reach >= floor - ready.signed[TEXT] - MARGIN) | (wordings[rows][:, None] == wordings[first:])
    # Where the texts stand in for the problem they may count for much more; such pairs are few.
    hopeful |= parts.alike
    hopeful &= parts.possible
    return _block(rows, np.triu(hopeful, 1), parts)


def _block(rows: NDArray[np.int64], wanted: NDArray[np.bool_], parts: _Parts) -> Comparison:
    """The wanted pairs of the parts, with every level but those the text decides; points are 0 as yet."""
    at = np.flatnonzero(wanted)
    row = np.repeat(np.arange(len(rows)), np.count_nonzero(wanted, axis=1))
    levels = np.zeros((len(PARTS), len(at)))
    for part, found in parts.levels.items():
        levels[part] = found.reshape(-1)[at]
    right = at - row * wanted.shape[1] + rows[0]
    return Comparison(rows[row], right, levels.T, np.zeros(len(at)), levels[PROBLEM] > 0)


def _with_texts(block: Comparison, ready: _Ready, floor: float | None) -> Comparison:
    """The block with the likeness of texts, what it decides, and points.

    Of pairs that cannot reach `floor` even if their texts had all letters in common, rapidfuzz is never asked.
    """
    known = ready.policy.levels
    cosine = likeness.cosines(block.left, block.right, ready.by_word, len(ready.profiles.ids))
    if floor is not None:
        block = _with_text(block, likeness.levels_of(cosine, 1.0, known))
        same = same_text(block, ready.profiles)
        hopeful = (_sum(block.levels, ready.signed) >= floor - MARGIN) | same
        block, cosine = _kept(block, hopeful), cosine[hopeful]
    ratio = likeness.ratios(block.left, block.right, ready.texts, known.ratio_none)
    block = _with_text(block, likeness.levels_of(cosine, ratio, known))
    return replace(block, scores=points(block.levels, ready.signed, same_text(block, ready.profiles)))


def _with_text(block: Comparison, text: NDArray[np.float64]) -> Comparison:
    """The levels with that of the texts, which stand in for a problem that one side does not name."""
    levels = block.levels.T.copy()
    levels[TEXT] = text
    levels[PROBLEM] = np.where(block.problem_known, levels[PROBLEM], text)
    levels[TOGETHER] = levels[PROBLEM] * levels[AGES] * levels[FORM]
    return replace(block, levels=levels.T)
