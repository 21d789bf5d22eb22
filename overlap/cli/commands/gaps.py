"""`overlap gaps`: possible gaps, by theme and kind."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def gaps(
        file: Path = options.file(words),
        chosen: options.Format = options.output_format(words),
        theme: str | None = options.option(words, "theme"),
        budget_year: int | None = options.option(words, "budget_year"),
        population: Path | None = options.option(words, "population"),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import show
        from overlap.cli.selection import theme_of
        from overlap.cli.works import work as work_on
        from overlap.report import data
        from overlap.report.sheets import gaps as sheets
        from overlap.report.voice import gap_sentence

        work = work_on(
            file,
            sheet=sheet,
            header_row=header_row,
            lexicon=lexicon,
            budget_year=budget_year,
            population=population,
        )
        asked = theme_of(theme, work.themes) if theme is not None else None
        found = work.gaps_of(asked) if asked else work.findings.gaps
        story = show.story(work, words)
        show.deliver(
            chosen,
            words,
            records=lambda: data.gaps(found, lambda gap: gap_sentence(gap, story.voice)),
            sheets=lambda: sheets.listed(found, story),
        )
