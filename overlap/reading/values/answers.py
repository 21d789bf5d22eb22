"""Answers that say nothing is stated, and the error values of spreadsheets: both are said, neither is a value."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.reading.text import plain


class _Table(Struct, frozen=True):
    """The shape of `answers.toml`."""

    unstated: tuple[str, ...]
    errors: tuple[str, ...]


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("answers"), "answers.toml")


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(plain(word) for word in getattr(_table(), key))


LONGEST = 1_000
"""Characters a value may have: a longer text in a column of ages or amounts is something else, and slow to read."""


LONGEST_PROSE = 4_000
"""Characters an explanation of access or evaluation may have."""


def too_long(text: str) -> bool:
    return len(text) > LONGEST


def unstated(text: str) -> bool:
    """Whether `text` is blank or an answer such as ``-`` or ``ikke oplyst``."""
    if too_long(text):
        return not text.strip()
    words = plain(text)
    return not words or words in _listed("unstated") or words.strip(" .-?") == ""


def is_error(text: str) -> bool:
    """Whether `text` is what a spreadsheet shows where a formula failed (``#VÆRDI!``, ``#N/A``)."""
    return text.lstrip()[:1] == "#" and not too_long(text) and plain(text) in _listed("errors")
