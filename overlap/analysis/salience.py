"""How much a text makes of each concept: mentions weighed by where they stand. Higher is more; 0 is not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from overlap.analysis.facetpolicy import Places
from overlap.analysis.sentences import sentence_of
from overlap.model import Field, Intervention, Mention


class Weighed(Struct, frozen=True):
    """A code, what the mentions behind it add up to, and those mentions in reading order."""

    code: str
    weight: float
    mentions: tuple[Mention, ...]


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
            return (places.first_sentence, places.second_sentence, places.description)[min(nth, 2)]


def weigh(
    mentions: Iterable[Mention],
    codes_of: Callable[[Mention], Iterable[str]],
    weight_of: Callable[[Mention, str], float],
    again: float,
    across: float = 1.0,
) -> tuple[Weighed, ...]:
    """Codes by weight, heaviest first, ties by the place of the first mention.

    The heaviest field of a code counts in full, every other field by the share `across`. In a field the heaviest
    mention counts in full, every further one by the share `again`.
    """
    by_code: dict[str, list[Mention]] = {}
    for mention in mentions:
        for code in codes_of(mention):
            by_code.setdefault(code, []).append(mention)
    found = [
        Weighed(code, _sum([(one.field, weight_of(one, code)) for one in some], again, across), tuple(some))
        for code, some in by_code.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.weight))


def _sum(weights: Iterable[tuple[Field, float]], again: float, across: float) -> float:
    by_field: dict[Field, list[float]] = {}
    for field, weight in weights:
        by_field.setdefault(field, []).append(weight)
    return _damped([_damped(some, again) for some in by_field.values()], across)


def _damped(weights: Sequence[float], share: float) -> float:
    """The heaviest in full and `share` of the rest."""
    best = max(weights)
    return best + share * (sum(weights) - best)


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
