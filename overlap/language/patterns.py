"""Phrases as the lexicon writes them, and finding them in a row of words.

A phrase is slots in order, separated by spaces:
``skære/skærer``  one of several words, each in any inflection that shares its stem
``måltid~``       any word that begins so; ``~gruppen`` any word that ends so
``=ben``          exactly this form
``{skole}``       one of a named group of words
``i?``            may be left out; ``,vi`` may stand behind a comma
``*``             up to 4 other words without punctuation between; never a word that denies
``…``             up to 10 other words of the same sentence; never a word that denies
``#``             a number
``+``             a name: a word with a capital inside the sentence
``@``             a concept found here, whole
``^`` and ``$``   here a clause begins, or ends
``:``             here a colon stands, an arrow or a sign of equality
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from overlap.language.danish import danish_letters, normal, stem

NAME = "+"
GAPS = {"*": 4, "…": 10}
"""Words a gap may span."""


class Special(Enum):
    WORD = auto()
    GAP = auto()
    CONCEPT = auto()
    START = auto()
    END = auto()
    COLON = auto()


_MARKS = (Special.START, Special.COLON)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: the keys a word may have there, or how many words a gap may span.

    A `narrow` gap stops at punctuation; a `loose` word may stand behind it.
    """

    kind: Special
    keys: frozenset[str] = frozenset()
    optional: bool = False
    loose: bool = False
    widest: int = 0
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase ready to be looked for; `text` is how it is written."""

    text: str
    slots: tuple[Slot, ...]

    @property
    def first(self) -> Slot:
        """The slot that every match begins at, past the marks for the start of a clause."""
        return next(slot for slot in self.slots if slot.kind not in _MARKS)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as patterns see it: the keys of each word, where clauses begin and end, and concepts already found."""

    keys: Sequence[frozenset[str]]
    starts: Sequence[bool]
    """Whether a clause begins at the word; one more than words."""
    ends: Sequence[bool]
    """Whether a clause ends before the word; one more than words."""
    torn: Sequence[bool]
    """Whether punctuation stands before the word."""
    concepts: Mapping[int, int]
    """First word of a concept found, to the word after it."""
    colons: frozenset[int] = frozenset()
    """Words that stand after a colon, an arrow or a sign of equality."""
    denials: frozenset[int] = frozenset()
    """Words such as *ikke*, which no gap may span."""


def parse(text: str, groups: Mapping[str, Sequence[str]]) -> Pattern:
    """`text` as a pattern; `KeyError` for a group that is not there, `ValueError` for a phrase without a word."""
    slots = tuple(_slot(part, groups) if "{" in part else _plain_slot(part) for part in text.split())
    if not any(slot.kind in (Special.WORD, Special.CONCEPT) and not slot.optional for slot in slots):
        raise ValueError(text)
    first = next(slot for slot in slots if slot.kind not in _MARKS)
    if first.optional or first.kind is Special.GAP or slots[-1].kind is Special.GAP:
        raise ValueError(text)
    return Pattern(text, slots)


@cache
def _plain_slot(part: str) -> Slot:
    """A slot without a group of words, the same wherever it is written."""
    return _slot(part, {})


def _slot(part: str, groups: Mapping[str, Sequence[str]]) -> Slot:
    match part:
        case "*" | "…":
            return Slot(Special.GAP, widest=GAPS[part], narrow=part == "*")
        case "@":
            return Slot(Special.CONCEPT)
        case "^":
            return Slot(Special.START)
        case "$":
            return Slot(Special.END)
        case ":":
            return Slot(Special.COLON)
    optional = part.endswith("?") and len(part) > 1
    loose = part.startswith(",")
    keys: set[str] = set()
    for alternative in part.removeprefix(",").removesuffix("?").split("/"):
        if alternative.startswith("{"):
            keys |= _keys(tuple(groups[alternative.strip("{}")]))
        else:
            keys.add(_key(alternative))
    return Slot(Special.WORD, frozenset(keys), optional=optional, loose=loose)


@cache
def _keys(group: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_key, group))


@cache
def _key(word: str) -> str:
    if word in ("#", NAME) or word.startswith(("=", "~")) or word.endswith("~"):
        return normal(word)
    return stem(normal(word))


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys that patterns ask for, and of these the beginnings and the ends of words by length."""

    every: frozenset[str]
    starts: Mapping[int, frozenset[str]]
    ends: Mapping[int, frozenset[str]]
    answered: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """The keys of every word that was asked about."""

    def keys(self, word: str) -> set[str]:
        found = {
            word[:length] + "~" for length, some in self.starts.items() if len(word) >= length and word[:length] in some
        }
        return found | {
            "~" + word[-length:] for length, some in self.ends.items() if len(word) > length and word[-length:] in some
        }


def asked_by(patterns: Iterable[Pattern]) -> Asked:
    starts: dict[int, set[str]] = {}
    ends: dict[int, set[str]] = {}
    every = frozenset(key for pattern in patterns for slot in pattern.slots for key in slot.keys)
    for key in every:
        if key.endswith("~"):
            starts.setdefault(len(key) - 1, set()).add(key[:-1])
        elif key.startswith("~"):
            ends.setdefault(len(key) - 1, set()).add(key[1:])
    fronts, backs = ({length: frozenset(some) for length, some in each.items()} for each in (starts, ends))
    return Asked(every, fronts, backs)


def keys_of(word: str, asked: Asked) -> frozenset[str]:
    """Every key of a slot that `word` would fill, of those that patterns ask for."""
    found = asked.answered.get(word)
    if found is None:
        found = asked.answered[word] = _keys_of(word, asked)
    return found


def _keys_of(word: str, asked: Asked) -> frozenset[str]:
    if word[:1].isdigit():
        return asked.every & {"#", "=" + word, stem(word)}
    spellings = {word, danish_letters(word)}
    keys = {key for spelling in spellings for key in (stem(spelling), "=" + spelling)}
    for spelling in spellings:
        keys |= asked.keys(spelling)
    return asked.every & keys


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pattern in the index. `needs` are the keys of the words that must follow the first, slot by slot."""

    pattern: Pattern
    owner: int
    needs: tuple[frozenset[str], ...]


class PatternIndex:
    """Patterns by the keys of their first slot and the next, so that most are passed over unseen."""

    def __init__(self, patterns: Sequence[tuple[Pattern, int]]) -> None:
        self._by_key: dict[str, dict[str, list[_Entry]]] = {}
        self._by_concept: list[_Entry] = []
        for pattern, owner in patterns:
            first, *rest = (slot for slot in pattern.slots if slot.kind not in _MARKS)
            needs = tuple(slot.keys for slot in rest if slot.kind is Special.WORD and not slot.optional)
            entry = _Entry(pattern, owner, needs)
            if first.kind is Special.CONCEPT:
                self._by_concept.append(entry)
            for key in first.keys:
                for second in needs[0] if needs else ("",):
                    self._by_key.setdefault(key, {}).setdefault(second, []).append(entry)

    def find(self, words: Words) -> list[tuple[int, int, int]]:
        """Every match as (first word, word after the last, owner), in that order, whatever the order of sets."""
        found: list[tuple[int, int, int]] = []
        present = frozenset().union(*words.keys)
        possible: dict[str, list[_Entry]] = {}
        for at, keys in enumerate(words.keys):
            tried: set[int] = set()
            for key in keys:
                if key not in self._by_key:
                    continue
                entries = possible.get(key)
                if entries is None:
                    entries = possible[key] = self._possible(key, present)
                for entry in entries:
                    if id(entry) not in tried:
                        tried.add(id(entry))
                        _try(entry, at, words, found)
            if at in words.concepts:
                for entry in self._by_concept:
                    if _could(entry, present):
                        _try(entry, at, words, found)
        return sorted(found)

    def _possible(self, key: str, present: frozenset[str]) -> list[_Entry]:
        """The patterns that begin with a word of `key` and whose other words are `present`."""
        seconds = self._by_key[key]
        found = [entry for second in present & seconds.keys() for entry in seconds[second] if _could(entry, present)]
        return found + seconds.get("", [])


def _could(entry: _Entry, present: frozenset[str]) -> bool:
    for need in entry.needs:  # noqa: SIM110  a plain loop is twice as fast, and this runs for every possible phrase
        if need.isdisjoint(present):
            return False
    return True


def _try(entry: _Entry, at: int, words: Words, found: list[tuple[int, int, int]]) -> None:
    end = match(entry.pattern.slots, 0, at, words, at)
    if end is not None:
        found.append((at, end, entry.owner))


def match(slots: Sequence[Slot], nth: int, at: int, words: Words, begin: int) -> int | None:
    """The word after a match of `slots` from `nth` on at word `at`, or nothing. Gaps are as short as they can be."""
    if nth == len(slots):
        return at
    slot = slots[nth]
    match slot.kind:
        case Special.START:
            return match(slots, nth + 1, at, words, begin) if words.starts[at] else None
        case Special.END:
            return match(slots, nth + 1, at, words, begin) if words.ends[at] else None
        case Special.COLON:
            return match(slots, nth + 1, at, words, begin) if at in words.colons else None
        case Special.GAP:
            return _match_after_gap(slots, nth, at, words, begin)
        case Special.CONCEPT:
            end = words.concepts.get(at)
            return None if end is None else match(slots, nth + 1, end, words, begin)
        case Special.WORD:
            return _match_word(slots, nth, at, words, begin)


def _match_word(slots: Sequence[Slot], nth: int, at: int, words: Words, begin: int) -> int | None:
    slot = slots[nth]
    after_gap = nth > 0 and slots[nth - 1].kind in (Special.GAP, Special.COLON)
    if (
        at < len(words.keys)
        and not slot.keys.isdisjoint(words.keys[at])
        and (at == begin or after_gap or slot.loose or not words.torn[at])
    ):
        end = match(slots, nth + 1, at + 1, words, begin)
        if end is not None:
            return end
    return match(slots, nth + 1, at, words, begin) if slot.optional else None


def _match_after_gap(slots: Sequence[Slot], nth: int, at: int, words: Words, begin: int) -> int | None:
    slot, following = slots[nth], slots[nth + 1]
    for end in range(at, at + slot.widest + 1):
        if end > len(words.keys) or (end > at and end - 1 in words.denials):
            return None
        stopped = slot.narrow and end < len(words.keys) and words.torn[end]
        if stopped and following.kind not in (Special.END, Special.COLON):
            return None
        found = match(slots, nth + 1, end, words, begin)
        if found is not None or stopped:
            return found
    return None
