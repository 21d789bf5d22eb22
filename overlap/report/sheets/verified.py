"""What a check of a written report found, one line a breach."""

from __future__ import annotations

from collections.abc import Sequence

from overlap.report.checks.breach import Breach
from overlap.report.data import Records
from overlap.report.phrases import counted
from overlap.report.tables import Column, Sheet, Table
from overlap.wording.messages import sentence
from overlap.wording.sections import Wording


def sheet(found: Sequence[Breach], words: Wording) -> Sheet:
    said = words.report.verified
    columns = (Column(said.file, 24), Column(said.where, 24, rank=2), Column(said.breach, 70))
    rows = tuple((one.file, one.where, _told(one, words)) for one in found)
    line = counted(len(found), said.breaches, words.report.phrases)
    return Sheet(said.heading, said.heading, (line,), Table("verified", columns, rows))


def records(found: Sequence[Breach], words: Wording) -> Records:
    rows = ((one.code.partition(".")[2], one.file, one.where, one.found, _told(one, words)) for one in found)
    return Records(("code", "file", "where", "found", "message"), tuple(rows))


def _told(one: Breach, words: Wording) -> str:
    return sentence(words, one.code, {"found": one.found, "where": one.where})
