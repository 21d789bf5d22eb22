"""What labels made by people say of the tool: agreement between raters, precision and recall, and a line to choose.

Pairs are drawn by layer, so every figure on all pairs is weighted back: a labelled pair stands for as many as its layer
holds for each that was labelled.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from overlap.review.sampling import Layer, layer_of

Z = 1.959964
"""Of a 95 percent interval."""
Labels = Mapping[frozenset[str], "Label"]
WISHED = 0.6
"""The precision that the lower end of the interval must reach (METHOD 2.4, step 5)."""
FEWEST = 10
"""Labelled pairs over a line, below which no line is proposed."""


class Label(StrEnum):
    DUPLICATION = "duplication"
    OVERLAP = "overlap"
    CHAIN = "chain"
    NOTHING = "nothing"
    UNDECIDED = "undecided"

    @property
    def right(self) -> bool:
        """Whether the pair is one that the tool should flag."""
        return self in (Label.DUPLICATION, Label.OVERLAP)


class Agreement(Struct, frozen=True):
    """Of two raters on the `pairs` that both labelled: the share alike, and Cohen's kappa (`None` where undefined)."""

    pairs: int
    raw: float
    kappa: float | None
    rarest: int
    """How often the rarest label that was used stands: below 5 kappa says little, for it falls when a label is rare."""


class Share(Struct, frozen=True):
    """A share with its 95 percent Wilson interval; all 0-1. `right` and `of` are the labelled pairs, counted."""

    right: int
    of: int
    low: float
    high: float
    weighted: float | None = None
    """The share weighted back for the draw, where that was done."""

    @property
    def value(self) -> float:
        if self.weighted is not None:
            return self.weighted
        return self.right / self.of if self.of else 0.0


class Line(Struct, frozen=True):
    """What holds at a line: precision and recall, both weighted back to all pairs of the catalogue."""

    line: float
    precision: Share
    recall: float


class Judged(Struct, frozen=True):
    """Everything the labels say. `undecided` pairs and those raters differ on are left out of all shares."""

    labels: int
    undecided: int
    differing: int
    agreement: Agreement | None
    layers: Mapping[Layer, Share]
    at_line: Line
    wished: float
    """What the lower end of the interval of the proposed line reaches."""
    proposed: Line | None


def agreement(one: Labels, other: Labels) -> Agreement | None:
    """Raw agreement and kappa (Cohen 1960); nothing where no pair was labelled by both."""
    both = [(one[pair].value, other[pair].value) for pair in one if pair in other]
    if not both:
        return None
    raw = sum(a == b for a, b in both) / len(both)
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(first[label] * second[label] for label in first) / len(both) ** 2
    kappa = None if chance == 1 else (raw - chance) / (1 - chance)
    used = first + second
    return Agreement(len(both), raw, kappa, min(used.values()))


def wilson(right: int, of: int) -> Share:
    """The share with its interval (Wilson 1927); 0 to 1 where nothing was labelled."""
    if of == 0:
        return Share(0, 0, 0.0, 1.0)
    return Share(right, of, *_interval(right / of, of))


def _interval(share: float, of: float) -> tuple[float, float]:
    square = Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def joined(raters: Sequence[Labels]) -> tuple[Labels, int, int]:
    """The labels that hold, the number undecided, and the number on which raters differ (is it an overlap or not)."""
    found: dict[frozenset[str], Label] = {}
    undecided = differing = 0
    for pair in dict.fromkeys(pair for rater in raters for pair in rater):
        given = [rater[pair] for rater in raters if pair in rater]
        firm = [label for label in given if label is not Label.UNDECIDED]
        if not firm:
            undecided += 1
        elif len({label.right for label in firm}) > 1:
            differing += 1
        else:
            found[pair] = firm[0]
    return found, undecided, differing


def judge(
    raters: Sequence[Labels],
    scores: Mapping[frozenset[str], float],
    sizes: Mapping[Layer, int],
    drawn: float,
    *,
    line: float | None = None,
    wished: float = WISHED,
) -> Judged:
    """`sizes` is how many pairs of the whole catalogue each layer holds, `drawn` the line the layers are drawn by.

    `line` is the score that flags a pair today, where that is another.
    """
    labels, undecided, differing = joined(raters)
    of_layer: dict[Layer, list[frozenset[str]]] = {layer: [] for layer in Layer}
    for pair in labels:
        of_layer[layer_of(scores.get(pair, 0.0), drawn)].append(pair)
    weights = {pair: sizes[layer] / len(pairs) for layer, pairs in of_layer.items() for pair in pairs}
    # Rounded down, so that what is written in the settings is the very line the figures are of.
    candidates = sorted({math.floor(10 * scores.get(pair, 0.0)) / 10 for pair in labels} - {0.0})
    lines = [_at(one, labels, scores, weights) for one in candidates]
    good = [one for one in lines if one.precision.of >= FEWEST and one.precision.low >= wished]
    return Judged(
        labels=len(labels),
        undecided=undecided,
        differing=differing,
        agreement=agreement(raters[0], raters[1]) if len(raters) > 1 else None,
        layers={layer: wilson(_right(pairs, labels), len(pairs)) for layer, pairs in of_layer.items()},
        at_line=_at(drawn if line is None else line, labels, scores, weights),
        wished=wished,
        proposed=good[0] if good else None,
    )


def _at(
    line: float, labels: Labels, scores: Mapping[frozenset[str], float], weights: Mapping[frozenset[str], float]
) -> Line:
    over = [pair for pair in labels if scores.get(pair, 0.0) >= line]
    every = sum(weights[pair] for pair, label in labels.items() if label.right)
    found = sum(weights[pair] for pair in over if labels[pair].right)
    return Line(line, _weighted(over, labels, weights), found / every if every else 0.0)


def _weighted(pairs: Sequence[frozenset[str]], labels: Labels, weights: Mapping[frozenset[str], float]) -> Share:
    """The share that is right, each pair standing for as many as its layer holds for each that was labelled.

    The interval is that of as many pairs of equal weight as would tell as much (Kish 1965).
    """
    if not pairs:
        return wilson(0, 0)
    total, squares = sum(weights[pair] for pair in pairs), sum(weights[pair] ** 2 for pair in pairs)
    share = sum(weights[pair] for pair in pairs if labels[pair].right) / total
    return Share(_right(pairs, labels), len(pairs), *_interval(share, total**2 / squares), weighted=share)


def _right(pairs: Iterable[frozenset[str]], labels: Labels) -> int:
    return sum(labels[pair].right for pair in pairs)
