"""The settings as they hold, with where each comes from."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from overlap.report.data import Records
from overlap.report.tables import Column, Sheet, Table
from overlap.wording.sections import Wording


class Line(Struct, frozen=True):
    """`run` is empty for what holds for all."""

    run: str
    key: str
    value: str
    origin: str
    where: str


def records(lines: Sequence[Line]) -> Records:
    rows = tuple((line.run, line.key, line.value, line.origin, line.where) for line in lines)
    return Records(("run", "key", "value", "origin", "where"), rows)


def sheet(lines: Sequence[Line], words: Wording) -> Sheet:
    said = words.report.batch
    columns = (
        Column(said.run, 20),
        Column(said.key, 16),
        Column(said.value, 40),
        Column(said.origin, 16),
        Column(said.where, 40, rank=2),
    )
    rows = tuple((one.run or said.every, one.key, one.value, said.origins[one.origin], one.where) for one in lines)
    return Sheet(said.config_tab, said.config_tab, (said.config_reading,), Table("settings", columns, rows))
