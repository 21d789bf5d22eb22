"""What was typed for an option, as the type it asks for.

Typer hands every value to pydantic, and importing that takes longer than everything else at the command line. Texts,
paths and options that nobody gave need nothing of it; all others (numbers, dates, closed choices) still go there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


def plainly(param: Any) -> None:
    """Let `param`, a parameter of Typer, take plain values as they are."""
    if hasattr(param, "get_runtime_param") and hasattr(param, "type_descriptor"):
        checked = param.get_runtime_param
        param.get_runtime_param = lambda: _Plain(checked)


class _Plain:
    """Stands in for Typer's conversion of one parameter, which is only built when it is needed."""

    def __init__(self, checked: Callable[[], Any]) -> None:
        self._checked = checked

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        asked = param.type_descriptor.annotation
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        if asked is str and type(value) is str:
            return value
        if asked is Path and _usable(value):
            return Path(value)
        if many and asked == list[Path] and type(value) is tuple and all(map(_usable, value)):
            return [Path(one) for one in value]
        return self._checked().coerce(value, param=param, ctx=ctx)


def _usable(path: Any) -> bool:
    """Whether Typer would have nothing to say of a path: a text, of a file that is not there or can be read."""
    if type(path) is not str:
        return False
    try:
        Path(path).stat()
    except OSError:
        return True
    except ValueError:
        return False
    return os.access(path, os.R_OK)
