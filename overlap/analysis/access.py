"""The way in: whether a child or family can come by themselves, how long they wait, and who is turned away (G7)."""

from __future__ import annotations

from collections.abc import Iterator

from overlap.analysis.served import Scope, Verdict
from overlap.model import Access, Gap, GapKind, GapReason, Intervention, Status


def access_gaps(scope: Scope) -> Iterator[Gap]:
    """G7, four tests: no way in by oneself, all closed, a wait past the goal, more who refuse than who take in."""
    yield from _shut_doors(scope)
    yield from _long_waits(scope)
    yield from _turned_away(scope)


def longest_wait(one: Intervention) -> int | None:
    """The weeks a family may have to wait: the upper end if stated, else the lower; `None` where nothing is stated."""
    return one.wait_weeks.high if one.wait_weeks.high is not None else one.wait_weeks.low


def _shut_doors(scope: Scope) -> Iterator[Gap]:
    """Per age band: all who serve it are closed to newcomers; or, else, all ask for a referral or a decision."""
    for band in scope.bands:
        served, years = scope.served(band.low, band.high), scope.possible_years(band.low, band.high)
        if not years:
            continue
        if served.every(lambda one: one.status is Status.CLOSED):
            reason = GapReason.ALL_CLOSED
        elif served.every(_needs_someone_else):
            reason = GapReason.NO_OPEN_DOOR
        else:
            continue
        yield Gap(
            GapKind.ACCESS,
            scope.key,
            band.key,
            interventions=served.ids,
            size=len(years),
            values={"n": str(len(served.sure))},
            reason=reason,
        )


def _needs_someone_else(one: Intervention) -> Verdict:
    return None if one.access is Access.UNKNOWN else one.access is not Access.OPEN


def _long_waits(scope: Scope) -> Iterator[Gap]:
    """Of the whole theme: those that state a wait past the goal of the policy."""
    goal = scope.policy.gaps.wait_goal_weeks
    stated = {one.id: weeks for one in scope.primary if (weeks := longest_wait(one)) is not None}
    late = {key: weeks for key, weeks in stated.items() if weeks > goal}
    if late:
        yield Gap(
            GapKind.ACCESS,
            scope.key,
            interventions=tuple(late),
            size=len(late),
            values={
                "n": str(len(late)),
                "base": str(len(scope.primary)),
                "goal": str(goal),
                "longest": str(max(late.values())),
                "unstated_wait": str(len(scope.primary) - len(stated)),
            },
            reason=GapReason.LONG_WAIT,
        )


def _turned_away(scope: Scope) -> Iterator[Gap]:
    """Of the whole theme: more interventions say they do not take it than take it, as main theme or among others.

    One that is for professionals alone takes no child in.
    """
    roles = scope.roles
    taking = sum(not scope.only_staff(key) for key in (*roles.primary, *roles.secondary))
    if len(roles.excluded) > taking:
        yield Gap(
            GapKind.ACCESS,
            scope.key,
            interventions=roles.excluded,
            size=len(roles.excluded),
            values={"n": str(len(roles.excluded)), "taking": str(taking)},
            reason=GapReason.TURNED_AWAY,
        )
