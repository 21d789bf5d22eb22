"""The words of a lexicon, compiled: which concepts a sentence names, and where; not what it does with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from overlap.language.danish import danish_letters, ends_a_part, normal
from overlap.language.lexicon import Concept, Lexicon
from overlap.language.patterns import NAME, Pattern, PatternIndex, Words, asked_by, keys_of
from overlap.language.tokens import Sentence, Token
from overlap.language.typos import Misspellings

_NAME = frozenset({NAME})
LONG = 9
"""Letters from which a word of the lexicon may be written as two."""
SHORTEST_APART = 4
"""Letters that the second of the two must have."""


class Hit(NamedTuple):
    """A concept named in a sentence, by the words from `first` up to `last` (not included).

    `start` and `end` are offsets into the text. `weak`: counts only beside another hit of its concept.
    A tuple, as is all here that is made for every sentence or every word.
    """

    concept: str
    first: int
    last: int
    start: int
    end: int
    weak: bool = False


class _Part(NamedTuple):
    """A concept inside one word, from letter `start` to `end` of the normal form."""

    concept: str
    start: int
    end: int
    weak: bool = False


class Matcher:
    """All words of a lexicon. What one word means is worked out once and kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._starts: dict[str, list[str]] = {}
        self._wholes: dict[str, list[str]] = {}
        self._capitals: dict[str, list[str]] = {}
        self._never: dict[str, tuple[str, ...]] = {}
        patterns: list[tuple[Pattern, int]] = []
        self._owners: list[tuple[str, str]] = []
        for code, concept in lexicon.concepts.items():
            self._add(code, concept, patterns)
        self.patterns = PatternIndex(patterns)
        self._phrases_known = [pattern for pattern, _ in patterns]
        self._asked = asked_by(self._phrases_known)
        self._relatives = frozenset(lexicon.cues.boundaries.relatives)
        self._denials = frozenset(lexicon.cues.boundaries.denials)
        self._lengths = tuple(sorted({len(term) for term in self._starts}, reverse=True))
        self._shortest = self._lengths[-1]
        self._by_front: dict[str, list[str]] = {}
        for term in sorted(self._starts, key=len, reverse=True):
            self._by_front.setdefault(term[: self._shortest], []).append(term)
        self._long_fronts = frozenset(term[:SHORTEST_APART] for term in self._starts if len(term) >= LONG)
        self._misspellings = Misspellings(self._starts, self._wholes)
        self.word = lru_cache(maxsize=200_000)(self._word)

    def _add(self, code: str, concept: Concept, patterns: list[tuple[Pattern, int]]) -> None:
        for term in filter(str.isalnum, concept.start):
            self._starts.setdefault(normal(term), []).append(code)
        for term in filter(str.isalnum, concept.whole):
            self._wholes.setdefault(normal(term), []).append(code)
        for term in filter(str.isalnum, concept.case):
            self._capitals.setdefault(term, []).append(code)
        never = [normal(term) for term in concept.never]
        self._never[code] = tuple(term for term in never if " " not in term)
        kinds = {
            "phrase": concept.phrases(),
            "weak": concept.weak,
            "never": tuple(term for term in never if " " in term),
        }
        for kind, phrases in kinds.items():
            for phrase in phrases:
                patterns.append((self.lexicon.pattern(phrase), len(self._owners)))
                self._owners.append((code, kind))

    def _word(self, word: str, text: str) -> tuple[_Part, ...]:
        """The concepts inside one word: `word` in normal form, `text` as it stands."""
        found = [_Part(code, 0, len(word)) for code in self._capitals.get(text.split("'", maxsplit=1)[0], ())]
        for spelling in dict.fromkeys((word, danish_letters(word))):
            found += self._listed(spelling)
            if found:
                break
        if not found:
            found = [_Part(code, start, end) for code, start, end in self._misspellings.find(word)]
        return tuple(part for part in found if not self._lookalike(word, part))

    def _listed(self, word: str) -> list[_Part]:
        found = [_Part(code, 0, len(word)) for code in self._wholes.get(word, ())]
        for start in range(len(word)):
            for term in self._by_front.get(word[start : start + self._shortest], ()):
                if word.startswith(term, start) and (start == 0 or ends_a_part(word[:start])):
                    found += [_Part(code, start, len(word)) for code in self._starts[term]]
        return found

    def _lookalike(self, word: str, part: _Part) -> bool:
        return any(
            term[1:] in word if term.startswith("*") else word.startswith(term) for term in self._never[part.concept]
        )

    def words(self, tokens: Sequence[Token]) -> Words:
        """A sentence as phrases of the lexicon see it: they may begin and end anywhere."""
        return Words(
            keys=self._keys(tokens),
            starts=[True] * (len(tokens) + 1),
            ends=[True] * (len(tokens) + 1),
            torn=[parted(token.before) and not self._relative(token) for token in tokens],
            concepts={},
            denials=frozenset(at for at, token in enumerate(tokens) if token.word in self._denials),
        )

    def hits(self, sentence: Sentence, words: Words) -> tuple[Hit, ...]:
        """The concepts named in `sentence`, which are `words`, in reading order."""
        tokens = sentence.tokens
        shouting = sentence.text.isupper()
        found: list[Hit] = []
        for at, token in enumerate(tokens):
            text = token.text.lower() if shouting and len(tokens) > 1 else token.text
            found += [_hit(part, at, token) for part in self.word(token.word, text)]
        found += self._written_apart(tokens, {hit.first for hit in found})
        found += self._phrases(tokens, words, found)
        return tuple(_longest(found))

    def know_phrases(self, patterns: Iterable[Pattern]) -> None:
        """Let the keys of words also answer the beginnings and ends that `patterns` ask for."""
        self._phrases_known += patterns
        self._asked = asked_by(self._phrases_known)

    def _keys(self, tokens: Sequence[Token]) -> list[frozenset[str]]:
        """What each word answers to in a phrase."""
        asked = self._asked
        return [
            keys_of(token.word, asked) | _NAME if at and token.text[0].isupper() else keys_of(token.word, asked)
            for at, token in enumerate(tokens)
        ]

    def _relative(self, token: Token) -> bool:
        """Whether the comma before a word parts nothing."""
        return token.word in self._relatives and "," in token.before

    def _phrases(self, tokens: tuple[Token, ...], words: Words, found: list[Hit]) -> list[Hit]:
        more: list[Hit] = []
        barred: list[tuple[str, int, int]] = []
        for first, last, owner in self.patterns.find(words):
            code, kind = self._owners[owner]
            if kind == "never":
                barred.append((code, first, last))
            else:
                span = tokens[first].start, tokens[last - 1].end
                more.append(Hit(code, first, last, *span, weak=kind == "weak"))
        for code, first, last in barred:
            for hits in (found, more):
                hits[:] = [hit for hit in hits if hit.concept != code or hit.last <= first or hit.first >= last]
        return more

    def _written_apart(self, tokens: tuple[Token, ...], taken: set[int]) -> list[Hit]:
        """Long words of the lexicon written as two ("spise forstyrrelse", "skole-\\nfravær")."""
        found: list[Hit] = []
        for at, (left, right) in enumerate(pairwise(tokens)):
            word = left.word + right.word
            if word[:SHORTEST_APART] not in self._long_fronts and word not in self._starts:
                continue
            if len(right.word) < SHORTEST_APART or at in taken or at + 1 in taken or right.before.strip(" \n-"):
                continue
            codes = self._joined(left.word, right.word)
            found += [Hit(code, at, at + 2, left.start, right.end) for code in codes]
        return found

    def _joined(self, left: str, right: str) -> list[str]:
        word = left + right
        for length in self._lengths:
            if length < LONG or length < len(left) + 3:
                return []
            if word[:length] in self._starts:
                return self._starts[word[:length]]
        return []


@lru_cache(maxsize=1)
def matcher_of(lexicon: Lexicon) -> Matcher:
    """The words of a lexicon, compiled once for all who ask."""
    return Matcher(lexicon)


@lru_cache(maxsize=10_000)
def parted(gap: str) -> bool:
    """Whether what stands between two words has punctuation that parts them."""
    return bool(gap.strip(" \n\t-/'\"«»„“”’()&+")) or "(" in gap or ")" in gap


def _hit(part: _Part, at: int, token: Token) -> Hit:
    return Hit(part.concept, at, at + 1, token.start, token.end, part.weak)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of hits of one concept that overlap, the longest; strong ones before weak."""
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.weak, one.first - one.last, one.first)):
        rivals = [other for other in kept if other.concept == hit.concept]
        if not any(other.first < hit.last and hit.first < other.last for other in rivals):
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.start, one.end, one.concept))
