"""How firm the number of flagged pairs is: the line 5 points lower and higher, each weight 20 % lower and higher."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from overlap.analysis.pairs import PARTS, Comparison, changed, points, same_text, signed_weights
from overlap.analysis.policy import PairPolicy
from overlap.analysis.profiles import Profiles
from overlap.model import Sensitivity

LINE_STEP = 5.0
WEIGHT_STEP = 0.2
MOST_STEPS = 3
"""The furthest two interventions can stand apart on the ladder."""


def sensitivity(profiles: Profiles, comparison: Comparison, policy: PairPolicy) -> tuple[Sensitivity, ...]:
    """Counts for every change, the settings as they are first. Needs a comparison made down to `floor(policy)`."""
    same = same_text(comparison, profiles)
    return tuple(
        Sensitivity(change, int((points(comparison.levels, signed, same) >= line).sum()))
        for change, signed, line in _changes(policy)
    )


def floor(policy: PairPolicy) -> float:
    """The lowest score, with the settings as they are, of any pair that one of the changes could lift to its line.

    Points are linear in the levels, so a change lifts a pair by at most the sum of what each part can gain.
    """
    now = signed_weights(policy.weights)
    highest = np.array([1.0] * (len(PARTS) - 1) + [float(MOST_STEPS)])
    lowest = min(line - float(np.maximum((signed - now) * highest, 0).sum()) for _, signed, line in _changes(policy))
    return max(0.0, lowest - 0.1)


def _changes(policy: PairPolicy) -> Iterator[tuple[str, NDArray[np.float64], float]]:
    now, line = signed_weights(policy.weights), policy.lines.possible
    yield "line", now, line
    yield f"line-{LINE_STEP:.0f}", now, line - LINE_STEP
    yield f"line+{LINE_STEP:.0f}", now, line + LINE_STEP
    for part in PARTS:
        for sign in (-1, 1):
            weights = changed(policy.weights, part, 1 + sign * WEIGHT_STEP)
            yield f"{part}{'-' if sign < 0 else '+'}{WEIGHT_STEP * 100:.0f}", signed_weights(weights), line
