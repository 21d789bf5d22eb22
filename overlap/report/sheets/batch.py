"""What became of each run: one line a report."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from overlap.report.tables import Column, Sheet, Table
from overlap.wording.sections import Wording


class Outcome(StrEnum):
    MADE = "made"
    SKIPPED = "skipped"
    FAILED = "failed"
    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"
    ALTERED = "altered"


class Result(Struct, frozen=True):
    name: str
    file: str
    outcome: Outcome
    note: str = ""
    code: int = 0


def sheet(results: Sequence[Result], words: Wording) -> Sheet:
    """In the order of the runs; above the table how many there are of each kind."""
    said = words.report.batch
    counts = {one: sum(result.outcome is one for result in results) for one in Outcome}
    told = ", ".join(said.counts[one].format(n=n) for one, n in counts.items() if n)
    columns = (Column(said.run, 26), Column(said.file, 26, rank=2), Column(said.outcome, 16), Column(said.note, 70))
    rows = tuple((one.name, one.file, said.outcomes[one.outcome], one.note) for one in results)
    return Sheet(said.tab, said.tab, (told + ".",), Table("batch", columns, rows))
