"""Bringing the answers in a report back, and asking whether a report holds any that have not been brought back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from overlap.cli.answers import HANDED, headings, vocabulary
from overlap.errors import FileError, InputError
from overlap.model import AnsweredRow, Issue, Severity

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.review.incoming import Brought


class Returned(Struct, frozen=True):
    """The rows of a report as they came back, the keys handed out with it, and what stood in the way of reading it."""

    rows: tuple[AnsweredRow, ...]
    handed: dict[str, str] | None
    issues: tuple[Issue, ...]


def returned(report: Path) -> Returned:
    """`InputError` where the file has no sheet that was made to be filled in."""
    from overlap.reading import reviewed

    found = reviewed.read(report, headings())
    rows = [replace(row, form=row.form.partition(".")[0]) for row in found.rows]
    forms = {form.partition(".")[0] for form in found.forms}
    if not forms - {HANDED} and not found.issues:
        raise InputError("review_none", file=report.name)
    handed = {row.cells["key"]: row.cells["about"] for row in rows if row.form == HANDED and row.cells["key"]}
    return Returned(tuple(row for row in rows if row.form != HANDED), handed if HANDED in forms else None, found.issues)


def bring_in(found: Returned, work: Work, *, day: str, who: str = "") -> Brought:
    """The decisions with those of the report; what did not go through is among the issues."""
    from overlap.review.incoming import bring, vanished

    brought = bring(found.rows, work.decisions, vocabulary(work, found.handed or {}), day=day, who=who)
    if found.handed is None:
        missed = [Issue("review_handed_missing", Severity.WARNING)]
    else:
        gone = vanished(found.rows, found.handed)
        missed = [Issue("review_vanished", Severity.INFO, values={"about": about}) for about in gone]
    return replace(brought, issues=(*found.issues, *brought.issues, *missed))


def waiting(report: Path, work: Work) -> int:
    """How many answers in an existing report have not been brought in; 0 where there is no report of ours."""
    try:
        if not report.exists() or _as_written(report):
            return 0
        brought = bring_in(returned(report), work, day="")
    except (FileError, InputError, OSError):  # a path too long to be, a folder that is closed: writing will say so
        return 0
    unread = [issue for issue in brought.issues if issue.severity is Severity.WARNING and issue.code in LOST]
    return len(brought.added) + len(brought.changed) + len(unread)


def _as_written(report: Path) -> bool:
    """Whether the report is byte for byte the one that the manifest beside it tells of: nobody has answered in it."""
    from overlap.report.manifest import NAME

    try:
        told = json.loads((report.parent / NAME).read_text(encoding="utf-8"))
        expected = {one["path"]: one["sha256"] for one in told["files"]}
        return bool(expected[report.name] == hashlib.sha256(report.read_bytes()).hexdigest())
    except (OSError, ValueError, KeyError, TypeError):
        return False


LOST: Sequence[str] = (
    "review_no_key",
    "review_wrong_key",
    "review_no_answer",
    "review_unknown_value",
    "review_doubled",
)
"""Answers that stand in a report and could not be brought in: they would be gone with it."""
