"""When the funding ends, as a date: the last day that the text names. Permanent funding has none."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.answers import too_long

_DAY = re.compile(r"(?<!\d)(\d{1,2})[./-] ?(\d{1,2})[./-] ?((?:20)?\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_RANGE = re.compile(r"(?<![\d/])20\d\d ?(?:-|til|og) ?((?:20)?\d\d)(?![\d.])")
_SCHOOL_YEAR = re.compile(r"skoleåret? (?:20)?\d\d ?[/-] ?(?:20)?(\d\d)(?!\d)")
_QUARTER = re.compile(r"(?:q([1-4])|([1-4])\. ?(?:kvartal|kvt))\.? ?(20\d\d)")
_HALF_YEAR = re.compile(r"([12])\. ?halvår ?(20\d\d)")


class _Table(Struct, frozen=True):
    """The shape of `funding.toml`."""

    months: Mapping[str, int]
    seasons: Mapping[str, int]
    ending: tuple[str, ...]
    beginning: tuple[str, ...]


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("funding"), "funding.toml")


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> date | None:
    """The last day of the funding that `text` names, or nothing."""
    ends = [] if too_long(text) else list(_named(plain(text)))
    return max(ends) if ends else None


def said(end: date | None) -> str:
    """`end` in a form that `parse` reads back as the same."""
    return end.strftime("til %d.%m.%Y") if end else "-"


def _named(words: str) -> Iterator[date]:
    beginning = "|".join(_table().beginning)
    for match in _DAY.finditer(words):
        yield from _day(match[3], match[2], match[1], words[: match.start()], beginning)
    for match in _ISO.finditer(words):
        yield from _day(match[1], match[2], match[3], words[: match.start()], beginning)
    without_days = _ISO.sub(" ", _DAY.sub(" ", words))
    yield from _periods(without_days)
    yield from _loose(without_days, beginning)


def _periods(words: str) -> Iterator[date]:
    for match in _SCHOOL_YEAR.finditer(words):
        yield date(2000 + int(match[1]), 7, 31)
    for match in _RANGE.finditer(_SCHOOL_YEAR.sub(" ", words)):
        yield date(2000 + int(match[1]) % 100, 12, 31)
    for match in _QUARTER.finditer(words):
        yield _month_end(int(match[3]), 3 * int(match[1] or match[2]))
    for match in _HALF_YEAR.finditer(words):
        yield _month_end(int(match[2]), 6 * int(match[1]))


def _loose(words: str, beginning: str) -> Iterator[date]:
    """Months, seasons and years that stand after a word for an end."""
    table = _table()
    ending, months, seasons = "|".join(table.ending), "|".join(table.months), "|".join(table.seasons)
    for match in re.finditer(rf"(?<!\w)(?:{ending}|-) ?(?:i |d\. )?({months})[a-zæøå]*\.? ?(20\d\d)", words):
        yield _month_end(int(match[2]), table.months[match[1]])
    for match in re.finditer(rf"(?<!\w)(?:(?:{ending}) )?({seasons}) (?:af )?(20\d\d)", words):
        if not re.search(rf"(?:{beginning}) $", words[: match.start()]):
            yield _month_end(int(match[2]), table.seasons[match[1]])
    for match in re.finditer(rf"(?<!\w)(?:{ending}) (?:år |budget |budgetår )?(20\d\d)(?!\d)", words):
        yield date(int(match[1]), 12, 31)


def _day(year: str, month: str, day: str, before: str, beginning: str) -> Iterator[date]:
    """One date, unless the words before it make it a beginning, or there is no such day."""
    if re.search(rf"(?<!\w)(?:{beginning}) (?:d\. |den )?$", before):
        return
    try:
        yield date(2000 + int(year) % 100, int(month), int(day))
    except ValueError:
        return


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
