"""How many a theme may concern, held against the places there are (G6, METHOD 2.7).

An estimate is population x rate x the share who seek help, each low to high; the low end is rounded down and the high
end up. Kinds of rate are never mixed and themes never added. A rate from the whole country used here is an estimate.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from overlap.analysis.coverage import Understood
from overlap.analysis.names import Names
from overlap.analysis.policy import Ages, Policy
from overlap.analysis.served import Scope, scopes
from overlap.model import (
    SMALLEST_SHOWN,
    AgeBand,
    Catalogue,
    Gap,
    GapKind,
    GapReason,
    Need,
    Population,
    RateKind,
    Said,
    Theme,
)


class Rate(Struct, frozen=True):
    """One figure of one kind, `low` to `high` per 1,000 of the ages."""

    theme: str
    kind: str
    low: float
    high: float
    ages: Ages
    year: str
    area: Said
    figure: Said
    source: Said
    note: Said


class Rates(Struct, frozen=True):
    """The typed face of `knowledge/rates.toml`."""

    rate: tuple[Rate, ...]


def needs(
    catalogue: Catalogue,
    understanding: Understood,
    themes: Sequence[Theme],
    policy: Policy,
    rates: Rates,
    population: Population | None,
) -> tuple[Need, ...]:
    """One line for each rate, by theme and then as the file has them; no people where `population` lacks the ages."""
    names = Names(catalogue, policy.gaps.names)
    rated = [theme for theme in themes if any(rate.theme == theme.key for rate in rates.rate)]
    return tuple(
        _need(scope, rate, population)
        for scope in scopes(rated, catalogue, understanding, policy, names)
        for rate in rates.rate
        if rate.theme == scope.key
    )


def people(population: Population, ages: Ages) -> tuple[int, int] | None:
    """At least and at most how many are of these ages; `None` where the table lacks a year of them.

    The two differ only where a band of the table reaches past the ages: it counts wholly at most, not at all at least.
    """
    known = {year for band in population.counts for year in range(band.low, band.high + 1)}
    if not known.issuperset(range(ages.low, ages.high + 1)):
        return None
    inside = sum(band.count for band in population.counts if ages.low <= band.low and band.high <= ages.high)
    touching = sum(band.count for band in population.counts if band.low <= ages.high and ages.low <= band.high)
    return inside, touching


def capacity_gaps(scope: Scope, found: Sequence[Need]) -> Iterator[Gap]:
    """G6: all state their places, and these are fewer than the low estimate (or, perhaps, than the high one).

    Silent where a place is not stated, or an age (it might serve these ages too), and for kinds of rate that do not
    tell of now or of the last year.
    """
    if any(not one.ages.known for one in scope.primary):
        return
    for need in found:
        if need.theme != scope.key or need.kind not in scope.policy.gaps.capacity_kinds or need.unstated:
            continue
        if need.low is None or need.high is None or need.places >= need.high:
            continue
        yield Gap(
            GapKind.CAPACITY,
            scope.key,
            interventions=need.interventions,
            size=max(need.low - need.places, 0),
            values={
                "n": str(need.places),
                "low": shown(need.low),
                "high": shown(need.high),
                "ages": need.ages.key,
                "rate_kind": need.kind.value,
                "population": need.population,
            },
            reason=GapReason.PLACES_BELOW if need.places < need.low else GapReason.PLACES_BETWEEN,
        )


def shown(count: int) -> str:
    """A count of people as it may be printed: 1 to 4 is "<5"."""
    return f"<{SMALLEST_SHOWN}" if 0 < count < SMALLEST_SHOWN else str(count)


def _need(scope: Scope, rate: Rate, population: Population | None) -> Need:
    serving = scope.served(rate.ages.low, rate.ages.high).sure
    counted = people(population, rate.ages) if population else None
    share = scope.policy.gaps.help_seeking
    return Need(
        theme=rate.theme,
        kind=RateKind(rate.kind),
        ages=AgeBand(f"{rate.ages.low}-{rate.ages.high}", rate.ages.low, rate.ages.high),
        year=rate.year,
        area=rate.area,
        figure=rate.figure,
        source=rate.source,
        note=rate.note,
        low=math.floor(counted[0] * rate.low * share.low / 1000) if counted else None,
        high=math.ceil(counted[1] * rate.high * share.high / 1000) if counted else None,
        places=sum(one.places or 0 for one in serving),
        interventions=tuple(one.id for one in serving),
        unstated=tuple(one.id for one in serving if one.places is None),
        population=f"{population.area}, {population.time}" if population else "",
    )
