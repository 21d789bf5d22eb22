"""Misspelt words of the lexicon, by edit distance with swaps (OSA); never on a word that is Danish as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from overlap.language.danish import known, real

SHORTEST = 5
"""Letters of the shortest word that may be misspelt; shorter ones are too like other words."""
TWO_EDITS_FROM = 9
"""Letters from which two edits are allowed."""
FREE_ENDING_FROM = 7
"""Letters from which the misspelt word may go on (a compound, a longer ending)."""
ENDINGS = ("", "e", "en", "ens", "er", "erne", "ernes", "et", "ets", "s", "t", "n", "ne", "nes", "r")


class Misspellings:
    """Words of the lexicon, to be found again in misspelt ones."""

    def __init__(self, starts: Mapping[str, Sequence[str]], wholes: Mapping[str, Sequence[str]]) -> None:
        self._by_letter: dict[str, list[tuple[str, Sequence[str], bool]]] = {}
        for terms, whole in ((starts, False), (wholes, True)):
            for term, codes in terms.items():
                if len(term) >= SHORTEST:
                    self._by_letter.setdefault(term[0], []).append((term, codes, whole))

    def find(self, word: str) -> Iterator[tuple[str, int, int]]:
        """Concept and letters of the best likeness to `word` in front; nothing for a real word."""
        if len(word) < SHORTEST - 1 or not word.isalpha() or real(word):
            return
        best: tuple[int, int] | None = None
        codes: Sequence[str] = ()
        for term, owners, whole in self._by_letter.get(word[0], ()):
            distance = _distance(term, word, whole=whole)
            if distance is not None and (best is None or (distance, -len(term)) < best):
                best, codes = (distance, -len(term)), owners
        for code in codes:
            yield code, 0, len(word)


def _distance(term: str, word: str, *, whole: bool) -> int | None:
    """Edits from `term` to the front of `word`, or nothing when there are too many."""
    most = 2 if len(term) >= TWO_EDITS_FROM else 1
    if abs(len(word) - len(term)) > most and (whole or len(word) < len(term)):
        return None
    if whole:
        fronts = {word}
    elif len(term) < FREE_ENDING_FROM:
        fronts = {word[: len(word) - len(end)] for end in ENDINGS if word.endswith(end)}
    else:
        fronts = {word[: len(term) + change] for change in range(-most, most + 1)}
    distances = (OSA.distance(term, front, score_cutoff=most) for front in fronts if front)
    best = min(distances, default=most + 1)
    return best if best <= most and not _another_word(term, word) else None


@cache
def _another_word(term: str, word: str) -> bool:
    """Whether what differs is a word of its own: `word` begins with a real word as long as the term."""
    front = word[: len(term)]
    return len(front) >= SHORTEST and front != term and known(front)
