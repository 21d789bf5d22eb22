"""Steps of the ladder on which a theme has no offer (G4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from overlap.analysis.served import Scope
from overlap.model import AgeBand, Gap, GapKind, GapReason, Intervention, Level, Status

LADDER = (Level.LIGHT, Level.EARLY, Level.TREATMENT, Level.INTRUSIVE)


def missing_steps(scope: Scope) -> Iterator[Gap]:
    """G4: a step is empty between two that are filled, or only the lowest or only the highest is filled.

    Those that take nobody new in fill no step. Bands that follow on each other with the same finding, resting on the
    same interventions, are told as one. Silent where anyone who serves a band, or may serve it, does not state a step:
    it could be the missing one.
    """
    told: list[tuple[AgeBand, Gap]] = []
    for band in scope.bands:
        for gap in _of_band(scope, band):
            at = next((at for at, (last, one) in enumerate(told) if _goes_on(last, one, band, gap)), None)
            if at is None:
                told.append((band, gap))
            else:
                told[at] = band, _joined(told[at][1], gap, scope.bands)
    yield from (gap for _, gap in told)


def _of_band(scope: Scope, band: AgeBand) -> Iterator[Gap]:
    served, years = scope.served(band.low, band.high), scope.possible_years(band.low, band.high)
    here, maybe = _taking_in(served.sure), _taking_in(served.maybe)
    filled = {scope.level(one) for one in here}
    perhaps = filled | {scope.level(one) for one in maybe}
    if not filled or not years or Level.UNKNOWN in perhaps:
        return
    if perhaps == {Level.LIGHT}:
        missing = {Level.EARLY: GapReason.ONLY_LOW_STEP}
    elif perhaps == {Level.INTRUSIVE}:
        missing = {Level.TREATMENT: GapReason.ONLY_HIGH_STEP}
    else:
        between = [step for step in LADDER if min(filled) < step < max(filled) and step not in perhaps]
        missing = dict.fromkeys(between, GapReason.STEP_BETWEEN)
    for step, reason in missing.items():
        values = {"n": str(len(here)), "closed": str(served.closed)}
        place = (scope.key, band.key, "", str(step.value))
        yield Gap(GapKind.MISSING_STEP, *place, tuple(one.id for one in here), len(years), values, reason)


def _taking_in(some: Sequence[Intervention]) -> list[Intervention]:
    return [one for one in some if one.status is not Status.CLOSED]


def _goes_on(last: AgeBand, one: Gap, band: AgeBand, gap: Gap) -> bool:
    """Everything but the band and its years is the same, and the band begins where the last one ends."""
    return last.high + 1 == band.low and replace(gap, age_band=one.age_band, size=one.size) == one


def _joined(one: Gap, gap: Gap, bands: Sequence[AgeBand]) -> Gap:
    """One gap from where `one` begins ("13-15", or already "13-17") to where `gap` ends."""
    low = one.age_band.partition("-")[0]
    high = next(band.high for band in bands if band.key == gap.age_band)
    return replace(one, age_band=f"{low}-{high}", size=one.size + gap.size)
