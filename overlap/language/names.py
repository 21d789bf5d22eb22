"""Concepts inside the names of others: an association, a house, a book. They say nothing of who is helped here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from overlap.language.cues import Cues
from overlap.language.matcher import Hit
from overlap.language.tokens import Sentence, Token

NAME = "name"
"""The rule of a concept that is part of a name, by its ending or its capital."""
QUOTED = "quoted"
"""The rule of a concept that is part of a title in quotation marks."""
LONGEST_COMMON_NOUN = 11
"""Letters a word in the definite form may have and, with a capital inside a sentence, still not be a name."""
SHORTEST_TITLE = 2
"""Words a quotation must have to be a title; a single word in quotation marks is a word someone wonders at."""
_DEFINITE = ("en", "et", "erne")
_OPENING = "\"'»“„‘”«"
_MARK = re.compile(f"[{_OPENING}]")
_CLOSING = "\"'«”“’»"


class Names:
    """The endings of names, from the cues."""

    def __init__(self, cues: Cues) -> None:
        self._endings = tuple(ending for group in cues.groups for ending in group.endings)

    def is_name(self, hit: Hit, tokens: Sequence[Token]) -> bool:
        """Whether the one word of `hit` ends as names do, or is a definite word with a capital inside a sentence."""
        token = tokens[hit.first]
        if hit.last != hit.first + 1:
            return False
        if token.word.removesuffix("s").endswith(self._endings):
            return True
        capital = hit.first > 0 and token.text[0].isupper() and not token.text.isupper()
        return capital and token.word.endswith(_DEFINITE) and len(token.word) > LONGEST_COMMON_NOUN


def in_title(hit: Hit, sentence: Sentence) -> bool:
    """Whether `hit` stands in quotation marks that hold a title: several words, the first with a capital."""
    if not _MARK.search(sentence.text):
        return False
    tokens = sentence.tokens
    first = next((at for at in range(hit.first, -1, -1) if _opens(tokens[at].before)), None)
    if first is None or not tokens[first].text[0].isupper():
        return False
    gaps = [token.before for token in tokens[first + 1 :]] + [sentence.after]
    end = next((first + 1 + at for at, gap in enumerate(gaps) if _closes(gap)), None)
    return end is not None and end >= hit.last and end - first >= SHORTEST_TITLE


def _opens(gap: str) -> bool:
    return bool(gap) and gap[-1] in _OPENING and (len(gap) == 1 or not gap[-2].isalnum())


def _closes(gap: str) -> bool:
    return bool(gap) and gap[0] in _CLOSING
