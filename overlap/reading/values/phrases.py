"""Lists of word starts from the knowledge files, as one expression each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from overlap.reading.text import plain, shown

_SENTENCE_END = re.compile(r";|\.(?<!\d\.)(?<!\bca\.)(?<!\bpr\.)(?<!\btlf\.)(?<!\bevt\.)(?<!\bstk\.)(?: |$)")
_CONTRAST = re.compile(r"(?:,? )men |(?:,? )dog ")


@cache
def starts(words: tuple[str, ...]) -> re.Pattern[str]:
    """An expression that finds any of `words` at the start of a word; one that ends in ``$`` must be the whole word.

    Words that need the same letter before them share that test: it is made once at each letter, not once for each word.
    """
    runs = groupby(words, key=_before)
    return re.compile("|".join(f"{before}(?:{'|'.join(_one(word) for word in run)})" for before, run in runs))


def found(words: tuple[str, ...], text: str) -> bool:
    return bool(words) and starts(words).search(text) is not None


def sentences(text: str) -> Iterable[str]:
    """The sentences of `text` in plain form: between full stops, semicolons and line breaks."""
    for line in shown(text).split("\n"):
        for stretch in _SENTENCE_END.split(plain(line)):
            if stretch.strip(" ,."):
                yield stretch.strip(" ,.")


def clauses(text: str) -> Iterable[str]:
    """The stretches of the sentences of `text` before and after a "men" or "dog"."""
    for sentence in sentences(text):
        for stretch in _CONTRAST.split(sentence):
            if stretch.strip(" ,."):
                yield stretch.strip(" ,.")


def _before(word: str) -> str:
    """What must not stand before `word`: a letter, where it begins with one; nothing where it says ``^`` itself."""
    return r"(?<!\w)" if re.match(r"[\w(\\]", word) else ""


def _one(word: str) -> str:
    return rf"(?:{word[:-1]})(?!\w)" if word.endswith("$") else f"(?:{word})"
