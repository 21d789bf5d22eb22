"""Agreement of the tool's pairs with labels, beside what simple matching would have found, in one run."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from overlap.model import Catalogue
from overlap.review import baselines
from overlap.review.gold import Gold
from overlap.review.ranking import Ranking, rank

PairScores = Mapping[frozenset[str], float]
"""Points by the two ids; a pair that is not there has 0."""


TOOL = "overlap"
SCOPES = ("all", "focus")


class Line(Struct, frozen=True):
    """Agreement of one method with the labels of one scope (all pairs, or the focus themes) and grade."""

    method: str
    scope: str
    grade: int
    labels: int
    """Labelled pairs of this scope and grade."""
    ranking: Ranking


class Flagged(Struct, frozen=True):
    """Precision and recall (grade 1 or 2 counts as right) of the pairs at or above a line."""

    line: str
    flagged: int
    right: int
    labels: int

    @property
    def precision(self) -> float:
        return self.right / self.flagged if self.flagged else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.labels if self.labels else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Ground(Struct, frozen=True):
    """All pairs of a catalogue, as positions (m x 2), their grades (0-2) and which belong to the focus themes."""

    pairs: NDArray[np.int64]
    grades: NDArray[np.int64]
    focus: NDArray[np.bool_]


def ground(catalogue: Catalogue, gold: Gold, focus: Sequence[str]) -> Ground:
    """The pairs to be judged on. A pair is out of focus when it is labelled, but for other themes only."""
    ids = [row.id for row in catalogue.interventions]
    pairs = np.array(list(itertools.combinations(range(len(ids)), 2)), dtype=np.int64).reshape(-1, 2)
    keys = [frozenset((ids[i], ids[j])) for i, j in pairs.tolist()]
    return Ground(
        pairs=pairs,
        grades=np.array([gold.overlaps.get(key, 0) for key in keys], dtype=np.int64),
        focus=np.array(
            [key not in gold.overlaps or bool(set(gold.overlap_themes[key]) & set(focus)) for key in keys],
            dtype=np.bool_,
        ),
    )


def pair_lines(catalogue: Catalogue, scores: PairScores, ground_: Ground) -> tuple[Line, ...]:
    """The tool and the two baselines, for all pairs and the focus themes, for grade 1 or 2 and for grade 2."""
    methods = {
        TOOL: _square(catalogue, scores),
        "token_set_ratio": baselines.token_set(catalogue.interventions),
        "tfidf_char_3_5": baselines.character_cosine(catalogue.interventions),
    }
    return tuple(
        _line(method, values, scope, grade, ground_)
        for scope in SCOPES
        for grade in (1, 2)
        for method, values in methods.items()
    )


def tool_line(catalogue: Catalogue, scores: PairScores, ground_: Ground) -> Line:
    """The tool alone, for all pairs and grade 1 or 2: what an ablation compares."""
    return _line(TOOL, _square(catalogue, scores), SCOPES[0], 1, ground_)


def _square(catalogue: Catalogue, scores: PairScores) -> NDArray[np.float64]:
    square = np.zeros((len(catalogue.interventions), len(catalogue.interventions)))
    position = {row.id: at for at, row in enumerate(catalogue.interventions)}
    for key, points in scores.items():
        i, j = sorted(position[one] for one in key)
        square[i, j] = points
    return square


def _line(method: str, square: NDArray[np.float64], scope: str, grade: int, ground_: Ground) -> Line:
    within = ground_.focus if scope == "focus" else np.ones(len(ground_.pairs), dtype=np.bool_)
    pairs, grades = ground_.pairs[within], ground_.grades[within]
    ranking = rank(square[pairs[:, 0], pairs[:, 1]], grades, pairs, grade)
    return Line(method, scope, grade, int((grades >= grade).sum()), ranking)


def flagged_lines(scores: PairScores, gold: Gold, lines: Mapping[str, float]) -> tuple[Flagged, ...]:
    """Precision and recall at each named line."""
    found = []
    for name, line in lines.items():
        above = {key for key, points in scores.items() if points >= line}
        found.append(Flagged(name, len(above), len(above & gold.overlaps.keys()), len(gold.overlaps)))
    return tuple(found)
