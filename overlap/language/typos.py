"""Misspelt words of the lexicon, by edit distance with swaps (OSA); never on a word that is Danish as it stands.

A compound that stands in no word list (*slev* and *skade*) is no proof of good spelling: where only two letters
have changed places in a long word of the lexicon, it is taken for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from overlap.language.danish import ends_a_part, known, real

SHORTEST = 5
"""Letters of the shortest word that may be misspelt; shorter ones are too like other words."""
TWO_EDITS_FROM = 9
"""Letters from which two edits are allowed."""
FREE_ENDING_FROM = 7
"""Letters from which the misspelt word may go on (a compound, a longer ending)."""
LIKELY_FROM = 8
"""Letters from which a word of the lexicon is likelier than a compound in no word list of the same letters."""
SHORTEST_OTHER_PART = 4
"""Letters of what stands before or after a short misspelt word in a compound ("socialagnst")."""
ENDINGS = ("", "e", "en", "ens", "er", "erne", "ernes", "et", "ets", "s", "t", "n", "ne", "nes", "r")


class Misspellings:
    """Words of the lexicon, to be found again in misspelt ones."""

    def __init__(self, starts: Mapping[str, Sequence[str]], wholes: Mapping[str, Sequence[str]]) -> None:
        self._by_letter: dict[str, list[tuple[str, Sequence[str], bool]]] = {}
        for terms, whole in ((starts, False), (wholes, True)):
            for term, codes in terms.items():
                if len(term) >= SHORTEST:
                    self._by_letter.setdefault(term[0], []).append((term, codes, whole))
        self._swaps = {
            slip: codes for term, codes in starts.items() if len(term) >= SHORTEST for slip in _swapped(term)
        }

    def find(self, word: str) -> Iterator[tuple[str, int, int]]:
        """Concept and letters of the best likeness to `word`; nothing for a real word."""
        if len(word) < SHORTEST - 1 or not word.isalpha() or known(word):
            return
        if real(word):
            yield from ((code, 0, len(word)) for code in self._in_composed(word))
            return
        best: tuple[int, int] | None = None
        codes: Sequence[str] = ()
        for term, owners, whole in self._alike(word):
            distance = _distance(term, word, whole=whole)
            if distance is not None and (best is None or (distance, -len(term)) < best):
                best, codes = (distance, -len(term)), owners
        for code in codes or self._in_compound(word):
            yield code, 0, len(word)

    def _alike(self, word: str) -> Iterator[tuple[str, Sequence[str], bool]]:
        """The terms that begin with the letter of `word`, or with its first two swapped."""
        yield from self._by_letter.get(word[0], ())
        swapped = word[1] + word[0]
        for term, owners, whole in self._by_letter.get(word[1], ()) if word[0] != word[1] else ():
            if term.startswith(swapped):
                yield term, owners, whole

    def _in_composed(self, word: str) -> Sequence[str]:
        """The owners of a long term of whose letters the front of `word` consists, two of them swapped."""
        longest = max(map(len, ENDINGS))
        fronts = (word[: len(word) - rest] for rest in range(longest + 1) if len(word) - rest >= LIKELY_FROM)
        return next(filter(None, map(self._meant, fronts)), ())

    def _in_compound(self, word: str) -> Sequence[str]:
        """The owners of a term whose letters are swapped in front of, or behind, a real word."""
        for cut in range(SHORTEST, len(word) - SHORTEST_OTHER_PART + 1):
            owners = self._meant(word[:cut])
            if owners and known(word[cut:].removeprefix("s")):
                return owners
        for cut in range(SHORTEST_OTHER_PART, len(word) - SHORTEST + 1):
            owners = self._meant(word[cut:])
            if owners and ends_a_part(word[:cut]):
                return owners
        return ()

    def _meant(self, letters: str) -> Sequence[str]:
        """The owners of the term that `letters` are with two of them swapped; nothing for a real word."""
        owners = self._swaps.get(letters, ())
        return () if owners and known(letters) else owners


def _swapped(term: str) -> Iterator[str]:
    """Every word that `term` becomes when two letters beside each other change places."""
    for at in range(len(term) - 1):
        yield term[:at] + term[at + 1] + term[at] + term[at + 2 :]


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
