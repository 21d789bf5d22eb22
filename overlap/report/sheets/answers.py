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
    """Recommendation 1: how one comes in, whether anyone new does, and how long one waits."""
    tallies = _by_table(story)
    said = story.voice.words.answers.access
    goal = story.findings.settings.get("gaps.wait_goal_weeks", "")
    rows: list[tuple[Value, ...]] = [
        (
            *_group(key, story),
            *_counts(line, ("open", "referral", "visitation", UNSTATED)),
            *_counts(tallies["intake"][key], ("closed",)),
            *_counts(tallies["wait"][key], ("within", "over", UNSTATED)),
        )
        for key, line in _shown(tallies.get("access", {}), story)
    ]
    values = {"goal": goal, **_base(tallies.get("access", {}), story)}
    for table, answer in (("access", "open"), ("intake", "closed"), ("wait", "over"), ("wait", UNSTATED)):
        whole = tallies.get(table, {}).get(EVERYONE)
        values[answer] = number(len(whole.answers[answer]), story.voice.report.phrases) if whole else "0"
    return of_answers("access", said, rows, values, texts=("group", "kind"))


def evaluation(story: Story) -> Sheet:
    """Recommendation 2: whether effect is measured; where a budget year is asked for, also whether the money lasts."""
    tallies = _by_table(story)
    lines, funding = tallies.get("evaluation", {}), tallies.get("funding", {})
    said = story.voice.words.answers.evaluation
    rows: list[tuple[Value, ...]] = []
    for key, line in _shown(lines, story):
        money = _counts(funding[key], ("lasts", "ends", UNSTATED)) if funding else ()
        rows.append((*_group(key, story), *_counts(line, ("yes", "partly", "no", UNSTATED)), *money))
    values = _base(lines, story)
    for name, kind in (("", None), ("_municipal", Kind.MUNICIPAL), ("_partnership", Kind.PARTNERSHIP)):
        of_kind = lines.get(("", "", kind))
        values[f"base{name}"] = str(len(of_kind.base)) if of_kind else "0"
        for answer in ("yes", "partly", "no", UNSTATED):
            values[f"{answer}{name}"] = str(len(of_kind.answers[answer])) if of_kind else "0"
    left_out = () if funding else ("lasts", "ends", "funding_unknown")
    return of_answers("evaluation", said, rows, values, texts=("group", "kind"), left_out=left_out)


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


def _counts(line: Tally, answers: Sequence[str]) -> tuple[int, ...]:
    base = (len(line.base),) if line.table in ("access", "evaluation") else ()
    return (*base, *(len(line.answers[answer]) for answer in answers))


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
