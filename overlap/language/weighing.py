"""What a text does with a problem it names, weighed from all evidence. The one place that decides it for problems.

The weights are learned from labelled sentences (`make weights`) and stand in `knowledge/lexicon/weights.tsv`, a table
that can be read, and compared in git. They add up (multinomial logistic regression); the likeliest use decides.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache

from overlap import knowledge
from overlap.language.evidence import Read, Use, around, classes, evidence, of_sentence, of_words_around
from overlap.language.polarity import Judged
from overlap.language.tokens import Token
from overlap.language.words import stopwords

SCALE = 100
"""Weights stand in the table as whole hundredths."""
START = "(start)"
"""The row of the table that every sum begins with."""
MOST_EVIDENCE = 3
"""Pieces of evidence that an explanation names."""


class Meaning(StrEnum):
    """What a text says of a problem, in the order of the columns of weights. The value is the rule of a mention."""

    PLAIN = "plain"
    NOT_FOR = "not_for"
    REFERRED = "referred"
    TOLD = "told"
    ANOTHER = "another"
    OTHER = "other"

    @property
    def use(self) -> Use:
        return _USES.get(self, Use.NEITHER)


_USES = {Meaning.PLAIN: Use.TAKEN_IN, Meaning.NOT_FOR: Use.TURNED_AWAY, Meaning.REFERRED: Use.TURNED_AWAY}
_MEANINGS = tuple(Meaning)
_MEANINGS_OF = {use: tuple(one for one in Meaning if one.use is use) for use in Use}
Sums = Mapping[Meaning, int]
Row = tuple[int, ...]
"""Weights in hundredths, one for each `Meaning`."""
_NOTHING: Row = (0,) * len(Meaning)


def weigh(text: Sequence[Read], at: int, judged: Judged) -> Meaning:
    """What `text` says of the problem `judged` in its sentence `at`."""
    own = (names for names, _, _ in of_sentence(text[at], judged))
    rows = (_total(((START,), *own)), *(_around(place, words) for place, words in around(text, at)))
    return decide(_by_meaning(rows))


def explain(text: Sequence[Read], at: int, judged: Judged) -> tuple[tuple[int, int], ...]:
    """The words whose evidence spoke most for the use decided and against the next likely one, strongest first.

    Each as the first, and the one after the last.
    Only what rests on telling words of the sentence beside the problem itself: those say something to a reader.
    """
    tokens = text[at].sentence.tokens
    every = tuple(evidence(text, at, judged))
    words = {name: (first, last) for names, first, last in every for name in names}
    found = sums(names for names, _, _ in every)
    best = decide(found)
    rival = max((one for one in Meaning if one.use is not best.use), key=lambda one: found[one])
    mine, other = _MEANINGS.index(best), _MEANINGS.index(rival)
    pull = {
        name: row[mine] - row[other]
        for name, (first, last) in words.items()
        if last and not judged.hit.first <= first < judged.hit.last and (row := weights_of(name))
        if any(_tells(token) for token in tokens[first:last])
    }
    strongest = sorted((name for name in pull if pull[name] > 0), key=lambda name: (-pull[name], name))
    return tuple(words[name] for name in strongest[:MOST_EVIDENCE])


def _tells(token: Token) -> bool:
    return token.word not in stopwords() or "{negation}" in classes(token.word)


def sums(evidence: Iterable[tuple[str, ...]]) -> Sums:
    """The weights of evidence added up for each meaning, in hundredths; a name counts once, wherever it stands."""
    return _by_meaning((_total(((START,), *evidence)),))


def _by_meaning(rows: Iterable[Row]) -> Sums:
    return dict(zip(_MEANINGS, map(sum, zip(*rows, strict=True)), strict=True))


@lru_cache(maxsize=10_000)
def _around(place: str, words: tuple[tuple[str, ...], ...]) -> Row:
    """What a sentence before or behind weighs; no evidence of the sentence itself has the same name."""
    return _total(of_words_around(place, words))


def _total(evidence: Iterable[tuple[str, ...]]) -> Row:
    found: dict[str, Row] = {}
    for names in evidence:
        found.update(_known(names))
    return tuple(map(sum, zip(*found.values(), strict=True))) if found else _NOTHING


@lru_cache(maxsize=50_000)
def _known(names: tuple[str, ...]) -> Mapping[str, Row]:
    """The weights of those `names` that are in the table."""
    return {name: weights_of(name) for name in names if name in _table()}


def decide(found: Sums) -> Meaning:
    """The likeliest meaning of the likeliest use; a use is as likely as its meanings together."""
    most = max(found.values())
    chances = {meaning: math.exp((total - most) / SCALE) for meaning, total in found.items()}
    use = max(_MEANINGS_OF, key=lambda one: math.fsum(map(chances.__getitem__, _MEANINGS_OF[one])))
    return max(_MEANINGS_OF[use], key=chances.__getitem__)


@cache
def weights_of(name: str) -> Row:
    """What the evidence `name` weighs for each `Meaning`, in hundredths; nothing for one that is not in the table."""
    row = _table().get(name)
    return tuple(map(int, row.split("\t"))) if row else _NOTHING


def names() -> Collection[str]:
    """The evidence that has a weight, and the row that every sum begins with."""
    return _table().keys()


@cache
def _table() -> Mapping[str, str]:
    """The rows of the table as text, by evidence: of twelve thousand a catalogue asks for some."""
    lines = knowledge.text("lexicon/weights.tsv").splitlines()
    return {name: row for name, _, row in (line.partition("\t") for line in lines if line[:2] != "# ")}
