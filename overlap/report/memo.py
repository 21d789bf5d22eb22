"""The attachment a councillor reads: question, answer, what may be missing, the closest pairs, limits, method.

Every sentence and figure is taken from the sheets of the workbook, so that the two never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from overlap.model import GapKind, Pair, Theme
from overlap.report import imprint
from overlap.report.document import Block, Document, Grid, Heading, Items, Paragraph
from overlap.report.phrases import counted, number
from overlap.report.sheets import coverage, front, gaps, overlaps, register
from overlap.report.story import Story
from overlap.report.tables import Column, Table

MOST_GAPS = 6
"""Rows of a table of gaps; the sheet of the theme has them all."""
MOST_PAIRS = 2
"""Pairs shown of each theme in focus, so that the text stays within four pages."""


def of(story: Story) -> Document:
    sheet = front.sheet(story)
    words = story.voice.report.memo
    blocks = (
        Paragraph(imprint.line(story.voice.report.printing, story.edition)),
        Heading(words.question_heading),
        Paragraph(words.question),
        *(Paragraph(line) for line in front.lines(story)[:1]),
        Heading(words.answer_heading),
        Items(tuple((str(topic), str(answer)) for topic, answer, *_ in sheet.table.rows)),
        *_themes(story),
        *_coverage(story),
        *_closest(story),
        Heading(words.limits_heading),
        Items(tuple(("", line) for line in _limits(story))),
        Heading(words.method_heading),
        *(Paragraph(line) for line in register.method(story).lines),
        Paragraph(_source(story)),
    )
    return Document(sheet.heading, imprint.edges(sheet.heading, story.voice.report.printing, story.edition), blocks)


def _themes(story: Story) -> Iterator[Block]:
    """What may be missing in each theme to strengthen."""
    words, phrases = story.voice.report.memo, story.voice.report.phrases
    for theme in story.findings.themes:
        if not theme.strengthen:
            continue
        found = [gap for gap in story.findings.gaps if gap.theme == theme.key and gap.kind is not GapKind.NOT_STATED]
        yield Heading(gaps.on_theme(theme, 1, (), story).heading)
        yield Paragraph(front.grounds(theme, story) + ". " + front.gaps_answer(theme, story))
        if found:
            said = story.voice.report.gaps
            table = _only(
                gaps.table("gaps", found[:MOST_GAPS], story), {said.kind: 18, said.ages: 12, said.finding: 62}
            )
            yield Grid(words.gaps_caption.format(theme=story.voice.labels.phrase(theme.key)), table)
        if len(found) > MOST_GAPS:
            more = counted(len(found) - MOST_GAPS, words.more_gaps, phrases)
            yield Paragraph(more.format(sheet=gaps.theme_title(theme, story)))


def _only(table: Table, wanted: Mapping[str, int]) -> Table:
    """The columns with these headings, and how wide they are: what stands legibly on an upright page."""
    places = [at for at, column in enumerate(table.columns) if column.heading in wanted]
    columns = tuple(Column(table.columns[at].heading, wanted[table.columns[at].heading]) for at in places)
    return Table(table.name, columns, tuple(tuple(row[at] for at in places) for row in table.rows))


def _coverage(story: Story) -> Iterator[Block]:
    """The first sheet of themes by age: the themes the question was about."""
    sheet = coverage.by_age(story)[0]
    if sheet.table.rows:
        yield Heading(sheet.heading)
        for line in sheet.lines:
            yield Paragraph(line)
        yield Grid(sheet.heading, _fitted(sheet.table))


def _fitted(table: Table) -> Table:
    """Columns as wide as the longest word of their heading asks for."""
    columns = tuple(
        replace(column, width=max(13, 2 + max(map(len, column.heading.split()), default=0))) for column in table.columns
    )
    return replace(table, columns=columns)


def _closest(story: Story) -> Iterator[Block]:
    """The best pairs of each theme in focus, each pair once, best first."""
    words, phrases = story.voice.report.memo, story.voice.report.phrases
    focus: list[Theme | None] = [theme for theme in story.findings.themes if theme.focus]
    kept: dict[tuple[str, str], Pair] = {}
    for theme in focus or [None]:
        own = [pair for pair in _pairs(theme, story) if (pair.a, pair.b) not in kept]
        kept |= {(pair.a, pair.b): pair for pair in own[:MOST_PAIRS]}
    chosen = [pair for pair in story.overlaps if (pair.a, pair.b) in kept]
    yield Heading(words.pairs_heading)
    if not chosen:
        yield Paragraph(story.voice.report.front.pairs_none)
        return
    every, shown = counted(story.count().pairs, phrases.pairs, phrases), number(len(story.overlaps), phrases)
    reading = words.pairs_reading if story.all_explained else words.pairs_shown
    yield Paragraph(reading.format(pairs=every, shown=shown))
    said = story.voice.report.overlaps
    wanted = {said.first: 24, said.second: 24, said.tier: 14, said.reason: 44}
    yield Grid(words.pairs_heading, _only(overlaps.table("pairs", chosen, story), wanted))


def _pairs(theme: Theme | None, story: Story) -> Sequence[Pair]:
    return story.overlaps if theme is None else story.overlaps_on(theme)


def _limits(story: Story) -> tuple[str, ...]:
    """How the findings are to be read, what the workbook says about itself, and what nobody stated."""
    words = story.voice.report.memo
    quoted = [story.voice.report.front.quoted.format(text=note.text) for note in story.findings.catalogue.notes]
    return (story.voice.report.front.caution, *words.limits, *quoted)


def _source(story: Story) -> str:
    catalogue = story.findings.catalogue
    return story.voice.report.memo.source.format(
        file=catalogue.source.name,
        sha256=catalogue.source.sha256,
        version=story.edition.version,
    )
