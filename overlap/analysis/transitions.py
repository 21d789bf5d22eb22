"""What stops at a change of age, and whether anything takes over (G5)."""

from __future__ import annotations

from collections.abc import Iterator

from overlap.analysis.coverage import reaches
from overlap.analysis.policy import Transition
from overlap.analysis.served import Scope
from overlap.model import Gap, GapKind, GapReason


def transition_gaps(scope: Scope) -> Iterator[Gap]:
    """G5 at each transition of the policy: the theme is served in its last year and by nobody in the next."""
    for transition in scope.policy.gaps.transitions:
        yield from _stops(scope, transition)


def _stops(scope: Scope, transition: Transition) -> Iterator[Gap]:
    last, first = transition.last, transition.last + 1
    before, after = scope.served(last, last), scope.served(first, first)
    if not before.sure or after.sure or after.maybe or not scope.possible_years(first, first):
        return
    later = [year for year in range(first, scope.policy.ages.highest + 1) if scope.served(year, year).sure]
    yield Gap(
        GapKind.TRANSITION,
        scope.key,
        next((band.key for band in scope.bands if band.low <= first <= band.high), ""),
        interventions=before.ids,
        size=(later[0] if later else scope.policy.ages.highest + 1) - first,
        values={
            "n": str(len(before.sure)),
            "transition": transition.key,
            "last": str(last),
            "first": str(first),
            "broad": str(sum(reaches(one, first, first) for one in scope.secondary)),
        },
        reason=GapReason.NOTHING_AFTER,
    )
