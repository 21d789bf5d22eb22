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
from overlap.cli.pipeline import Work
from overlap.errors import OverlapError, PersonalDataError
from overlap.wording.sections import Wording

REPORT = "rapport.xlsx"

MOST_ROWS = 5
"""Rows of each table on the screen; the workbook holds them all."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is particular to one run: where to write, the date on the reports, and whether to mask personal data."""

    out: Path
    day: date | None
    allow_personal_data: bool


def make_all(works: Sequence[Work], order: Order, words: Wording) -> int:
    """Make every report; the exit code is that of the first workbook that failed, else 0."""
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


def make(work: Work, order: Order, words: Wording) -> Path:
    """Write the report of one workbook and show its answer; returns the path of the workbook written."""
    from overlap.report import files, layout, terminal, workbook

    if not order.allow_personal_data:
        _hold_back(work)
    story = show.story(work, words, order.day)
    sheets = layout.sheets(story.findings, story.voice, story.edition)
    target = order.out / work.file.stem / REPORT
    files.write(target, workbook.render(sheets, words.report.printing, story.edition))
    screen = terminal.console(sys.stdout, os.environ)
    for sheet in layout.on_screen(story):
        terminal.show(sheet, words.report, screen, most=MOST_ROWS)
    typer.echo(words.cli.notes["written"].format(path=target), err=True)
    return target


def _hold_back(work: Work) -> None:
    """`PersonalDataError` with the cells where personal data were found; nothing is written."""
    from overlap.reading.personal import held_back

    found = held_back(work.catalogue)
    if found:
        cells = ", ".join(f"{issue.sheet}!{issue.cell}" for issue in found)
        raise PersonalDataError("personal_held_back", count=len(found), cells=cells, file=work.file.name)
