"""Agreement of readings with labels: facets and themes by micro-F1, the step by how many steps it is off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec import Struct

from overlap.model import Facets, Role


class Agreement(Struct, frozen=True):
    """Codes in both (`right`), in ours alone (`extra`), in the labels alone (`missed`); figures 0-1."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.extra + self.missed) if self.right else 0.0


class Steps(Struct, frozen=True):
    """Of `labels` interventions with a labelled step: how many are right, and how many at most one step off."""

    labels: int
    exact: int
    within_one: int


class FacetAgreement(Struct, frozen=True):
    """Agreement by column of `data/gold/facets.csv`; `settings` is the number of places named alike."""

    interventions: int
    columns: Mapping[str, Agreement]
    level: Steps
    settings: int


Codes = Callable[[Facets], Iterable[str]]
COLUMNS: Mapping[str, Codes] = {
    "problems_main": lambda one: one.problems_main,
    "problems_all": lambda one: (*one.problems_main, *one.problems_other),
    "excluded": lambda one: one.excluded,
    "forms_main": lambda one: one.forms_main,
    "forms_all": lambda one: (*one.forms_main, *one.forms_other),
    "addressee": lambda one: one.addressees,
    "wide": lambda one: ("y",) if one.wide else (),
    "boundary": lambda one: one.boundary,
}


def micro(pairs: Iterable[tuple[Collection[str], Collection[str]]]) -> Agreement:
    """Agreement over all (found, labelled) sets together."""
    right = extra = missed = 0
    for found, labelled in pairs:
        ours, theirs = set(found), set(labelled)
        right += len(ours & theirs)
        extra += len(ours - theirs)
        missed += len(theirs - ours)
    return Agreement(right, extra, missed)


def facet_agreement(found: Mapping[str, Facets], labels: Mapping[str, Facets]) -> FacetAgreement:
    """Over the interventions that are in both, by id."""
    both = [(found[key], labels[key]) for key in labels if key in found]
    off = [abs(ours.level - theirs.level) for ours, theirs in both if theirs.level]
    return FacetAgreement(
        interventions=len(both),
        columns={
            name: micro((tuple(codes(ours)), tuple(codes(theirs))) for ours, theirs in both)
            for name, codes in COLUMNS.items()
        },
        level=Steps(len(off), sum(one == 0 for one in off), sum(one <= 1 for one in off)),
        settings=sum(ours.setting == theirs.setting for ours, theirs in both),
    )


def halves(labels: Mapping[str, Facets]) -> tuple[Mapping[str, Facets], Mapping[str, Facets]]:
    """Every other row, beginning with the first, and the rest: one to collect words from, one to judge on."""
    keys = list(labels)
    return {key: labels[key] for key in keys[::2]}, {key: labels[key] for key in keys[1::2]}


class ThemeAgreement(Struct, frozen=True):
    """Agreement on what an intervention is to a theme: works on it (main theme or taken in), or turns it away.

    `covered` counts labelled exclusions that were read as an offer: the mistake that hides a child turned away.
    """

    works_on: Agreement
    excluded: Agreement
    covered: int


Roles = Mapping[str, Mapping[str, Role]]
"""Intervention id, then theme key."""

_WORKS_ON = (Role.PRIMARY, Role.SECONDARY)


def theme_agreement(found: Roles, labels: Roles, themes: Iterable[str]) -> ThemeAgreement:
    """Over all interventions that are labelled and all of `themes` together."""
    cells = [
        (found[key].get(theme, Role.NONE), row[theme])
        for key, row in labels.items()
        if key in found
        for theme in themes
        if theme in row
    ]
    return ThemeAgreement(
        works_on=_cells(cells, lambda role: role in _WORKS_ON),
        excluded=_cells(cells, lambda role: role is Role.EXCLUDED),
        covered=sum(ours in _WORKS_ON and theirs is Role.EXCLUDED for ours, theirs in cells),
    )


def _cells(cells: Iterable[tuple[Role, Role]], counts: Callable[[Role], bool]) -> Agreement:
    pairs = [(counts(ours), counts(theirs)) for ours, theirs in cells]
    return Agreement(
        right=sum(ours and theirs for ours, theirs in pairs),
        extra=sum(ours and not theirs for ours, theirs in pairs),
        missed=sum(theirs and not ours for ours, theirs in pairs),
    )
