"""The figures: each a small table of counts with a native chart beside it, in the manner of a council's Bilag A."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from overlap.model import UNSTATED, Access, Evaluated, Intervention, Kind, Role
from overlap.report.phrases import decoded, years_of
from overlap.report.story import Story
from overlap.report.tables import Chart, Column, Shape, Sheet, Table

Row = tuple[str, Sequence[int]]


def sheets(story: Story) -> list[Sheet]:
    """Those that have anything to show, in the order a reader asks."""
    every = (
        departments(story),
        themes(story),
        ages(story),
        access(story),
        wait(story),
        evaluation(story),
        between(story),
    )
    return [sheet for sheet in every if sheet.table.rows]


def departments(story: Story) -> Sheet:
    """Who has how many, municipal and partnership apart; one of several departments stands in each."""
    words = story.voice.report.figures
    named = {name for one in story.by_id.values() for name in _departments(one)}

    def row(name: str) -> Row:
        return _said(name, story), _by_kind(story.by_id.values(), lambda one: name in _departments(one), story)

    rows = [row(name) for name in sorted(named, key=lambda name: (name == UNSTATED, name))]
    return _sheet(
        "departments",
        (words.departments_tab, words.departments_heading),
        (words.several,),
        words.department,
        _heads(story),
        rows,
        story,
    )


def themes(story: Story) -> Sheet:
    words, roles = story.voice.report.figures, story.voice.words.terms.roles
    both = (Role.PRIMARY, Role.SECONDARY)
    rows = [
        (story.voice.labels.title(theme.key), [len(story.with_role(theme, role)) for role in both])
        for theme in story.marked
    ]
    heads = [roles[role] for role in both]
    return _sheet(
        "themes",
        (words.themes_tab, words.themes_heading),
        (words.running, words.several_themes),
        words.theme,
        heads,
        rows,
        story,
    )


def ages(story: Story) -> Sheet:
    """Who takes in any age of a band; one that spans several stands in each."""
    words, phrases = story.voice.report.figures, story.voice.report.phrases
    bands = list(dict.fromkeys(cell.age_band for cell in story.findings.coverage))
    running = [one for one in story.by_id.values() if one.runs]

    def row(band: str) -> Row:
        return years_of(band, phrases), _by_kind(running, lambda one: _reaches(one, band), story)

    rows = [row(band) for band in bands]
    lines = (words.running, words.several_ages)
    return _sheet(
        "ages", (words.ages_tab, words.ages_heading), lines, words.age, _heads(story), rows, story, upright=True
    )


def access(story: Story) -> Sheet:
    words, terms = story.voice.report.figures, story.voice.words.terms
    labels = {answer.value: terms.access[answer] for answer in Access}
    return _answers("access", (words.access_tab, words.access_heading), words.way_in, labels, story)


def wait(story: Story) -> Sheet:
    words = story.voice.report.figures
    goal = story.findings.settings.get("gaps.wait_goal_weeks", "")
    labels = {
        "within": words.within.format(weeks=goal),
        "over": words.over.format(weeks=goal),
        UNSTATED: story.voice.report.phrases.unstated,
    }
    return _answers("wait", (words.wait_tab, words.wait_heading), words.waiting, labels, story)


def evaluation(story: Story) -> Sheet:
    words, terms = story.voice.report.figures, story.voice.words.terms
    labels = {answer.value: terms.evaluated[answer] for answer in Evaluated}
    return _answers("evaluation", (words.evaluation_tab, words.evaluation_heading), words.evaluated, labels, story)


def between(story: Story) -> Sheet:
    """Pairs that may overlap, by the departments they lie in; a pair of several departments stands in several rows."""
    words = story.voice.report.figures
    beyond = story.findings.beyond
    found: Counter[tuple[str, str]] = Counter(beyond.between if beyond else {})
    for pair in story.overlaps:
        first, second = (_departments(story.by_id[key]) for key in (pair.a, pair.b))
        found.update({(min(two), max(two)) for two in product(first, second)})
    order = sorted(found, key=lambda two: (-found[two], two))

    def label(a: str, b: str) -> str:
        return (words.inside if a == b else words.across).format(a=_said(a, story), b=_said(b, story))

    rows = [(label(*two), [found[two]]) for two in order]
    return _sheet(
        "between",
        (words.between_tab, words.between_heading),
        (words.several_pairs,),
        words.where,
        [words.pairs],
        rows,
        story,
    )


def _answers(name: str, told: tuple[str, str], side: str, labels: Mapping[str, str], story: Story) -> Sheet:
    """One question of recommendations 1 and 2, answered by all, municipal and partnership apart."""
    kinds = _kinds(story)
    lines = {
        line.kind: line
        for line in story.findings.answers.tallies
        if line.table == name and not line.theme and not line.department and line.kind in kinds
    }
    rows = [
        (label, [len(lines[kind].answers.get(answer, ())) for kind in kinds])
        for answer, label in labels.items()
        if len(lines) == len(kinds)
    ]
    running = (story.voice.report.figures.running,)
    return _sheet(name, told, running, side, _heads(story), rows, story)


def _sheet(
    name: str,
    told: tuple[str, str],
    lines: tuple[str, ...],
    side: str,
    heads: Sequence[str],
    rows: Sequence[Row],
    story: Story,
    *,
    upright: bool = False,
) -> Sheet:
    """`told` are the tab and the heading; `side` stands over the categories, `heads` over the series."""
    tab, heading = told
    columns = (Column(side, 26), *(Column(head, 14, Shape.NUMBER) for head in heads))
    table = Table(f"figure_{name}", columns, tuple((label, *values) for label, values in rows if any(values)))
    told_all = "; ".join(
        f"{row[0]}: " + ", ".join(f"{head} {value}" for head, value in zip(heads, row[1:], strict=True))
        for row in table.rows
    )
    alt = story.voice.report.figures.alt.format(heading=heading, values=told_all)
    return Sheet(tab, heading, lines, table, chart=Chart(heading, alt, upright))


def _kinds(story: Story) -> list[Kind]:
    return [kind for kind in Kind if any(one.kind is kind for one in story.by_id.values())]


def _heads(story: Story) -> list[str]:
    return [story.voice.words.terms.kinds[kind] for kind in _kinds(story)]


def _departments(one: Intervention) -> tuple[str, ...]:
    return one.departments or (UNSTATED,)


def _said(name: str, story: Story) -> str:
    return story.voice.report.phrases.unstated if name == UNSTATED else name


def _by_kind(every: Iterable[Intervention], fits: Callable[[Intervention], bool], story: Story) -> list[int]:
    fitting = [one.kind for one in every if fits(one)]
    return [fitting.count(kind) for kind in _kinds(story)]


def _reaches(one: Intervention, band: str) -> bool:
    if band == UNSTATED or not one.ages.known:
        return band == UNSTATED and not one.ages.known
    span = decoded(band)
    low, high = span.low or 0, span.high or 0
    return (one.ages.low is None or one.ages.low <= high) and (one.ages.high is None or one.ages.high >= low)
