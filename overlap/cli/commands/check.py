"""`overlap check`: what was read, and every problem with its cell."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.cli.failures import DONE, INPUT
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def check(
        file: Path = options.file(words),
        chosen: options.Format = options.output_format(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> int:
        from overlap.cli import show
        from overlap.cli.works import work as work_on
        from overlap.reading import inspect
        from overlap.report import data
        from overlap.report.sheets import register as sheets
        from overlap.report.voice import issue_sentence

        inspection = inspect(file, work_on(file, sheet=sheet, header_row=header_row).reading)
        read = inspection.so_far()
        show.deliver(
            chosen,
            words,
            records=lambda: data.check(read, lambda issue: issue_sentence(issue, words)),
            sheets=lambda: sheets.checked(read, words),
        )
        return INPUT if inspection.stopped else DONE
