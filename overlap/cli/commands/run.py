"""`overlap run`: the whole job, every report for each workbook."""

from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def run(
        files: list[Path] = options.argument(words, "files"),
        out: Path = options.option(words, "out", Path("reports")),
        date: datetime | None = options.day(words),
        bilag: str = options.option(words, "bilag", ""),
        title: str = options.option(words, "title", ""),
        sag: str = options.option(words, "sag", ""),
        document: str = options.option(words, "document", ""),
        sender: str = options.option(words, "sender", ""),
        budget_year: int | None = options.option(words, "budget_year"),
        population: Path | None = options.option(words, "population"),
        decisions: Path | None = options.option(words, "decisions"),
        force: bool = options.option(words, "force", default=False),
        allow_personal_data: bool = options.option(words, "allow_personal_data", default=False),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> int:
        from overlap.cli.batch import Order, make_all
        from overlap.cli.pipeline import Work
        from overlap.report.tables import Imprint

        imprint = Imprint(bilag, title, sag, document, sender)
        order = Order(out, date.date() if date else None, allow_personal_data, imprint, force)
        works = [Work(file, sheet, header_row, lexicon, budget_year, population, decisions) for file in files]
        return make_all(works, order, words)
