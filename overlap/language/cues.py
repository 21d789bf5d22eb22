"""Cues: phrases that say what a text does with the concepts around them. From `knowledge/lexicon/cues.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict

from overlap import knowledge
from overlap.knowledge.records import fill


class Effect(StrEnum):
    """What a cue says: a polarity, whose problem it is, or that a denial is none (`PROTECTED`)."""

    EXCLUDED = "excluded"
    BACKGROUND = "background"
    INCLUDED = "included"
    PROTECTED = "protected"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    STAFF = "staff"


class _Entry(Struct, frozen=True):
    effect: str
    forward: tuple[str, ...] = ()
    backward: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    firm: bool = False
    supposed: bool = False
    carries: bool = False


class CueGroup(Struct, frozen=True):
    """Phrases with one effect. `rule` is the code that a mention carries when the group decided it.

    `forward` phrases act on what follows, `backward` on what stands before, `both` on the whole of their part of the
    sentence, `either` on what stands before or else on what follows, `ahead` the other way round, `here` on the last
    concept inside the phrase and those listed after it. Words that end in one of `endings` (a partner's name) carry the
    effect in themselves. A `firm` group decides before all others, a `supposed` one only
    on what a sentence supposes ("er der tale om ..."). A group that `carries` also acts on the sentence
    before when its own has no concept and points back ("de hjælpes videre til ...").
    """

    rule: str
    effect: Effect
    forward: tuple[str, ...]
    backward: tuple[str, ...]
    both: tuple[str, ...]
    either: tuple[str, ...]
    ahead: tuple[str, ...]
    here: tuple[str, ...]
    endings: tuple[str, ...]
    firm: bool
    supposed: bool
    carries: bool


class Boundaries(Struct, frozen=True):
    """Where the reach of a cue ends, and what ties sentences and lists together.

    A clause ends at `contrast` words always, at `clause` words after a comma or one of `joiners`, and at a joiner after
    a comma. `list_breakers` show that two concepts do not stand in one list, `name_ends` that a partner's name is over;
    `openers` may stand before a denial that begins a clause, and with one of `articles` begin a new member of a list.
    `pointers` may take up the sentence before, `back_references` do so expressly, `suppositions` open a sentence that
    the next may answer, `conditions` one that its own main clause may. `denials` are never skipped inside a phrase; a
    comma before one of `relatives` parts nothing. `links` are the words of people and of help, one of which must stand
    beside a concept in a running description.
    """

    denials: tuple[str, ...]
    contrast: tuple[str, ...]
    clause: tuple[str, ...]
    joiners: tuple[str, ...]
    openers: tuple[str, ...]
    suppositions: tuple[str, ...]
    conditions: tuple[str, ...]
    articles: tuple[str, ...]
    relatives: tuple[str, ...]
    pointers: tuple[str, ...]
    back_references: tuple[str, ...]
    list_breakers: tuple[str, ...]
    links: tuple[str, ...]
    name_ends: tuple[str, ...]


class Cues(Struct, frozen=True):
    boundaries: Boundaries
    groups: tuple[CueGroup, ...]


def load_cues() -> Cues:
    """The cues of the package; `RecordError` where the file and its shape differ."""
    table = dict(knowledge.read("lexicon/cues"))
    boundaries = fill(Boundaries, _table(table.pop("boundaries")), "cues.boundaries")
    return Cues(boundaries, tuple(_group(rule, _table(entry)) for rule, entry in table.items()))


def _table(entry: object) -> Mapping[str, object]:
    assert isinstance(entry, Mapping)  # noqa: S101  a file of the package, held by its tests
    return entry


def _group(rule: str, table: Mapping[str, object]) -> CueGroup:
    entry = fill(_Entry, table, f"cues.{rule}")
    return CueGroup(**asdict(entry) | {"rule": rule, "effect": Effect(entry.effect)})
