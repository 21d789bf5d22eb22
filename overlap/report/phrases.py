"""Small pieces of sentences: numbers, ages, lists, dates. The words themselves come from `wording`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from overlap.model import UNSTATED, Span
from overlap.wording.counts import Count
from overlap.wording.report import Phrases

AGES = re.compile(r"(\d*)-(\d*)|(\d+)")
BAND = re.compile(r"\d+-\d+")
CHANGE = re.compile(r"\d+/\d+")


def number(value: int, words: Phrases) -> str:
    """A whole number with the language's mark for thousands."""
    return f"{value:,}".replace(",", words.thousands)


def counted(value: int, count: Count, words: Phrases) -> str:
    """The number with its noun, in singular or plural."""
    if value == 0:
        return count.none
    return (count.one if value == 1 else count.many).format(n=number(value, words))


def listed(items: Sequence[str], words: Phrases) -> str:
    """ "a, b og c"."""
    if len(items) < 2:
        return "".join(items)
    return words.last_of_list.format(most=", ".join(items[:-1]), last=items[-1])


def span(value: Span, words: Phrases) -> str:
    """An interval in figures ("7-12", "fra 13", "op til 17", "6"), or nothing when it is not stated."""
    match value.low, value.high:
        case None, None:
            return ""
        case low, None:
            return words.span_from.format(low=low)
        case None, high:
            return words.span_to.format(high=high)
        case low, high:
            return str(low) if low == high else words.span.format(low=low, high=high)


def years(value: Span, words: Phrases) -> str:
    """An interval of ages with its unit, or nothing when it is not stated."""
    text = span(value, words)
    return words.years.format(span=text) if text else ""


def years_of(code: str, words: Phrases) -> str:
    """Ages from the code of a part or a band ("7-12", "13-", "-17", "6"), or nothing when it is empty.

    A change of age ("17/18") keeps its code, and so does what is no age at all.
    """
    if code == UNSTATED:
        return words.unstated
    if CHANGE.fullmatch(code):
        return words.years.format(span=code)
    return years(decoded(code), words) if AGES.fullmatch(code) else code


def joined(codes: Sequence[str]) -> list[str]:
    """Bands that follow on each other as one ("6-9", "10-12" become "6-12"), in order of age; others as they are."""
    spans = sorted({(span.low, span.high) for span in map(decoded, filter(BAND.fullmatch, codes)) if span.known})
    found: list[tuple[int | None, int | None]] = []
    for low, high in spans:
        if found and low is not None and found[-1][1] is not None and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    others = [code for code in dict.fromkeys(codes) if not BAND.fullmatch(code)]
    return [f"{low}-{high}" for low, high in found] + others


def aged(code: str, words: Phrases) -> str:
    """The same after a noun ("børn på 7-12 år", "unge fra 13 år")."""
    ages = decoded(code)
    if ages.low is not None and ages.high is not None:
        return words.aged.format(ages=years(ages, words))
    return years(ages, words)


@lru_cache(maxsize=1_000)
def decoded(code: str) -> Span:
    """The ages of a code, `Span()` for an empty one. There are few, and they are asked for in every sentence."""
    low, dash, high = code.partition("-")
    if not dash:
        high = low
    return Span(int(low) if low else None, int(high) if high else None)


def day(value: date, words: Phrases) -> str:
    return words.day.format(day=value.day, month=words.months[value.month - 1], year=value.year)
