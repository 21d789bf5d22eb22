"""The book of facets, from `knowledge/facets.toml` and the problems of the lexicon in use."""

from __future__ import annotations

from overlap import knowledge
from overlap.analysis.facetbook import FacetBook
from overlap.knowledge.records import fill
from overlap.language.lexicon import Lexicon


def facet_book(lexicon: Lexicon) -> FacetBook:
    """What is known about the codes; problems that a user's own file adds are problems here too."""
    return fill(FacetBook, {**knowledge.read("facets"), "problems": list(lexicon.group("problems"))}, "facets")
