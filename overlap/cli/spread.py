"""Work on a catalogue shared between two processes, where there is enough of it to pay for the second.

What is shared depends on nothing that is done elsewhere, so the answers are the same, in the same order, as from one
process. On Linux the second is a copy of this one ("fork"), which is there at once, and always reads the workbook:
nothing is in memory yet. For large catalogues, whose memory is better not copied, it is started afresh ("spawn"), the
same on every system. Where it cannot be started, or dies, its part is done here.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from overlap.cli import YOUNG
from overlap.cli.talk import progress
from overlap.errors import OverlapError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FROM = 2_000
"""Interventions from which a second process is worth its start, about a second."""
COPIED_FROM = 100
"""Interventions from which a copy of this process is worth it, a few hundredths of a second."""
OURS = 0.54
"""The share of the first process beside a copy, which also has to copy the memory it changes, and send its answers."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Mine = TypeVar("Mine")
Theirs = TypeVar("Theirs")
Task = Callable[[Sequence[Item]], list[Answer]]


def _alike(_: object) -> int:
    return 1


def spread(task: Task[Item, Answer], items: Sequence[Item], size: Callable[[Item], int] = _alike) -> list[Answer]:
    """The answers of `task` to all items, in their order. What `beside` asks of a task holds for this one.

    Each process gets half of the work, a copy of this one somewhat less; `size` is how much an item is of it.
    """
    started, done = way(len(items)), list(accumulate(map(size, items)))
    half = bisect_right(done, done[-1] * (OURS if started == "fork" else 0.5)) if done else 0
    mine, theirs = beside(partial(task, items[:half]), partial(task, items[half:]), started)
    return [*mine, *theirs]


def way(interventions: int) -> str:
    """How a second process comes about where it pays: there are enough interventions, and a second processor."""
    if _processors() < 2 or interventions < COPIED_FROM:
        return ""
    return "spawn" if interventions >= FROM else copied()


def copied() -> str:
    """How a copy of this process comes about, where it can be had and there is a second processor for it.

    A copy has one thread only: what another holds would stay held in it, so there is none beside other threads.
    """
    alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if alone and _processors() > 1 else ""


def beside(here: Callable[[], Mine], there: Callable[[], Theirs], started: str) -> tuple[Mine, Theirs]:
    """What both come to, done at the same time, `there` in a second process; one after the other if none is `started`.

    `there` must be a function of a module, or `functools.partial` of one: it may be sent to the other process.
    """
    if not started:
        return here(), there()
    from multiprocessing import get_context

    context = get_context(started)
    ours, others = context.Pipe()
    inherited = (ours, there) if started == "fork" else None
    other = context.Process(target=_answer, args=(others, inherited), daemon=True)  # type: ignore[attr-defined]
    try:
        with contextlib.suppress(OSError):
            other.start()
        others.close()
        if not inherited:
            with contextlib.suppress(OSError):
                ours.send(there)
        mine = here()
        try:
            theirs: Theirs | OverlapError = ours.recv()
        except (EOFError, OSError):
            theirs = there()
        if isinstance(theirs, OverlapError):
            raise theirs
        return mine, theirs
    finally:
        ours.close()
        if other.pid is not None:
            other.terminate()
            other.join()


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _answer(to: Connection, inherited: tuple[Connection, Callable[[], object]] | None) -> None:
    """In the other process: an interruption is for the first to tell of, and so is an error.

    One of ours it is sent, any other it will meet itself, for then the task is done there.
    A copy knows its task, and closes the end of the first, or it would wait for that end when the first is gone.
    A process started afresh is sent its task: given at its start, the first would wait for ever if it died reading it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(YOUNG)
    progress.quiet = True
    with contextlib.suppress(Exception), contextlib.closing(to):
        if inherited:
            inherited[0].close()
        task = inherited[1] if inherited else to.recv()
        try:
            answer = task()
        except OverlapError as error:
            answer = error
        to.send(answer)
