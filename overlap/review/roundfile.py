"""A round as a file of a report, so that next year's can be compared with it when the workbook is long gone."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from overlap.errors import FileError, InputError
from overlap.review.rounds import Round

NAME = "data/round.json"
VERSION = 1
"""Raised when a name goes or changes its meaning, not when one is added."""


class _Versioned(Struct):
    version: int = VERSION


def content(one: Round) -> bytes:
    return msgspec.json.format(msgspec.json.encode({"version": VERSION, **asdict(one)}), indent=1) + b"\n"


def read(folder: Path) -> Round:
    """The round of a report folder; `FileError` where there is none, `InputError` where it is not one of ours."""
    path = folder / NAME
    try:
        content = path.read_bytes()
        written = msgspec.json.decode(content, type=_Versioned).version
        if written > VERSION:
            raise InputError("round_newer", file=path, found=written, known=VERSION)
        return msgspec.json.decode(content, type=Round)
    except OSError as missing:
        raise FileError("round_missing", folder=folder, name=NAME) from missing
    except ValueError as broken:
        raise InputError("round_unreadable", file=path) from broken
