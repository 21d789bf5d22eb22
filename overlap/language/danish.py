"""What is known about single Danish words: whether they exist, their stem, and where a compound may be cut."""

from __future__ import annotations

import unicodedata
from functools import cache

from Stemmer import Stemmer

from overlap import knowledge
from overlap.language.wordlist import lookup

_STEMMER = Stemmer("danish")
_VOWELS = frozenset("aeiouyæøåéü")
_LINKS = ("s", "e")
_TWO_LETTER_SPELLINGS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
SHORTEST_PART = 3
"""Letters a part of a compound must have."""
SHORTEST_PART_OF_UNLISTED = 4
"""Letters each half must have where the compound itself stands in no word list."""


@cache
def known(word: str) -> bool:
    """Whether `word` (lower case) is in the Danish word list of simplemma."""
    return lookup()(word)


@cache
def stem(word: str) -> str:
    """The Snowball stem; the same for most inflections of a word."""
    return str(_STEMMER.stemWord(word))


def word_list(file: str, key: str) -> frozenset[str]:
    """The list `key` of `knowledge/lexicon/<file>.toml`."""
    words = knowledge.read(f"lexicon/{file}")[key]
    return frozenset(str(word) for word in words) if isinstance(words, list) else frozenset()


def normal(text: str) -> str:
    """`text` in lower case and composed letters, without soft hyphens."""
    return unicodedata.normalize("NFC", text.replace("\u00ad", "")).lower()


def danish_letters(word: str) -> str:
    """`word` with ae, oe and aa written as æ, ø and å."""
    for two, one in _TWO_LETTER_SPELLINGS:
        word = word.replace(two, one)
    return word


@cache
def ends_a_part(left: str) -> bool:
    """Whether a new part of a compound may begin after `left`: it is a word, or a word and a linking s or e."""
    if len(left) < SHORTEST_PART or not _VOWELS & set(left):
        return False
    if known(left) or compound(left):
        return True
    bare = left[:-1]
    return left.endswith(_LINKS) and len(bare) >= SHORTEST_PART and (known(bare) or compound(bare))


@cache
def compound(word: str) -> bool:
    """Whether `word` is two known words put together, with or without a linking s or e."""
    for cut in range(SHORTEST_PART_OF_UNLISTED, len(word) - SHORTEST_PART_OF_UNLISTED + 1):
        left, right = word[:cut], word[cut:]
        if known(right) and (known(left) or (left.endswith(_LINKS) and known(left[:-1]))):
            return True
    return False


@cache
def real(word: str) -> bool:
    """Whether `word` is Danish as it stands, listed or put together, so that it cannot be a misspelling."""
    return known(word) or compound(word)
