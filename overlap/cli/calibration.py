"""The line that people's labels propose, put into the settings: where, and what was changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from overlap.cli.settings import FILE, RUNS, config
from overlap.cli.threshold import KEY, written
from overlap.errors import InputError
from overlap.model import Threshold

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.review.labelled import Judged
    from overlap.wording.sections import Wording


class Change(Struct, frozen=True):
    """A line that was written: into which file, for which run (empty for all), and the points before."""

    path: Path
    run: str
    line: Threshold
    before: float

    def told(self, words: Wording) -> str:
        which = "line_written_run" if self.run else "line_written"
        value = f"{KEY} = {written(self.line)}"
        return words.cli.notes[which].format(path=self.path, run=self.run, value=value, before=f"{self.before:g}")


def put(found: Judged, work: Work, day: str) -> Change:
    """Into the run that names the workbook, else among what holds for all. `day` is that of the labels.

    `InputError` where the labels propose no line; nothing is written then.
    """
    from overlap.cli import edited

    if found.proposed is None:
        raise InputError("labels_no_line", file=work.file.name)
    told = config()
    run, path = told.run_of(work.file), told.path or Path(FILE)
    line = Threshold(found.proposed.line, day, found.labels, found.wished, work.file.name)
    edited.put(path, (RUNS, run) if run else (), KEY, written(line))
    return Change(path, run, line, work.policy.pairs.lines.possible)
