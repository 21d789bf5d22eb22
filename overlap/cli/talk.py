"""What is said on stderr while working: lines to read, and one line that is written over and tells how far the work is.

The second is shown only where a person is watching a terminal that can write over a line, and never with `--quiet`.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

CLEAR = "\r\x1b[2K"


class Progress(Struct):
    """Which part of the work is going on; `about` is which of several workbooks it is."""

    stages: Mapping[str, str] = field(default_factory=dict)
    quiet: bool = False
    about: str = ""
    shown: bool = False

    def begin(self, stages: Mapping[str, str], arguments: Sequence[str]) -> None:
        """A new call of the program: nothing is known of an earlier one."""
        self.stages, self.quiet, self.about, self.shown = stages, "--quiet" in arguments, "", False

    def stage(self, name: str) -> None:
        """Tell that a part of the work begins, by its name in `wording.cli.stages`."""
        if self.quiet or name not in self.stages or not _watched():
            return
        text = f"{self.about}: {self.stages[name]}" if self.about else self.stages[name]
        sys.stderr.write(CLEAR + text[: _width() - 1])
        sys.stderr.flush()
        self.shown = True

    def clear(self) -> None:
        """Take the line away before anything else is written."""
        if self.shown and sys.stderr is not None:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
        self.shown = False


progress = Progress()
"""Of the call that is running; there is one at a time."""


def tell(text: str, *, whole: bool = False) -> None:
    """A line of talk on stderr; on a terminal it is broken between words, unless it is to be copied `whole`."""
    progress.clear()
    if sys.stderr is None:
        return
    lines = [text]
    if sys.stderr.isatty() and "\n" not in text and not whole:
        lines = textwrap.wrap(text, _width() - 1, break_long_words=False, break_on_hyphens=False) or [""]
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stderr.flush()


def _watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM", "") != "dumb"


def _width() -> int:
    return max(20, shutil.get_terminal_size().columns)
