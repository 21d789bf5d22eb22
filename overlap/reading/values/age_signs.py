"""The signs an age is written with, as `ages.toml` lists them, made into one expression that cuts a text into signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from overlap import knowledge as shelf
from overlap.knowledge.records import fill

LETTERS = {
    "from": "F", "below": "B", "up_to": "U", "between": "M", "through": "D", "also": "A", "and_up": "+",
    "and_down": "_",
}  # fmt: skip
"""The letter each kind of sign has in the forms of an age."""

_UNIT_ORDER = ("month", "class", "upper", "year", "other")


class _Words(Struct, frozen=True):
    words: tuple[str, ...]


class _Table(Struct, frozen=True):
    """The shape of `ages.toml`."""

    groups: Mapping[str, tuple[int, ...]]
    points: Mapping[str, int]
    open_above: Mapping[str, int]
    signs: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]
    exceptions: _Words
    all: _Words
    filler: _Words


class AgeSigns:
    """What `ages.toml` knows, ready to use."""

    def __init__(self, table: _Table) -> None:
        self._groups = {start: (span[0], span[1]) for start, span in table.groups.items()}
        self._points = dict(table.points)
        self._adults = dict(table.open_above)
        self.filler = frozenset(table.filler.words)
        self.all = frozenset(table.all.words)
        self.number_units = "|".join(unit for key in ("year", "month", "class") for unit in table.units[key])
        exceptions = "|".join(table.exceptions.words)
        self.exceptions = re.compile(rf"(?:[,;] ?|(?<= ))\b(?:{exceptions})\b[^.;]*")
        self.sign = re.compile(_sign_expression(table, self))

    def starts(self) -> list[str]:
        return list(self._groups)

    def group(self, words: str) -> tuple[int, int]:
        """The years of the stage whose name `words` begins with, by the longest name that fits."""
        fitting = [key for key in self._groups if words == key.rstrip("$") or words.startswith(key)]
        return self._groups[max(fitting, key=len)]

    def point(self, words: str) -> tuple[int, int]:
        year = self._points[max((key for key in self._points if words.startswith(key)), key=len)]
        return (year, year)

    def adult(self, words: str) -> tuple[int, int]:
        year = self._adults[words]
        return (year, year)


def _sign_expression(table: _Table, signs: AgeSigns) -> str:
    units = "|".join(f"(?P<unit_{name}>{'|'.join(table.units[name])})" for name in _UNIT_ORDER)
    starts = sorted(signs.starts(), key=len, reverse=True)
    groups = "|".join(re.escape(start.rstrip("$")) + (r"(?!\w)" if start.endswith("$") else r"\w*") for start in starts)
    points = "|".join(re.escape(point) + r"\w*" for point in sorted(table.points, key=len, reverse=True))
    adults = "|".join(map(re.escape, sorted(table.open_above, key=len, reverse=True)))
    order = ("below", "up_to", "and_up", "and_down", "from", "between", "through", "also")
    others = "|".join(
        f"(?P<{kind}>{'|'.join(_bounded(expression) for expression in table.signs[kind])})" for kind in order
    )
    return (
        rf"(?P<number>(?<![\d,.])(?P<digits>\d{{1,3}}(?:,\d{{1,2}})?)\.?(?![\d])(?: ?(?:{units}))?)"
        rf"|(?<!\w)(?:(?P<point>{points})|(?P<group>{groups})|(?P<adult>(?:{adults})(?!\w)))"
        rf"|{others}"
        r"|(?P<word>[\w%]+)"
    )


def _bounded(expression: str) -> str:
    """`expression`, standing as a word of its own when it is made of letters."""
    start = r"(?<!\w)" if re.match(r"[\w(]", expression) else ""
    looks_ahead = re.search(r"\(\?[=!][^()]*(?:\([^()]*\)[^()]*)*\)$", expression)
    end = r"(?!\w)" if re.search(r"[\w)?]$", expression) and not looks_ahead else ""
    return f"{start}(?:{expression}){end}"


def number_and_unit(match: re.Match[str]) -> tuple[str, str]:
    """The digits of a number sign and its unit (``year``, ``month``, ``class``, ``upper``, ``other`` or none)."""
    return match["digits"], next((name for name in _UNIT_ORDER if match[f"unit_{name}"]), "")


@cache
def knowledge() -> AgeSigns:
    return AgeSigns(fill(_Table, shelf.read("ages"), "ages.toml"))
