"""Sheets of a layout as text for a terminal or a pipe: the same figures as the workbook, and no word cut.

Text from the input is never read as markup, and characters that steer a terminal are taken out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TextIO

from msgspec.structs import replace
from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, NewLine, RenderableType
from rich.segment import Segments
from rich.table import Table as Grid
from rich.text import Text

from overlap.report.phrases import counted
from overlap.report.tables import Column, Mark, Shape, Sheet, Table, Tone, Value
from overlap.wording.report import Phrases, Printing, Report

PIPE_WIDTH = 120
"""Columns where there is no screen to ask."""
NARROWEST = 40
FOLDED = 24
"""Only a word longer than this may be broken over two lines."""
GUTTER = 2
COMFORT = 26
"""A column of sentences is not squeezed below this while a less telling column can go instead."""
STYLES = {Tone.MISSING: "bold red", Tone.THIN: "yellow", Tone.COVERED: "green", Tone.OUTSIDE: "dim"}
SAFE = str.maketrans(
    {"\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2026": "...", "\u2018": "'", "\u2019": "'", "\u201a": "'"}
    | {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2022": "*", "\u2192": "->", "\u00a0": " ", "\u20ac": "EUR"}
)
"""What old code pages lack, and what stands for it there."""


def console(stream: TextIO, environment: Mapping[str, str]) -> Console:
    """A console on `stream`: as wide as the screen, or `COLUMNS`, or `PIPE_WIDTH` where neither is known."""
    stated = environment.get("COLUMNS", "")
    width = int(stated) if stated.isdecimal() and int(stated) else None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def show(sheet: Sheet, words: Report, to: Console, *, most: int | None = None) -> None:
    """Print one sheet on a console."""
    put([drawn(sheet, words, to, most=most)], to)


def put(pictures: Iterable[Segments], to: Console) -> None:
    """Print on a console what was drawn for it."""
    for picture in pictures:
        to.print(picture, end="")


def drawn(sheet: Sheet, words: Report, to: Console, *, most: int | None = None) -> Segments:
    """The heading, the lines and the table of one sheet; with `most`, only so many rows of one that is ranked."""
    shown: list[RenderableType] = [Text(clean(sheet.heading, to.encoding), style="bold")]
    shown += [Text(clean(line, to.encoding)) for line in sheet.lines]
    shown.append(NewLine())
    if sheet.table.rows:
        rows = sheet.table.rows[:most] if sheet.ranked else sheet.table.rows
        shown += _table(Table(sheet.table.name, sheet.table.columns, rows), words, to)
        shown += _left_out(len(sheet.table.rows) - len(rows), words.printing, words.phrases)
        shown.append(NewLine())
    return Segments(to.render(Group(*shown)))


def _table(table: Table, words: Report, to: Console) -> list[RenderableType]:
    """The columns there is room for, and beneath them the names of those that were left out."""
    table, tones = plain(table, words.phrases, to.encoding), _tones(table)
    width = max(to.width, NARROWEST)
    kept = fitting(table, width)
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GUTTER - 1, 0, 0))
    for place, wide in zip(kept, _widths(table, kept, width), strict=True):
        column = table.columns[place]
        justify: Literal["left", "right"] = "left" if column.shape is Shape.TEXT else "right"
        grid.add_column(Text(column.heading, style="bold"), justify=justify, width=wide, overflow="fold")
    for row, styles in zip(table.rows, tones, strict=True):
        grid.add_row(*(Text(str(row[place]), style=styles[place]) for place in kept))
    gone = [column.heading for place, column in enumerate(table.columns) if place not in kept]
    left_out = clean(words.printing.left_out.format(columns=", ".join(gone)), to.encoding)
    return [grid, Text(left_out, style="dim")] if gone else [grid]


def plain(table: Table, phrases: Phrases, encoding: str) -> Table:
    """`table` with every heading and value as the text that will be shown."""
    columns = tuple(replace(column, heading=clean(column.heading, encoding)) for column in table.columns)
    rows = (
        tuple(clean(text_of(value, column, phrases), encoding) for value, column in zip(row, columns, strict=True))
        for row in table.rows
    )
    return Table(table.name, columns, tuple(rows))


def _tones(table: Table) -> list[list[str]]:
    return [[STYLES[value.tone] if isinstance(value, Mark) else "" for value in row] for row in table.rows]


def fitting(table: Table, width: int) -> list[int]:
    """Places of the columns that can stand side by side without breaking a word: the highest rank goes first.

    `table` is `plain`.
    """
    kept = list(range(len(table.columns)))

    def too_wide(wanted: Callable[[Table, int], int]) -> bool:
        return sum(wanted(table, at) + GUTTER for at in kept) - GUTTER > width

    while too_wide(_comfort) and (less := [at for at in kept if table.columns[at].rank > 1]):
        kept.remove(max(less, key=lambda at: (table.columns[at].rank, at)))
    while too_wide(_longest_word) and len(kept) > 1:
        kept.pop()
    return kept


def _widths(table: Table, kept: Sequence[int], width: int) -> list[int]:
    """What each kept column gets: its longest word at least, and the rest shared by how much each would like."""
    least = [_longest_word(table, at) for at in kept]
    liked = [max(few, _longest_text(table, at)) for few, at in zip(least, kept, strict=True)]
    spare = width - sum(least) - GUTTER * (len(kept) - 1)
    while spare > 0 and (needy := [at for at in range(len(kept)) if least[at] < liked[at]]):
        least[max(needy, key=lambda at: liked[at] ** 0.7 / least[at])] += 1
        spare -= 1
    return least


def _comfort(table: Table, place: int) -> int:
    return max(_longest_word(table, place), min(COMFORT, _longest_text(table, place)))


def _longest_word(table: Table, place: int) -> int:
    words = [word for text in _texts(table, place) for word in text.split()]
    return min(FOLDED, max(map(cell_len, words), default=1))


def _longest_text(table: Table, place: int) -> int:
    return max(map(cell_len, _texts(table, place)), default=1)


def _texts(table: Table, place: int) -> list[str]:
    return [table.columns[place].heading, *(str(row[place]) for row in table.rows)]


def text_of(value: Value, column: Column, phrases: Phrases) -> str:
    """A value as it is read on a screen."""
    match value:
        case None:
            return ""
        case Mark(text, _):
            return text
        case str():
            return value
        case int() if column.shape is Shape.AMOUNT:
            return f"{value:,}".replace(",", phrases.thousands)
        case int():
            return str(value)
        case _:
            return str(value).replace(".", phrases.decimal)


def clean(text: str, encoding: str) -> str:
    """`text` without characters that steer a terminal, in characters that `encoding` has."""
    calm = "".join(" " if character in "\t\n\r" else character for character in text)
    calm = "".join(one for one in calm if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co"))
    if encoding.lower().startswith("utf"):
        return calm
    return calm.translate(SAFE).encode(encoding, errors="replace").decode(encoding)


def _left_out(rows: int, words: Printing, phrases: Phrases) -> list[RenderableType]:
    return [Text(counted(rows, words.rows_left_out, phrases), style="dim")] if rows > 0 else []
