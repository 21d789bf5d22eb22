"""Pairs that overlap or follow on, with and without a named cooperation (G9, recommendation 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from overlap.analysis.coverage import runs
from overlap.analysis.names import Names
from overlap.analysis.served import Scope
from overlap.model import (
    Catalogue,
    Cooperation,
    CooperationAnswer,
    Gap,
    GapKind,
    GapReason,
    Intervention,
    Naming,
    Pair,
    PairKind,
    Tier,
)


def cooperation(catalogue: Catalogue, pairs: Sequence[Pair], names: Names) -> tuple[Cooperation, ...]:
    """Every pair that overlaps or follows on and exists today, in the order given, and what the cells of partners say.

    Two of the same provider need no agreement between houses and are kept apart. "Not named" is said only when both
    name some partner: an empty cell names nobody, but tells nothing either. Where only a house is named that many
    interventions belong to, that is kept apart: it may be another of them that is meant.
    """
    rows = {one.id: one for one in catalogue.interventions}
    found = []
    for pair in pairs:
        one, other = rows[pair.a], rows[pair.b]
        if pair.kind is not PairKind.NONE and runs(one) and runs(other):
            namings = tuple(naming for naming in (names.naming(one, other), names.naming(other, one)) if naming)
            answer = _named(namings, names) if namings else _unnamed(one, other, names)
            found.append(Cooperation(pair.a, pair.b, pair.kind, pair.themes, answer, namings, pair.score, pair.tier))
    return tuple(found)


def cooperation_gaps(scope: Scope, pairs: Sequence[Cooperation]) -> Iterator[Gap]:
    """G9: pairs on the theme, main to one of them at least, where neither names the other.

    How many they are on one line, then those that are likely to overlap one by one; where these are all there is
    and only one, the line of it is enough.
    """
    main = {one.id for one in scope.primary}
    rows = {one.id: one for one in scope.catalogue.interventions}
    apart = [
        pair
        for pair in pairs
        if scope.key in pair.themes
        and not main.isdisjoint((pair.a, pair.b))
        and pair.answer is CooperationAnswer.NOT_NAMED
    ]
    likely = [pair for pair in apart if pair.tier in (Tier.LIKELY, Tier.CERTAIN)]
    if len(apart) > len(likely) or len(apart) > 1:
        concerned = {key for pair in apart for key in (pair.a, pair.b)}
        yield Gap(
            GapKind.COOPERATION,
            scope.key,
            interventions=tuple(key for key in rows if key in concerned),
            size=len(apart),
            values={"n": str(len(apart)), "following": str(sum(pair.kind is PairKind.CHAIN for pair in apart))},
            reason=GapReason.PAIRS_APART,
        )
    for pair in likely:
        yield Gap(
            GapKind.COOPERATION,
            scope.key,
            interventions=(pair.a, pair.b),
            size=pair.score / 100,
            values={"n": "2", "name_a": rows[pair.a].name, "name_b": rows[pair.b].name},
            reason=GapReason.NO_COOPERATION,
        )


def _named(namings: Sequence[Naming], names: Names) -> CooperationAnswer:
    return CooperationAnswer.UNIT_NAMED if all(map(names.only_unit, namings)) else CooperationAnswer.NAMED


def _unnamed(one: Intervention, other: Intervention, names: Names) -> CooperationAnswer:
    if names.same_provider(one, other):
        return CooperationAnswer.SAME_PROVIDER
    stated = names.stated(one) and names.stated(other)
    return CooperationAnswer.NOT_NAMED if stated else CooperationAnswer.NOT_STATED
