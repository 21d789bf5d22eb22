"""`overlap explain`: every part of the points between two interventions, flagged or not."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def explain(
        file: Path = options.file(words),
        a: str = options.argument(words, "first"),
        b: str = options.argument(words, "second"),
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
        from overlap.report.sheets import explained

        work = work_on(file, sheet=sheet, header_row=header_row, lexicon=lexicon)
        pair = work.pair(a, b)
        story = show.story(work, words)
        show.deliver(
            chosen,
            words,
            records=lambda: data.explained(pair),
            sheets=lambda: explained.sheets(pair, work.policy.pairs.lines.possible, story),
        )
