"""Which heading means which field, by `columns.toml`; likeness is only ever a suggestion in a message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Field
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.phrases import found

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_NUMBERING = re.compile(r"^\W*(?:\d{1,2}[.):]\d{0,2}|[a-z]\)|\d{1,2}\b(?=[ .]+[a-zæøå]))\W*")
_ENDING = re.compile(r"[\s*:.?!,;_-]+$")
_YEARLY = re.compile(r"\s*(?:/|\bpr\.?|\bper|\bom)\s*år(?:et)?\b|\b[åa]rligt?e?\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CLOSE = 85
"""Likeness (0-100) from which a heading is worth suggesting: 92 for a missing letter, 57 for another word."""


class Spellings(Struct, frozen=True):
    """How headings of one field are written."""

    exact: tuple[str, ...]
    words: tuple[str, ...]
    never: tuple[str, ...]


class Meaning(Struct, frozen=True):
    """What a heading means. `exact` when the whole heading is listed, else told by a word in it."""

    field: Field
    exact: bool


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    return {key: table for key, table in knowledge.read("columns").items() if isinstance(table, Mapping)}


@cache
def spellings() -> Mapping[Field, Spellings]:
    """The spellings of every field, in the order in which they are asked."""
    return {
        Field(key): fill(Spellings, table, f"columns.toml: {key}") for key, table in _tables().items() if key != "bands"
    }


class _Bands(Struct, frozen=True):
    sub: tuple[str, ...]


@cache
def _subs() -> frozenset[str]:
    return frozenset(fill(_Bands, _tables()["bands"], "columns.toml: bands").sub)


def is_sub(heading: str) -> bool:
    """Whether a heading means something only under the one above it (`fra`, `til`, `navn`)."""
    return _bare(_BRACKETS.sub(" ", plain(heading))) in _subs()


def rank(field: Field, heading: str) -> int:
    """How telling an exact heading is for its field: 0 is the most telling, unlisted ones come last."""
    listed = [_bare(word) for word in spellings()[field].exact]
    return min((listed.index(form) for form in _forms(heading) if form in listed), default=len(listed))


def year_in(heading: str) -> int:
    """The year a heading names (``Budget 2024``), 0 for none."""
    years = [int(year) for year in _YEAR.findall(heading)]
    return max(years, default=0)


def same(one: str, other: str) -> bool:
    """Whether two headings say the same, letter case, dashes, spaces and line breaks aside."""
    return plain(one) == plain(other)


@cache
def _listed() -> Mapping[str, Field]:
    return {_bare(word): field for field, known in reversed(list(spellings().items())) for word in known.exact}


@lru_cache(maxsize=REMEMBERED)
def meaning(heading: str) -> Meaning | None:
    """The field a heading means, or nothing. Brackets, numbering, years, "pr. år" and line breaks do not."""
    for form in _forms(heading):
        if form in _listed():
            return Meaning(_listed()[form], exact=True)
    for form in _forms(heading):
        for field, known in spellings().items():
            if found(known.words, form) and not found(known.never, form):
                return Meaning(field, exact=False)
    return None


def suggestion(heading: str) -> tuple[str, Field] | None:
    """The listed heading closest to an unknown one, when it is close enough to be a misspelling of it."""
    from rapidfuzz import fuzz, process

    form = _bare(_BRACKETS.sub(" ", plain(heading)))
    best = process.extractOne(form, list(_listed()), scorer=fuzz.ratio, score_cutoff=CLOSE) if len(form) > 3 else None
    return (best[0], _listed()[best[0]]) if best else None


def _forms(heading: str) -> tuple[str, ...]:
    """The plain forms of a heading to look up, fullest first; a word divided at a line's end is whole again."""
    joined = re.sub(r"(?<=[a-zæøå])[-\u00ad]\s*\n\s*(?=[a-zæøå])", "", heading)
    whole = plain(joined)
    outside = _BRACKETS.sub(" ", whole)
    dateless = _YEAR.sub(" ", outside)
    forms = [_bare(whole), _bare(outside), _bare(dateless), _bare(_YEARLY.sub(" ", dateless))]
    return tuple(dict.fromkeys(form for form in forms if form))


def _bare(words: str) -> str:
    unnumbered = _NUMBERING.sub("", plain(words)) or plain(words)
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", _ENDING.sub("", unnumbered))).strip()
