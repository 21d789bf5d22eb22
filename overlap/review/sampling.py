"""Which pairs people label to measure the tool: drawn by layer, mixed, the same for the same seed (METHOD 2.4)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations

SHARES: Mapping[str, float] = {"flagged": 40 / 120, "near": 40 / 120, "low": 20 / 120, "outside": 20 / 120}
NEAR = 15.0
"""Points under the line that count as near it."""
Ends = tuple[str, str]


class Layer(StrEnum):
    """Where a pair stands: at or over the line, up to 15 points under it, lower, or with no points at all."""

    FLAGGED = "flagged"
    NEAR = "near"
    LOW = "low"
    OUTSIDE = "outside"


def layers(ids: Sequence[str], scores: Mapping[frozenset[str], float], line: float) -> Mapping[Layer, tuple[Ends, ...]]:
    """Every pair in its layer, in the order of the catalogue."""
    found: dict[Layer, list[Ends]] = {layer: [] for layer in Layer}
    for a, b in combinations(ids, 2):
        found[layer_of(scores.get(frozenset((a, b)), 0.0), line)].append((a, b))
    return {layer: tuple(pairs) for layer, pairs in found.items()}


def layer_of(score: float, line: float) -> Layer:
    if score >= line:
        return Layer.FLAGGED
    if score >= line - NEAR:
        return Layer.NEAR
    return Layer.LOW if score > 0 else Layer.OUTSIDE


def draw(of: Mapping[Layer, Sequence[Ends]], size: int, seed: int) -> tuple[Ends, ...]:
    """About `size` pairs, each layer by its share (what one layer lacks is not made up by another), in mixed order."""
    dice = random.Random(seed)  # noqa: S311 - the same draw for the same seed, and no secret
    drawn: list[Ends] = []
    for layer, pairs in of.items():
        drawn += dice.sample(list(pairs), min(len(pairs), round(size * SHARES[layer])))
    dice.shuffle(drawn)
    # Which of the two comes first tells nothing either.
    return tuple(pair if dice.random() < 0.5 else (pair[1], pair[0]) for pair in drawn)
