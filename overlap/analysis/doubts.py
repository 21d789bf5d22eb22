"""Which readings a person should look at first: the least certain, and those that would change most pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from overlap.model import Catalogue, Doubt, Facets, Intervention, Level, Understanding

NEAR = 0.5
"""Share of the lower line from which a pair could come or go when one of its two is corrected. Only what is read counts
(problems, ages, forms, addressees, step, names): a correction changes that, and never the texts."""
WEIGHTS: Mapping[str, float] = {
    "no_problem": 1.0,
    "no_form": 1.0,
    "no_addressee": 0.6,
    "no_level": 0.3,
    "no_ages": 0.6,
    "one_word_problem": 0.3,
    "one_word_form": 0.3,
    "many_forms": 0.3,
    "many_problems": 0.3,
}
"""What makes a reading uncertain, and how much it counts; chosen before the curve of issue 8 was drawn."""
MANY = 3


def doubts(catalogue: Catalogue, understanding: Mapping[str, Understanding], near: Sequence[int]) -> tuple[Doubt, ...]:
    """One for every intervention, first those that are most worth a look; ties in the order of the catalogue.

    `near` counts the pairs near the line that each takes part in. `weight` multiplies how uncertain the reading is
    with that; 0-1.
    """
    most = max(1, max(near, default=0))
    found = []
    for one, count in zip(catalogue.interventions, near, strict=True):
        why = tuple(_reasons(one, understanding[one.id].facets))
        unsure = 0.1 + sum(WEIGHTS[reason] for reason in why)
        found.append(Doubt(one.id, why, count, unsure * (0.2 + count / most)))
    return tuple(sorted(found, key=lambda one: -one.weight))


def _reasons(one: Intervention, read: Facets) -> Iterator[str]:
    if not read.problems_main:
        yield "no_problem"
    elif len(read.evidence.get(read.problems_main[0], ())) == 1:
        yield "one_word_problem"
    if not read.forms_main:
        yield "no_form"
    elif len(read.evidence.get(read.forms_main[0], ())) == 1:
        yield "one_word_form"
    if len(read.problems_other) >= MANY:
        yield "many_problems"
    if len(read.forms_other) >= MANY:
        yield "many_forms"
    if not read.addressees:
        yield "no_addressee"
    if read.level is Level.UNKNOWN:
        yield "no_level"
    if not one.ages.known:
        yield "no_ages"
