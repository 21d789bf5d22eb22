"""Who serves which theme, at which ages, in which department and on which step of the ladder.

What counts as cover: an intervention that runs or is closed to newcomers (it exists and is paid for; that nobody new
comes in is an access gap, not an empty cell). Ended and planned ones cover nothing. An age stated at one end only
("fra 15 år") reaches to the end of the analysis on the other side, as it says; an age not stated at all covers no band.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overlap.analysis.policy import Policy
from overlap.model import (
    UNSTATED,
    AgeBand,
    Catalogue,
    CoverageCell,
    Intervention,
    Level,
    Reading,
    Role,
    Status,
    Theme,
    ThemeRoles,
    Understanding,
)

Understood = Mapping[str, Understanding]
Speaking = Sequence[tuple[Intervention, Reading]]
"""Interventions that speak of one theme, in the order of the catalogue, with what they say."""

STEPS = (Level.LIGHT, Level.EARLY, Level.TREATMENT, Level.INTRUSIVE, Level.UNKNOWN)
"""The ladder from the bottom; what does not state its step comes last."""


def runs(one: Intervention) -> bool:
    """It exists today: running, or closed to newcomers for now."""
    return one.status in (Status.ACTIVE, Status.CLOSED)


def speaking(catalogue: Catalogue, understanding: Understood) -> Mapping[str, Speaking]:
    """Those who speak of each theme, in one pass: most interventions say nothing of most themes."""
    found: dict[str, list[tuple[Intervention, Reading]]] = {}
    for one in catalogue.interventions:
        for theme, reading in understanding[one.id].themes.items():
            if reading.role is not Role.NONE or reading.mentions:
                found.setdefault(theme, []).append((one, reading))
    return found


def reaches(one: Intervention, low: int, high: int) -> bool:
    """It states ages that share a year with `low`-`high`."""
    ages = one.ages
    if not ages.known:
        return False
    return (ages.low is None or ages.low <= high) and (ages.high is None or ages.high >= low)


def departments_of(catalogue: Catalogue) -> tuple[str, ...]:
    """All departments named, in alphabetical order; `UNSTATED` last where a row names none."""
    named = {department for one in catalogue.interventions for department in one.departments}
    blank = any(not one.departments for one in catalogue.interventions)
    return (*sorted(named), *((UNSTATED,) if blank else ()))


def theme_possible(theme: str, low: int, high: int, policy: Policy) -> bool:
    """An offer on the theme makes sense at some age of `low`-`high`, by policy."""
    ages = policy.gaps.theme_ages.get(theme)
    return ages is None or (ages.low <= high and ages.high >= low)


def coverage(
    catalogue: Catalogue, understanding: Understood, themes: Sequence[Theme], policy: Policy
) -> tuple[CoverageCell, ...]:
    """Every cell theme x age band x department, empty ones too; in the order of themes, bands and departments."""
    return _cells(catalogue, understanding, themes, policy, steps=())


def ladder(
    catalogue: Catalogue, understanding: Understood, themes: Sequence[Theme], policy: Policy
) -> tuple[CoverageCell, ...]:
    """The cells of `coverage` parted by step on the ladder of interventions, "not stated" last."""
    return _cells(catalogue, understanding, themes, policy, steps=STEPS)


def roles(catalogue: Catalogue, understanding: Understood, themes: Sequence[Theme]) -> tuple[ThemeRoles, ...]:
    """Who is for each theme, who takes it in, who turns it away, and who merely mentions it."""
    spoken = speaking(catalogue, understanding)
    return tuple(roles_of(theme.key, spoken.get(theme.key, ())) for theme in themes)


def roles_of(theme: str, spoken: Speaking) -> ThemeRoles:
    """The same of one theme, from those who speak of it."""
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    mentioned, not_running = [], []
    for one, reading in spoken:
        if reading.role is Role.NONE:
            mentioned.append(one.id)
        elif runs(one):
            by_role[reading.role].append(one.id)
        elif reading.role is not Role.EXCLUDED:
            not_running.append(one.id)
    return ThemeRoles(
        theme=theme,
        primary=tuple(by_role[Role.PRIMARY]),
        secondary=tuple(by_role[Role.SECONDARY]),
        excluded=tuple(by_role[Role.EXCLUDED]),
        mentioned=tuple(mentioned),
        not_running=tuple(not_running),
    )


def _cells(
    catalogue: Catalogue, understanding: Understood, themes: Sequence[Theme], policy: Policy, steps: Sequence[Level]
) -> tuple[CoverageCell, ...]:
    """The cells, parted by `steps` unless these are empty."""
    spoken = speaking(catalogue, understanding)
    bands: tuple[AgeBand | None, ...] = (*policy.ages.bands, None)
    departments = departments_of(catalogue)
    found = []
    for theme in themes:
        on_theme = [
            (one, reading)
            for one, reading in spoken.get(theme.key, ())
            if reading.role in (Role.PRIMARY, Role.SECONDARY) and runs(one)
        ]
        for band in bands:
            in_band = [some for some in on_theme if _stands_in(some[0], band)]
            for department in departments:
                here = [some for some in in_band if _belongs_to(some[0], department)]
                if not steps:
                    found.append(_cell(theme.key, band, department, here, policy))
                for step in steps:
                    on_step = [some for some in here if understanding[some[0].id].facets.level is step]
                    found.append(_cell(theme.key, band, department, on_step, policy, str(step.value)))
    return tuple(found)


def _stands_in(one: Intervention, band: AgeBand | None) -> bool:
    """It reaches into the band; where there is no band, it states no age."""
    return reaches(one, band.low, band.high) if band else not one.ages.known


def _belongs_to(one: Intervention, department: str) -> bool:
    return department in one.departments if one.departments else department == UNSTATED


def _cell(
    theme: str, band: AgeBand | None, department: str, here: Speaking, policy: Policy, step: str = ""
) -> CoverageCell:
    return CoverageCell(
        theme=theme,
        age_band=band.key if band else UNSTATED,
        department=department,
        primary=tuple(one.id for one, reading in here if reading.role is Role.PRIMARY),
        secondary=tuple(one.id for one, reading in here if reading.role is Role.SECONDARY),
        possible=bool(here) or band is None or _possible(theme, band, department, policy),
        step=step,
        closed=tuple(one.id for one, _ in here if one.status is Status.CLOSED),
    )


def _possible(theme: str, band: AgeBand, department: str, policy: Policy) -> bool:
    """By policy; a cell that is filled is possible whatever policy says."""
    served = policy.gaps.department_ages.get(department)
    in_department = served is None or (served.low <= band.high and served.high >= band.low)
    return in_department and theme_possible(theme, band.low, band.high, policy)
