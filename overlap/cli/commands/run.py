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
        files: list[Path] = options.argument(words, "files", None),
        out: Path | None = options.option(words, "out"),
        date: datetime | None = options.day(words),
        bilag: str = options.option(words, "bilag", ""),
        title: str = options.option(words, "title", ""),
        sag: str = options.option(words, "sag", ""),
        document: str = options.option(words, "document", ""),
        sender: str = options.option(words, "sender", ""),
        template: Path | None = options.option(words, "template"),
        budget_year: int | None = options.option(words, "budget_year"),
        population: Path | None = options.option(words, "population"),
        decisions: Path | None = options.option(words, "decisions"),
        force: bool = options.option(words, "force", default=False),
        check: bool = options.option(words, "check", default=False),
        allow_personal_data: bool = options.option(words, "allow_personal_data", default=False),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        quiet: bool = options.quiet(words),
        verbose: bool = options.verbose(words),
    ) -> int:
        from overlap.cli.batch import check_all, make_all, make_one
        from overlap.cli.jobs import jobs

        flags = {
            "out": out,
            "date": date.date() if date else None,
            "bilag": bilag,
            "title": title,
            "sag": sag,
            "document": document,
            "sender": sender,
            "budget_year": budget_year,
            "population": population,
            "decisions": decisions,
            "lexicon": lexicon,
            "template": template,
            "sheet": sheet,
            "header_row": header_row,
        }
        wanted = jobs(files or [], flags)
        if check:
            return check_all(wanted, words)
        if len(files or []) == 1:
            return make_one(wanted[0], words, allow_personal_data=allow_personal_data, force=force, quiet=quiet)
        return make_all(
            wanted, words, allow_personal_data=allow_personal_data, force=force, skip=not files, quiet=quiet
        )
