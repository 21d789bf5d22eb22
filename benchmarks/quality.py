"""How well the pairs agree with labels, in-sample and on folds that the weights were not fitted on: `make quality`.

Weights in `policy.toml` were set once with the sample in view. To see what that is worth, they are fitted anew here
(logistic regression on the same eight parts, grade 2 weighing three times grade 1) without a tenth of the interventions
at a time, and without one theme at a time, and judged on what was left out. The same is done with facets coded by a
person in place of those the tool read, so that anyone sees which half a loss comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from overlap.analysis.pairs import PARTS
from overlap.cli.judged import by_ids, results, with_facets
from overlap.cli.pipeline import Work
from overlap.cli.show import voice
from overlap.report.sheets.evaluated import named
from overlap.review import baselines, evaluation, gold
from overlap.review.ranking import rank
from overlap.wording import load

ROOT = Path(__file__).parents[1]
CATALOGUES = (
    ("sample", ROOT / "data" / "bilag_b.xlsx", ROOT / "data" / "gold"),
    ("Fjordby", ROOT / "data" / "fjordby" / "fjordby.xlsx", ROOT / "data" / "fjordby" / "gold"),
)
FOLDS, SEED = 10, 20240618
Scores = NDArray[np.float64]


class Ground(Struct, frozen=True):
    """One catalogue with its labels: levels of every pair (m x 8), whether it can score, and what the labels say."""

    work: Work
    labels: gold.Gold
    judged: evaluation.Ground
    levels: NDArray[np.float64]
    possible: NDArray[np.bool_]
    points: Scores


def ground(work: Work, labels: gold.Gold, *, coded: bool) -> Ground:
    used = with_facets(work, labels) if coded else work
    judged = evaluation.ground(work.catalogue, labels, [theme.key for theme in work.themes if theme.focus])
    size = len(work.catalogue.interventions)
    levels, points = np.zeros((size, size, len(PARTS))), np.zeros((size, size))
    found = used.comparison
    levels[found.left, found.right] = found.levels
    points[found.left, found.right] = found.scores
    left, right = judged.pairs[:, 0], judged.pairs[:, 1]
    return Ground(work, labels, judged, levels[left, right], points[left, right] > 0, points[left, right])


def fitted(here: Ground, train: NDArray[np.bool_]) -> Callable[[NDArray[np.float64]], Scores]:
    """Points by weights fitted on the pairs of `train` alone."""
    chosen = train & here.possible
    grades = here.judged.grades[chosen]
    model = LogisticRegression(C=1, max_iter=2000)
    model.fit(here.levels[chosen], grades > 0, sample_weight=np.where(grades == 2, 3.0, 1.0))
    return lambda levels: np.asarray(model.decision_function(levels))


def row_folds(here: Ground) -> Scores:
    """Each pair scored by weights fitted without either of its two interventions; two such scores are averaged."""
    size = len(here.work.catalogue.interventions)
    fold = np.random.default_rng(SEED).permutation(size) % FOLDS
    sides = fold[here.judged.pairs]
    total, times = np.zeros(len(here.points)), np.zeros(len(here.points))
    for left_out in range(FOLDS):
        held = (sides == left_out).any(axis=1)
        total[held] += fitted(here, ~held)(here.levels[held])
        times[held] += 1
    return _gated(total / times, here)


def theme_folds(here: Ground) -> Scores:
    """Each labelled theme's pairs scored by weights fitted without any pair of interventions on that theme."""
    scores = fitted(here, np.ones(len(here.points), dtype=np.bool_))(here.levels)
    ids = [row.id for row in here.work.catalogue.interventions]
    for theme in (theme.key for theme in here.work.themes if theme.focus):
        on = np.array([here.labels.themes.get(one, {}).get(theme) in ("primary", "secondary") for one in ids])
        held = on[here.judged.pairs].all(axis=1)
        if held.any():
            scores[held] = fitted(here, ~held)(here.levels[held])
    return _gated(scores, here)


def _gated(scores: Scores, here: Ground) -> Scores:
    return np.where(here.possible, scores, scores.min() - 1)


def lines(name: str, work: Work, labels: gold.Gold) -> Iterator[str]:
    rows = work.catalogue.interventions
    squares = {
        "token_set_ratio on raw text": baselines.token_set(rows),
        "TF-IDF on 3-5 characters": baselines.character_cosine(rows),
    }
    read, coded = ground(work, labels, coded=False), ground(work, labels, coded=True)
    left, right = read.judged.pairs[:, 0], read.judged.pairs[:, 1]
    methods: list[tuple[str, Scores]] = [(method, square[left, right]) for method, square in squares.items()]
    for kind, here in (("facets as read", read), ("facets coded by a person", coded)):
        methods += [
            (f"overlap, {kind}, weights as set", here.points),
            (f"overlap, {kind}, weights fitted without a tenth of the rows", row_folds(here)),
            (f"overlap, {kind}, weights fitted without the theme", theme_folds(here)),
        ]
    for method, scores in methods:
        yield _row(name, method, scores, read.judged)


def _row(name: str, method: str, scores: Scores, judged: evaluation.Ground) -> str:
    any_grade, top_grade = (rank(scores, judged.grades, judged.pairs, least) for least in (1, 2))
    cells = [name, method]
    for ranking in (any_grade, top_grade):
        precision = ranking.average_precision
        cells.append(f"{precision.value:.2f} ({precision.low:.2f}-{precision.high:.2f})")
    cells += [f"{value:.2f}" for _, value in any_grade.precision_at]
    return "| " + " | ".join(cells) + " |"


def tiers(name: str, work: Work, labels: gold.Gold) -> Iterator[str]:
    policy = work.policy.pairs.lines
    scores = by_ids(work, work.comparison)
    for one in evaluation.flagged_lines(scores, labels, {"likely": policy.likely, "possible": policy.possible}):
        yield f"| {name} | {one.line} or more | {one.flagged} | {one.precision:.2f} | {one.recall:.2f} | {one.f1:.2f} |"


HEAD = """# How well it agrees with people

Made by `make quality`; do not edit by hand.

- *sample* is `data/bilag_b.xlsx`: words, rules and weights were made with it in view.
- *Fjordby* is `data/fjordby/fjordby.xlsx`, constructed by another author with another layout and voice. No rule, word
  or weight was made by looking at its rows; it is there to judge on.
- AP is average precision: 1 when every labelled pair stands first. In brackets the 95 per cent interval of a bootstrap
  that draws interventions, not pairs.
- Both catalogues are constructed and each was labelled by one person. Two readers of the sample agree with F1 0.82 on
  overlaps and 0.96 on themes: nothing above that means anything.
"""

READINGS = """
## Themes, facets and sentences

`sentences` with a date in the name were written by another author before the rules they judge and never used to tune.
Of keywords and `partial_ratio`, the two simple ways of searching, only what they take in can be measured.
"""


def readings(name: str, work: Work, folder: Path) -> Iterator[str]:
    found = results(work, folder, facets_gold=False, ablate=False).readings
    words = load("en")
    theme = voice(work, words).labels.title
    for one in found:
        if one.what == "theme:excluded_as_offer":
            yield f"| {name} | excluded, but read as an offer | {one.method} | {one.agreement.extra} cells | | |"
            continue
        what = named(one.what, words, theme)
        figures = (one.agreement.precision, one.agreement.recall, one.agreement.f1)
        yield f"| {name} | {what} | {one.method} | " + " | ".join(f"{value:.2f}" for value in figures) + " |"


def main() -> None:
    works = [(name, Work(file), gold.read(folder)) for name, file, folder in CATALOGUES if file.exists()]
    print(HEAD)
    print("## Pairs\n")
    print("| catalogue | method | AP, grade 1 or 2 | AP, grade 2 | P@10 | P@20 | P@50 |\n|---|---|---|---|---|---|---|")
    for name, work, labels in works:
        print("\n".join(lines(name, work, labels)))
    print("\n| catalogue | tier | flagged | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for name, work, labels in works:
        print("\n".join(tiers(name, work, labels)))
    print(READINGS)
    print("| catalogue | what | method | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for name, file, folder in CATALOGUES:
        if file.exists():
            print("\n".join(readings(name, Work(file), folder)))


if __name__ == "__main__":
    main()
