"""The sample read from its workbook agrees with its labels as far as issue 4 asks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from overlap import knowledge
from overlap.analysis.policy import Policy
from overlap.analysis.understanding import understand
from overlap.cli.facetbook import facet_book
from overlap.knowledge.records import fill
from overlap.language import lexicon, mentions
from overlap.model import Facets
from overlap.reading import read
from overlap.review import gold
from overlap.review.agreement import FacetAgreement, facet_agreement, halves

DATA = Path(__file__).parent.parent.parent / "data"


@pytest.fixture(scope="module")
def found() -> dict[str, Facets]:
    catalogue = read(DATA / "bilag_b.xlsx")
    words = lexicon.load()
    policy = fill(Policy, knowledge.read("policy"), "policy")
    find = partial(mentions.each, lexicon=words)
    _, understood = understand(catalogue, find, lexicon.themes(words), policy, facet_book(words))
    return {key: one.facets for key, one in understood.items()}


LABELS = gold.read(DATA / "gold").facets
ODD, EVEN = halves(LABELS)


@pytest.mark.parametrize("labels", [LABELS, ODD, EVEN], ids=["all rows", "odd rows", "even rows"])
def test_facets_agree_with_the_labels(found: dict[str, Facets], labels: dict[str, Facets]) -> None:
    """The bars of issue 4; one coder, so the figures say how things go, not what is true."""
    agreement: FacetAgreement = facet_agreement(found, labels)
    assert agreement.interventions == len(labels)
    assert agreement.columns["problems_main"].f1 >= (0.80 if labels is LABELS else 0.75)
    assert agreement.columns["forms_main"].f1 >= 0.75
    assert agreement.columns["addressee"].f1 >= 0.85
    assert agreement.level.exact >= 0.70 * agreement.level.labels
    assert agreement.level.within_one >= 0.95 * agreement.level.labels


def test_boundaries_found_are_labelled(found: dict[str, Facets]) -> None:
    """What is reported as a boundary is one; not every boundary is found."""
    boundary = facet_agreement(found, LABELS).columns["boundary"]
    assert boundary.precision >= 0.8
    assert boundary.right >= 4
