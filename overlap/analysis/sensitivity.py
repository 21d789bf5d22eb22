"""How firm the number of flagged pairs is: the line 5 points lower and higher, each weight 20 % lower and higher."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from overlap.analysis.pairs import ALMOST, PARTS, TOP, Comparison, changed, points, same_text, signed_weights
from overlap.analysis.policy import PairPolicy, PairWeights
from overlap.analysis.profiles import Profiles
from overlap.model import Sensitivity

LINE_STEP = 5.0
WEIGHT_STEP = 0.2
MOST_STEPS = 3
"""The furthest two interventions can stand apart on the ladder."""


def sensitivity(profiles: Profiles, comparison: Comparison, policy: PairPolicy) -> tuple[Sensitivity, ...]:
    """Counts for every change, the settings as they are first. Needs a comparison made down to `floor(policy)`."""
    same = same_text(comparison, profiles)
    given = [column * weight for column, weight in zip(comparison.levels.T, _unscaled(policy.weights), strict=True)]
    total = sum(given, np.zeros(len(same)))
    # Word for word the same is 100 points, whatever the weights.
    total[same] = np.inf
    found = []
    for change in _changes(policy):
        if change.part < 0:
            count = int((comparison.scores >= change.line).sum())
        else:
            moved = total + given[change.part] * (change.factor - 1)
            count = _reaching(moved, change, comparison.levels)
        found.append(Sensitivity(change.name, count))
    return tuple(found)


class _Change(Struct, frozen=True):
    """One thing set otherwise: the line, or the weight of one part multiplied by `factor` (`part` is -1 where none)."""

    name: str
    line: float
    signed: NDArray[np.float64]
    """Points of each part with the change made."""
    scale: float
    """What weights are multiplied with to become points."""
    part: int = -1
    factor: float = 1.0


def _reaching(moved: NDArray[np.float64], change: _Change, levels: NDArray[np.float64]) -> int:
    """How many reach the line. `moved` is the sum of the changed weights times the levels, not yet scaled.

    Adding one difference to a sum and adding up anew may differ in the last bit; whatever lies as near as that to
    being rounded up to the line is added up anew.
    """
    edge = change.line - 0.05 if change.line <= TOP else np.inf
    sure, perhaps = moved >= (edge + ALMOST) / change.scale, moved >= (edge - ALMOST) / change.scale
    doubtful = np.flatnonzero(perhaps & ~sure) if sure.sum() != perhaps.sum() else np.zeros(0, dtype=np.int64)
    anew = points(levels[doubtful], change.signed, np.zeros(len(doubtful), dtype=np.bool_))
    return int(sure.sum() + (anew >= change.line).sum())


def floor(policy: PairPolicy) -> float:
    """The lowest score, with the settings as they are, of any pair that one of the changes could lift to its line.

    Points are linear in the levels, so a change lifts a pair by at most the sum of what each part can gain.
    """
    now = signed_weights(policy.weights)
    highest = np.array([1.0] * (len(PARTS) - 1) + [float(MOST_STEPS)])
    lowest = min(one.line - float(np.maximum((one.signed - now) * highest, 0).sum()) for one in _changes(policy))
    return max(0.0, lowest - 0.1)


def _changes(policy: PairPolicy) -> Iterator[_Change]:
    weights, line = policy.weights, policy.lines.possible
    now, scale = signed_weights(weights), 100 / sum(weights.positive)
    yield _Change("line", line, now, scale)
    yield _Change(f"line-{LINE_STEP:.0f}", line - LINE_STEP, now, scale)
    yield _Change(f"line+{LINE_STEP:.0f}", line + LINE_STEP, now, scale)
    for at, part in enumerate(PARTS):
        for sign in (-1, 1):
            factor = 1 + sign * WEIGHT_STEP
            other = changed(weights, part, factor)
            name = f"{part}{'-' if sign < 0 else '+'}{WEIGHT_STEP * 100:.0f}"
            yield _Change(name, line, signed_weights(other), 100 / sum(other.positive), at, factor)


def _unscaled(weights: PairWeights) -> tuple[float, ...]:
    """The weights as they are set, in the order of `PARTS`, with a sign."""
    return *weights.positive, weights.mention, -weights.boundary, -weights.level
