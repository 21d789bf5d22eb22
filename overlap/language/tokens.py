"""Text to sentences of tokens. Offsets always point into the text as it stood in the cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from overlap.language.danish import normal, real, word_list

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)"  # A.D.H.D. and m.v. are one word
    r"|[^\W_][\w\u00ad\u0300-\u036f]*(?:['’´`][^\W\d_]{1,4}(?!\w))?"  # ADHD'en is one word
    r"|%"
)
_APOSTROPHE = re.compile(r"['’´`].*$")
_BULLET = re.compile(r"\n\s*[-*•·–—o]\s")
_END = re.compile(r"[.!?](?![.\w])")
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

    @property
    def number(self) -> bool:
        return self.word[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of one sentence, list or heading, with offsets from its own `start`, so that equal sentences are equal.

    `after` is what stands behind the last token (".", "?", "" ...).
    """

    tokens: tuple[Token, ...]
    after: str
    text: str
    start: int


@lru_cache(maxsize=1_000)
def tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        raw = match.group()
        word = _APOSTROPHE.sub("", normal(raw)).replace(".", "")
        found.append(Token(match.start(), match.end(), raw, word, text[last : match.start()]))
        last = match.end()
    return tuple(found)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of `text`. A list under a heading that ends with a colon belongs to the heading."""
    every = tokens(text)
    first = 0
    listing = False
    for at in range(1, len(every)):
        listing = listing or (":" in every[at].before and "\n" in every[at].before)
        if _breaks(every[at - 1], every[at], _line_heads_a_list(every, at), listing=listing):
            yield _sentence(every[first:at], every[at].before, text)
            first, listing = at, False
    if every:
        yield _sentence(every[first:], text[every[-1].end :], text)


def _sentence(run: Sequence[Token], after: str, text: str) -> Sentence:
    start = run[0].start
    own = (
        Token(token.start - start, token.end - start, token.text, token.word, token.before if at else "")
        for at, token in enumerate(run)
    )
    return Sentence(tuple(own), after.strip(), text[start : run[-1].end], start)


def _line_heads_a_list(every: Sequence[Token], at: int) -> bool:
    """Whether the line that begins at token `at` is a heading of its own: it ends with a colon."""
    for later in range(at + 1, len(every)):
        before = every[later].before
        if "\n" in before:
            return ":" in before.split("\n")[0]
    return False


def _breaks(left: Token, right: Token, heading: bool, *, listing: bool) -> bool:
    gap = right.before
    if ";" in gap:
        return True
    if "\n" in gap:
        if listing and not heading and ("\n\n" not in gap):
            return False
        wrapped = right.text[0].islower() and not gap.strip() and not heading
        return not wrapped
    if not _END.search(gap + " "):
        return False
    if "!" in gap or "?" in gap:
        return True
    return not _abbreviated(left, right)


def _abbreviated(left: Token, right: Token) -> bool:
    starts_low = not right.text[0].isupper()
    if left.number or len(left.word) == 1:
        return starts_low or not left.number
    if left.word in _ABBREVIATIONS:
        return starts_low or left.word not in _MAY_END
    return starts_low and not real(left.word)
