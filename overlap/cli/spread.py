"""Work on a large catalogue shared between two processes, where there is enough of it to pay for the second.

What is shared hangs on nothing that is done elsewhere, so the answers are the same, in the same order, as from one
process. The second is started afresh ("spawn"), the same on every system; where it cannot be started, or dies, its part
is done here.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FROM = 2_000
"""Interventions from which a second process is worth its start, about a second."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Mine = TypeVar("Mine")
Theirs = TypeVar("Theirs")
Task = Callable[[Sequence[Item]], list[Answer]]


def spread(task: Task[Item, Answer], items: Sequence[Item]) -> list[Answer]:
    """The answers of `task` to all items, in their order. What `beside` asks of a task holds for this one."""
    half = len(items) // 2
    if not worth(len(items)):
        return task(items)
    mine, theirs = beside(partial(task, items[:half]), partial(task, items[half:]))
    return [*mine, *theirs]


def worth(interventions: int) -> bool:
    """A second process pays: there are many, and a second processor."""
    return interventions >= FROM and _processors() > 1


def beside(here: Callable[[], Mine], there: Callable[[], Theirs]) -> tuple[Mine, Theirs]:
    """What both come to, done at the same time; `there` in a second process.

    `there` must be a function of a module, or `functools.partial` of one: it is sent to the other process.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    other = context.Process(target=_answer, args=(there, sender), daemon=True)
    try:
        with contextlib.suppress(OSError):
            other.start()
        sender.close()
        mine = here()
        try:
            theirs: Theirs = receiver.recv()
        except (EOFError, OSError):
            theirs = there()
        return mine, theirs
    finally:
        receiver.close()
        if other.pid is not None:
            other.terminate()
            other.join()


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _answer(task: Callable[[], object], to: Connection) -> None:
    """In the other process: an interruption is for the first to tell of, and so is an error, which it will meet too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(Exception), contextlib.closing(to):
        to.send(task())
