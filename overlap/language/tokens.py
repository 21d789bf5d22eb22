"""Text to sentences of tokens. Offsets always point into the text as it stood in the cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from overlap.language.danish import normal, real, word_list

_WORD = re.compile(
    r"((?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)"  # A.D.H.D. and m.v. are one word
    r"|[^\W_][\w\u00ad\u0300-\u036f]*(?:['’´`][^\W\d_]{1,4}(?!\w))?"  # ADHD'en is one word
    r"|%)"
)
_APOSTROPHE = re.compile(r"['’´`].*$")
_END = re.compile(r"[.!?](?![.\w])")
_STOP = re.compile(r"[;\n.!?]")
_ABBREVIATIONS = word_list("abbreviations", "inside")
"""After these a full stop ends no sentence, unless a capital follows one of `_MAY_END`."""
_MAY_END = word_list("abbreviations", "may_end")


class Token(NamedTuple):
    """A word, a number or a per cent sign. `before` is what stands between it and the token ahead of it.

    A tuple, because twenty thousand of them are made for a hundred interventions.
    """

    start: int
    end: int
    text: str
    word: str
    """Lower case, without dots and without what follows an apostrophe."""
    before: str


class Sentence(Struct, frozen=True, eq=False):
    """Tokens of one sentence, list or heading, with offsets from its own `start`. Equal wherever it stands.

    `after` is what stands behind the last token (".", "?", "" ...).
    """

    tokens: tuple[Token, ...]
    after: str
    text: str
    start: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.text, self.after) == (other.text, other.after)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.text, self.after))


@lru_cache(maxsize=100_000)
def _word(raw: str) -> str:
    """What a word is looked up by."""
    return _APOSTROPHE.sub("", normal(raw)).replace(".", "")


@lru_cache(maxsize=1_000)
def _cut(text: str) -> Sequence[str]:
    """What stands between words, and words, in turn; the first and the last stand before and behind all words."""
    return _WORD.split(text)


def words_of(text: str) -> list[str]:
    """The words alone, for those who need not know where they stand."""
    return list(map(_word, _cut(text)[1::2]))


def tokens(text: str) -> tuple[Token, ...]:
    parts = _cut(text)
    return _tokens(parts[1::2], parts[::2])


def _tokens(run: Sequence[str], gaps: Sequence[str]) -> tuple[Token, ...]:
    """The words of `run`; before each stands one of `gaps`."""
    found: list[Token] = []
    end = 0
    for raw, before in zip(run, gaps, strict=False):
        start = end + len(before)
        end = start + len(raw)
        found.append(Token(start, end, raw, _word(raw), before))
    return tuple(found)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of `text`. A list under a heading that ends with a colon belongs to the heading."""
    parts = _cut(text)
    run, gaps = parts[1::2], parts[::2]
    ends = list(accumulate(map(len, parts)))
    first = 0
    for last in _ends(run, gaps):
        own = _tokens(run[first:last], ["", *gaps[first + 1 : last]])
        start, end = ends[2 * first], ends[2 * last - 1]
        yield Sentence(own, gaps[last].strip(), text[start:end], start)
        first = last


def _ends(run: Sequence[str], gaps: Sequence[str]) -> Iterator[int]:
    """The word after the last of every sentence."""
    listing = False
    for at in range(1, len(run)):
        gap = gaps[at]
        if not _STOP.search(gap):
            continue
        listing = listing or (":" in gap and "\n" in gap)
        if _breaks(run[at - 1], run[at], gap, gaps[at + 1 : -1], listing=listing):
            yield at
            listing = False
    if run:
        yield len(run)


def _line_heads_a_list(gaps: Sequence[str]) -> bool:
    """Whether a line is a heading of its own: it ends with a colon. `gaps` are those behind its first word."""
    ending = next((gap for gap in gaps if "\n" in gap), "")
    return ":" in ending.split("\n", maxsplit=1)[0]


def _breaks(left: str, right: str, gap: str, later: Sequence[str], *, listing: bool) -> bool:
    """Whether a sentence ends in `gap`. `later` are the gaps behind the word `right`, up to the last word."""
    if ";" in gap:
        return True
    if "\n" in gap:
        heading = _line_heads_a_list(later)
        if listing and not heading and ("\n\n" not in gap):
            return False
        wrapped = right[0].islower() and not gap.strip() and not heading
        return not wrapped
    if not _END.search(gap + " "):
        return False
    if "!" in gap or "?" in gap:
        return True
    return not _abbreviated(_word(left), right)


def _abbreviated(left: str, right: str) -> bool:
    starts_low = not right[0].isupper()
    if left[:1].isdigit() or len(left) == 1:
        return starts_low or not left[:1].isdigit()
    if left in _ABBREVIATIONS:
        return starts_low or left not in _MAY_END
    return starts_low and not real(left)
