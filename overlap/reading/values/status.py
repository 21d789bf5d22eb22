"""Whether new children can come in, as the texts say it; where nothing is said the intervention is running."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Field, Status
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values.phrases import found, sentences

SAID_IN = (Field.STATUS, Field.NAME, Field.WAIT, Field.ACCESS, Field.DESCRIPTION, Field.FUNDING, Field.PLACES)


class _Table(Struct, frozen=True):
    """The shape of `status.toml`."""

    codes: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]
    not_of_the_offer: tuple[str, ...]


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("status"), "status.toml")


@cache
def _any_form() -> tuple[str, ...]:
    """The forms of every status, to pass over in one look the many sentences that hold none.

    Those that must begin the sentence come last: the others then share one test of what stands before them.
    """
    forms = (form for forms in _table().forms.values() for form in forms)
    return tuple(sorted(forms, key=lambda form: form.startswith("^")))


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> Status | None:
    """The status that a text states, `None` where it says nothing of it."""
    table = _table()
    said = [
        Status(status)
        for sentence in sentences(text)
        if found(_any_form(), sentence) and not found(table.not_of_the_offer, sentence)
        for status, forms in table.forms.items()
        if found(forms, sentence)
    ]
    return min(said, key=_ORDER.index, default=None)


def answer(text: str) -> Status | None:
    """The status that a cell of a status column, or a bare "lukket" in another, gives."""
    words = plain(text).strip(" .")
    return next((Status(code) for code, answers in _table().codes.items() if words in answers), None)


def of(texts: Mapping[Field, str]) -> Status:
    """The status of an intervention: its status column if it has one, else the gravest its texts state."""
    if stated := answer(texts.get(Field.STATUS, "")) or parse(texts.get(Field.STATUS, "")):
        return stated
    found_in = [parse(texts[field]) for field in SAID_IN if field in texts]
    found_in += [answer(texts[f]) for f in (Field.WAIT, Field.ACCESS) if plain(texts.get(f, "")).startswith("lukket")]
    return min((one for one in found_in if one), key=_ORDER.index, default=Status.ACTIVE)


_ORDER = [Status.ENDED, Status.PLANNED, Status.CLOSED, Status.ACTIVE]
