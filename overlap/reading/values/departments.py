"""The departments of a cell: one, several ("MBU og MSB", "MBU/MSB"), or all of them.

Names of departments hold "og" and commas themselves ("Børn og Unge"), so a cell is divided there only into parts
that stand alone elsewhere in the column, or are abbreviations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import filterfalse

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.reading.text import plain, shown
from overlap.reading.values.answers import too_long, unstated

_HARD = re.compile(r"\s*[;\n+|]\s*|\s+/\s+")
_SOFT = re.compile(r"\s*/\s*|\s*,\s*|\s+(?:og|samt|&)\s+")
_ABBREVIATION = re.compile(r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]?[A-ZÆØÅ&]{0,4}")
_LISTED = re.compile(r"(.+?)\s*\(([^()]*)\)")


class _Table(Struct, frozen=True):
    """The shape of `departments.toml`."""

    all: tuple[str, ...]


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("departments"), "departments.toml")


def known(texts: Iterable[str]) -> Mapping[str, str]:
    """The departments a column names, from their plain form to the spelling used most."""
    spellings: dict[str, Counter[str]] = {}
    for text, often in Counter(filterfalse(too_long, texts)).items():
        for part in _HARD.split(_tidy(text)):
            if not unstated(part) and not _everyone(part) and not _abbreviations(part):
                spellings.setdefault(plain(part), Counter())[part] += often
        for short in _abbreviations(_tidy(text)):
            spellings.setdefault(plain(short), Counter())[short] += often
    merged = {words: max(sorted(count), key=lambda one: count[one]) for words, count in spellings.items()}
    return {words: one for words, one in merged.items() if len(_soft_parts(one, merged)) == 1}


def parse(text: str, column: Mapping[str, str]) -> tuple[str, ...]:
    """The departments that `text` names, in its order, spelt as in `column` (from `known`)."""
    if unstated(text) or too_long(text):
        return (_tidy(text),) if too_long(text) else ()
    named: list[str] = []
    for part in _HARD.split(_tidy(text)):
        listed = _LISTED.fullmatch(part)
        if listed and _everyone(listed[1]):
            named += _soft_parts(listed[2], column)
        elif _everyone(part):
            named += sorted(column.values())
        elif listed and plain(listed[2]) in column:
            named.append(listed[2])
        else:
            named += _soft_parts(part, column)
    spelt = [column.get(plain(one), one) for one in named if not unstated(one)]
    return tuple(dict.fromkeys(spelt))


def _tidy(text: str) -> str:
    return re.sub(r"[ \t\u00a0]+", " ", shown(text)).strip(" .,;/")


def _everyone(part: str) -> bool:
    return plain(part) in _table().all


def _abbreviations(part: str) -> list[str]:
    """The parts of a cell, when every one is an abbreviation."""
    inner = _LISTED.fullmatch(part)
    parts = _SOFT.split(inner[2] if inner and _everyone(inner[1]) else part)
    return parts if len(parts) > 1 and all(_ABBREVIATION.fullmatch(one) for one in parts) else []


def _soft_parts(part: str, column: Mapping[str, str]) -> list[str]:
    parts = [one for one in _SOFT.split(part) if one]
    stands_alone = all(plain(one) in column for one in parts)
    return parts if len(parts) > 1 and (stands_alone or _abbreviations(part)) else [part]
