"""`overlap compare`: what changed since the last round."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording

if TYPE_CHECKING:
    from overlap.report.data import Records
    from overlap.report.sheets.compared import Line
    from overlap.review.rounds import Comparison


def _data(chosen: options.Format, lines: Sequence["Line"], found: "Comparison") -> "Records | Mapping[str, object]":
    """JSON has the sums too; CSV is the differences alone."""
    from overlap.cli import compared
    from overlap.report.sheets import compared as sheets

    json = chosen is options.Format.JSON
    return sheets.content(lines, compared.counts(found), found.terms) if json else sheets.records(lines)


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def compare(
        old: Path = options.argument(words, "old"),
        new: Path = options.argument(words, "new"),
        to_file: Path | None = options.option(words, "excel"),
        chosen: options.Format = options.output_format(words),
        budget_year: int | None = options.option(words, "budget_year"),
        population: Path | None = options.option(words, "population"),
        decisions: Path | None = options.option(words, "decisions"),
        lexicon: Path | None = options.lexicon(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap import __version__
        from overlap.cli import compared, rounds, show
        from overlap.cli.talk import tell
        from overlap.cli.works import work as work_on
        from overlap.errors import UsageError
        from overlap.report import files, workbook
        from overlap.report.phrases import listed
        from overlap.report.sheets import compared as sheets
        from overlap.report.tables import Edition
        from overlap.review.rounds import compare as set_side_by_side

        analysed = {"budget_year": budget_year, "population": population, "decisions": decisions}
        given = [f"--{name.replace('_', '-')}" for name, value in analysed.items() if value is not None]
        if given and old.is_dir() and new.is_dir():
            raise UsageError("compare_settled", options=listed(given, words.report.phrases))
        works = [work_on(path, **analysed, lexicon=lexicon) for path in (old, new)]
        first, second = (rounds.of_path(work.file, work, words) for work in works)
        found = set_side_by_side(first, second)
        theme = show.voice(works[1], words).labels.title
        lines = tuple(compared.lines(found, words, theme))
        caveat = compared.caveat(found, words)
        told = sheets.sheets(lines, compared.counts(found), str(old), str(new), words, caveat)
        if to_file is not None:
            files.write(
                to_file, workbook.render(told, words.report.printing, Edition(show.day_of(new, None), __version__))
            )
        if caveat and chosen is not options.Format.TABLE:
            tell(caveat)
        show.deliver(chosen, words, records=lambda: _data(chosen, lines, found), sheets=lambda: told)
