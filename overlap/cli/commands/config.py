"""`overlap config`: every setting as it holds, and where it comes from."""

from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def config(
        chosen: options.Format = options.output_format(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import settings, show
        from overlap.cli.jobs import origins
        from overlap.report.sheets import settings as sheets

        runs = ("", *settings.config().runs)
        lines = tuple(
            sheets.Line(run, key, settings.told(one.value), one.origin.value, one.where)
            for run in runs
            for key, one in origins(run).items()
        )
        show.deliver(chosen, words, records=lambda: sheets.records(lines), sheets=lambda: [sheets.sheet(lines, words)])
