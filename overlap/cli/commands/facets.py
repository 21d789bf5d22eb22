"""`overlap facets`: problems, forms of help, who takes part, level, setting and boundaries, as understood."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def facets(
        file: Path = options.file(words),
        chosen: options.Format = options.output_format(words),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import show
        from overlap.cli.works import work as work_on
        from overlap.report import data
        from overlap.report.sheets import data as sheets

        work = work_on(file, sheet=sheet, header_row=header_row, lexicon=lexicon)
        show.deliver(
            chosen,
            words,
            records=lambda: data.facets(work.catalogue, work.understanding),
            sheets=lambda: [sheets.facets(show.story(work, words))],
        )
