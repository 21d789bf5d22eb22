"""The few ways to fail. Each carries a message code and its values; only `cli` turns them into words and exit codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Self


class OverlapError(Exception):
    """A run cannot go on. `code` names the sentence in `wording`, `values` fill its placeholders."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, str] = {name: str(value) for name, value in values.items()}
        super().__init__(code, dict(self.values))

    def __reduce__(self) -> tuple[Callable[[], Self], tuple[()]]:
        """It may be met in another process."""
        return partial(type(self), self.code, **self.values), ()


class UsageError(OverlapError):
    """The command was called wrongly: an unknown theme, an id that is not in the catalogue (exit code 2)."""


class InputError(OverlapError):
    """The workbook can be opened, but what it holds stops the analysis (exit code 3)."""


class FileError(OverlapError):
    """A file cannot be read or written (exit code 4)."""


class PersonalDataError(OverlapError):
    """Personal data stands in texts that would be published; reports are held back (exit code 5)."""
