"""How many lines a text takes in a cell: spreadsheet programs disagree about it, so row heights are always given.

The widths are those of Arial, which Liberation Sans and Helvetica share, in thousandths of the size of the font
(Adobe Font Metrics of Helvetica).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

WIDTHS = {
    222: "ijl'",
    278: " .,:;/\\!|fItI[]\u00a0",
    333: "()-r`\u00b4\u00b7\u201c\u201d",
    355: '"',
    389: "*",
    500: "cksvxyzJ",
    556: "abdeghnopqu0123456789L$#_?\u00e5\u00e4\u00e0\u00e1\u00e9\u00e8\u00f6\u00fc\u2013\u00df\u00a7",
    584: "+<=>~",
    611: "FTZ\u00f8",
    667: "ABEKPSVXY&\u00c5\u00c4\u00c9",
    722: "CDHNRUw\u00dc",
    778: "GOQ\u00d8\u00d6",
    833: "mM",
    889: "\u00e6%",
    944: "W",
    1000: "\u00c6@\u2014\u2026",
}
UNKNOWN = 800
"""A character that is not in the table: rather a line too many than text that is cut."""


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        return UNKNOWN


BY_CHARACTER = _Widths({character: width for width, characters in WIDTHS.items() for character in characters})
SPACE = BY_CHARACTER[" "]
NARROWEST = min(WIDTHS)
POINTS = 10
PIXELS_A_POINT = 96 / 72
BOLD = 1.07
SLACK = 0.96
"""The share of a column that is surely there for text: programs round column widths differently."""


def widest(texts: Iterable[str], *, bold: bool = False) -> float:
    """How many pixels the widest of the texts is on one line; 0 where there is none."""
    return _pixels(max(map(_thousandths, texts), default=0), bold)


@lru_cache(maxsize=50_000)
def _thousandths(text: str) -> int:
    """Whole, so that the words of a line and the spaces between them add up to the line."""
    return sum(map(BY_CHARACTER.__getitem__, text))


def _pixels(thousandths: int, bold: bool) -> float:
    return thousandths / 1000 * POINTS * PIXELS_A_POINT * (BOLD if bold else 1)


def room(width: float) -> float:
    """Pixels for text in a column `width` characters wide: 7 a character, with 2 of padding on either side."""
    return width * 7 * SLACK


@lru_cache(maxsize=50_000)
def lines(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines `wrapped` would make of it."""
    most = _most(room(width), bold)
    if len(text) * NARROWEST <= most and "\n" not in text and _thousandths(text) <= most:
        return 1
    return sum(_lines(part, most) for part in text.split("\n"))


def _lines(part: str, most: int) -> int:
    """Without line breaks; counted in thousandths, which are whole."""
    count, used = 1, -SPACE
    words = part.split()
    for word, wide in zip(words, map(_thousandths, words), strict=True):
        longer = used + SPACE + wide
        if longer > most and used > 0:
            count += 1
            longer = wide
        used = longer
        if wide > most:
            pieces = _pieces(word, most)
            count += len(pieces) - 1
            used = _thousandths(pieces[-1])
    return count


@lru_cache(maxsize=1_000)
def _most(limit: float, bold: bool) -> int:
    """The thousandths that fit on a line of so many pixels."""
    most = int(limit / _pixels(1000, bold) * 1000) + 2
    while most and _pixels(most, bold) > limit:
        most -= 1
    return most


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """`text` in lines for a column `width` characters wide, broken between words and where it has line breaks."""
    return [line for part in text.split("\n") for line in _wrapped(part, room(width), bold)]


def _wrapped(text: str, limit: float, bold: bool) -> list[str]:
    most = _most(limit, bold)
    lines = [""]
    width = 0
    for word in text.split():
        longer = width + SPACE + _thousandths(word)
        if not lines[-1]:
            lines[-1], width = word, _thousandths(word)
        elif longer > most:
            lines.append(word)
            width = _thousandths(word)
        else:
            lines[-1] += f" {word}"
            width = longer
        if width > most:
            lines[-1:] = _pieces(lines[-1], most)
            width = _thousandths(lines[-1])
    return lines


def _pieces(word: str, most: int) -> list[str]:
    """A word that is wider than its column, cut where the column ends, as the programs do."""
    pieces = []
    while len(word) > 1 and _thousandths(word) > most:
        fits, wide = 1, _thousandths(word[0])
        while fits < len(word) - 1 and (wide := wide + _thousandths(word[fits])) <= most:
            fits += 1
        pieces.append(word[:fits])
        word = word[fits:]
    return [*pieces, word]
