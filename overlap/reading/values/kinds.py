"""Municipal or partnership, from the words of a type column or from marks under a heading that names one of the two."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Kind
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.answers import too_long, unstated
from overlap.reading.values.phrases import found


class _Table(Struct, frozen=True):
    """The shape of `kinds.toml`."""

    municipal: tuple[str, ...]
    partnership: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("kinds"), "kinds.toml")


@lru_cache(maxsize=REMEMBERED)
def parse(text: str, heading: str = "") -> Kind | None:
    """The kind that `text` states; yes and no answer the heading ("Partnerskab?"). `None` where it says neither."""
    if too_long(text):
        return None
    if unstated(text):
        return Kind.UNKNOWN
    words, known = plain(text).strip(" ."), _table()
    asked = _asked(heading)
    if asked and (words in known.yes or words in known.no):
        other = Kind.MUNICIPAL if asked is Kind.PARTNERSHIP else Kind.PARTNERSHIP
        return asked if words in known.yes else other
    municipal, partnership = found(known.municipal, words), found(known.partnership, words)
    if municipal == partnership:
        return None
    return Kind.MUNICIPAL if municipal else Kind.PARTNERSHIP


def said(kind: Kind) -> str:
    """`kind` as a word that `parse` reads back as the same."""
    return "-" if kind is Kind.UNKNOWN else str(kind)


def _asked(heading: str) -> Kind | None:
    words, known = plain(heading), _table()
    partnership, municipal = found(known.partnership, words), found(known.municipal, words)
    if partnership == municipal:
        return None
    return Kind.PARTNERSHIP if partnership else Kind.MUNICIPAL
