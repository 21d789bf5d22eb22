"""Whether anyone knows that it works: evaluation and measured effect (G8)."""

from __future__ import annotations

from collections.abc import Iterator

from overlap.analysis.served import Scope
from overlap.model import Evaluated, Gap, GapKind, GapReason


def evaluation_gaps(scope: Scope) -> Iterator[Gap]:
    """G8, of the whole theme: those without evaluation, and those evaluated without measuring effect.

    That *nothing* is measured is said only when every one of them states its evaluation.
    """
    by_answer = {answer: [one for one in scope.primary if one.evaluated is answer] for answer in Evaluated}
    lacking = [one for one in scope.primary if one.evaluated in (Evaluated.NO, Evaluated.PARTLY)]
    if not lacking:
        return
    nothing = len(lacking) == len(scope.primary)
    yield Gap(
        GapKind.EVIDENCE,
        scope.key,
        interventions=tuple(one.id for one in lacking),
        size=len(lacking),
        values={
            "n": str(len(lacking)),
            "base": str(len(scope.primary)),
            "without": str(len(by_answer[Evaluated.NO])),
            "partly": str(len(by_answer[Evaluated.PARTLY])),
            "unstated_evaluation": str(len(by_answer[Evaluated.UNKNOWN])),
        },
        reason=GapReason.NOTHING_MEASURED if nothing else GapReason.NOT_MEASURED,
    )
