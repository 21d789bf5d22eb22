"""Counts and money, from the ways people write them; an answer without a figure ("inden for rammen") is no problem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.answers import too_long, unstated
from overlap.reading.values.numbers import NUMBER, value

_PARENTHESES = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)(?: ?[-/] ?(?:20)?\d\d(?!\d))?")
_PARAGRAPH = re.compile(r"§+ ?\d+(?: ?[a-z]\b)?(?:,? stk\.? ?\d+)?|\b\d{1,2}[./]\d{1,2}[./-]\d{2,4}\b|\d+ ?(?:%|pct)")
MOST = 10**12


class Amount(Struct, frozen=True):
    """What a cell says in figures. `value` is the lower end of a range; `note` a message code for what was left out."""

    value: int | None = None
    note: str = ""


class _Money(Struct, frozen=True):
    currency: str
    unit_price: tuple[str, ...]
    several_years: tuple[str, ...]
    part: tuple[str, ...]


class _Counts(Struct, frozen=True):
    people: tuple[str, ...]
    others: tuple[str, ...]
    not_counted: tuple[str, ...]


class _Table(Struct, frozen=True):
    """The shape of `amounts.toml`."""

    multipliers: Mapping[str, int]
    money: _Money
    counts: _Counts


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("amounts"), "amounts.toml")


@cache
def _figure() -> re.Pattern[str]:
    multipliers = "|".join(f"(?P<m{at}>{word})" for at, word in enumerate(_table().multipliers))
    return re.compile(
        rf"(?<![\w.,])-?(?P<low>{NUMBER})(?: ?(?:-+|til) ?(?P<high>{NUMBER}))?(?![\d])"
        rf"(?: ?(?:{multipliers})(?!\w))?(?: ?(?P<currency>{_table().money.currency}))?(?: ?(?P<noun>[a-zæøå/]+))?"
    )


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def multiplier_in(heading: str) -> int:
    """How many kroner one stands for in a column with this heading (``Budget (t.kr.)`` is 1,000)."""
    words = plain(heading)
    for expression, factor in _table().multipliers.items():
        if re.search(rf"(?<![\w'])(?:{expression})(?!\w)", words):
            return factor
    return 1


@lru_cache(maxsize=REMEMBERED)
def money(text: str, factor: int = 1) -> Amount | None:
    """Whole kroner a year; `factor` from the heading counts where the cell names no unit of its own.

    A price for one, or an amount for several years, is no yearly amount: no value, and a note says why.
    """
    if too_long(text):
        return None
    if unstated(text):
        return Amount()
    words = _PARAGRAPH.sub(" ", plain(text))
    for stretch in (_PARENTHESES.sub(" ", words), words):
        figures = _figures(stretch)
        if not figures:
            continue
        if _price(stretch):
            return Amount(note="budget_unit_price")
        if _any(_table().money.several_years).search(stretch):
            return Amount(note="budget_several_years")
        if len(figures) > 1 and not _any(_table().money.part).search(stretch[figures[0].end("low") :]):
            return None
        return _amount(figures[0], factor, "budget_range")
    return None if re.search(r"\d", _YEAR.sub(" ", words)) else Amount()


@lru_cache(maxsize=REMEMBERED)
def count(text: str) -> Amount | None:
    """How many people come in a year. Other things than people (classes, calls) give no value, and a note."""
    if too_long(text):
        return None
    if unstated(text):
        return Amount()
    words, nouns = plain(text), _table().counts
    if _any(nouns.not_counted).search(words):
        return Amount()
    for stretch in (_PARENTHESES.sub(" ", words), words):
        figures = [match for match in _figures(stretch) if not match["currency"]]
        people = [match for match in figures if match["noun"] and _any(nouns.people).fullmatch(match["noun"])]
        if people:
            return _amount(people[0], 1, "places_range")
        if figures and figures[0]["noun"] and _any(nouns.others).fullmatch(figures[0]["noun"]):
            return Amount(note="places_not_people")
        if figures:
            return _amount(figures[0], 1, "places_range")
    return None if re.search(r"\d", _YEAR.sub(" ", words)) else Amount()


def _figures(words: str) -> list[re.Match[str]]:
    without_years = _YEAR.sub(lambda match: " " * len(match[0]) if _is_year(words, match) else match[0], words)
    return list(_figure().finditer(without_years))


def _is_year(words: str, match: re.Match[str]) -> bool:
    """Whether four digits are a year: not when they stand alone in the cell, or before a currency or people."""
    if match[0].strip() == words.strip(" .ca"):
        return False
    following = words[match.end() :].lstrip(" ")
    counted = "|".join((*_table().counts.people, *_table().counts.others))
    return re.match(rf"(?:{_table().money.currency}|{counted})(?!\w)", following) is None


def _price(words: str) -> bool:
    return _any(_table().money.unit_price).search(words) is not None


def _amount(match: re.Match[str], factor: int, note: str) -> Amount | None:
    own = [size for at, size in enumerate(_table().multipliers.values()) if match[f"m{at}"]]
    size = own[0] if own else 1 if match["currency"] else factor
    low, high = value(match["low"]) * size, value(match["high"] or match["low"]) * size
    if low > high or high > MOST or match[0].startswith("-"):
        return None
    return Amount(round(low), note if high > low else "")


def said(amount: Amount) -> str:
    """`amount` in a form that both readers read back as the same value."""
    return "-" if amount.value is None else str(amount.value)
