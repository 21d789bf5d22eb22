"""`overlap template`: an empty Bilag B to fill in."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.cli.talk import tell
from overlap.errors import UsageError
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def template(
        target: Path = options.argument(words, "target"),
        language: options.Language | None = options.spoken(words),
        quiet: bool = options.quiet(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.reading import template as form
        from overlap.report import files

        if target.exists():
            raise UsageError("target_exists", file=target)
        files.write(target, form.workbook(words.language))
        if not quiet:
            tell(words.cli.notes["written"].format(path=target), whole=True)
