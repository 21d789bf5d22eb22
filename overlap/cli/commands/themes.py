"""`overlap themes`: which themes each intervention is for."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def themes(
        file: Path = options.file(words),
        chosen: options.Format = options.output_format(words),
        unmatched: bool = options.option(words, "unmatched", default=False),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import show
        from overlap.cli.works import work as work_on
        from overlap.report import data
        from overlap.report.sheets import register as sheets
        from overlap.report.sheets import unmatched as lists

        work = work_on(file, sheet=sheet, header_row=header_row, lexicon=lexicon)
        if unmatched:
            found = work.unmatched
            show.deliver(
                chosen,
                words,
                records=lambda: lists.records(*found),
                sheets=lambda: lists.sheets(*found, show.story(work, words)),
            )
            return
        show.deliver(
            chosen,
            words,
            records=lambda: data.themes(work.catalogue, work.themes, work.understanding),
            sheets=lambda: [sheets.themes(show.story(work, words))],
        )
