"""All interventions in one line of facts each, the problems in the data, and the method."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from overlap.model import Catalogue, Intervention, Issue, Role, Severity
from overlap.report.phrases import counted, day, span, years
from overlap.report.story import Story
from overlap.report.tables import Column, Sheet, Table, Value
from overlap.report.voice import issue_sentence
from overlap.wording.sections import Wording


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


def themes(story: Story) -> Sheet:
    """Which themes each intervention is for, which it takes in, and which it turns away."""
    fields, roles = story.voice.words.terms.fields, story.voice.words.terms.roles
    told = (Role.PRIMARY, Role.SECONDARY, Role.EXCLUDED)
    columns = (
        Column(fields["number"], 6),
        Column(fields["name"], 40),
        Column(roles[Role.PRIMARY], 32),
        Column(roles[Role.SECONDARY], 40, rank=2),
        Column(roles[Role.EXCLUDED], 32, rank=3),
    )
    rows = []
    for one in story.by_id.values():
        readings = story.findings.understanding[one.id].themes
        by_role = (
            story.voice.labels.titles(key for key, read in readings.items() if read.role is role) for role in told
        )
        rows.append((one.id, one.name, *by_role))
    words = story.voice.report.register
    return Sheet(words.themes_tab, words.themes_tab, (words.themes_reading,), Table("roles", columns, tuple(rows)))


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
    return issues(story.findings.catalogue, story.voice.words)


def issues(read: Catalogue, words: Wording) -> Sheet:
    """Every issue with its cell: errors first, then warnings, then the rest, each in the order they were met."""
    said = words.report.problems
    columns = (
        Column(said.severity, 13),
        Column(said.sheet, 20, rank=2),
        Column(said.cell, 12),
        Column(said.problem, 95),
    )
    rows = tuple(
        (words.terms.severities[issue.severity], issue.sheet, issue.cell, issue_sentence(issue, words))
        for issue in ranked(read.issues)
    )
    return Sheet(said.tab, said.heading, (said.reading if rows else said.none,), Table("problems", columns, rows))


def checked(read: Catalogue, words: Wording) -> list[Sheet]:
    """What was found in the file and where, then every issue."""
    said, phrases = words.report.problems, words.report.phrases
    found = said.read.format(
        interventions=counted(len(read.interventions), phrases.interventions, phrases),
        sheet=read.sheet,
        file=read.source.name,
        row=read.header_row,
    )
    columns = said.columns.format(columns=columns_read(read))
    sheet = issues(read, words)
    # Where no table was found there is nothing to tell of one.
    lines = (found, columns) if read.header_row else ()
    return [replace(sheet, lines=(*lines, *sheet.lines))]


def columns_read(read: Catalogue) -> str:
    """The headings that were understood, each with its cell."""
    return ", ".join(f"{' '.join(column.heading.split())} ({column.cell})" for column in read.columns)


def ranked(found: tuple[Issue, ...]) -> list[Issue]:
    return sorted(found, key=lambda issue: list(Severity).index(issue.severity))


LINES = ("pairs.lines.likely", "pairs.lines.possible")
"""The settings that a line of `overlap.toml` moves."""


def method(story: Story) -> Sheet:
    """How it was done, what was read, and every setting."""
    words, catalogue = story.voice.report.method, story.findings.catalogue
    read = {
        words.file: catalogue.source.name,
        words.fingerprint: catalogue.source.sha256,
        words.sheet: catalogue.sheet,
        words.header: str(catalogue.header_row),
        words.columns: columns_read(catalogue),
        words.version: story.edition.version,
        words.day: day(story.edition.day, story.voice.report.phrases),
    }
    line, language = story.findings.threshold, story.voice.words.language
    calibrated = story.calibrated(words.calibrated, words.chosen)
    why = {key: told.get(language, "") for key, told in story.findings.why.items()}
    # A line of the settings goes without the reason of the one it replaces.
    why = {**dict.fromkeys(LINES if line else (), calibrated), **why}
    columns = (Column(words.subject, 44), Column(words.value, 44), Column(words.reason, 62, rank=2))
    rows = [(subject, value, "") for subject, value in read.items() if value]
    decimal = story.voice.report.phrases.decimal
    rows += [
        (setting(key, words.settings), value.replace(".", decimal), why.get(key, ""))
        for key, value in story.findings.settings.items()
    ]
    lines = (*words.lines, story.calibrated(words.calibrated, words.uncalibrated))
    return Sheet(words.tab, words.heading, lines, Table("method", columns, tuple(rows)))


def setting(key: str, names: Mapping[str, str]) -> str:
    """What a setting is called: by its own name, else by the name of its group and that of its last part."""
    group, _, last = key.rpartition(".")
    return names.get(key) or f"{names.get(group, group)}: {names.get(last, last)}"
