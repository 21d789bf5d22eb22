"""The command line: arguments in, one call to the rooms, words and an exit code out.

Nothing heavy is imported here or in the modules that `--help` needs; commands import what they use when they run.
"""

from __future__ import annotations

import gc
import sys

YOUNG = 1_000_000
"""Objects made before Python looks for cycles among them: with its own 700, looking takes a twentieth of a run."""


def main() -> None:
    """Entry point of the command `overlap`; always ends in `sys.exit`."""
    gc.set_threshold(YOUNG)
    for stream in (sys.stdout, sys.stderr):
        # A Windows pipe may be cp1252 or cp850: a letter it lacks becomes "?", never a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    from overlap.cli.application import run

    code = run(sys.argv[1:])
    gc.freeze()  # else Python looks for cycles among all that was made once more before it ends: a tenth of a run
    sys.exit(code)
