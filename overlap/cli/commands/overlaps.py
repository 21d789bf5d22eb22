"""`overlap overlaps`: the flagged pairs, or with `--all` every pair with a score above 0."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def overlaps(
        file: Path = options.file(words),
        chosen: options.Format = options.output_format(words),
        every: bool = options.option(words, "all", default=False),
        theme: str | None = options.option(words, "theme"),
        between: tuple[str, str] | None = options.option(words, "between"),
        top: int | None = options.option(words, "top"),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import show
        from overlap.cli.selection import Selection
        from overlap.cli.talk import tell
        from overlap.cli.works import work as work_on
        from overlap.report import data
        from overlap.report.sheets import overlaps as sheets

        work = work_on(file, sheet=sheet, header_row=header_row, lexicon=lexicon)
        found = Selection(theme, between).of(work.every_pair if every else work.overlaps, work)
        pairs = found if top is None else found[: max(0, top)]
        story = show.story(work, words)
        note = "" if every else sheets.unexplained(story)
        if note and chosen is not options.Format.TABLE:
            tell(note)
        show.deliver(
            chosen,
            words,
            records=lambda: data.overlaps(pairs, story.reason),
            sheets=lambda: [sheets.listed(pairs, story, of=len(found), note=note)],
        )
