"""The sheets on recommendations 1 (access and waits) and 2 (evaluation): counts by department, theme and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from overlap.model import UNSTATED, Kind, Tally
from overlap.report.phrases import counted, number
from overlap.report.sheets.related import of_answers
from overlap.report.story import Story
from overlap.report.tables import Sheet, Value

Key = tuple[str, str, Kind | None]
"""Theme, department and kind of a line."""

EVERYONE: Key = ("", "", None)


def access(story: Story) -> Sheet:
    """Recommendation 1: how one comes in."""
    lines = _by_table(story).get("access", {})
    rows = [_row(key, line, ("open", "referral", "visitation", UNSTATED), story) for key, line in _shown(lines, story)]
    values = {**_base(lines, story), **_whole(lines, story)}
    return of_answers("access", story.voice.words.answers.access, rows, values, texts=("group", "kind"))


def wait(story: Story) -> Sheet:
    """Recommendation 1: how long one waits, and whether anyone new comes in at all."""
    tallies = _by_table(story)
    lines, intake = tallies.get("wait", {}), tallies.get("intake", {})
    rows = [
        (*_row(key, line, ("within", "over", UNSTATED), story), len(intake[key].answers["closed"]))
        for key, line in _shown(lines, story)
    ]
    goal = {"goal": story.findings.settings.get("gaps.wait_goal_weeks", "")}
    values = {**_base(lines, story), **_whole(intake, story), **_whole(lines, story), **goal}
    return of_answers("wait", story.voice.words.answers.wait, rows, values, texts=("group", "kind"))


def evaluation(story: Story) -> Sheet:
    """Recommendation 2: whether they are evaluated."""
    lines = _by_table(story).get("evaluation", {})
    rows = [_row(key, line, ("yes", "partly", "no", UNSTATED), story) for key, line in _shown(lines, story)]
    values = {**_base(lines, story), **_whole(lines, story)}
    for kind in (Kind.MUNICIPAL, Kind.PARTNERSHIP):
        of_kind = lines.get(("", "", kind))
        values[f"base_{kind}"] = str(len(of_kind.base)) if of_kind else "0"
        values[f"yes_{kind}"] = str(len(of_kind.answers["yes"])) if of_kind else "0"
    return of_answers("evaluation", story.voice.words.answers.evaluation, rows, values, texts=("group", "kind"))


def funding(story: Story) -> Sheet:
    """Whether the money lasts the budget year; nothing where no year was asked for."""
    lines = _by_table(story).get("funding", {})
    rows = [_row(key, line, ("lasts", "ends", UNSTATED), story) for key, line in _shown(lines, story)]
    values = {**_base(lines, story), **_whole(lines, story)}
    return of_answers("funding", story.voice.words.answers.funding, rows, values, texts=("group", "kind"))


def _by_table(story: Story) -> Mapping[str, dict[Key, Tally]]:
    found: dict[str, dict[Key, Tally]] = {}
    for line in story.findings.answers.tallies:
        found.setdefault(line.table, {})[line.theme, line.department, line.kind] = line
    return found


def _shown(lines: Mapping[Key, Tally], story: Story) -> Iterator[tuple[Key, Tally]]:
    """All, each department and each theme the question was about, each by kind; groups of nobody are left out."""
    marked = {theme.key for theme in story.marked}
    for key, line in lines.items():
        theme, department, _ = key
        if line.base and (not theme or (theme in marked and not department)):
            yield key, line


def _group(key: Key, story: Story) -> tuple[str, str]:
    theme, department, kind = key
    words = story.voice.words
    unstated = story.voice.report.phrases.unstated
    group = story.voice.labels.title(theme) if theme else unstated if department == UNSTATED else department
    return group or words.answers.everyone, words.terms.kinds[kind] if kind else words.answers.every_kind


def _row(key: Key, line: Tally, answers: Sequence[str], story: Story) -> tuple[Value, ...]:
    """The group, how many it has, and how many of them give each answer."""
    return (*_group(key, story), len(line.base), *(len(line.answers[answer]) for answer in answers))


def _whole(lines: Mapping[Key, Tally], story: Story) -> dict[str, str]:
    """How many of all give each answer."""
    whole = lines.get(EVERYONE)
    words = story.voice.report.phrases
    return {answer: number(len(ids), words) for answer, ids in whole.answers.items()} if whole else {}


def _all(line: Tally | None) -> int:
    return len(line.base) + len(line.not_running) if line else 0


def _base(lines: Mapping[Key, Tally], story: Story) -> dict[str, str]:
    whole, partnerships = lines.get(EVERYONE), lines.get(("", "", Kind.PARTNERSHIP))
    words = story.voice.report.phrases
    return {
        "base": number(len(whole.base), words) if whole else "0",
        "total": counted(_all(whole), words.interventions, words),
        "partnerships": counted(_all(partnerships), words.partnerships, words),
        "gone": number(len(whole.not_running), words) if whole else "0",
    }
