"""A catalogue understood: the facets of every intervention and its role towards every theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overlap.analysis.boundaries import boundaries
from overlap.analysis.facetbook import FacetBook
from overlap.analysis.facets import facets
from overlap.analysis.policy import Policy
from overlap.analysis.themes import readings
from overlap.model import Catalogue, Mentions, Theme, Understanding


def understand(
    catalogue: Catalogue, mentions: Mentions, themes: Sequence[Theme], policy: Policy, book: FacetBook
) -> Mapping[str, Understanding]:
    """By id, in the order of the catalogue. An intervention without mentions is understood as nothing in particular."""
    limits = boundaries(catalogue, book.boundary)
    return {
        one.id: Understanding(
            facets=facets(one, mentions.get(one.id, ()), book, policy.facets, limits[one.id]),
            themes=readings(mentions.get(one.id, ()), themes),
        )
        for one in catalogue.interventions
    }
