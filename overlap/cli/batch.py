"""The reports of one or several workbooks: each is made whole or not at all, and one bad workbook stops no other."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from overlap.cli import failures, show
from overlap.cli.outputs import WORKBOOK, everything
from overlap.cli.pipeline import Work
from overlap.cli.reviewing import waiting
from overlap.errors import FileError, OverlapError, PersonalDataError
from overlap.report.tables import Imprint
from overlap.wording.sections import Wording

MOST_ROWS = 5
"""Rows of each table on the screen; the workbook holds them all."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is particular to one run: where to write, what stands on the reports, and whether to mask personal data."""

    out: Path
    day: date | None
    allow_personal_data: bool
    imprint: Imprint
    force: bool = False
    """Overwrite answers that have not been brought in."""


def make_all(works: Sequence[Work], order: Order, words: Wording) -> int:
    """Make every report; the exit code is that of the first workbook that failed, else 0."""
    _warn(order, words)
    codes = [_make_or_tell(work, order, words, alone=len(works) == 1) for work in works]
    return next((code for code in codes if code), failures.DONE)


def _make_or_tell(work: Work, order: Order, words: Wording, *, alone: bool) -> int:
    try:
        make(work, order, words)
    except OverlapError as error:
        if alone:
            raise
        message, code = failures.explain(error, words)
        typer.echo(message, err=True)
        return code
    return failures.DONE


def _warn(order: Order, words: Wording) -> None:
    """A number that nobody gave is never made up: the reports say so, and so does the terminal."""
    from overlap.report import imprint

    lacking = imprint.missing(words.report.printing, order.imprint)
    if lacking:
        mark = words.report.printing.to_be_added
        typer.echo(words.cli.notes["to_be_added"].format(names=", ".join(lacking), mark=mark), err=True)


def make(work: Work, order: Order, words: Wording) -> Path:
    """Write the report of one workbook and show its answer; returns the folder it stands in."""
    from overlap.report import files, layout, terminal

    if not order.allow_personal_data:
        _hold_back(work)
    target = order.out / work.file.stem
    if not order.force and (unread := waiting(target / WORKBOOK, work)):
        raise FileError("report_unreviewed", file=target / WORKBOOK, n=unread)
    story = show.story(work, words, order.day, order.imprint)
    made = everything(work, story)
    files.write_all(target, made)
    screen = terminal.console(sys.stdout, os.environ)
    for sheet in layout.on_screen(story):
        terminal.show(sheet, words.report, screen, most=MOST_ROWS)
    for name in dict.fromkeys(name.partition("/")[0] for name in made):
        typer.echo(words.cli.notes["written"].format(path=target / name), err=True)
    return target


def _hold_back(work: Work) -> None:
    """`PersonalDataError` with the cells where personal data were found; nothing is written."""
    from overlap.reading.personal import held_back

    found = held_back(work.catalogue)
    if found:
        cells = ", ".join(f"{issue.sheet}!{issue.cell}" for issue in found)
        raise PersonalDataError("personal_held_back", count=len(found), cells=cells, file=work.file.name)
