"""Interventions that follow on each other: a *forloebskaede*, never an overlap (METHOD 2.2)."""

from __future__ import annotations

from collections.abc import Mapping

from overlap.analysis.policy import Policy
from overlap.model import Catalogue, Understanding


def chains(
    catalogue: Catalogue, understanding: Mapping[str, Understanding], policy: Policy
) -> tuple[tuple[str, str], ...]:
    """Pairs (earlier, later) with the same main problem and form of help, the later beginning where the earlier ends.

    At most one year is shared or missing between them. A problem that tells little (`policy.toml`) makes no chain.
    """
    rows = [row for row in catalogue.interventions if row.ages.low is not None and row.ages.high is not None]
    found = []
    for first in rows:
        for second in rows:
            gap = (second.ages.low or 0) - (first.ages.high or 0)
            if first is not second and abs(gap) <= 1 and (second.ages.high or 0) > (first.ages.high or 0):
                one, other = understanding[first.id].facets, understanding[second.id].facets
                same = set(one.problems_main) & set(other.problems_main)
                telling = any(policy.pairs.specific.get(code, 1.0) >= 1 for code in same)
                if telling and set(one.forms_main) & set(other.forms_main):
                    found.append((first.id, second.id))
    return tuple(found)
