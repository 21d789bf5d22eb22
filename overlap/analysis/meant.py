"""Which of many names a cell of partners may mean: a quick look that leaves none out, before the careful one.

Two texts or words are alike when they are the same, or long enough and alike by rapidfuzz; a name that a cell means
shares at least one such word with it, or is alike as a whole. Each different word and part is looked up once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field
from rapidfuzz import fuzz, process


class Lookup(Struct, frozen=True, dict=True):
    """Some texts, ready to be found by one that is alike: the same, or `long` letters or more and `cutoff` % alike."""

    texts: tuple[str, ...]
    cutoff: int
    long: int
    _found: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def alike(self, text: str) -> tuple[str, ...]:
        """The texts that are alike `text`."""
        if text not in self._found:
            same = {text} if text in self._known else set()
            if len(text) >= self.long:
                near = process.extract(text, self._long, scorer=fuzz.ratio, score_cutoff=self.cutoff, limit=None)
                same.update(match for match, _, _ in near)
            self._found[text] = tuple(sorted(same))
        return self._found[text]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.texts)

    @cached_property
    def _long(self) -> tuple[str, ...]:
        return tuple(text for text in self.texts if len(text) >= self.long)


class Meant(Struct, frozen=True, dict=True):
    """`names` are all that can be meant; `parts`, `words` and `plain` take a text apart as the careful look does."""

    names: Iterable[str]
    cutoff: int
    long: int
    parts: Callable[[str], Sequence[str]]
    words: Callable[[str], Sequence[str]]
    plain: Callable[[str], str]
    _found: dict[str, frozenset[str]] = field(default_factory=dict)

    def by(self, cell: str) -> frozenset[str]:
        """Every name the cell may mean, and perhaps some that it does not."""
        if cell not in self._found:
            found: set[str] = set()
            for part in self.parts(cell):
                for whole in self._wholes.alike(self.plain(part)):
                    found |= self._by_whole[whole]
                for word in self.words(part)[:1]:
                    for known in self._vocabulary.alike(word):
                        found |= self._by_word[known]
            for word in self.words(cell):
                for known in self._vocabulary.alike(word):
                    found |= self._by_first.get(known, frozenset())
            self._found[cell] = frozenset(found)
        return self._found[cell]

    @cached_property
    def _by_whole(self) -> Mapping[str, set[str]]:
        return _turned((self.plain(name), name) for name in self.names)

    @cached_property
    def _by_word(self) -> Mapping[str, set[str]]:
        return _turned((word, name) for name in self.names for word in self.words(name))

    @cached_property
    def _by_first(self) -> Mapping[str, set[str]]:
        return _turned((word, name) for name in self.names for word in self.words(name)[:1])

    @cached_property
    def _wholes(self) -> Lookup:
        return Lookup(tuple(self._by_whole), self.cutoff, self.long)

    @cached_property
    def _vocabulary(self) -> Lookup:
        return Lookup(tuple(self._by_word), self.cutoff, self.long)


def _turned(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, name in pairs:
        found.setdefault(key, set()).add(name)
    return found
