"""Interventions that a text sends the reader on to: other rows named beside words such as *henvises til*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Alias:
    """A way of writing the name of an intervention, as words in lower case."""

    owner: str
    words: tuple[str, ...]


def boundaries(catalogue: Catalogue, rules: Boundary) -> Mapping[str, tuple[str, ...]]:
    """For each intervention the ids of those it delimits itself against, in the order of the text."""
    known = _by_first_letter(aliases(catalogue.interventions, rules))
    numbers = {one.id for one in catalogue.interventions}
    return {one.id: _of(one, known, numbers, rules) for one in catalogue.interventions}


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


def _by_first_letter(known: Iterable[Alias]) -> Mapping[str, tuple[Alias, ...]]:
    table: dict[str, list[Alias]] = {}
    for alias in known:
        table.setdefault(alias.words[0][0], []).append(alias)
    return {letter: tuple(sorted(some, key=lambda one: -len(one.words))) for letter, some in table.items()}


def _of(
    one: Intervention, known: Mapping[str, tuple[Alias, ...]], numbers: set[str], rules: Boundary
) -> tuple[str, ...]:
    own = {word.lower() for word in _WORD.findall(one.name)}
    found: dict[str, None] = {}
    for field in _FIELDS:
        for sentence in sentences(one.text(field)):
            spoken = f" {' '.join(word.lower() for word in _WORD.findall(sentence))} "
            if _sends_on(spoken, rules):
                named = (*_named(sentence, known, own), *_numbered(spoken, numbers, rules))
                found |= dict.fromkeys(key for key in named if key != one.id)
    return tuple(found)


def _named(sentence: str, known: Mapping[str, tuple[Alias, ...]], own: set[str]) -> Iterator[str]:
    words = _WORD.findall(sentence)
    at = 0
    while at < len(words):
        alias = _alias_at(words, at, known)
        if alias is None:
            at += 1
            continue
        if not set(alias.words) <= own:
            yield alias.owner
        at += len(alias.words)


def _alias_at(words: Sequence[str], at: int, known: Mapping[str, tuple[Alias, ...]]) -> Alias | None:
    """The alias that stands at a word with a capital or a figure in front, the longest first."""
    first = words[at][0]
    if not (first.isupper() or first.isdigit()):
        return None
    for alias in known.get(first.lower(), ()):
        spoken = words[at : at + len(alias.words)]
        if len(spoken) == len(alias.words) and all(map(_same, alias.words, map(str.lower, spoken))):
            return alias
    return None


def _same(wanted: str, found: str) -> bool:
    """Whether `found` is `wanted`, in the genitive, or misspelt by one letter in a long word."""
    if found in (wanted, wanted + "s"):
        return True
    return len(wanted) >= _LONG_WORD and OSA.distance(wanted, found, score_cutoff=1) <= 1


def _numbered(spoken: str, numbers: set[str], rules: Boundary) -> Iterator[str]:
    for cue in rules.number:
        for match in re.finditer(rf" {re.escape(cue)} (\d+)(?= )", spoken):
            if match.group(1) in numbers:
                yield match.group(1)


def _sends_on(spoken: str, rules: Boundary) -> bool:
    """Whether the sentence delimits: by a word that does, or by a hint where it does not speak of partners."""

    def says(cues: Sequence[str]) -> bool:
        return any(f" {cue} " in spoken for cue in cues)

    return says(rules.away) or (says(rules.hints) and not says(rules.partner))
