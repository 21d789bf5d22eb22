"""What the five recommendations ask for, put together in one place."""

from __future__ import annotations

from collections.abc import Sequence

from overlap.analysis.cooperation import cooperation
from overlap.analysis.coverage import Understood, ladder, roles
from overlap.analysis.index import overlap_index
from overlap.analysis.names import Names
from overlap.analysis.need import Rates, needs
from overlap.analysis.policy import Policy
from overlap.analysis.recommendations import facts, tallies
from overlap.analysis.served import scopes
from overlap.analysis.transitions import handovers
from overlap.model import Answers, Catalogue, Pair, Population, Theme


def answers(
    catalogue: Catalogue,
    understanding: Understood,
    themes: Sequence[Theme],
    policy: Policy,
    *,
    pairs: Sequence[Pair] = (),
    names: Names | None = None,
    rates: Rates | None = None,
    population: Population | None = None,
    budget_year: int | None = None,
) -> Answers:
    """Every table beside pairs, coverage and gaps, for all `themes`. `pairs` are those that overlap or follow on."""
    steps = ladder(catalogue, understanding, themes, policy)
    names = names or Names(catalogue, policy.gaps.names)
    together = cooperation(catalogue, pairs, names)
    return Answers(
        roles=roles(catalogue, understanding, themes),
        ladder=steps,
        handovers=tuple(
            handover
            for scope in scopes(themes, catalogue, understanding, policy, names, budget_year)
            for handover in handovers(scope)
        ),
        needs=needs(catalogue, understanding, themes, policy, rates or Rates(()), population),
        cooperation=together,
        tallies=tallies(catalogue, understanding, themes, policy, budget_year),
        facts=facts(catalogue, understanding, themes, pairs, together, budget_year),
        index=overlap_index(catalogue, steps, themes),
    )
