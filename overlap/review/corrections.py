"""What people know better than the tool about one intervention, put in the place of what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from overlap.model import (
    YES,
    Access,
    Catalogue,
    Facets,
    Intervention,
    Judgements,
    Level,
    Reading,
    Role,
    Span,
    Standing,
    Theme,
    Understanding,
)

T = TypeVar("T")

CORRECTED = "corrected"
"""The rule of a role that follows from a correction."""
AND = "|"
"""Between several codes of one answer."""


def _codes(answer: str) -> tuple[str, ...]:
    return tuple(code for code in answer.split(AND) if code)


FACETS: Mapping[str, Callable[[Facets, str], Facets]] = {
    "problems_main": lambda read, said: replace(read, problems_main=_codes(said)),
    "problems_other": lambda read, said: replace(read, problems_other=_codes(said)),
    "excluded": lambda read, said: replace(read, excluded=_codes(said)),
    "forms_main": lambda read, said: replace(read, forms_main=_codes(said)),
    "forms_other": lambda read, said: replace(read, forms_other=_codes(said)),
    "addressee": lambda read, said: replace(read, addressees=_codes(said)),
    "level": lambda read, said: replace(read, level=Level(int(said or 0))),
    "setting": lambda read, said: replace(read, setting=said),
    "wide": lambda read, said: replace(read, wide=said == YES),
}
BOUNDARY = "boundary"
"""Those it sends others on to, in the decisions by their keys: a number is another intervention's next year."""
ROWS: Mapping[str, Callable[[Intervention, str], Intervention]] = {
    "ages": lambda row, said: replace(row, ages=ages_of(said)),
    "access": lambda row, said: replace(row, access=Access(said or Access.UNKNOWN)),
}
QUESTIONS = (*FACETS, BOUNDARY, *ROWS)
"""The parts of a reading that can be corrected."""


def ages_of(answer: str) -> Span:
    """ "7-12", "13-", "-17", "6"; empty is not stated. `ValueError` for anything else."""
    low, dash, high = answer.partition("-")
    if not dash:
        high = low
    span = Span(int(low) if low else None, int(high) if high else None)
    if span.low is not None and span.high is not None and span.low > span.high:
        raise ValueError(answer)
    return span


def corrected_catalogue(catalogue: Catalogue, judged: Judgements) -> Catalogue:
    """With ages and access as people corrected them, where the text is still the one they read."""
    rows = tuple(_corrected(one, one.id, ROWS, judged) for one in catalogue.interventions)
    return replace(catalogue, interventions=rows)


def corrected_understanding(
    understanding: Mapping[str, Understanding], themes: Sequence[Theme], judged: Judgements
) -> Mapping[str, Understanding]:
    """With facets as people corrected them, and the themes that follow from their problems."""
    id_of = {key: one for one, key in judged.keys.items()}

    def there(said: str) -> tuple[str, ...]:
        return tuple(id_of[one] for one in _codes(said) if one in id_of)

    rules = {**FACETS, BOUNDARY: lambda read, said: replace(read, boundary=there(said))}
    found = {}
    for key, one in understanding.items():
        facets = _corrected(one.facets, key, rules, judged)
        roles = {theme.key: _reading(theme, one, facets) for theme in themes} if facets != one.facets else one.themes
        found[key] = replace(one, facets=facets, themes=roles)
    return found


def _corrected(read: T, key: str, rules: Mapping[str, Callable[[T, str], T]], judged: Judgements) -> T:
    for question, rule in rules.items():
        found = judged.readings.get((key, question))
        if found is not None and found.standing is Standing.CURRENT:
            read = rule(read, found.answer)
    return read


def _reading(theme: Theme, one: Understanding, facets: Facets) -> Reading:
    """The role that follows from the corrected problems; where a correction does not touch the theme, what was read."""
    before, after = _role(theme, one.facets), _role(theme, facets)
    return one.themes[theme.key] if before is after else Reading(after, CORRECTED)


def _role(theme: Theme, facets: Facets) -> Role:
    concepts = set(theme.concepts)
    for role, codes in (
        (Role.PRIMARY, facets.problems_main),
        (Role.SECONDARY, facets.problems_other),
        (Role.EXCLUDED, facets.excluded),
    ):
        if concepts & set(codes):
            return role
    return Role.NONE
