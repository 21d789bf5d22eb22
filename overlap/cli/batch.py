"""The reports of one or several workbooks: each is made whole or not at all, and one bad workbook stops no other."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from overlap.cli import failures, show
from overlap.cli.jobs import Job, State
from overlap.cli.outputs import WORKBOOK, everything
from overlap.cli.pipeline import Work
from overlap.cli.reviewing import waiting
from overlap.cli.talk import progress, tell
from overlap.errors import FileError, OverlapError, PersonalDataError
from overlap.report.sheets.batch import Outcome, Result
from overlap.wording.sections import Wording

if TYPE_CHECKING:
    from rich.segment import Segments

    from overlap.report.story import Story

MOST_ROWS = 5
"""Rows of each table on the screen; the workbook holds them all."""


def make_one(job: Job, words: Wording, *, allow_personal_data: bool, force: bool, quiet: bool = False) -> int:
    """Write the report of one workbook and, unless `quiet`, show its answer."""
    if quiet:
        make(job, words, allow_personal_data=allow_personal_data, force=force)
        return failures.DONE
    _warn([job], words)
    answer = _Answer(words)
    names = make(job, words, allow_personal_data=allow_personal_data, force=force, meanwhile=answer.draw)
    progress.clear()
    answer.show()
    for name in dict.fromkeys(name.partition("/")[0] for name in names):
        tell(words.cli.notes["written"].format(path=job.folder / name), whole=True)
    return failures.DONE


class _Answer:
    """What the screen shows of a report: drawn while other work goes on, shown when the report is written."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.story: Story | None = None
        self.pictures: Sequence[Segments] = ()

    def draw(self, story: Story) -> None:
        """What goes wrong is met again when it is shown, and by then the report is written."""
        self.story = story
        with contextlib.suppress(Exception):
            self.pictures = self._drawn(story)

    def show(self) -> None:
        """Nothing where there is no screen; the report is written all the same."""
        from overlap.report import terminal

        if sys.stdout is None or self.story is None:
            return
        pictures = self.pictures or self._drawn(self.story)
        with show.answering():
            terminal.put(pictures, terminal.console(sys.stdout, os.environ))

    def _drawn(self, story: Story) -> Sequence[Segments]:
        from overlap.report import layout, terminal

        sheets, screen = layout.on_screen(story), terminal.console(sys.stdout, os.environ)
        return [terminal.drawn(sheet, self.words.report, screen, most=MOST_ROWS) for sheet in sheets]


def make_all(
    jobs: Sequence[Job], words: Wording, *, allow_personal_data: bool, force: bool, skip: bool, quiet: bool = False
) -> int:
    """Make every report that is not up to date; the exit code is that of the first that failed, else 0.

    With `quiet` only the failures are told, on stderr.
    """
    if not quiet:
        _warn(jobs, words)
    results = []
    for at, job in enumerate(jobs, start=1):
        if not quiet:
            progress.about = words.cli.notes["progress"].format(at=at, all=len(jobs), name=job.name)
        if skip and not force and job.state(words.language) is State.CURRENT:
            results.append(Result(job.name, job.work.file.name, Outcome.SKIPPED))
            continue
        code, why = _make_or_tell(job, words, allow_personal_data=allow_personal_data, force=force)
        made = Outcome.FAILED if code else Outcome.MADE
        results.append(Result(job.name, job.work.file.name, made, why or str(job.folder), code))
    failed = [one for one in results if one.code]
    if quiet:
        _tell(failed)
    else:
        _show(results, failed, words)
    return next((one.code for one in failed), failures.DONE)


def check_all(jobs: Sequence[Job], words: Wording) -> int:
    """Tell whether each report is up to date, and change nothing; 3 where one is not."""
    outcomes = {
        State.CURRENT: Outcome.CURRENT,
        State.OUTDATED: Outcome.OUTDATED,
        State.MISSING: Outcome.MISSING,
        State.ALTERED: Outcome.ALTERED,
    }
    states = [job.state(words.language) for job in jobs]
    pairs = zip(jobs, states, strict=True)
    _show([Result(job.name, job.work.file.name, outcomes[one], str(job.folder)) for job, one in pairs], (), words)
    return failures.DONE if all(one is State.CURRENT for one in states) else failures.INPUT


def _tell(failed: Sequence[Result]) -> None:
    for one in failed:
        tell(one.note)


def _show(results: Sequence[Result], failed: Sequence[Result], words: Wording) -> None:
    """The results as a table; why any `failed` is told on stderr where there is nobody to read it on stdout."""
    from overlap.report import terminal
    from overlap.report.sheets import batch

    progress.clear()
    if sys.stdout is None:
        _tell(failed)
        return
    try:
        with show.answering():
            terminal.show(batch.sheet(results, words), words.report, terminal.console(sys.stdout, os.environ))
    except BrokenPipeError:
        _tell(failed)
    except FileError:
        _tell(failed)
        raise


def _make_or_tell(job: Job, words: Wording, *, allow_personal_data: bool, force: bool) -> tuple[int, str]:
    """The exit code and, where it failed, why: also for what nobody foresaw, so that the rest is made."""
    try:
        make(job, words, allow_personal_data=allow_personal_data, force=force)
    except OverlapError as error:
        message, code = failures.explain(error, words)
        return code, message
    except Exception as error:  # noqa: BLE001 - one workbook must not stop the others
        return failures.OURS, words.cli.ours.format(kind=type(error).__name__, detail=error)
    return failures.DONE, ""


def _warn(jobs: Sequence[Job], words: Wording) -> None:
    """A number that nobody gave is never made up: the reports say so, and so does the terminal."""
    from overlap.report import imprint

    lacking = dict.fromkeys(name for job in jobs for name in imprint.missing(words.report.printing, job.imprint))
    if lacking:
        mark = words.report.printing.to_be_added
        tell(words.cli.notes["to_be_added"].format(names=", ".join(lacking), mark=mark))


def make(
    job: Job,
    words: Wording,
    *,
    allow_personal_data: bool,
    force: bool,
    meanwhile: Callable[[Story], object] | None = None,
) -> Sequence[str]:
    """Write the report of one workbook; returns the names of its files. For `meanwhile`, see `everything`."""
    from overlap.report import files

    if not allow_personal_data:
        _hold_back(job.work)
    if not force:
        _keep_answers(job.folder / WORKBOOK, job.work)
    story = show.story(job.work, words, job.day, job.imprint)
    fingerprint = job.fingerprint_with(job.work.catalogue.source.sha256)
    done_meanwhile = partial(meanwhile, story) if meanwhile else None
    made = everything(job.work, story, fingerprint, job.template, done_meanwhile)
    files.write_all(job.folder, made)
    return tuple(made)


def _keep_answers(report: Path, work: Work) -> None:
    """`FileError` where the report holds answers that nobody has brought in: they would be gone."""
    unread = waiting(report, work)
    if unread:
        raise FileError("report_unreviewed", file=report, n=unread)


def _hold_back(work: Work) -> None:
    """`PersonalDataError` with the cells where personal data were found; nothing is written."""
    found = work.catalogue.personal_data
    if found:
        cells = ", ".join(f"{issue.sheet}!{issue.cell}" for issue in found)
        raise PersonalDataError("personal_held_back", count=len(found), cells=cells, file=work.file.name)
