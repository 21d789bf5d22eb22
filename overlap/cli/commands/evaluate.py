"""`overlap evaluate`: agreement with labels made by people, beside two simple ways of matching."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def evaluate(
        file: Path = options.file(words),
        gold: Path = options.option(words, "gold", ...),
        chosen: options.Format = options.output_format(words),
        facets_gold: bool = options.option(words, "facets_gold", default=False),
        ablate: bool = options.option(words, "ablate", default=False),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli.judged import records, results, sheets
        from overlap.cli.pipeline import Work
        from overlap.cli.settings import NO_DECISIONS
        from overlap.cli.show import deliver

        found = results(
            Work(file, sheet, header_row, lexicon, decisions_file=NO_DECISIONS),
            gold,
            facets_gold=facets_gold,
            ablate=ablate,
        )
        deliver(chosen, words, records=lambda: records(found), sheets=lambda: sheets(found, words))
