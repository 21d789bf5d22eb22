"""Work on many interventions, shared between two processes where there are enough of them to pay for the second.

What is asked of each intervention hangs on no other, so the answers are the same, in the same order, as from one
process. The second is started afresh ("spawn"), the same on every system; where it cannot be started, or dies, its
half is done here.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FROM = 2_000
"""Interventions from which a second process is worth its start, about a second."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Task = Callable[[Sequence[Item]], list[Answer]]
"""Must be a function of a module, or `functools.partial` of one: it is sent to the other process."""


def spread(task: Task[Item, Answer], items: Sequence[Item]) -> list[Answer]:
    """The answers of `task` to all items, in their order."""
    if len(items) < FROM or _processors() < 2:
        return task(items)
    from multiprocessing import get_context

    half = len(items) // 2
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    other = context.Process(target=_answer, args=(task, items[half:], sender), daemon=True)
    try:
        with contextlib.suppress(OSError):
            other.start()
        sender.close()
        mine = task(items[:half])
        try:
            theirs: list[Answer] = receiver.recv()
        except (EOFError, OSError):
            theirs = task(items[half:])
        return [*mine, *theirs]
    finally:
        receiver.close()
        if other.pid is not None:
            other.terminate()
            other.join()


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _answer(task: Task[Item, Answer], items: Sequence[Item], to: Connection) -> None:
    """In the other process: an interruption is for the first to tell of, and so is an error, which it will meet too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(Exception), contextlib.closing(to):
        to.send(task(items))
