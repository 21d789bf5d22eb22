"""A round as a file of a report, so that next year's can be compared with it when the workbook is long gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec.structs import fields

from overlap.errors import FileError, InputError
from overlap.review.rounds import Flag, Hole, Round, Row

NAME = "data/round.json"
VERSION = 1


def content(one: Round) -> bytes:
    told = json.dumps({"version": VERSION, **_fields(one)}, ensure_ascii=True, indent=1, default=_fields)
    return (told + "\n").encode("ascii")


def _fields(record: Any) -> dict[str, Any]:
    """Of a record by their names, as they are: a deep copy of a whole round takes longer than writing it."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def read(folder: Path) -> Round:
    """The round of a report folder; `FileError` where there is none, `InputError` where it is not one of ours."""
    path = folder / NAME
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as missing:
        raise FileError("round_missing", folder=folder, name=NAME) from missing
    except ValueError as broken:
        raise InputError("round_unreadable", file=path) from broken
    try:
        return Round(
            name=told["name"],
            rows=tuple(Row(**row) for row in told["rows"]),
            flags=tuple(Flag(**flag) for flag in told["flags"]),
            holes=tuple(Hole(tuple(hole["slot"]), hole["text"]) for hole in told["holes"]),
            language=told.get("language", ""),
        )
    except (KeyError, TypeError) as other:
        raise InputError("round_unreadable", file=path) from other
