"""Waiting times in whole weeks, from the ways people write them.

One month is 4.35 weeks, one year 52; weeks are rounded, days are rounded up (five days is one week). "Op til" leaves
the lower end empty. An answer without a length ("varierer", "næste hold") is read and has no bounds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Span
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.answers import too_long, unstated
from overlap.reading.values.numbers import NUMBER, value, with_digits
from overlap.reading.values.restored import range_in_text

WEEKS_IN_A_MONTH = 4.35
WEEKS_IN_A_YEAR = 52
LONGEST = 10 * WEEKS_IN_A_YEAR
_PER_WEEK = {"week": 1.0, "month": WEEKS_IN_A_MONTH, "year": float(WEEKS_IN_A_YEAR), "day": 1 / 7, "workday": 1 / 5}
_WORDS = {"week": "uger", "month": "mdr", "year": "år", "day": "dage", "workday": "hverdage"}
_PARENTHESES = re.compile(r"\([^()]*\)")


class _Table(Struct, frozen=True):
    """The shape of `weeks.toml`."""

    units: Mapping[str, tuple[str, ...]]
    none: tuple[str, ...]
    soon: tuple[str, ...]
    open_ended: tuple[str, ...]
    up_to: tuple[str, ...]
    at_least: tuple[str, ...]
    typical: tuple[str, ...]
    frequency_before: tuple[str, ...]
    frequency_after: tuple[str, ...]


class _Signs:
    def __init__(self, table: _Table) -> None:
        self.units = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in table.units.items())
        self.unit_words = "|".join(word for words in table.units.values() for word in words)
        self.none, self.soon, self.open_ended = (
            re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") for words in (table.none, table.soon, table.open_ended)
        )
        self.typical = re.compile(rf"(?<!\w)(?:{'|'.join(table.typical)})(?!\w)")
        up_to, at_least = "|".join(table.up_to), "|".join(table.at_least)
        through = r"(?:-+|til|\.\.+|og|eller|/)"
        before = "|".join(table.frequency_before)
        after = "|".join(table.frequency_after)
        self.length = re.compile(
            rf"(?:(?P<frequency>(?<!\w)(?:{before}))? )?(?:(?P<up_to>(?<!\w)(?:{up_to}|<)) ?)?"
            rf"(?:(?P<at_least>(?<!\w)(?:{at_least})|[>+]) ?)?(?:ca\.? ?|cirka |omkring |typisk )?"
            rf"(?P<low>(?<![\d.,])(?:{NUMBER}))(?: ?(?:{self.unit_words}))??"
            rf"(?: ?{through} ?(?:ca\.? ?)?(?P<high>{NUMBER}))? ?-?(?P<more>\+)? ?"
            rf"(?:{self.units})(?!\w)\.?(?P<plus> ?\+)?(?P<rate> (?:{after})(?!\w))?"
        )
        through_units = "|".join(self.unit_words.split("|"))
        self.mixed = re.compile(
            rf"(?P<low>{NUMBER}) ?-?(?P<low_unit>{through_units})\.? ?{through} ?"
            rf"(?P<high>{NUMBER}) ?-?(?P<high_unit>{through_units})(?!\w)"
        )
        self.bare = re.compile(rf"(?:ca\.? ?|cirka )?(?P<low>{NUMBER})(?: ?(?:-+|til) ?(?P<high>{NUMBER}))?")
        self.unit_of = {name: re.compile("|".join(words)) for name, words in table.units.items()}


@lru_cache(maxsize=REMEMBERED)
def parse(text: str, unit: str = "") -> Span | None:
    """The wait that `text` states; bare numbers count in `unit` (``week``, ``month``, ``day``), from the heading."""
    if too_long(text):
        return None
    if unstated(text):
        return Span()
    signs = _signs()
    words = with_digits(plain(text), signs.unit_words)
    for stretch in (_PARENTHESES.sub(" ", words), words):
        if lengths := _lengths(stretch):
            return _hull(lengths)
    bare = signs.bare.fullmatch(words.strip(" ."))
    if bare and (unit or float(value(bare["low"])) == 0):
        return _span(value(bare["low"]), value(bare["high"] or bare["low"]), unit or "week")
    if unit and _bound(words) and (lengths := _lengths(f"{words.strip(' .')} {_WORDS[unit]}")):
        return _hull(lengths)
    if unit and (typed := range_in_text(text)):
        return _span(*typed, unit)
    if signs.soon.search(words):
        return Span(0, 1)
    if signs.none.search(words):
        return Span(0, 0)
    return Span() if signs.open_ended.search(words) or not re.search(r"\d", words) else None


def _bound(words: str) -> bool:
    """Whether a number without a unit, with words for a bound before it, is all there is ("op til 8")."""
    return re.fullmatch(rf"[a-zæøå. <>≤≥=]*(?:{NUMBER})(?: ?-+ ?(?:{NUMBER}))?\+?", words.strip(" .")) is not None


def unit_in(heading: str) -> str:
    """The unit that a heading names for bare numbers (``Ventetid (uger)``), or nothing."""
    words = plain(heading)
    found = [name for name, unit in _signs().unit_of.items() if re.search(rf"(?<!\w)(?:{unit.pattern})(?!\w)", words)]
    return found[0] if len(found) == 1 else ""


def said(wait: Span) -> str:
    """`wait` in a form that `parse` reads back as the same."""
    if wait.low is None:
        return "-" if wait.high is None else f"<= {wait.high} uger"
    if wait.high is None:
        return f">= {wait.low} uger"
    return f"{wait.low}-{wait.high} uger"


def _lengths(words: str) -> list[Span]:
    signs = _signs()
    found = []
    for match in signs.mixed.finditer(words):
        low = _weeks(value(match["low"]), _unit_of(match["low_unit"]))
        high = _weeks(value(match["high"]), _unit_of(match["high_unit"]))
        found.append(Span(low, high) if low <= high else Span())
    for match in signs.length.finditer(signs.mixed.sub(" ", words)):
        if match["rate"] or match["frequency"]:
            continue
        span = _span(
            value(match["low"]),
            value(match["high"] or match["low"]),
            next(name for name in signs.unit_of if match[name]),
        )
        if span is None:
            continue
        if match["at_least"] or match["more"] or match["plus"]:
            span = Span(low=span.low)
        elif match["up_to"] and not signs.typical.search(words[: match.start("low")]):
            soon = match["up_to"].startswith("under") and span.high is not None and span.high <= 1
            span = Span(0 if soon else None, span.high)
        found.append(span)
    return found


def _unit_of(word: str) -> str:
    return next(name for name, unit in _signs().unit_of.items() if unit.fullmatch(word))


def _span(low: float, high: float, unit: str) -> Span | None:
    first, last = _weeks(low, unit), _weeks(high, unit)
    return Span(first, last) if first <= last <= LONGEST else None


def _weeks(number: float, unit: str) -> int:
    weeks = number * _PER_WEEK[unit]
    return math.ceil(weeks) if unit in ("day", "workday") else math.floor(weeks + 0.5)


def _hull(spans: list[Span]) -> Span:
    lows, highs = [span.low for span in spans], [span.high for span in spans]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return Span(low, high)


@cache
def _signs() -> _Signs:
    return _Signs(fill(_Table, knowledge.read("weeks"), "weeks.toml"))
