"""What stops at a change of age, and whether anything takes over (G5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from overlap.analysis.coverage import reaches
from overlap.analysis.policy import Transition
from overlap.analysis.served import Scope, Served, Verdict
from overlap.model import Gap, GapKind, GapReason, Handover, Intervention


def transition_gaps(scope: Scope) -> Iterator[Gap]:
    """G5 at each transition of the policy, two tests: nobody takes over, or those who do are named by nobody."""
    for transition in scope.policy.gaps.transitions:
        last = transition.last
        before, after = scope.served(last, last), scope.served(last + 1, last + 1)
        if not before.sure or not scope.possible_years(last + 1, last + 1):
            continue
        if not after.sure and not after.maybe:
            yield _gap(scope, transition, before, GapReason.NOTHING_AFTER)
        elif after.sure and before.every(partial(_ends_at, last)) and _no_handover(scope, before, after):
            yield _gap(scope, transition, before, GapReason.NO_HANDOVER)


def handovers(scope: Scope) -> tuple[Handover, ...]:
    """Each change of age at which someone stops, in the order of the policy: who goes on, who starts, who is named."""
    found = []
    for transition in scope.policy.gaps.transitions:
        last = transition.last
        before, after = scope.served(last, last).sure, scope.served(last + 1, last + 1).sure
        stops = tuple(one for one in before if one.ages.high == last)
        earlier, later = {one.id for one in before}, {one.id for one in after}
        if stops:
            found.append(
                Handover(
                    theme=scope.key,
                    transition=transition.key,
                    last=last,
                    stops=tuple(one.id for one in stops),
                    stays=tuple(one.id for one in before if one.id in later),
                    starts=tuple(one.id for one in after if one.id not in earlier),
                    named=tuple(one.id for one in scope.names.meet(stops, after)),
                )
            )
    return tuple(found)


def _ends_at(last: int, one: Intervention) -> Verdict:
    return one.ages.high == last if one.ages.known else None


def _no_handover(scope: Scope, before: Served, after: Served) -> bool:
    """Each of those that stop states partners, and none of them and none that take over name each other."""
    pairs = ((one, other) for one in before.sure for other in after.sure)
    return all(scope.names.between(one, other) is False for one, other in pairs)


def _gap(scope: Scope, transition: Transition, before: Served, reason: GapReason) -> Gap:
    first, end = transition.last + 1, scope.policy.ages.highest
    years = [year for year in scope.possible_years(first, end) if not scope.served(year, year).sure]
    left = next((year for year in range(first, end + 2) if year not in years), end + 1) - first
    return Gap(
        GapKind.TRANSITION,
        scope.key,
        next((band.key for band in scope.bands if band.low <= first <= band.high), ""),
        interventions=before.ids,
        size=left if reason is GapReason.NOTHING_AFTER else 0,
        values={
            "n": str(len(before.sure)),
            "transition": transition.key,
            "last": str(transition.last),
            "first": str(first),
            "broad": str(sum(reaches(one, first, first) for one in scope.secondary)),
        },
        reason=reason,
    )
