"""How well a ranking of pairs agrees with labels: average precision and its companions, with bootstrap intervals."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Labels = NDArray[np.int64]


class Interval(Struct, frozen=True):
    """An estimate with the 2.5 and 97.5 percentiles of its bootstrap; all 0-1."""

    value: float
    low: float
    high: float


class Ranking(Struct, frozen=True):
    """Agreement of one ranking with the labels of a grade or higher."""

    average_precision: Interval
    r_precision: float
    """Precision among as many pairs as there are labels."""
    precision_at: tuple[tuple[int, float], ...]


CUTS = (10, 20, 50)
RESAMPLES = 400
SEED = 20240618


def average_precision(scores: Scores, relevant: NDArray[np.bool_], weights: Scores | None = None) -> float:
    """Mean of the precision at each relevant pair, ties broken by position; 0 where nothing is relevant."""
    order = np.argsort(-scores, kind="stable")
    weight = np.ones(len(scores)) if weights is None else weights[order]
    hits = relevant[order] * weight
    if hits.sum() == 0:
        return 0.0
    seen = np.cumsum(weight)
    precision = np.cumsum(hits) / np.maximum(seen, 1e-12)
    return float((precision * hits).sum() / hits.sum())


def rank(scores: Scores, grades: Labels, pairs: NDArray[np.int64], least: int) -> Ranking:
    """Agreement of `scores` with `grades` (0-2) for grades of at least `least`; `pairs` is m x 2 positions.

    The bootstrap draws interventions, not pairs: pairs that share an intervention are not independent.
    """
    relevant = grades >= least
    order = np.argsort(-scores, kind="stable")
    wanted = int(relevant.sum())
    return Ranking(
        average_precision=_interval(scores, relevant, pairs),
        r_precision=float(relevant[order[:wanted]].mean()) if wanted else 0.0,
        precision_at=tuple((cut, float(relevant[order[:cut]].mean())) for cut in CUTS if cut <= len(scores)),
    )


def _interval(scores: Scores, relevant: NDArray[np.bool_], pairs: NDArray[np.int64]) -> Interval:
    draw = np.random.default_rng(SEED)
    total = int(pairs.max()) + 1 if len(pairs) else 0
    values = []
    for _ in range(RESAMPLES if total else 0):
        times = np.bincount(draw.integers(0, total, total), minlength=total).astype(np.float64)
        values.append(average_precision(scores, relevant, times[pairs[:, 0]] * times[pairs[:, 1]]))
    low, high = np.percentile(values, [2.5, 97.5]) if values else (0.0, 0.0)
    return Interval(average_precision(scores, relevant), float(low), float(high))
