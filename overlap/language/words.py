"""The telling word stems of each intervention: what is left when small words and standard phrases are taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from overlap import knowledge
from overlap.language.danish import normal, stem
from overlap.language.tokens import words_of
from overlap.model import TEXT_FIELDS, Catalogue, Intervention

PHRASE = 4
"""Words in a row that make a phrase."""

COMMON_SHARE, COMMON_LEAST = 0.1, 3
"""A phrase is a standard phrase when at least this share of the interventions, and so many of them, hold it."""

SHORTEST = 3
"""Letters of the shortest word that can tell anything."""


@cache
def stopwords() -> frozenset[str]:
    """The words of `lexicon/stopwords.toml`, folded."""
    lists = knowledge.read("lexicon/stopwords").values()
    return frozenset(normal(str(word)) for words in lists if isinstance(words, list) for word in words)


class Words(Struct, frozen=True):
    """`stems`: intervention id to its telling stems in reading order. `spelled`: a stem to its commonest spelling."""

    stems: Mapping[str, Sequence[str]]
    spelled: Mapping[str, str]


def telling(catalogue: Catalogue) -> Words:
    """The stems of a catalogue, numbers, small words and standard phrases left out."""
    rows = {one.id: _words(one) for one in catalogue.interventions}
    stems = {key: [stem(word) if word else "" for word in words] for key, words in rows.items()}
    standard = _standard_phrases(list(stems.values()))
    kept = {key: [word for word in _without(words, standard) if word] for key, words in stems.items()}
    return Words(kept, _spelled(Counter(word for words in rows.values() for word in words if word)))


def _spelled(counts: Counter[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        found.setdefault(stem(word), word)
    return found


def _words(one: Intervention) -> list[str]:
    """Every word, in small letters; one that tells nothing is an empty text, so that phrases keep their distance."""
    every = (word for which in TEXT_FIELDS for word in words_of(one.text(which)))
    return [word if _tells(word) else "" for word in every]


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in stopwords()


def _phrases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(PHRASE)), strict=False)


def _standard_phrases(rows: Sequence[Sequence[str]]) -> frozenset[tuple[str, ...]]:
    """Only phrases of words that enough rows hold are counted: no other can be held by as many."""
    least = max(COMMON_LEAST, COMMON_SHARE * len(rows))
    holders = Counter(chain.from_iterable(map(set, rows)))
    common = frozenset(word for word, times in holders.items() if times >= least)
    held = Counter(phrase for words in rows for phrase in set(_phrases(words)) if common.issuperset(phrase))
    return frozenset(phrase for phrase, times in held.items() if times >= least and any(phrase))


def _without(words: list[str], standard: frozenset[tuple[str, ...]]) -> list[str]:
    kept = list(words)
    for at, phrase in enumerate(_phrases(words)):
        if phrase in standard:
            kept[at : at + PHRASE] = [""] * PHRASE
    return kept
