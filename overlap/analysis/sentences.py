"""Where sentences of a cell end, as far as weighing its words needs to know."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

_END = re.compile(r"(?<=\w{3})[.!?]+(?=\s+[^a-zæøå\s])|[;\n]")
"""A full stop after a short word ("m.", "nr.", "alm.") or before a small letter ends no sentence."""


def sentence_of(text: str, offset: int) -> int:
    """The number of the sentence that `offset` lies in, from 0. Lines and semicolons end a sentence too."""
    return bisect_right(_ends(text), offset)


@lru_cache(maxsize=256)
def _ends(text: str) -> tuple[int, ...]:
    """Where its sentences end; asked again for each word of a text that is weighed."""
    return tuple(end.end() for end in _END.finditer(text))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text`, without what ends them."""
    return tuple(part.strip() for part in _END.split(text) if part.strip())
