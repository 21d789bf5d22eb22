"""`overlap sample`: draw pairs for people to label blind."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.cli.talk import tell
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def sample(
        file: Path = options.file(words),
        target: Path = options.argument(words, "target"),
        size: int = options.option(words, "size", 120),
        seed: int = options.option(words, "seed", 1),
        raters: int = options.option(words, "raters", 1),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap import __version__
        from overlap.cli import labelling, show
        from overlap.cli.settings import NO_DECISIONS
        from overlap.cli.works import work as work_on
        from overlap.errors import FileError
        from overlap.report import files, workbook
        from overlap.report.tables import Edition

        work = work_on(file, sheet=sheet, header_row=header_row, lexicon=lexicon, decisions=NO_DECISIONS)
        first = labelling.sheets(work, size, seed, words)
        edition = Edition(show.day_of(file, None), __version__)
        for rater in range(raters):
            # Each rater gets the same pairs in an order of their own.
            drawn = first if rater == 0 else labelling.mixed(first, seed + rater)
            path = target if raters == 1 else target.with_stem(f"{target.stem}-{rater + 1}")
            if path.exists():
                raise FileError("target_exists", file=path)
            files.write(path, workbook.render(drawn, words.report.printing, edition))
            tell(words.cli.notes["written"].format(path=path), whole=True)
