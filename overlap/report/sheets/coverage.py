"""Who serves each theme, by age and by department: a word and a number in every field, and a colour beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from overlap.model import CoverageCell, Theme
from overlap.report.phrases import years_of
from overlap.report.story import Story
from overlap.report.tables import Column, Mark, Sheet, Table, Tone, Value

THEMES_ON_A_SHEET = 6
"""With the column of ages that makes seven, the most that print legibly on A4."""


def by_age(story: Story) -> list[Sheet]:
    words = story.voice.report.coverage
    bands = dict.fromkeys(cell.age_band for cell in story.findings.coverage)
    rows = {band: years_of(band, story.voice.report.phrases) for band in bands}
    return _sheets("ages", words.ages_tab, words.ages_heading, words.ages, rows, lambda cell: cell.age_band, story)


def by_department(story: Story) -> list[Sheet]:
    words = story.voice.report.coverage
    rows = {name: name for name in dict.fromkeys(cell.department for cell in story.findings.coverage) if name}
    tab, heading = words.departments_tab, words.departments_heading
    return _sheets("departments", tab, heading, words.department, rows, lambda cell: cell.department, story)


def _sheets(
    name: str, tab: str, heading: str, side: str, rows: dict[str, str], key: Callable[[CoverageCell], str], story: Story
) -> list[Sheet]:
    words = story.voice.report.coverage
    found = []
    every = story.findings.themes
    batches = [every[at : at + THEMES_ON_A_SHEET] for at in range(0, len(every), THEMES_ON_A_SHEET)]
    for number, themes in enumerate(batches, start=1):
        title = tab if number == 1 else words.continued.format(tab=tab, n=number)
        columns = (Column(side, 16), *(Column(story.voice.labels.title(theme.key), 18) for theme in themes))
        body: list[tuple[Value, ...]] = []
        for at, label in rows.items():
            marks = (mark([cell for cell in _cells(theme, story) if key(cell) == at], story) for theme in themes)
            body.append((label, *marks))
        found.append(Sheet(title, heading, (words.reading,), Table(f"coverage_{name}_{number}", columns, tuple(body))))
    return found


def _cells(theme: Theme, story: Story) -> Sequence[CoverageCell]:
    return [cell for cell in story.findings.coverage if cell.theme == theme.key]


def mark(cells: Sequence[CoverageCell], story: Story) -> Mark:
    """One field of the map; an intervention that stands in several of `cells` counts once."""
    words = story.voice.report.coverage
    primary = {key for cell in cells for key in cell.primary}
    secondary = {key for cell in cells for key in cell.secondary} - primary
    if not primary:
        if not any(cell.possible for cell in cells):
            return Mark(words.outside, Tone.OUTSIDE)
        return Mark(_extra(words.missing, len(secondary), story), Tone.MISSING)
    if len(primary) == 1:
        return Mark(_extra(words.thin.format(primary=1), len(secondary), story), Tone.THIN)
    return Mark(_extra(words.covered.format(primary=len(primary)), len(secondary), story), Tone.COVERED)


def _extra(text: str, secondary: int, story: Story) -> str:
    return story.voice.report.coverage.extra.format(text=text, secondary=secondary) if secondary else text
