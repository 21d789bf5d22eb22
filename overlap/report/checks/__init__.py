"""Does a written report keep the rules of accessibility (EN 301 549, clause 10), and is it what its manifest says?

Each module knows one kind of file and takes its bytes; none of them knows how the report was made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from overlap.errors import FileError
from overlap.report.checks import data, fingerprints, page, word, workbook
from overlap.report.checks.breach import Breach

Check = Callable[[str, bytes], list[Breach]]
CHECKS: Mapping[str, Check] = {
    ".xlsx": workbook.check,
    ".docx": word.check,
    ".html": page.check,
    ".csv": data.check_csv,
    ".json": data.check_json,
}


def check(report: Path) -> tuple[Breach, ...]:
    """Every breach in a report, in the order of its files: a folder with its manifest, or one file of it.

    `FileError` where there is nothing to check.
    """
    if report.is_file():
        if report.suffix.lower() not in CHECKS:
            raise FileError("report_unknown", file=report)
        return tuple(_checked(report.name, _read(report)))
    files = {path.relative_to(report).as_posix(): path for path in sorted(report.rglob("*")) if path.is_file()}
    if not files:
        raise FileError("report_missing", file=report)
    contents = {name: _read(path) for name, path in files.items()}
    breaches = fingerprints.check(contents)
    for name, content in contents.items():
        breaches += _checked(name, content)
    return tuple(breaches)


def _checked(name: str, content: bytes) -> list[Breach]:
    kind = CHECKS.get(Path(name).suffix.lower())
    if kind is None:
        return []
    try:
        return kind(name, content)
    except Exception:  # noqa: BLE001 - whatever a damaged file makes a parser say, it means one thing
        return [Breach("verify.unreadable", name)]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise FileError("report_unreadable", file=path) from problem
