"""Whether an intervention is evaluated, from prose about it; `evaluation.toml` says what yes, partly and no mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Evaluated
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.answers import LONGEST_PROSE, unstated
from overlap.reading.values.phrases import found, starts

_YES = re.compile(r"ja(?!\w)")


class _Rules(Struct, frozen=True):
    negated: tuple[str, ...]
    limits: tuple[str, ...]
    measured: tuple[str, ...]
    claimed: tuple[str, ...]
    elsewhere: tuple[str, ...]
    coming: tuple[str, ...]
    soft: tuple[str, ...]
    counts: tuple[str, ...]


class _Table(Struct, frozen=True):
    """The shape of `evaluation.toml`."""

    codes: Mapping[str, tuple[str, ...]]
    rules: _Rules


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("evaluation"), "evaluation.toml")


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> Evaluated | None:
    """What `text` says; `UNKNOWN` where it is blank or ``-``, `None` where it speaks of neither measuring nor not."""
    if len(text) > LONGEST_PROSE:
        return None
    if unstated(text):
        return Evaluated.UNKNOWN
    words, rules = plain(text).strip(" ."), _table().rules
    for code, answers in _table().codes.items():
        if words in answers:
            return Evaluated(code)
    rest = starts(rules.negated).sub(" ", words)
    denied = rest != words
    kept_short = found(rules.limits, words)
    measured = found(rules.measured, rest)
    claimed = found(rules.claimed, rest) and not found(rules.elsewhere, rest) and not found(rules.coming, rest)
    softly = found((*rules.soft, *rules.coming, *rules.elsewhere), rest)
    claimed = claimed or (_YES.match(words) is not None and not softly)
    if (measured or claimed) and not kept_short and not denied:
        return Evaluated.YES
    if measured or claimed or softly:
        return Evaluated.PARTLY
    if denied or found(rules.counts, rest):
        return Evaluated.NO
    return Evaluated.PARTLY if kept_short else None


def said(evaluated: Evaluated) -> str:
    """`evaluated` as a code that `parse` reads back as the same."""
    return _table().codes[evaluated][0] if evaluated in _table().codes else "-"
