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

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum, auto
from functools import cache
from itertools import chain
from typing import NamedTuple

from msgspec import Struct, field

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


class Slot(NamedTuple):
    """One place of a phrase: the keys a word may have there, or how many words a gap may span.

    A `narrow` gap stops at punctuation; a `loose` word may stand behind it.
    """

    kind: Special
    keys: frozenset[str] = frozenset()
    optional: bool = False
    loose: bool = False
    widest: int = 0
    narrow: bool = False


class Pattern(NamedTuple):
    """A phrase ready to be looked for; `text` is how it is written."""

    text: str
    slots: tuple[Slot, ...]

    @property
    def first(self) -> Slot:
        """The slot that every match begins at, past the marks for the start of a clause."""
        return next(slot for slot in self.slots if slot.kind not in _MARKS)

    @property
    def asks_for_concept(self) -> bool:
        return any(slot.kind is Special.CONCEPT for slot in self.slots)


class Words(NamedTuple):
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
    slots = tuple(_slot(part, _named(part, groups) if "{" in part else ()) for part in text.split())
    if not any(slot.kind in (Special.WORD, Special.CONCEPT) and not slot.optional for slot in slots):
        raise ValueError(text)
    first = next(slot for slot in slots if slot.kind not in _MARKS)
    if first.optional or first.kind is Special.GAP or slots[-1].kind is Special.GAP:
        raise ValueError(text)
    return Pattern(text, slots)


def _named(part: str, groups: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The words of the groups that a slot names."""
    return tuple(tuple(groups[one.strip("{}")]) for one in _alternatives(part) if one.startswith("{"))


def _alternatives(part: str) -> list[str]:
    return part.removeprefix(",").removesuffix("?").split("/")


@cache
def _slot(part: str, groups: tuple[tuple[str, ...], ...]) -> Slot:
    """A slot with the words of the groups it names: the same wherever it is written."""
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
    words = [one for one in _alternatives(part) if not one.startswith("{")]
    return Slot(Special.WORD, frozenset(map(key_of, chain(words, *groups))), optional=optional, loose=loose)


@cache
def key_of(word: str) -> str:
    """The key of one word of a phrase, as it is written there."""
    if word in ("#", NAME) or word.startswith(("=", "~")) or word.endswith("~"):
        return normal(word)
    return stem(normal(word))


class Asked(Struct, frozen=True):
    """The keys that patterns ask for; of these the beginnings and ends of words, by their first or last two letters."""

    every: frozenset[str]
    starts: Mapping[str, Sequence[str]]
    ends: Mapping[str, Sequence[str]]
    answered: dict[str, frozenset[str]] = field(default_factory=dict)
    """The keys of every word that was asked about."""

    def keys(self, word: str) -> set[str]:
        fronts, backs = {"", word[:1], word[:_SHARED]}, {word[-1:], word[-_SHARED:]}
        starts = {one + "~" for front in fronts for one in self.starts.get(front, ()) if word.startswith(one)}
        return starts | {
            "~" + one for back in backs for one in self.ends.get(back, ()) if word.endswith(one) and word != one
        }


_SHARED = 2
"""Letters by which beginnings and ends are kept; shorter ones by all that they have."""


def asked_by(patterns: Iterable[Pattern]) -> Asked:
    return asked_for(chain.from_iterable(slot.keys for pattern in patterns for slot in pattern.slots))


def asked_for(keys: Iterable[str]) -> Asked:
    every = frozenset(keys)
    starts: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for key in every:
        if key.endswith("~"):
            starts.setdefault(key[:-1][:_SHARED], []).append(key[:-1])
        elif key.startswith("~"):
            ends.setdefault(key[1:][-_SHARED:], []).append(key[1:])
    return Asked(every, starts, ends)


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


class Entry(NamedTuple):
    """A pattern in the index. `about`: it asks for a concept."""

    pattern: Pattern
    owner: int
    first: Slot
    about: bool


class PatternIndex:
    """Patterns by the keys of the word that they share with the fewest others, so that most are passed over unseen."""

    def __init__(self, patterns: Sequence[tuple[Pattern, int]]) -> None:
        self._by_key: dict[str, list[tuple[Entry, Sequence[frozenset[str]]]]] = {}
        """With the keys of all other words that a pattern must have."""
        self._wordless: list[Entry] = []
        every = [
            [slot.keys for slot in pattern.slots if slot.kind is Special.WORD and not slot.optional]
            for pattern, _ in patterns
        ]
        shared = Counter(chain.from_iterable(chain.from_iterable(every)))
        others = {keys: sum(map(shared.__getitem__, keys)) for keys in chain.from_iterable(every)}
        for (pattern, owner), words in zip(patterns, every, strict=True):
            rarest_first = sorted(words, key=others.__getitem__)
            entry = Entry(pattern, owner, pattern.first, pattern.asks_for_concept)
            for key in rarest_first[0] if rarest_first else ():
                self._by_key.setdefault(key, []).append((entry, rarest_first[1:]))
            if not rarest_first:
                self._wordless.append(entry)

    def find(self, words: Words) -> list[tuple[int, int, int]]:
        """Every match as (first word, word after the last, owner), in that order, whatever the order of sets."""
        return matches(self.possible(words.keys), words)

    def possible(self, keys: Sequence[frozenset[str]]) -> Collection[Entry]:
        """The patterns whose words are all there, each once."""
        present = frozenset().union(*keys)
        found = {id(entry): entry for entry in self._wordless}
        for key in self._by_key.keys() & present:
            for entry, needs in self._by_key[key]:
                for need in needs:
                    if need.isdisjoint(present):
                        break
                else:
                    found[id(entry)] = entry
        return found.values()


def matches(entries: Iterable[Entry], words: Words) -> list[tuple[int, int, int]]:
    """Where these patterns stand, as `PatternIndex.find` gives them."""
    found: list[tuple[int, int, int]] = []
    for entry in entries:
        for at in _places(entry.first, words):
            end = match(entry.pattern.slots, 0, at, words, at)
            if end is not None:
                found.append((at, end, entry.owner))
    return sorted(found)


def _places(first: Slot, words: Words) -> Iterable[int]:
    """The words that a pattern may begin at."""
    if first.kind is Special.CONCEPT:
        return words.concepts
    return [at for at, keys in enumerate(words.keys) if not first.keys.isdisjoint(keys)]


def match(slots: Sequence[Slot], nth: int, at: int, words: Words, begin: int) -> int | None:
    """The word after a match of `slots` from `nth` on at word `at`, or nothing. Gaps are as short as they can be."""
    if nth == len(slots):
        return at
    slot = slots[nth]
    match slot.kind:
        case Special.WORD:
            return _match_word(slots, nth, at, words, begin)
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
