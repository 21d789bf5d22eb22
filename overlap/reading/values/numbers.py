"""Numbers as Danes write them: ``1.250.000``, ``6,1``, ``2½``, ``halvandet``, ``tolv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
"""A regular expression for one number: thousands with points, decimals after a comma."""

_HALF_A = re.compile(r"\b(?:en|et) (halvt?)\b")
_MIXED = re.compile(r"(?<!\d)(\d{1,4}) ?1/2\b")
_FRACTION = re.compile(r"(?:(?<!\d)(\d{1,4}) ?)?([½¼¾])")
_FRACTIONS = {"½": ",5", "¼": ",25", "¾": ",75"}


class _Table(Struct, frozen=True):
    """The shape of `numbers.toml`."""

    words: Mapping[str, float]


@cache
def _words() -> Mapping[str, float]:
    return fill(_Table, knowledge.read("numbers"), "numbers.toml").words


@cache
def _pattern(units: str) -> re.Pattern[str]:
    word = "|".join(sorted(map(re.escape, _words()), key=len, reverse=True))
    one = rf"(?<!\w)({word})(?!\w)"
    onward = rf"(?: ?(?:-|til|og|eller) ?(?:{word}|\d+(?:,\d+)?))*"
    return re.compile(rf"{one}(?={onward}(?: |-)?(?:{units}))")


def with_digits(text: str, units: str) -> str:
    """`text` (plain) with fractions, and number words that lead to one of `units`, in digits: ``et halvt`` is 0,5."""
    halves = _MIXED.sub(r"\1,5", _HALF_A.sub(r"\1", text))
    fractions = _FRACTION.sub(lambda match: (match[1] or "0") + _FRACTIONS[match[2]], halves)
    return _pattern(units).sub(lambda match: f"{_words()[match[1]]:g}".replace(".", ","), fractions)


def value(number: str) -> float:
    """The value of a stretch of text that matches `NUMBER`."""
    return float(number.replace(".", "").replace(",", "."))
