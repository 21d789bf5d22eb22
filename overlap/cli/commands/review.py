"""`overlap review`: bring decisions and corrections made in a report back into the decisions file."""

from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.cli.talk import tell
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def review(
        report: Path = options.argument(words, "filled"),
        decisions: Path | None = options.option(words, "decisions"),
        who: str = options.option(words, "who", ""),
        date: datetime | None = options.day(words),
        dry_run: bool = options.option(words, "dry_run", default=False),
        chosen: options.Format = options.output_format(words),
        lexicon: Path | None = options.lexicon(words),
        language: options.Language | None = options.spoken(words),
        quiet: bool = options.quiet(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import show
        from overlap.cli.reviewing import bring_in, returned
        from overlap.cli.works import returned as work_of
        from overlap.report import files
        from overlap.report.sheets import reviewed as sheets
        from overlap.review.decisions import text

        came_back = returned(report)
        work = work_of(report, lexicon=lexicon, decisions=decisions)
        day = show.day_of(report, date.date() if date else None).isoformat()
        found = bring_in(came_back, work, day=day, who=who)
        target = work.decisions_file
        if (found.added or found.changed) and not dry_run:
            files.write(target, text(found.decisions).encode("utf-8"))
        show.deliver(
            chosen,
            words,
            records=lambda: sheets.records((*found.added, *found.changed)),
            sheets=lambda: sheets.sheets(
                (*found.added, *found.changed), found.issues, came_back.handed or {}, show.voice(work, words)
            ),
        )
        note = words.cli.notes["reviewed_dry" if dry_run else "reviewed"]
        counts = {"added": len(found.added), "changed": len(found.changed), "unchanged": found.unchanged}
        if not quiet:
            tell(note.format(**counts, total=len(found.decisions), path=target))
