"""The command line: arguments in, one call to the rooms, words and an exit code out.

Nothing heavy is imported here or in the modules that `--help` needs; commands import what they use when they run.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

YOUNG = 1_000_000
"""Objects made before Python looks for cycles among them: with its own 700, looking takes a twentieth of a run."""


def main() -> NoReturn:
    """Entry point of the command `overlap`; it ends the process.

    Python itself would first look for cycles among all that was made, a tenth of a run, and take it apart piece by
    piece, a fiftieth. Nothing waits for that: files are written and closed, other processes have ended.
    """
    code = call(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


def call(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for in a process that does nothing else; gives its exit code."""
    gc.set_threshold(YOUNG)
    for stream in (sys.stdout, sys.stderr):
        # A Windows pipe may be cp1252 or cp850: a letter it lacks becomes "?", never a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    from overlap.cli.application import run

    return run(arguments)
