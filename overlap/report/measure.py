"""How many lines a text takes in a cell: spreadsheet programs disagree about it, so row heights are always given.

The widths are those of Arial, which Liberation Sans and Helvetica share, in thousandths of the size of the font
(Adobe Font Metrics of Helvetica).
"""

from __future__ import annotations

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
BY_CHARACTER = {character: width for width, characters in WIDTHS.items() for character in characters}
UNKNOWN = 800
"""A character that is not in the table: rather a line too many than text that is cut."""
POINTS = 10
PIXELS_A_POINT = 96 / 72
BOLD = 1.07
SLACK = 0.96
"""The share of a column that is surely there for text: programs round column widths differently."""


def pixels(text: str, *, bold: bool = False) -> float:
    """How wide `text` is on one line."""
    return _pixels(_thousandths(text), bold)


@lru_cache(maxsize=50_000)
def _thousandths(text: str) -> int:
    """Whole, so that the words of a line and the spaces between them add up to the line."""
    return sum(BY_CHARACTER.get(character, UNKNOWN) for character in text)


def _pixels(thousandths: int, bold: bool) -> float:
    return thousandths / 1000 * POINTS * PIXELS_A_POINT * (BOLD if bold else 1)


def room(width: float) -> float:
    """Pixels for text in a column `width` characters wide: 7 a character, with 2 of padding on either side."""
    return width * 7 * SLACK


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """`text` in lines for a column `width` characters wide, broken between words and where it has line breaks."""
    return [line for part in text.split("\n") for line in _wrapped(part, room(width), bold)]


def _wrapped(text: str, limit: float, bold: bool) -> list[str]:
    lines = [""]
    width = 0
    for word in text.split():
        longer = width + _thousandths(" ") + _thousandths(word)
        if not lines[-1]:
            lines[-1], width = word, _thousandths(word)
        elif _pixels(longer, bold) > limit:
            lines.append(word)
            width = _thousandths(word)
        else:
            lines[-1] += f" {word}"
            width = longer
        while _pixels(width, bold) > limit and len(lines[-1]) > 1:
            lines[-1:] = _split(lines[-1], limit, bold)
            width = _thousandths(lines[-1])
    return lines


def _split(word: str, limit: float, bold: bool) -> list[str]:
    """A word that is wider than its column, cut where the column ends, as the programs do."""
    fits = 1
    while fits < len(word) - 1 and pixels(word[: fits + 1], bold=bold) <= limit:
        fits += 1
    return [word[:fits], word[fits:]]
