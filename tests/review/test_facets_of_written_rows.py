"""Rows written for these tests by the author of the rules, before looking at what the rules made of them.

On first sight set 1 gave 0.78 for forms, 0.77 for problems and 0.94 for addressees; set 2, written later and in a
rougher style, 0.66, 0.70 and 0.93. Both were then used to find missing words, so that the bars below say that
nothing was lost since, not how well unknown rows are read.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from overlap import knowledge
from overlap.analysis.facets import facets
from overlap.analysis.policy import Policy
from overlap.cli.facetbook import facet_book
from overlap.knowledge.records import fill
from overlap.language import lexicon, mentions
from overlap.model import Access, Facets, Intervention, Kind, Level, Span
from overlap.review.agreement import facet_agreement

ROWS = list(csv.DictReader((Path(__file__).parent / "written_rows.csv").open(encoding="utf-8", newline="")))


def labelled(row: dict[str, str]) -> Facets:
    return Facets(
        problems_main=tuple(row["problems_main"].split("|")),
        forms_main=tuple(row["forms_main"].split("|")),
        addressees=tuple(row["addressee"].split("|")),
        level=Level(int(row["level"])),
    )


@pytest.mark.parametrize("which", sorted({row["set"] for row in ROWS}))
def test_written_rows_agree_with_their_labels(which: str) -> None:
    """The bars of issue 4 on rows that are not in the sample; problems are held a little lower."""
    words = lexicon.load()
    book, policy = facet_book(words), fill(Policy, knowledge.read("policy"), "policy").facets
    found: dict[str, Facets] = {}
    labels: dict[str, Facets] = {}
    for at, row in enumerate(row for row in ROWS if row["set"] == which):
        one = Intervention(
            id=str(at),
            row=at,
            name=row["name"],
            target_group=row["target_group"],
            description=row["description"],
            purpose=row["purpose"],
            ages=Span(int(row["age_min"]), int(row["age_max"])),
            access=Access(row["access"]),
            kind=Kind(row["kind"]),
        )
        found[one.id] = facets(one, mentions.of(one, words), book, policy)
        labels[one.id] = labelled(row)
    agreement = facet_agreement(found, labels)
    assert agreement.columns["problems_main"].f1 >= 0.70
    assert agreement.columns["forms_main"].f1 >= 0.75
    assert agreement.columns["addressee"].f1 >= 0.85
    assert agreement.level.exact >= 0.70 * agreement.level.labels
    assert agreement.level.within_one >= 0.95 * agreement.level.labels
