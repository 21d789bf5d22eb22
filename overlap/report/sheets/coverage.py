"""Who serves each theme, by age and by department: a word or a number in every field, and a colour beside it.

The fields show the themes that the question was about; a table of all themes stands after them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from overlap.model import UNSTATED, CoverageCell, GapKind, Role, Theme
from overlap.report.phrases import joined, listed, years_of
from overlap.report.story import Story
from overlap.report.tables import Column, Mark, Shape, Sheet, Table, Tone, Value

THEMES_ON_A_SHEET = 6
"""With the column of ages that makes seven, the most that print legibly on A4."""

Cells = Sequence[CoverageCell]


def by_age(story: Story) -> list[Sheet]:
    words = story.voice.report.coverage
    keys = dict.fromkeys(cell.age_band for cells in story.cells.values() for cell in cells)

    def mark(theme: Theme, band: str) -> Mark:
        cells = [cell for cell in story.cells.get(theme.key, ()) if cell.age_band == band]
        return age_mark(theme.key, band, cells, story)

    rows = {key: years_of(key, story.voice.report.phrases) for key in keys}
    return _sheets("ages", (words.ages_tab, words.ages_heading, words.ages_reading, words.ages), rows, mark, story)


def by_department(story: Story) -> list[Sheet]:
    words = story.voice.report.coverage
    keys = dict.fromkeys(cell.department for cells in story.cells.values() for cell in cells)

    def mark(theme: Theme, department: str) -> Mark:
        cells = [cell for cell in story.cells.get(theme.key, ()) if cell.department == department]
        return count_mark(cells, story)

    rows = {key: story.voice.report.phrases.unstated if key == UNSTATED else key for key in keys}
    told = (words.departments_tab, words.departments_heading, words.departments_reading, words.department)
    return _sheets("departments", told, rows, mark, story)


def _sheets(
    name: str,
    told: tuple[str, str, str, str],
    rows: dict[str, str],
    mark: Callable[[Theme, str], Mark],
    story: Story,
) -> list[Sheet]:
    """As many sheets as the themes need; `told` are tab, heading, reading and the heading of the first column."""
    tab, heading, reading, side = told
    every = story.marked
    found = []
    for at in range(0, len(every), THEMES_ON_A_SHEET):
        themes, page = every[at : at + THEMES_ON_A_SHEET], at // THEMES_ON_A_SHEET + 1
        title = tab if page == 1 else story.voice.report.coverage.continued.format(tab=tab, n=page)
        columns = (Column(side, 16), *(Column(story.voice.labels.title(theme.key), 19) for theme in themes))
        body: list[tuple[Value, ...]] = [
            (label, *(mark(theme, key) for theme in themes)) for key, label in rows.items()
        ]
        found.append(Sheet(title, heading, (reading,), Table(f"coverage_{name}_{page}", columns, tuple(body))))
    return found


def _ages_unstated(cells: Cells) -> bool:
    return any(cell.primary for cell in cells if cell.age_band == UNSTATED)


def primary_of(cells: Cells) -> set[str]:
    """Ids, each once, however many cells it stands in."""
    return {key for cell in cells for key in cell.primary}


def age_mark(theme: str, band: str, cells: Cells, story: Story) -> Mark:
    """One age of one theme: a gap only where the findings name one, so that the map and the gaps never disagree."""
    words, primary = story.voice.report.coverage, len(primary_of(cells))
    kinds = {gap.kind for gap in story.findings.gaps if (gap.theme, gap.age_band) == (theme, band)}
    if GapKind.NO_OFFER in kinds:
        return _with(words.missing, Tone.MISSING, cells, story)
    if GapKind.THIN in kinds:
        return _with(words.thin.format(primary=primary), Tone.THIN, cells, story)
    if not primary and GapKind.NOT_STATED in kinds:
        return _with(words.undecided, Tone.OUTSIDE, cells, story)
    if not any(cell.possible for cell in cells):
        return Mark(words.outside, Tone.OUTSIDE)
    return count_mark(cells, story)


def count_mark(cells: Cells, story: Story) -> Mark:
    """How many, where having none is no finding."""
    words, primary = story.voice.report.coverage, len(primary_of(cells))
    if not primary:
        return _with(words.nobody, Tone.OUTSIDE, cells, story)
    return _with(words.covered.format(primary=primary), Tone.COVERED, cells, story)


def _with(text: str, tone: Tone, cells: Cells, story: Story) -> Mark:
    """The text, with how many merely take the theme in."""
    secondary = len({key for cell in cells for key in cell.secondary} - primary_of(cells))
    extra = story.voice.report.coverage.extra
    return Mark(extra.format(text=text, secondary=secondary) if secondary else text, tone)


def every_theme(story: Story) -> Sheet:
    """One line for each theme of the lexicon that any intervention has to do with."""
    words = story.voice.report.coverage
    columns = (
        Column(words.theme, 36),
        Column(words.primary, 13, Shape.NUMBER),
        Column(words.secondary, 11, Shape.NUMBER),
        Column(words.excluded, 17, Shape.NUMBER, rank=3),
        Column(words.empty_ages, 36, rank=2),
        Column(words.departments, 28, rank=4),
    )
    rows = (_theme(theme, story) for theme in story.findings.themes)
    kept = tuple(row for row in rows if any(row[1:4]))
    return Sheet(words.themes_tab, words.themes_heading, (words.themes_reading,), Table("themes", columns, kept))


def _theme(theme: Theme, story: Story) -> tuple[Value, ...]:
    phrases = story.voice.report.phrases
    cells = story.cells.get(theme.key, ())
    bands = dict.fromkeys(cell.age_band for cell in cells if cell.age_band != UNSTATED and cell.possible)
    served = {cell.age_band for cell in cells if cell.primary}
    departments = dict.fromkeys(cell.department for cell in cells if cell.primary and cell.department != UNSTATED)
    empty = [band for band in bands if band not in served] if not _ages_unstated(cells) else []
    counts = (len(story.with_role(theme, role)) for role in (Role.PRIMARY, Role.SECONDARY, Role.EXCLUDED))
    spans = phrases.years.format(span=listed(joined(empty), phrases)) if empty else ""
    return story.voice.labels.title(theme.key), *counts, spans, ", ".join(departments)
