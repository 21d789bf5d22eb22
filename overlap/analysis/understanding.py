"""A catalogue understood: the facets of every intervention and its role towards every theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from overlap.analysis.boundaries import Boundaries, boundaries
from overlap.analysis.facetbook import FacetBook
from overlap.analysis.facetpolicy import FacetPolicy
from overlap.analysis.facets import facets
from overlap.analysis.policy import Policy
from overlap.analysis.themes import readings
from overlap.model import Catalogue, Facets, Intervention, Mention, Mentions, Reading, Role, Theme, Understanding

Found = tuple[tuple[Mention, ...], Understanding]
Find = Callable[[Sequence[Intervention]], list[tuple[Mention, ...]]]
Task = Callable[[Sequence[Intervention]], list[Found]]


def _here(task: Task, rows: Sequence[Intervention]) -> list[Found]:
    return task(rows)


def understand(
    catalogue: Catalogue,
    find: Find,
    themes: Sequence[Theme],
    policy: Policy,
    book: FacetBook,
    spread: Callable[[Task, Sequence[Intervention]], list[Found]] = _here,
) -> tuple[Mentions, Mapping[str, Understanding]]:
    """The mentions that `find` gives, and what they come to; both by id, in the order of the catalogue.

    An intervention without mentions is understood as nothing in particular. `spread` has the task done, wherever it
    likes: each intervention is understood by itself.
    """
    rows, limits = catalogue.interventions, boundaries(catalogue, book.boundary)
    found = spread(partial(each, find=find, limits=limits, themes=themes, policy=policy.facets, book=book), rows)
    mentions = {one.id: some for one, (some, _) in zip(rows, found, strict=True)}
    return mentions, {one.id: read for one, (_, read) in zip(rows, found, strict=True)}


def each(
    rows: Sequence[Intervention],
    find: Find,
    limits: Boundaries,
    themes: Sequence[Theme],
    policy: FacetPolicy,
    book: FacetBook,
) -> list[Found]:
    """Some interventions understood, in their order."""
    found = []
    for one, some in zip(rows, find(rows), strict=True):
        read, roles = facets(one, some, book, policy, limits.of(one)), readings(some, themes)
        agreeing = {theme.key: _agreeing(roles[theme.key], theme, read) for theme in themes}
        found.append((some, Understanding(read, agreeing)))
    return found


def _agreeing(reading: Reading, theme: Theme, read: Facets) -> Reading:
    """A theme that is taken in is a main theme exactly when one of its problems is a main problem."""
    if reading.role not in (Role.PRIMARY, Role.SECONDARY):
        return reading
    role = Role.PRIMARY if set(theme.concepts) & set(read.problems_main) else Role.SECONDARY
    if role is reading.role:
        return reading
    return replace(reading, role=role, rule="main_problem" if role is Role.PRIMARY else "other_problem")
