"""Two rounds of one catalogue side by side: what is new, ended, renamed and changed, and what became of the findings.

Interventions are known again by content, never by row or number: by key (name, departments, provider), else by the
very same text, else by likeness of name and text, where each is the other's best match. How stands with each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field
from rapidfuzz import fuzz

from overlap.model import GapKind
from overlap.review.keys import BLANK
from overlap.review.terms import held
from overlap.seal import plain

ALIKE = 75.0
"""Points (0-100) of name and text together from which two rows may be one intervention."""
ALIKE_NUMBER = 60.0
"""The same, where they also have the same number."""
NAME_SHARE = 0.4
IDENTITY = ("name", "department", "provider")
TEXTS = ("target_group", "description", "purpose")


class How(StrEnum):
    """By what an intervention was known again."""

    KEY = "key"
    TEXT = "text"
    LIKENESS = "likeness"


class Row(Struct, frozen=True):
    """One intervention of a round; `fields` are texts and codes by name, in the order in which they are told."""

    id: str
    key: str
    fingerprint: str
    fields: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.fields.get("name", "")


class Flag(Struct, frozen=True):
    """A flagged pair; `reason` in words."""

    a: str
    b: str
    score: float
    tier: str
    kind: str
    reason: str = ""


class Hole(Struct, frozen=True):
    """A gap. `slot` says which one it is (kind, theme, ages, department, step, reason); `text` says it in words."""

    slot: tuple[str, ...]
    text: str = ""


class Round(Struct, frozen=True):
    """One edition of a catalogue with its findings; `name` is the file it came from.

    `language` is that of its sentences, `terms` are what the analysis was asked and how it weighs, by name; both are
    empty where a report of an earlier version does not say.
    """

    name: str
    rows: tuple[Row, ...]
    flags: tuple[Flag, ...]
    holes: tuple[Hole, ...]
    language: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)


class Match(Struct, frozen=True):
    """One intervention in both rounds. `likeness` is 0-100; `changes` are fields with the text before and after."""

    old: Row
    new: Row
    how: How
    likeness: int
    changes: Mapping[str, tuple[str, str]]

    @property
    def renamed(self) -> bool:
        return "name" in self.changes


class PairChange(Struct, frozen=True):
    """A pair that came or went. `partner` says that it did so because one of the two is new or has ended."""

    flag: Flag
    partner: bool


class Comparison(Struct, frozen=True):
    """Everything that differs. Flags and holes of `gone` are those of the old round, of `come` and `kept` the new."""

    old: Round
    new: Round
    matches: tuple[Match, ...]
    ended: tuple[Row, ...]
    begun: tuple[Row, ...]
    pairs_come: tuple[PairChange, ...] = ()
    pairs_gone: tuple[PairChange, ...] = ()
    pairs_kept: tuple[Flag, ...] = ()
    holes_come: tuple[Hole, ...] = ()
    holes_gone: tuple[Hole, ...] = ()
    holes_kept: tuple[Hole, ...] = ()

    @property
    def changed(self) -> tuple[Match, ...]:
        return tuple(one for one in self.matches if one.changes)

    @property
    def terms(self) -> Mapping[str, tuple[str, str]]:
        """The terms on which the rounds differ, by name: what they were and are. None where either does not say."""
        old, new = self.old.terms, self.new.terms
        names = dict.fromkeys((*new, *old)) if old and new else {}
        pairs = {name: (old.get(name, ""), new.get(name, "")) for name in names}
        return {name: (was, now) for name, (was, now) in pairs.items() if held(was) != held(now)}


class _Left(Struct):
    """What has not been matched yet."""

    old: dict[str, Row]
    new: dict[str, Row]
    found: list[Match] = field(default_factory=list)

    def pair(self, old: Row, new: Row, how: How, likeness: float) -> None:
        self.found.append(Match(old, new, how, round(likeness), dict(_changes(old, new))))
        del self.old[old.id], self.new[new.id]


def compare(old: Round, new: Round) -> Comparison:
    """The two rounds, everything in the order of the new one, what has gone in the order of the old."""
    matches = match(old.rows, new.rows)
    place = {row.id: at for at, row in enumerate(new.rows)}
    matches = sorted(matches, key=lambda one: place[one.new.id])
    became = {one.old.id: one.new.id for one in matches}
    seen = set(became.values())
    stayed = [one for one in old.flags if one.a in became and one.b in became]
    lost = [one for one in old.flags if not (one.a in became and one.b in became)]
    before = {_ends(became[one.a], became[one.b]): one for one in stayed}
    after = {_ends(one.a, one.b): one for one in new.flags}
    gone = [one for ends, one in before.items() if ends not in after]
    # What is not stated is never a gap: an answer in a cell must not be told as a gap that was closed.
    holes_before, holes_after = (
        {one.slot: one for one in each.holes if one.slot[0] != GapKind.NOT_STATED.value} for each in (old, new)
    )
    return Comparison(
        old=old,
        new=new,
        matches=tuple(matches),
        ended=tuple(row for row in old.rows if row.id not in became),
        begun=tuple(row for row in new.rows if row.id not in seen),
        pairs_come=tuple(
            PairChange(one, not {one.a, one.b} <= seen) for ends, one in after.items() if ends not in before
        ),
        pairs_gone=(
            *(PairChange(one, partner=False) for one in gone),
            *(PairChange(one, partner=True) for one in lost),
        ),
        pairs_kept=tuple(one for ends, one in after.items() if ends in before),
        holes_come=tuple(one for slot, one in holes_after.items() if slot not in holes_before),
        holes_gone=tuple(one for slot, one in holes_before.items() if slot not in holes_after),
        holes_kept=tuple(one for slot, one in holes_after.items() if slot in holes_before),
    )


def match(old: Sequence[Row], new: Sequence[Row]) -> list[Match]:
    """Each intervention that is in both; every row in at most one match."""
    left = _Left({row.id: row for row in old}, {row.id: row for row in new})
    by_key = {row.key: row for row in new}
    for row in old:
        if row.key in by_key:
            left.pair(row, by_key[row.key], How.KEY, 100)
    for row in list(left.old.values()):
        same = [one for one in left.new.values() if one.fingerprint == row.fingerprint != BLANK]
        twins = [one for one in left.old.values() if one.fingerprint == row.fingerprint]
        if len(same) == len(twins) == 1:
            left.pair(row, same[0], How.TEXT, 100)
    for likeness, one, other in _alike(left):
        if one.id in left.old and other.id in left.new:
            left.pair(one, other, How.LIKENESS, likeness)
    return left.found


def _alike(left: _Left) -> list[tuple[float, Row, Row]]:
    """Rows that may be one intervention, each the other's best, likest first."""
    points = {(a.id, b.id): likeness(a, b) for a in left.old.values() for b in left.new.values()}
    best_new = {a: max((p for (i, _), p in points.items() if i == a), default=0.0) for a in left.old}
    best_old = {b: max((p for (_, j), p in points.items() if j == b), default=0.0) for b in left.new}
    found = [
        (p, left.old[a], left.new[b])
        for (a, b), p in points.items()
        if p == best_new[a] == best_old[b] and p >= (ALIKE_NUMBER if a == b else ALIKE)
    ]
    return sorted(found, key=lambda one: (-one[0], one[1].id, one[2].id))


def likeness(a: Row, b: Row) -> float:
    """Of name and text together, 0-100, blind to the order of words."""
    names = fuzz.token_sort_ratio(plain(a.name), plain(b.name))
    texts = fuzz.token_sort_ratio(*(plain(" ".join(one.fields.get(which, "") for which in TEXTS)) for one in (a, b)))
    return NAME_SHARE * names + (1 - NAME_SHARE) * texts


def _changes(old: Row, new: Row) -> Iterator[tuple[str, tuple[str, str]]]:
    """The fields that say something else now, letters, spaces and dashes apart."""
    for name in dict.fromkeys((*old.fields, *new.fields)):
        before, after = old.fields.get(name, ""), new.fields.get(name, "")
        if plain(before) != plain(after):
            yield name, (before, after)


def _ends(a: str, b: str) -> frozenset[str]:
    return frozenset((a, b))
