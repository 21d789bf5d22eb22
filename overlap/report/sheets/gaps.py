"""Where something may be missing on a theme, and who works with that theme today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from overlap.model import Gap, Intervention, Mention, Role, Theme
from overlap.report.phrases import years, years_of
from overlap.report.story import Story
from overlap.report.tables import Column, Sheet, Table, Value


def theme_title(theme: Theme, story: Story) -> str:
    return story.tab(story.voice.report.gaps.tab.format(theme=story.voice.labels.phrase(theme.key)))


def on_theme(theme: Theme, number: int, lines: Sequence[str], story: Story) -> Sheet:
    """The gaps of one theme. `lines` stand above the table."""
    words = story.voice.report.gaps
    gaps = [gap for gap in story.findings.gaps if gap.theme == theme.key]
    heading = words.heading.format(theme=story.voice.labels.phrase(theme.key))
    found = table(f"gaps_{number}", gaps, story)
    return Sheet(
        theme_title(theme, story), heading, (*lines, words.reading if gaps else words.none), found, ranked=True
    )


def listed(found: Sequence[Gap], story: Story) -> list[Sheet]:
    """Any gaps, one sheet a theme."""
    words, labels = story.voice.report.gaps, story.voice.labels
    sheets = []
    for number, theme in enumerate(dict.fromkeys(gap.theme for gap in found)):
        heading = words.heading.format(theme=labels.phrase(theme))
        gaps = [gap for gap in found if gap.theme == theme]
        sheets.append(Sheet(heading, heading, (), table(f"listed_{number}", gaps, story)))
    return sheets or [Sheet(words.all_heading, words.all_heading, (words.none,), table("listed", (), story))]


def others(story: Story) -> Sheet:
    """The gaps of every theme that has no sheet of its own."""
    words = story.voice.report.gaps
    own = {theme.key for theme in story.findings.themes if theme.strengthen}
    gaps = [gap for gap in story.findings.gaps if gap.theme not in own]
    return Sheet(
        words.others_tab, words.others_heading, (words.reading,), table("gaps_other", gaps, story, themes=True)
    )


def table(name: str, gaps: Sequence[Gap], story: Story, *, themes: bool = False) -> Table:
    """Gaps in the order given; with `themes`, each with its theme. Departments have a column when one is named."""
    words = story.voice.report.gaps
    columns = {
        Column(words.theme, 18): themes,
        Column(words.kind, 17): True,
        Column(words.ages, 12): True,
        Column(words.department, 14, rank=2): any(gap.department for gap in gaps),
        Column(words.step, 16, rank=3): True,
        Column(words.finding, 56): True,
        Column(words.rests_on, 46, rank=4): True,
    }
    kept = list(columns.values())
    rows = (tuple(value for value, keep in zip(_row(gap, story), kept, strict=True) if keep) for gap in gaps)
    return Table(name, tuple(column for column, keep in columns.items() if keep), tuple(rows))


def _row(gap: Gap, story: Story) -> tuple[Value, ...]:
    terms = story.voice.words.terms
    return (
        story.voice.labels.title(gap.theme),
        terms.gap_kinds[gap.kind],
        years_of(gap.age_band, story.voice.report.phrases),
        gap.department,
        terms.levels.get(gap.step, gap.step),
        story.gap(gap),
        "; ".join(story.name(key) for key in gap.interventions),
    )


def serving(theme: Theme, number: int, story: Story) -> Sheet:
    """Everyone who has the theme as main theme, takes it in, turns it away or merely mentions it, with the words."""
    words, fields = story.voice.report.gaps, story.voice.words.terms.fields
    phrase = story.voice.labels.phrase(theme.key)
    columns = (
        Column(words.role, 17),
        Column(fields["number"], 6),
        Column(fields["name"], 36),
        Column(fields["department"], 14, rank=3),
        Column(words.ages, 11, rank=2),
        Column(words.words, 54, rank=2),
        Column(words.cell, 12, rank=4),
    )
    rows = tuple(_serving_rows(theme, story))
    return Sheet(
        story.tab(words.serving_tab.format(theme=phrase)),
        words.serving_heading.format(theme=phrase),
        (words.serving_reading if rows else words.serving_none,),
        Table(f"serving_{number}", columns, rows),
    )


def _serving_rows(theme: Theme, story: Story) -> Iterator[tuple[Value, ...]]:
    phrases = story.voice.report.phrases
    for role in (Role.PRIMARY, Role.SECONDARY, Role.EXCLUDED, Role.NONE):
        for one in story.by_id.values():
            reading = story.findings.understanding[one.id].themes[theme.key]
            mentions = reading.mentions
            if reading.role is role and (role is not Role.NONE or mentions):
                department, ages = story.departments(one.id), years(one.ages, phrases)
                told = role_of(one, role, story)
                yield told, one.id, one.name, department, ages, words_of(mentions), cells_of(one, mentions)


def role_of(one: Intervention, role: Role, story: Story) -> str:
    """What it is to the theme, and whether it has ended or not begun."""
    terms, words = story.voice.words.terms, story.voice.report.gaps
    told = words.mentioned if role is Role.NONE else terms.roles[role]
    return told if one.runs else words.not_running.format(role=told, status=terms.statuses[one.status].lower())


def words_of(mentions: Sequence[Mention]) -> str:
    """The words that decided, as they stand, each once."""
    return "; ".join(dict.fromkeys(" ".join(mention.words.split()) for mention in mentions))


def cells_of(one: Intervention, mentions: Sequence[Mention]) -> str:
    """Where those words stand."""
    cells = (one.cells.get(mention.field) for mention in mentions)
    return ", ".join(dict.fromkeys(cell.address for cell in cells if cell))
