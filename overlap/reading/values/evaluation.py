"""Whether an intervention is evaluated, from prose about it; `evaluation.toml` says what yes, partly and no mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Evaluated
from overlap.reading.text import plain
from overlap.reading.values.answers import unstated
from overlap.reading.values.phrases import found


@dataclass(frozen=True, slots=True)
class _Rules:
    no: tuple[str, ...]
    counts: tuple[str, ...]
    weak: tuple[str, ...]
    instruments: tuple[str, ...]
    outcome: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """The shape of `evaluation.toml`."""

    codes: Mapping[str, tuple[str, ...]]
    rules: _Rules


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("evaluation"), "evaluation.toml")


def parse(text: str) -> Evaluated | None:
    """What `text` says; `UNKNOWN` where it is blank or ``-``, `None` where it speaks of neither measuring nor not."""
    if unstated(text):
        return Evaluated.UNKNOWN
    words, rules = plain(text).strip(" ."), _table().rules
    for code, answers in _table().codes.items():
        if words in answers:
            return Evaluated(code)
    strong = found(rules.instruments, words) or found(rules.outcome, words) or found(rules.own, words)
    weak = found(rules.weak, words)
    if found(rules.no, words):
        return Evaluated.NO if not strong or words.startswith(("nej", "ingen")) else Evaluated.PARTLY
    if strong and not weak:
        return Evaluated.YES
    if found(rules.instruments, words) and weak:
        return Evaluated.PARTLY
    if weak or strong:
        return Evaluated.PARTLY
    return Evaluated.NO if found(rules.counts, words) else None


def said(evaluated: Evaluated) -> str:
    """`evaluated` as a code that `parse` reads back as the same."""
    return _table().codes[evaluated][0] if evaluated in _table().codes else "-"
