"""`overlap verify`: does a written report keep the rules of accessibility, and is it what its manifest says?"""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.cli.failures import DONE, INPUT
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def verify(
        report: Path = options.argument(words, "report"),
        chosen: options.Format = options.output_format(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> int:
        from overlap.cli import show
        from overlap.report import checks
        from overlap.report.sheets import verified

        found = checks.check(report)
        show.deliver(
            chosen,
            words,
            records=lambda: verified.records(found, words),
            sheets=lambda: [verified.sheet(found, words)],
        )
        return INPUT if found else DONE
