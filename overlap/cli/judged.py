"""The figures of `overlap evaluate`, from a workbook and a folder of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from overlap.cli.pipeline import Work
from overlap.cli.talk import progress
from overlap.errors import InputError
from overlap.model import Field
from overlap.review.agreement import Agreement

if TYPE_CHECKING:
    from overlap.analysis.pairs import Comparison
    from overlap.report.data import Records
    from overlap.report.tables import Sheet
    from overlap.review.evaluation import Flagged, Ground, Line
    from overlap.review.gold import Gold
    from overlap.wording.sections import Wording


class Results(Struct, frozen=True):
    """Agreement with labels: of pairs by ranking, of the flagged pairs, and without each part of the points."""

    pairs: tuple[Line, ...]
    flagged: tuple[Flagged, ...]
    without: tuple[tuple[str, Line], ...]
    readings: tuple[Reading, ...]


class Reading(Struct, frozen=True):
    """Agreement of one method on one thing that is read: a theme, a facet, a kind of sentence."""

    method: str
    what: str
    agreement: Agreement


def results(work: Work, folder: Path, *, facets_gold: bool, ablate: bool) -> Results:
    """Everything measured in one run; with `facets_gold`, on facets coded by a person."""
    from overlap.review import evaluation, gold

    labels = gold.read(folder)
    _check_ids(work, labels, folder)
    judged = with_facets(work, labels) if facets_gold else work
    focus = [theme.key for theme in work.themes if theme.focus]
    ground = evaluation.ground(work.catalogue, labels, focus)
    scores = by_ids(work, judged.comparison)
    progress.stage("judging")
    lines = judged.policy.pairs.lines
    return Results(
        pairs=evaluation.pair_lines(work.catalogue, scores, ground),
        flagged=evaluation.flagged_lines(scores, labels, {"likely": lines.likely, "possible": lines.possible}),
        without=tuple(_without_each_part(judged, ground)) if ablate else (),
        readings=(*_themes(work, labels), *_facets(work, labels), *_sentences(work, folder)),
    )


TOOL, KEYWORDS, PARTIAL = "overlap", "keywords", "partial_ratio"
ALL = "all"
SENTENCES = "sentences"
"""The folder of labelled sentences beside the other labels."""


def _themes(work: Work, labels: Gold) -> Iterator[Reading]:
    """Every labelled theme, and all of them; beside plain keywords and `partial_ratio` on the same texts."""
    from overlap.language.lexicon import keywords
    from overlap.model import Role
    from overlap.review import sentences
    from overlap.review.agreement import theme_agreement
    from overlap.review.baselines import raw_text

    if not labels.themes:
        return
    themes = [theme.key for theme in work.themes if theme.key in next(iter(labels.themes.values()))]
    read = {key: {theme: one.role(theme) for theme in themes} for key, one in work.understanding.items()}
    methods = {TOOL: read}
    for name, search in ((KEYWORDS, sentences.plain_keywords), (PARTIAL, sentences.partial_ratio)):
        predict = search(keywords())
        methods[name] = {
            row.id: dict.fromkeys(predict(raw_text(row), Field.DESCRIPTION).included, Role.PRIMARY)
            for row in work.catalogue.interventions
        }
    for name, found in methods.items():
        for what, among in ((ALL, themes), *((theme, [theme]) for theme in themes)):
            yield Reading(name, f"theme:{what}", theme_agreement(found, labels.themes, among).works_on)
    everything = theme_agreement(read, labels.themes, themes)
    yield Reading(TOOL, "theme:excluded", everything.excluded)
    yield Reading(TOOL, "theme:excluded_as_offer", Agreement(0, everything.covered, 0))


def _facets(work: Work, labels: Gold) -> Iterator[Reading]:
    from overlap.review.agreement import facet_agreement

    if not labels.facets:
        return
    found = facet_agreement({key: one.facets for key, one in work.understanding.items()}, labels.facets)
    for column, agreement in found.columns.items():
        yield Reading(TOOL, f"facet:{column}", agreement)
    steps = found.level
    yield Reading(TOOL, "facet:level", Agreement(steps.exact, steps.labels - steps.exact, steps.labels - steps.exact))
    off = steps.labels - steps.within_one
    yield Reading(TOOL, "facet:level_within_one", Agreement(steps.within_one, off, off))


def _sentences(work: Work, folder: Path) -> Iterator[Reading]:
    """Each file of labelled sentences in the folder `sentences`, by kind, beside the same two baselines."""
    from overlap.language.lexicon import keywords
    from overlap.language.mentions import find
    from overlap.review import sentences

    known = keywords()
    themes = [theme for theme in work.themes if theme.key in known]
    methods = {
        TOOL: lambda text, field: sentences.from_mentions(find(text, work.lexicon, field), themes),
        KEYWORDS: sentences.plain_keywords(known),
        PARTIAL: sentences.partial_ratio(known),
    }
    for path in sorted((folder / SENTENCES).glob("*.csv")):
        labelled = sentences.read(path)
        for method, predict in methods.items():
            for kind, score in sentences.score_sentences(labelled, predict).items():
                yield Reading(method, f"{path.stem}:{kind}", score.included)
                if kind == sentences.ALL:
                    yield Reading(method, f"{path.stem}:excluded", score.excluded)


def _check_ids(work: Work, labels: Gold, folder: Path) -> None:
    """Labels of another workbook would give figures that mean nothing."""
    known = {row.id for row in work.catalogue.interventions}
    labelled = {one for pair in labels.overlaps for one in pair} | labels.themes.keys() | labels.facets.keys()
    unknown = sorted(labelled - known)
    if unknown:
        raise InputError("gold.ids", folder=folder, ids=", ".join(unknown[:10]), file=work.catalogue.source.name)


def with_facets(work: Work, labels: Gold) -> Work:
    """The same work, with the facets of the labels in place of those that were read."""
    read = work.understanding
    coded = {key: replace(one, facets=labels.facets.get(key, one.facets)) for key, one in read.items()}
    changed = replace(work)
    vars(changed).update(vars(work) | {"understanding": coded})
    for stage in ("profiles", "comparison", "findings"):
        vars(changed).pop(stage, None)
    return changed


def by_ids(work: Work, comparison: Comparison) -> Mapping[frozenset[str], float]:
    ids = [row.id for row in work.catalogue.interventions]
    found = zip(comparison.left.tolist(), comparison.right.tolist(), comparison.scores.tolist(), strict=True)
    return {frozenset((ids[i], ids[j])): points for i, j, points in found}


def _without_each_part(work: Work, ground: Ground) -> Iterator[tuple[str, Line]]:
    """The ranking with one part's weight set to 0 at a time."""
    from overlap.analysis.pairs import PARTS, changed, compare
    from overlap.review import evaluation

    for part in PARTS:
        weights = changed(work.policy.pairs.weights, part, 0)
        scores = by_ids(work, compare(work.profiles, replace(work.policy.pairs, weights=weights), 0))
        yield part, evaluation.tool_line(work.catalogue, scores, ground)


def records(found: Results) -> Records:
    """One row a figure: method, scope, grade, measure, value and its interval where there is one."""
    from overlap.report.data import Records

    rows: list[tuple[str | int | float | None, ...]] = []
    for line in found.pairs:
        rows += _ranking_rows(line.method, line)
    for flagged in found.flagged:
        for measure in ("precision", "recall", "f1"):
            rows.append((f"line_{flagged.line}", "all", 1, measure, round(getattr(flagged, measure), 3), None, None))
        rows.append((f"line_{flagged.line}", "all", 1, "flagged", flagged.flagged, None, None))
    for part, line in found.without:
        rows += _ranking_rows(f"without_{part}", line)
    for one in found.readings:
        for measure in ("precision", "recall", "f1"):
            rows.append((one.method, one.what, None, measure, round(getattr(one.agreement, measure), 3), None, None))
    return Records(("method", "scope", "grade", "measure", "value", "low", "high"), tuple(rows))


def _ranking_rows(method: str, line: Line) -> list[tuple[str | int | float | None, ...]]:
    precision = line.ranking.average_precision
    first = (method, line.scope, line.grade)
    rows: list[tuple[str | int | float | None, ...]] = [
        (*first, "labels", line.labels, None, None),
        (*first, "average_precision", *(round(value, 3) for value in (precision.value, precision.low, precision.high))),
        (*first, "r_precision", round(line.ranking.r_precision, 3), None, None),
    ]
    return rows + [
        (*first, f"precision_at_{cut}", round(value, 3), None, None) for cut, value in line.ranking.precision_at
    ]


def sheets(found: Results, words: Wording, theme: Callable[[str], str]) -> list[Sheet]:
    """The same figures as tables to read; `theme` gives the name of a theme by its key."""
    from overlap.report.sheets import evaluated

    rankings = [(line.method, line) for line in found.pairs]
    without = [(f"without_{part}", line) for part, line in found.without]
    return evaluated.sheets(rankings + without, found.flagged, found.readings, words, theme)
