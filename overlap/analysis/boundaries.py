"""Interventions that a text sends the reader on to: other rows named beside words such as *henvises til*."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from overlap.analysis.facetbook import Boundary
from overlap.analysis.sentences import sentences
from overlap.model import TEXT_FIELDS, Catalogue, Field, Intervention, Kind

_WORD = re.compile(r"[^\W_]+")
_PARTS_OF_A_NAME = re.compile(r"\s+[-–—]\s+|\s*[(:/»«\"]\s*")
_SHORTEST_ALIAS = 3
"""Letters a name of one word must have to be looked for."""
_LONG_WORD = 8
"""Letters from which a word of a name may be misspelt by one letter."""
_FIELDS = (*TEXT_FIELDS, Field.ACCESS)


class Alias(Struct, frozen=True):
    """A way of writing the name of an intervention, as words in lower case."""

    owner: str
    words: tuple[str, ...]


class Boundaries:
    """The names and numbers of a catalogue, ready to be looked for in its texts."""

    def __init__(self, names: Sequence[Alias], numbers: Collection[str], rules: Boundary) -> None:
        self._given = names, numbers, rules
        self._names, self._numbers, self._cues = _Aliases(names), numbers, _Cues(rules)

    def __reduce__(self) -> tuple[type[Boundaries], tuple[object, ...]]:
        """Sent to another process as it was made: what has been looked up so far stays here."""
        return Boundaries, self._given

    def of(self, one: Intervention) -> tuple[str, ...]:
        """The ids of those that `one` delimits itself against, in the order of its text."""
        own = {word.lower() for word in _WORD.findall(one.name)}
        found: dict[str, None] = {}
        for field in _FIELDS:
            for sentence in sentences(one.text(field)):
                words = _WORD.findall(sentence)
                lowered = [word.lower() for word in words]
                spoken = f" {' '.join(lowered)} "
                if self._cues.send_on(lowered, spoken):
                    named = (*_named(words, self._names, own), *_numbered(spoken, self._numbers, self._cues))
                    found |= dict.fromkeys(key for key in named if key != one.id)
        return tuple(found)


def boundaries(catalogue: Catalogue, rules: Boundary) -> Boundaries:
    """What the texts of a catalogue may name of it."""
    rows = catalogue.interventions
    return Boundaries(aliases(rows, rules), frozenset(one.id for one in rows), rules)


def aliases(interventions: Iterable[Intervention], rules: Boundary) -> tuple[Alias, ...]:
    """Names, whole and in the parts that stand on their own ("Chilled – for unge" is also "Chilled").

    An alias that two interventions share, or that holds nothing but common words, is left out.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for one in interventions:
        for text in dict.fromkeys((one.name, _PARTS_OF_A_NAME.split(one.name)[0], *_short_names(one))):
            words = tuple(word.lower() for word in _WORD.findall(text))
            if _distinct(words, rules):
                found.setdefault(words, set()).add(one.id)
    return tuple(Alias(next(iter(owners)), words) for words, owners in sorted(found.items()) if len(owners) == 1)


def _short_names(one: Intervention) -> Iterator[str]:
    """What stands in brackets, and the capitals an association and its offer both begin with ("LMS Nordby")."""
    yield from re.findall(r"\(([^)]{3,})\)", one.name)
    first, of_provider = _WORD.match(one.name), _WORD.match(one.provider)
    if first and of_provider and one.kind is Kind.PARTNERSHIP and first.group() == of_provider.group():
        yield from [first.group()] if first.group().isupper() else []


def _distinct(words: Sequence[str], rules: Boundary) -> bool:
    telling = [word for word in words if word not in rules.common]
    return bool(telling) and (len(words) > 1 or len(words[0]) >= _SHORTEST_ALIAS)


class _Aliases:
    """Aliases by their first word, so that a text is compared with few of them."""

    def __init__(self, known: Iterable[Alias]) -> None:
        self._by_first: dict[str, list[Alias]] = {}
        self._long: dict[tuple[str, int], list[str]] = {}
        """First words that may be misspelt, by their first letter and their length."""
        for alias in known:
            first = alias.words[0]
            if first not in self._by_first and len(first) >= _LONG_WORD:
                self._long.setdefault((first[0], len(first)), []).append(first)
            self._by_first.setdefault(first, []).append(alias)
        self.beginning = lru_cache(maxsize=20_000)(self._beginning)

    def _beginning(self, word: str) -> tuple[Alias, ...]:
        """The aliases whose first word `word` may be, the longest first."""
        firsts = {word, word.removesuffix("s")}
        for length in range(len(word) - 1, len(word) + 2):
            firsts.update(first for first in self._long.get((word[0], length), ()) if _same(first, word))
        found = [alias for first in firsts for alias in self._by_first.get(first, ())]
        return tuple(sorted(found, key=lambda one: (-len(one.words), one.words)))

    def at(self, words: Sequence[str], at: int) -> Alias | None:
        """The alias that stands at a word with a capital or a figure in front, the longest first."""
        first = words[at][0]
        if not (first.isupper() or first.isdigit()):
            return None
        for alias in self.beginning(words[at].lower()):
            spoken = words[at + 1 : at + len(alias.words)]
            if len(spoken) == len(alias.words) - 1 and all(map(_same, alias.words[1:], map(str.lower, spoken))):
                return alias
        return None


class _Cues:
    """What sends a reader on, and what names a partner; phrases by their first word."""

    def __init__(self, rules: Boundary) -> None:
        self.number = rules.number
        self._away, self._hints, self._partner = map(_by_first_word, (rules.away, rules.hints, rules.partner))

    def send_on(self, words: Iterable[str], spoken: str) -> bool:
        """Whether a sentence delimits: by a word that does, or by a hint where it does not speak of partners."""

        def says(cues: Mapping[str, Sequence[str]]) -> bool:
            return any(cue in spoken for word in cues.keys() & words for cue in cues[word])

        return says(self._away) or (says(self._hints) and not says(self._partner))


def _by_first_word(cues: Iterable[str]) -> Mapping[str, Sequence[str]]:
    table: dict[str, list[str]] = {}
    for cue in cues:
        table.setdefault(cue.split(" ")[0], []).append(f" {cue} ")
    return table


def _named(words: Sequence[str], known: _Aliases, own: set[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        alias = known.at(words, at)
        if alias is None:
            at += 1
            continue
        if not set(alias.words) <= own:
            yield alias.owner
        at += len(alias.words)


def _same(wanted: str, found: str) -> bool:
    """Whether `found` is `wanted`, in the genitive, or misspelt by one letter in a long word."""
    if found in (wanted, wanted + "s"):
        return True
    return len(wanted) >= _LONG_WORD and OSA.distance(wanted, found, score_cutoff=1) <= 1


def _numbered(spoken: str, numbers: Collection[str], cues: _Cues) -> Iterator[str]:
    for cue in cues.number:
        for match in re.finditer(rf" {re.escape(cue)} (\d+)(?= )", spoken):
            if match.group(1) in numbers:
                yield match.group(1)
