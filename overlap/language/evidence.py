"""What a text holds that tells what it does with a concept in it: the evidence that `weighing` puts weights on.

Evidence is named so that a person can read it in the table of weights: where it stands, and which words. A word stands
as its stem, and as ``{class}`` for each class of `knowledge/lexicon/classes.toml` that it belongs to; ``@`` is another
concept, ``#`` a number.

``in ikke``             the word is in the sentence
``before ikke``         it stands before the concept in the same part of the sentence; ``before, `` in another part
``after ikke``          it stands behind the concept; ``after, `` in another part of the sentence
``row optag {ours}``    two words in a row, ``@@`` for the concept itself
``-1 ikke``             the word before the concept, ``-2`` the one before that, ``+1`` and ``+2`` those behind
``opens``, ``then``     the first and the second word of the sentence
``self angst``          a word of the concept itself
``earlier``, ``later``  a word of the sentence before this one, or behind it
``cue turned_away``     what the cues of the lexicon make of it, and ``cue not_for`` by which rule
``in a name``           the concept is part of a name, and ``in a title`` of one in quotation marks
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from overlap import knowledge
from overlap.language.cues import Cues
from overlap.language.danish import normal, stem
from overlap.language.matcher import Hit, parted
from overlap.language.names import Names, in_title
from overlap.language.patterns import Asked, asked_for, key_of, keys_of
from overlap.language.polarity import Judged
from overlap.language.tokens import Sentence
from overlap.model import Bearer, Polarity

CONCEPT, NUMBER, NAME = "@", "#", "{name}"
NEAR = 2
"""Words on either side of a concept whose place is told."""


class Read(NamedTuple):
    """A sentence as evidence sees it: the names of each word, the part each stands in, and its concepts."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    names: tuple[tuple[str, ...], ...]
    parts: tuple[int, ...]
    named: tuple[Hit, ...]
    """The concepts that are part of a name."""
    titled: tuple[Hit, ...]


Evidence = tuple[tuple[str, ...], int, int]
"""Evidence by its names, and the words of the sentence it rests on: the first, and the one after the last.

Both are 0 where it rests on no word of the sentence itself. A plain tuple: dozens are made for each mention.
"""


class Reader:
    """Sentences made ready: where their parts end, and how names are known, comes from the cues."""

    def __init__(self, cues: Cues) -> None:
        self._contrast = frozenset(cues.boundaries.contrast)
        self._names = Names(cues)

    def read(self, sentence: Sentence, hits: Sequence[Hit]) -> Read:
        """`sentence` with the problems found in it."""
        tokens = sentence.tokens
        named = tuple(hit for hit in hits if self._names.is_name(hit, tokens))
        titled = tuple(hit for hit in hits if in_title(hit, sentence))
        return _read(sentence, tuple(hits), self._contrast, named, titled)


def _read(
    sentence: Sentence,
    hits: tuple[Hit, ...],
    contrast: frozenset[str],
    named: tuple[Hit, ...],
    titled: tuple[Hit, ...],
) -> Read:
    """A part of a sentence ends at punctuation and before a word of `contrast`."""
    inside = {hit.first for hit in hits if hit.last == hit.first + 1}
    names: list[tuple[str, ...]] = []
    parts: list[int] = []
    part = 0
    for at, token in enumerate(sentence.tokens):
        part += at > 0 and (parted(token.before) or token.word in contrast)
        parts.append(part)
        known = _CONCEPT if at in inside else _names(token.word)
        names.append((*known, NAME) if at and at not in inside and token.text[0].isupper() else known)
    return Read(sentence, hits, tuple(names), tuple(parts), named, titled)


class Use(StrEnum):
    """What a text does with a problem it names."""

    TAKEN_IN = "taken_in"
    TURNED_AWAY = "turned_away"
    NEITHER = "neither"


def use_of(judged: Judged) -> Use:
    """What the cues make of a problem: a child's is taken in unless they turn it away or only tell of it."""
    if judged.polarity is Polarity.EXCLUDED:
        return Use.TURNED_AWAY
    child = judged.polarity is Polarity.INCLUDED and judged.bearer is Bearer.CHILD
    return Use.TAKEN_IN if child else Use.NEITHER


def evidence(text: Sequence[Read], at: int, judged: Judged) -> Iterator[Evidence]:
    """All evidence on the problem `judged` in sentence `at` of `text`, each name once or more."""
    yield from of_sentence(text[at], judged)
    for place, words in around(text, at):
        yield from ((names, 0, 0) for names in of_words_around(place, words))


def of_sentence(here: Read, judged: Judged) -> Iterator[Evidence]:
    """The evidence of its own sentence."""
    hit, use = judged.hit, use_of(judged).value
    yield (f"cue {use}", f"cue {judged.rule} {use}"), 0, 0
    yield from _of_words(here, hit)
    yield from _of_rows(here, hit)
    yield from _of_place(here, hit)


def around(text: Sequence[Read], at: int) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """The sentences before and behind: the place they have in the names of evidence, and the names of their words."""
    for place, other in (("earlier", at - 1), ("later", at + 1)):
        if 0 <= other < len(text):
            yield place, text[other].names


def of_words_around(place: str, words: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The evidence of a sentence before or behind, word by word: it is the same for all problems of the one between."""
    return (_at((place,), names) for names in words)


def _of_words(here: Read, hit: Hit) -> Iterator[Evidence]:
    ends = here.parts[hit.first], here.parts[hit.last - 1]
    for at, names in enumerate(here.names):
        if hit.first <= at < hit.last:
            word = here.sentence.tokens[at].word
            yield _at(("self",), (stem(word), *classes(word))), at, at + 1
            continue
        side, distance = ("before", at - hit.first) if at < hit.first else ("after", at - hit.last + 1)
        where = side if here.parts[at] in ends else f"{side},"
        near = abs(distance) <= NEAR
        yield _at(("in", where, f"{distance:+d}") if near else ("in", where), names), at, at + 1


def _of_rows(here: Read, hit: Hit) -> Iterator[Evidence]:
    """Two words in a row; the concept itself counts as one."""
    inside = (_SELF,) * (hit.last - hit.first)
    names = (*here.names[: hit.first], *inside, *here.names[hit.last :])
    for at, (left, right) in enumerate(pairwise(names)):
        if left is not _SELF or right is not _SELF:
            yield _row(left, right), at, at + 2


def _of_place(here: Read, hit: Hit) -> Iterator[Evidence]:
    tokens = here.sentence.tokens
    yield _at(("opens",), here.names[0]), 0, 1
    if len(tokens) > 1:
        yield _at(("then",), here.names[1]), 1, 2
    place = "first" if hit.first == 0 else "last" if hit.last == len(tokens) else "inside"
    behind = tokens[hit.last].before.strip() if hit.last < len(tokens) else here.sentence.after
    yield (f"place {place}", f"mark< {tokens[hit.first].before.strip()[-1:]}", f"mark> {behind[:1]}"), 0, 0
    if here.sentence.after.startswith("?"):
        yield ("asks",), 0, 0
    if hit in here.named:
        yield ("in a name",), hit.first, hit.last
    if hit in here.titled:
        yield ("in a title",), hit.first, hit.last


_SELF = ("@@",)
_CONCEPT = (CONCEPT,)


@lru_cache(maxsize=50_000)
def _at(places: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The evidence that a word of these names is at these places. Most words are common, so it is named once."""
    return tuple(f"{place} {name}" for place in places for name in names)


@lru_cache(maxsize=50_000)
def _row(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"row {one} {two}" for one in left for two in right)


@cache
def _names(word: str) -> tuple[str, ...]:
    return (NUMBER,) if word[:1].isdigit() else (stem(word), *classes(word))


@cache
def classes(word: str) -> tuple[str, ...]:
    """The classes that `word` belongs to, in braces, in alphabetical order."""
    table, keys = _classes()
    return tuple(sorted({f"{{{name}}}" for key in keys_of(normal(word), keys) for name in table[key]}))


@cache
def _classes() -> tuple[Mapping[str, tuple[str, ...]], Asked]:
    table: dict[str, tuple[str, ...]] = {}
    for name, words in knowledge.read("lexicon/classes").items():
        assert isinstance(words, list)  # noqa: S101  a file of the package, held by its tests
        for key in map(key_of, words):
            table[key] = (*table.get(key, ()), name)
    return table, asked_for(table)
