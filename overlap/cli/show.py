"""Findings on stdout in the format asked for: a table to read, CSV or JSON for other programs."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from overlap import __version__
from overlap.cli.options import Format
from overlap.cli.talk import progress
from overlap.errors import FileError

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.report.data import Records
    from overlap.report.labels import Label
    from overlap.report.story import Story
    from overlap.report.tables import Imprint, Sheet
    from overlap.report.voice import Voice
    from overlap.wording.sections import Wording


def voice(work: Work, words: Wording) -> Voice:
    """How reports speak: the wording, and what the lexicon calls its concepts."""
    from overlap.report.labels import Labels
    from overlap.report.voice import Voice

    return Voice(words, Labels(labels(work, words.language)))


def labels(work: Work, language: str) -> Mapping[str, Label]:
    from overlap.report.labels import Label

    found = {}
    for code, concept in work.lexicon.concepts.items():
        label = concept.label
        title, phrase, aged, beside = (
            getattr(said, language) for said in (label, label.said, label.aged, label.beside)
        )
        found[code] = Label(title, phrase, aged, beside, frozenset(label.names), label.vague)
    # A theme of several concepts is called what its first one is called.
    return found | {theme.key: found[theme.concepts[0]] for theme in work.themes}


def story(work: Work, words: Wording, day: date | None = None, imprint: Imprint | None = None) -> Story:
    """What the report of a workbook is about; `day` is the date it carries (`day_of`), `imprint` its case."""
    from overlap.report.story import Story
    from overlap.report.tables import Edition, Imprint

    findings = work.findings  # a file that is not there is told of before its date is asked for
    edition = Edition(day_of(work.file, day), __version__, imprint or Imprint())
    return Story(findings, voice(work, words), edition)


def deliver(
    chosen: Format,
    words: Wording,
    *,
    records: Callable[[], Records | Mapping[str, object]],
    sheets: Callable[[], Sequence[Sheet]],
) -> None:
    """Print what was asked for; the others are not computed."""
    from overlap.report import data, terminal

    if sys.stdout is None:
        raise FileError("answer_not_written", why="stdout")
    if chosen is Format.TABLE:
        screen = terminal.console(sys.stdout, os.environ)
        told = sheets()
        progress.clear()
        with answering():
            for sheet in told:
                terminal.show(sheet, words.report, screen)
        return
    found = records()
    progress.clear()
    if chosen is Format.JSON:
        write(data.json_text(found))
    else:
        write(data.csv_text(found))


def write(text: str) -> None:
    """Data on stdout in UTF-8 whatever the console is set to, so that a redirected file reads back."""
    with answering():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """What stdout will not take is said, `FileError`; `BrokenPipeError` where its reader has closed it.

    Windows calls a closed pipe an invalid argument; rich ends the program there, as if nothing more were to be done.
    """
    try:
        yield
        sys.stdout.flush()
    except SystemExit as closed:
        raise BrokenPipeError(errno.EPIPE, "") from closed
    except OSError as problem:
        _let_go()
        if problem.errno == errno.EPIPE or (sys.platform == "win32" and problem.errno == errno.EINVAL):
            raise BrokenPipeError(errno.EPIPE, problem.strerror) from problem
        raise FileError("answer_not_written", why=problem.strerror or type(problem).__name__) from problem


def _let_go() -> None:
    """What is still held for stdout goes nowhere, else Python would try once more at its end, and complain."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def day_of(file: Path, stated: date | None, environment: Mapping[str, str] = os.environ) -> date:
    """The date a report carries: as stated, else SOURCE_DATE_EPOCH, else that of the input file; never today's."""
    from datetime import UTC, datetime

    if stated is not None:
        return stated
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    seconds = float(epoch) if epoch.isdecimal() else file.stat().st_mtime
    return datetime.fromtimestamp(seconds, UTC).date()
