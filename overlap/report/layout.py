"""Which sheets a report has, and in which order. The workbook and the terminal print what stands here, and no more."""

from __future__ import annotations

from overlap.report.sheets import (
    answers,
    coverage,
    data,
    figures,
    firmness,
    front,
    gaps,
    overlaps,
    register,
    related,
    review,
)
from overlap.report.story import Story
from overlap.report.tables import Sheet


def sheets(story: Story) -> tuple[Sheet, ...]:
    """The whole report: the answer, then what it rests on, then everything as data."""
    return (
        front.sheet(story),
        *overlap_sheets(story),
        *firmness_sheets(story),
        *gap_sheets(story),
        *answer_sheets(story),
        *coverage.by_age(story),
        *coverage.by_department(story),
        coverage.every_theme(story),
        *figures.sheets(story),
        *review.sheets(story),
        register.interventions(story),
        register.problems(story),
        register.method(story),
        data.interventions(story),
        data.themes(story),
        data.pairs(story),
        data.coverage(story),
    )


def overlap_sheets(story: Story) -> list[Sheet]:
    """One for each theme in focus, then the pairs outside them, then the chains, if there are any."""
    themes = [theme for theme in story.findings.themes if theme.focus]
    found = [
        overlaps.on_theme(theme, at, (front.focus_answer(theme, story), front.grounds(theme, story) + "."), story)
        for at, theme in enumerate(themes, start=1)
    ]
    found += [sheet for sheet in (overlaps.others(story), overlaps.chains(story)) if sheet.table.rows]
    return found


def firmness_sheets(story: Story) -> list[Sheet]:
    """Groups of overlapping interventions, and how the number of pairs depends on the settings."""
    return [sheet for sheet in (firmness.groups(story), firmness.sensitivity(story)) if sheet.table.rows]


def gap_sheets(story: Story) -> list[Sheet]:
    """Two for each theme to strengthen (what may be missing, who works with it today), then the other themes."""
    found = []
    for at, theme in enumerate((theme for theme in story.findings.themes if theme.strengthen), start=1):
        lines = (front.grounds(theme, story) + ".", front.gaps_answer(theme, story))
        found += [gaps.on_theme(theme, at, lines, story), gaps.serving(theme, at, story)]
    others = gaps.others(story)
    return [*found, others] if others.table.rows else found


def answer_sheets(story: Story) -> list[Sheet]:
    """Recommendations 1 to 3, changes of age, need and the overlap index; those with nothing to show are left out."""
    every = (
        answers.access(story),
        answers.wait(story),
        answers.evaluation(story),
        answers.funding(story),
        related.cooperation(story),
        related.handovers(story),
        related.needs(story),
        related.index(story),
    )
    return [sheet for sheet in every if sheet.table.rows]


def on_screen(story: Story) -> tuple[Sheet, ...]:
    """What a person sees at once when the report is written: the answer, overlaps in focus, gaps to close, the map."""
    shown = (theme for theme in story.findings.themes if theme.focus or theme.strengthen)
    titles = {overlaps.theme_title(theme, story) if theme.focus else gaps.theme_title(theme, story) for theme in shown}
    themed = (sheet for sheet in (*overlap_sheets(story), *gap_sheets(story)) if sheet.title in titles)
    return (front.sheet(story), *themed, *coverage.by_age(story))
