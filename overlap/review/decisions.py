"""The decisions file: text in UTF-8 with commas and a header row, one line a decision, made to be read in git.

Lines are sorted, so that two people's additions meet in a merge as two lines. The file is written whole or not at all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from overlap.errors import FileError, InputError
from overlap.model import OVERLAP_QUESTION, Decision, Effect, Verdict
from overlap.review.corrections import QUESTIONS

COLUMNS = ("interventions", "question", "answer", "effects", "comment", "who", "date", "texts", "about")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet program takes for a formula when it stands first in a field of a CSV file (OWASP)."""

Decisions = Sequence[Decision]
Slot = tuple[tuple[str, ...], str, str]


def slot(one: Decision) -> Slot:
    """One person has one answer to one question about one subject."""
    return one.members, one.question, " ".join(one.who.casefold().split())


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions in `path`, none where there is no file. `InputError` names the line that cannot be understood."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as problem:
        raise FileError("decisions_unreadable", file=path) from problem
    return parse(text, path)


def parse(text: str, path: Path) -> tuple[Decision, ...]:
    lines = csv.reader(io.StringIO(text, newline=""))
    head = next(lines, None)
    if head is None:
        return ()
    if tuple(head) != COLUMNS:
        raise InputError("decisions_head", file=path, expected=",".join(COLUMNS))
    found: dict[Slot, Decision] = {}
    for fields in lines:
        if not fields:
            continue
        one = _decision(fields, path, lines.line_num)
        if slot(one) in found:
            raise InputError("decisions_doubled", file=path, line=lines.line_num, about=one.about)
        found[slot(one)] = one
    return tuple(found.values())


def text(decisions: Iterable[Decision]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(decisions, key=slot):
        writer.writerow(map(_written, _fields(one)))
    return out.getvalue()


def _fields(one: Decision) -> tuple[str, ...]:
    effects = "|".join(one.effects)
    members, texts = " ".join(one.members), " ".join(one.fingerprints)
    return members, one.question, one.answer, effects, one.comment, one.who, one.day, texts, one.about


def _written(field: str) -> str:
    line = " ".join(field.split())
    return f"'{line}" if line.startswith(_RISKY) else line


def _decision(fields: Sequence[str], path: Path, line: int) -> Decision:
    if len(fields) != len(COLUMNS):
        raise InputError("decisions_line", file=path, line=line, found=",".join(fields)[:80])
    row: Mapping[str, str] = dict(zip(COLUMNS, (_as_meant(field) for field in fields), strict=True))
    members, texts = tuple(row["interventions"].split()), tuple(row["texts"].split())
    known = row["question"] in QUESTIONS if len(members) == 1 else row["question"] == OVERLAP_QUESTION
    right = known and len(texts) == len(members) and (len(members) == 1 or row["answer"] in set(Verdict))
    try:
        effects = tuple(Effect(code) for code in row["effects"].split("|") if code)
    except ValueError:
        right = False
    if not right:
        raise InputError("decisions_line", file=path, line=line, found=",".join(fields)[:80])
    return Decision(
        members=members,
        question=row["question"],
        answer=row["answer"],
        effects=effects,
        comment=row["comment"],
        who=row["who"],
        day=row["date"],
        fingerprints=texts,
        about=row["about"],
    )


def _as_meant(field: str) -> str:
    return field[1:] if field.startswith("'") and field[1:].startswith(_RISKY) else field
