"""The records of a layout: sheets of tables of plain values. Every format prints from these, so that figures agree."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Tone(StrEnum):
    """How a marked cell is coloured. The word stands in the cell as well: colour never carries the meaning alone."""

    MISSING = "missing"
    THIN = "thin"
    COVERED = "covered"
    OUTSIDE = "outside"


class Mark(Struct, frozen=True):
    """A text with a tone."""

    text: str
    tone: Tone


Value = str | int | float | Mark | None
"""What a cell may hold. `None` is "not stated" and stays empty."""


class Shape(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    """Whole numbers with a mark for thousands."""


class Column(Struct, frozen=True):
    """`width` counts characters on paper. `rank`: where a screen is narrow, columns of the highest rank go first.

    `entry`: people fill it in. `choices` are then offered in a list, where there are any; a data sheet must hold them
    as the values of one of its columns. Other texts may be typed all the same; `several` at once are no mistake there.
    `mark`: for the program alone, which knows the row again by it; small, on one line, last, and not on paper.
    """

    heading: str
    width: int
    shape: Shape = Shape.TEXT
    rank: int = 1
    entry: bool = False
    choices: tuple[str, ...] = ()
    several: bool = False
    mark: bool = False


class Table(Struct, frozen=True):
    """`name` is unique in a report and holds only letters a-z, digits and underscores."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


class Chart(Struct, frozen=True):
    """A drawing of the table of its sheet: the first column names the categories, each other one is a series.

    `alt` says in words what it shows, numbers included; `upright` draws columns, else bars.
    """

    title: str
    alt: str
    upright: bool = False


class Sheet(Struct, frozen=True):
    """One sheet. A data sheet (`printed` false) is its table alone; others carry `heading` and `lines` above it.

    `ranked`: the first rows matter most, so that a screen may stop after a few.
    """

    title: str
    heading: str
    lines: tuple[str, ...]
    table: Table
    printed: bool = True
    ranked: bool = False
    chart: Chart | None = None


class Imprint(Struct, frozen=True):
    """What ties a report to a case of the council, in free text; empty where nobody has said it, and never made up."""

    letter: str = ""
    title: str = ""
    sag: str = ""
    document: str = ""
    sender: str = ""


class Edition(Struct, frozen=True):
    """What is particular to this run of a report: its date is handed in and never read from the clock."""

    day: date
    version: str
    imprint: Imprint = Imprint()
