"""One setting put into `overlap.toml`, everything else in the file as it was: comments, order, blank lines, line ends.

The right place is found by trying: a place is right when the file then says what it said before and the one setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli

from overlap.errors import FileError, InputError

BOM = "\ufeff"


def put(path: Path, tables: Sequence[str], key: str, value: str) -> None:
    """Write `key = value` (as TOML) into the table that `tables` lead to, in place of what it was; the file whole.

    `InputError` with the line to write by hand where it cannot be done without touching anything else.
    """
    from overlap.report import files

    real = path.resolve()
    try:
        before = real.read_bytes().decode("utf-8") if real.exists() else ""
    except OSError as problem:
        raise FileError("config_missing", file=path) from problem
    mark = BOM if before.startswith(BOM) else ""
    after = edited(before.removeprefix(BOM), tables, key, value)
    if after is None:
        code = "config_not_edited_in" if tables else "config_not_edited"
        raise InputError(code, file=path, line=f"{key} = {value}", table=f"[{'.'.join(tables)}]")
    files.write(real, (mark + after).encode("utf-8"))


def edited(text: str, tables: Sequence[str], key: str, value: str) -> str | None:
    """The text with the setting in it; nothing where no place is right."""
    wanted = tomli.loads(text)
    table: Any = wanted
    for name in tables:
        table = table[name]
    table[key] = tomli.loads(f"{key} = {value}")[key]
    return next((one for one in _tries(text, tables, key, value) if _says(one) == wanted), None)


def _says(text: str) -> object:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError:
        return None


def _tries(text: str, tables: Sequence[str], key: str, value: str) -> Iterator[str]:
    """Instead of the line of the setting; else as the last of those for all, or the first of a table."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = _lines(text)
    for at, line in enumerate(lines):
        name, equals, _ = line.partition("=")
        if equals and name.strip() == key:
            indent = name[: len(name) - len(name.lstrip())]
            yield _with(lines, at, f"{indent}{key} = {value}{_comment(line)}", instead=True)
    new = f"{key} = {value}{end}"
    heads = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    if tables:
        for at in heads:
            yield _with(lines, at + 1, new)
        return
    first = heads[0] if heads else len(lines)
    settings = [at for at in range(first) if lines[at].strip() and not lines[at].lstrip().startswith("#")]
    gap = end if heads else ""
    yield from (_with(lines, at + 1, new) for at in settings[-1:])
    yield _with(lines, first, new + gap)
    yield _with(lines, 0, new)


def _lines(text: str) -> list[str]:
    """By line feeds alone: other signs that end a line elsewhere may stand in a TOML string."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _with(lines: Sequence[str], at: int, new: str, *, instead: bool = False) -> str:
    before = "".join(lines[:at])
    gap = "\n" if before and not before.endswith("\n") else ""
    return before + gap + new + "".join(lines[at + instead :])


def _comment(line: str) -> str:
    """What follows the value on its line: blanks, a comment and the end of the line, as they stand."""
    for at in range(line.index("=") + 1, len(line) + 1):
        rest = line[at:]
        if (not rest.strip() or rest.lstrip().startswith("#")) and _says(line[:at]) is not None:
            return rest
    return ""
