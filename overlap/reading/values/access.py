"""How one comes in, from prose about it: what the family can do alone comes first, then who must decide.

`OPEN` where the child, the young person or the family can come by themselves, also where a professional may refer;
`VISITATION` where a formal decision is needed; `REFERRAL` where a professional, school or unit asks, points out or
picks. Where nobody is named, asking ("tilmelding", "ansøgning") is open. `None` where the text says none of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Access
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.answers import LONGEST_PROSE, unstated
from overlap.reading.values.phrases import clauses, found, starts

_BESIDE_OTHERS = re.compile(r"(?<!\w)(?:fra|af|eller|og|også|kan) (?:den |de |egen |barnets )?$")
"""Words before the family that put it beside the professionals who act ("fra læge, skole eller forældre")."""


class _Rules(Struct, frozen=True):
    free: tuple[str, ...]
    decision: tuple[str, ...]
    units: tuple[str, ...]
    unit: str
    taste: tuple[str, ...]
    family: tuple[str, ...]
    family_acts: tuple[str, ...]
    consent: tuple[str, ...]
    referral: tuple[str, ...]
    professional: tuple[str, ...]
    asking: tuple[str, ...]


class _Table(Struct, frozen=True):
    """The shape of `access.toml`."""

    codes: Mapping[str, tuple[str, ...]]
    rules: _Rules


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("access"), "access.toml")


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> Access | None:
    """The access that `text` states; `UNKNOWN` where it is blank or ``?``, `None` where it cannot be told."""
    if len(text) > LONGEST_PROSE:
        return None
    if unstated(text):
        return Access.UNKNOWN
    words = plain(text).strip(" .")
    for code, answers in _table().codes.items():
        if words in answers:
            return Access(code)
    said = [_clause(clause) for clause in clauses(text)]
    for access in (Access.OPEN, Access.VISITATION, Access.REFERRAL):
        if access in said:
            return access
    return None


def said(access: Access) -> str:
    """`access` as a code that `parse` reads back as the same."""
    return _table().codes[access][0] if access in _table().codes else "-"


def _clause(words: str) -> Access | None:
    rules = _table().rules
    words = _without_units(words)
    if found(rules.free, words) and not found(rules.taste, words):
        return Access.OPEN
    acts = _family_acts(words)
    if found(rules.decision, words) and not (acts and found(("eller$",), words)):
        return Access.VISITATION
    if acts:
        return Access.OPEN
    if found(rules.referral, words) or found(rules.professional, words):
        return Access.REFERRAL
    return Access.OPEN if found(rules.asking, words) else None


def _without_units(words: str) -> str:
    """`words` without the names of units, where one refers ("henvises af Center for X og Myndighed")."""
    rules = _table().rules
    bare = starts(rules.units).sub(rules.unit, words)
    return bare if found(rules.referral, bare) else words


def _family_acts(words: str) -> bool:
    """Whether the family is who acts: not where it only agrees, nor where a professional picks or asks it."""
    rules = _table().rules
    family = starts(rules.family).search(words)
    if family is None or found(rules.consent, words):
        return False
    act, professional = starts(rules.referral).search(words), starts(rules.professional).search(words)
    asked = act and professional and professional.start() <= act.start() < family.start()
    return not asked or _BESIDE_OTHERS.search(words[: family.start()]) is not None
