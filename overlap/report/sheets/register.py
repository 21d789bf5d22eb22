"""All interventions in one line of facts each, the problems in the data, and the method."""

from __future__ import annotations

from overlap.model import Intervention, Issue, Role, Severity
from overlap.report.phrases import day, span, years
from overlap.report.story import Story
from overlap.report.tables import Column, Sheet, Table, Value
from overlap.report.voice import issue_sentence


def interventions(story: Story) -> Sheet:
    words, fields = story.voice.report.register, story.voice.words.terms.fields
    columns = (
        Column(fields["number"], 6),
        Column(fields["name"], 46),
        Column(fields["department"], 18, rank=3),
        Column(words.ages, 12),
        Column(words.access, 13, rank=2),
        Column(words.wait, 13, rank=4),
        Column(words.themes, 30, rank=2),
    )
    rows = tuple(_facts(one, story) for one in story.by_id.values())
    return Sheet(words.tab, words.heading, (words.reading,), Table("interventions", columns, rows))


def _facts(one: Intervention, story: Story) -> tuple[Value, ...]:
    phrases, terms = story.voice.report.phrases, story.voice.words.terms
    themes = story.findings.understanding[one.id].themes
    return (
        one.id,
        one.name,
        story.departments(one.id),
        years(one.ages, phrases),
        terms.access[one.access],
        span(one.wait_weeks, phrases),
        story.voice.labels.titles(key for key, reading in themes.items() if reading.role is Role.PRIMARY),
    )


def problems(story: Story) -> Sheet:
    """Every issue with its cell: errors first, then warnings, then the rest, each in the order they were met."""
    words = story.voice.report.problems
    columns = (
        Column(words.severity, 13),
        Column(words.sheet, 20, rank=2),
        Column(words.cell, 12),
        Column(words.problem, 95),
    )
    rows = tuple(_problem(issue, story) for issue in ranked(story.findings.catalogue.issues))
    return Sheet(words.tab, words.heading, (words.reading if rows else words.none,), Table("problems", columns, rows))


def ranked(issues: tuple[Issue, ...]) -> list[Issue]:
    return sorted(issues, key=lambda issue: list(Severity).index(issue.severity))


def _problem(issue: Issue, story: Story) -> tuple[Value, ...]:
    words = story.voice.words
    return words.terms.severities[issue.severity], issue.sheet, issue.cell, issue_sentence(issue, words)


def method(story: Story) -> Sheet:
    """How it was done, what was read, and every setting."""
    words, catalogue = story.voice.report.method, story.findings.catalogue
    read = {
        words.file: catalogue.source.name,
        words.fingerprint: catalogue.source.sha256,
        words.sheet: catalogue.sheet,
        words.header: str(catalogue.header_row),
        words.columns: "; ".join(f"{column.heading} ({column.cell})" for column in catalogue.columns),
        words.version: story.edition.version,
        words.day: day(story.edition.day, story.voice.report.phrases),
    }
    settings = {words.settings.get(key, key): value for key, value in story.findings.settings.items()}
    columns = (Column(words.subject, 45), Column(words.value, 95))
    rows = tuple((subject, value) for subject, value in {**read, **settings}.items() if value)
    return Sheet(words.tab, words.heading, words.lines, Table("method", columns, rows))
