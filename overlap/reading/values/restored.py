"""Ranges that Excel took for dates: ``6-12`` became 6 December of the year it was typed, ``12-18`` December 2018.

What was typed is restored from the date and the number format Excel gave the cell; nothing is restored where both
readings fit. The year of a day-and-month date is the year of typing and carries nothing.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from overlap.reading.text import REMEMBERED, plain

_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
           "okt": 10, "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
_NAME = "(" + "|".join(_MONTHS) + r")[a-zæøå]*\.?"
_DAY_MONTH = re.compile(rf"(\d{{1,2}})[.]?[ -/]?{_NAME}")
_MONTH_YEAR = re.compile(rf"{_NAME}[ -/]?(?:19|20)?(\d{{2}})")
_STAMP = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ]00:00(?::00)?)?")
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[^dmy]', re.IGNORECASE)


def range_in_date(when: date, number_format: str) -> tuple[int, int] | None:
    """The range that was typed before Excel made `when` of it, low number first; `None` where that is not certain.

    A format that shows day and month (``d-mmm``) means that the two numbers were day and month; month and year
    (``mmm-yy``) that they were month and the last two digits of the year. Any other format tells nothing: then only
    a day other than the 1st is certain, because month-and-year dates always fall on the 1st.
    """
    shows = _LITERAL.sub("", number_format).lower()
    day_month, month_year = (when.day, when.month), (when.month, when.year % 100)
    if "y" not in shows and "d" in shows:
        return _ordered(day_month)
    if "d" not in shows and "y" in shows and when.day == 1:
        return month_year if month_year[0] < month_year[1] else None
    return _ordered(day_month) if when.day != 1 else None


@lru_cache(maxsize=REMEMBERED)
def range_in_text(text: str) -> tuple[int, int] | None:
    """The range behind a date that stands as text (``6-dec``, ``dec-18``, ``2024-12-06 00:00:00``)."""
    words = plain(text)
    if match := _DAY_MONTH.fullmatch(words):
        return _ordered((int(match[1]), _MONTHS[match[2]]))
    if match := _MONTH_YEAR.fullmatch(words):
        low, high = _MONTHS[match[1]], int(match[2])
        return (low, high) if low < high else None
    if match := _STAMP.fullmatch(words):
        day, month = int(match[3]), int(match[2])
        return _ordered((day, month)) if 1 < day <= 31 and 1 <= month <= 12 else None
    return None


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    return (min(pair), max(pair))
