"""Case, document number, letter and sender as every report says them; what was not given says so itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from overlap.report.tables import Edition, Imprint
from overlap.wording.report import Printing


class Edges(Struct, frozen=True):
    """What stands in the corners of every page, besides the page number."""

    title: str
    case: str
    day: str


def edges(heading: str, words: Printing, edition: Edition) -> Edges:
    """The corners of a page; `heading` is what the report is called (`titled`)."""
    told = facts(words, edition)
    case = "   ".join(words.fact.format(name=name, value=told[name]) for name in (words.sag, words.document))
    day = edition.day.strftime("%d-%m-%Y")
    return Edges(heading, case, words.fact.format(name=words.day, value=day))


def titled(heading: str, words: Printing, imprint: Imprint) -> str:
    """ "Bilag C: Overlap og huller"."""
    letter = imprint.letter or words.to_be_added
    return words.titled.format(name=words.bilag, letter=letter, title=imprint.title or heading)


def facts(words: Printing, edition: Edition) -> Mapping[str, str]:
    """What the report belongs to, by the name of each fact, in the order it is read."""
    return {name: value or words.to_be_added for name, value in _given(words, edition.imprint).items()}


def line(words: Printing, edition: Edition) -> str:
    """All of it on one line, for a cell: the edges of a page are not read out by a screen reader."""
    told = facts(words, edition)
    return ". ".join(words.fact.format(name=name, value=value) for name, value in told.items()) + "."


def missing(words: Printing, imprint: Imprint) -> tuple[str, ...]:
    """The names of the facts that were not given."""
    return tuple(name for name, value in _given(words, imprint).items() if not value)


def _given(words: Printing, imprint: Imprint) -> Mapping[str, str]:
    return {
        words.bilag: imprint.letter,
        words.sag: imprint.sag,
        words.document: imprint.document,
        words.sender: imprint.sender,
    }
