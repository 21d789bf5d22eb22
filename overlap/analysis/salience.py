"""How much a text makes of each concept: mentions weighed by where they stand. Higher is more; 0 is not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from overlap.analysis.facetpolicy import Places
from overlap.model import Field, Intervention, Mention

_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A code, what the mentions behind it add up to, and those mentions in reading order."""

    code: str
    weight: float
    mentions: tuple[Mention, ...]


def sentence_of(text: str, offset: int) -> int:
    """The number of the sentence that `offset` lies in, from 0. Lines and semicolons end a sentence too."""
    return sum(1 for end in _SENTENCE_END.finditer(text) if end.end() <= offset)


def place_weight(mention: Mention, intervention: Intervention, places: Places) -> float:
    """What the place of a mention is worth, before anything about its code."""
    match mention.field:
        case Field.NAME:
            return places.name
        case Field.TARGET_GROUP:
            first = sentence_of(intervention.target_group, mention.start) == 0
            return places.target_group if first else places.target_group_later
        case Field.PURPOSE:
            return places.purpose
        case _:
            nth = sentence_of(intervention.description, mention.start)
            return (places.first_sentence, places.second_sentence)[nth] if nth < 2 else places.description


def weigh(
    mentions: Iterable[Mention],
    codes_of: Callable[[Mention], Iterable[str]],
    weight_of: Callable[[Mention, str], float],
    again: float,
) -> tuple[Weighed, ...]:
    """Codes by weight, heaviest first, ties by the place of the first mention.

    The heaviest mention of a code in each field counts in full, every further one in that field by the share `again`.
    """
    by_code: dict[str, list[Mention]] = {}
    for mention in mentions:
        for code in codes_of(mention):
            by_code.setdefault(code, []).append(mention)
    found = [Weighed(code, _sum(code, some, weight_of, again), tuple(some)) for code, some in by_code.items()]
    return tuple(sorted(found, key=lambda one: -one.weight))


def _sum(code: str, mentions: Iterable[Mention], weight_of: Callable[[Mention, str], float], again: float) -> float:
    by_field: dict[Field, list[float]] = {}
    for mention in mentions:
        by_field.setdefault(mention.field, []).append(weight_of(mention, code))
    total = 0.0
    for weights in by_field.values():
        best = max(weights)
        total += best + again * (sum(weights) - best)
    return total


def split(
    ranked: tuple[Weighed, ...], bar: float, share: float, most: int, floor: float
) -> tuple[tuple[Weighed, ...], tuple[Weighed, ...]]:
    """Main and other codes: main are up to `most` that reach `bar` and `share` of the heaviest; other reach `floor`."""
    if not ranked:
        return (), ()
    top = ranked[0].weight
    main = tuple(one for one in ranked[:most] if one.weight >= bar and one.weight >= share * top)
    chosen = {one.code for one in main}
    other = tuple(one for one in ranked if one.code not in chosen and one.weight >= floor)
    return main, other


def evidence(parts: Iterable[Weighed]) -> Mapping[str, tuple[Mention, ...]]:
    return {one.code: one.mentions for one in parts}
