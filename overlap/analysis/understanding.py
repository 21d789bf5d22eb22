"""A catalogue understood: the facets of every intervention and its role towards every theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from overlap.analysis.boundaries import boundaries
from overlap.analysis.facetbook import FacetBook
from overlap.analysis.facets import facets
from overlap.analysis.policy import Policy
from overlap.analysis.themes import readings
from overlap.model import Catalogue, Facets, Mentions, Reading, Role, Theme, Understanding


def understand(
    catalogue: Catalogue, mentions: Mentions, themes: Sequence[Theme], policy: Policy, book: FacetBook
) -> Mapping[str, Understanding]:
    """By id, in the order of the catalogue. An intervention without mentions is understood as nothing in particular."""
    limits = boundaries(catalogue, book.boundary)
    found: dict[str, Understanding] = {}
    for one in catalogue.interventions:
        some = mentions.get(one.id, ())
        read = facets(one, some, book, policy.facets, limits[one.id])
        roles = readings(some, themes)
        found[one.id] = Understanding(read, {theme.key: _agreeing(roles[theme.key], theme, read) for theme in themes})
    return found


def _agreeing(reading: Reading, theme: Theme, read: Facets) -> Reading:
    """A theme that is taken in is a main theme exactly when one of its problems is a main problem."""
    if reading.role not in (Role.PRIMARY, Role.SECONDARY):
        return reading
    role = Role.PRIMARY if set(theme.concepts) & set(read.problems_main) else Role.SECONDARY
    if role is reading.role:
        return reading
    return replace(reading, role=role, rule="main_problem" if role is Role.PRIMARY else "other_problem")
