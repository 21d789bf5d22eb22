"""When something is a gap, and of which kind: nine tests, and U for what the catalogue does not state.

The tests of coverage (G1-G3) and of empty fields (U) stand here; those of the ladder (G4),
transitions (G5), need (G6), access (G7), evaluation (G8) and cooperation (G9) in modules of those names. Every test
counts main themes only; `served.py` says what happens when a field is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from overlap.analysis.access import access_gaps
from overlap.analysis.cooperation import cooperation, cooperation_gaps
from overlap.analysis.coverage import Understood, reaches
from overlap.analysis.evaluation import evaluation_gaps
from overlap.analysis.ladder import missing_steps
from overlap.analysis.names import Names
from overlap.analysis.need import capacity_gaps
from overlap.analysis.policy import Policy
from overlap.analysis.served import Scope, Served, Verdict, scopes
from overlap.analysis.transitions import transition_gaps
from overlap.errors import UsageError
from overlap.model import (
    Access,
    AgeBand,
    Catalogue,
    Cooperation,
    Evaluated,
    Gap,
    GapKind,
    GapReason,
    Intervention,
    Kind,
    Level,
    Need,
    Pair,
    Theme,
)


def gaps(
    catalogue: Catalogue,
    understanding: Understood,
    themes: Sequence[Theme],
    policy: Policy,
    *,
    pairs: Sequence[Pair] = (),
    together: Sequence[Cooperation] | None = None,
    names: Names | None = None,
    needs: Sequence[Need] = (),
    theme: str = "",
    budget_year: int | None = None,
) -> tuple[Gap, ...]:
    """The gaps of `theme`, or of the themes of recommendations 4 and 5; by theme, kind, size (largest first) and age.

    `pairs` are those flagged as overlapping and those that follow on, `together` what the cells of partners say of
    them, where that is known; `names` are those of the catalogue; `needs` are those of `answers.py`.
    `UsageError` when `theme` is not among `themes`.
    """
    found: list[Gap] = []
    names = names or Names(catalogue, policy.gaps.names)
    work_together = cooperation(catalogue, pairs, names) if together is None else together
    for scope in scopes(themes_for_gaps(themes, theme), catalogue, understanding, policy, names, budget_year):
        on_theme = (*_of_theme(scope), *capacity_gaps(scope, needs), *cooperation_gaps(scope, work_together))
        found += sorted(map(_with_place, on_theme), key=_rank(scope))
    return tuple(found)


def themes_for_gaps(themes: Sequence[Theme], asked: str = "") -> tuple[Theme, ...]:
    """The theme asked for, else those to be strengthened and then those in focus, else (none is marked) all."""
    if asked:
        chosen = tuple(theme for theme in themes if theme.key.casefold() == asked.casefold())
        if not chosen:
            raise UsageError("unknown_theme", theme=asked, themes=", ".join(theme.key for theme in themes))
        return chosen
    strengthen = tuple(theme for theme in themes if theme.strengthen)
    return strengthen + tuple(theme for theme in themes if theme.focus and not theme.strengthen) or tuple(themes)


def _of_theme(scope: Scope) -> Iterator[Gap]:
    for band in scope.bands:
        served = scope.served(band.low, band.high)
        yield from nobody(scope, band, served)
        yield from thin(scope, band, served)
        yield from vulnerable(scope, band, served)
    yield from missing_steps(scope)
    yield from transition_gaps(scope)
    yield from access_gaps(scope)
    yield from evaluation_gaps(scope)
    yield from not_stated(scope)


def nobody(scope: Scope, band: AgeBand, served: Served) -> Iterator[Gap]:
    """G1: no intervention has the theme as main theme at these ages. U where one may, but does not state its ages."""
    years = scope.possible_years(band.low, band.high)
    if served.sure or not years:
        return
    if served.maybe:
        maybe = tuple(one.id for one in served.maybe)
        values = {"n": str(len(maybe))}
        reason = GapReason.AGES_UNDECIDED
        yield Gap(GapKind.NOT_STATED, scope.key, band.key, "", "", maybe, len(maybe), values, reason)
        return
    broad = tuple(one.id for one in scope.secondary if reaches(one, band.low, band.high))
    values = {"n": str(len(scope.primary)), "ended": str(scope.ended(years)), "broad": str(len(broad))}
    yield Gap(GapKind.NO_OFFER, scope.key, band.key, "", "", broad, len(years), values, GapReason.NOBODY)


def thin(scope: Scope, band: AgeBand, served: Served) -> Iterator[Gap]:
    """G2: exactly one, or all from one provider, or else years of the band that none or only one of them reaches."""
    years = scope.possible_years(band.low, band.high)
    if not served.sure or served.maybe or not years:
        return
    reached = {year: len(scope.served(year, year).sure) for year in years}
    left = [year for year in years if not reached[year]]
    lone = [year for year in years if reached[year] == 1]
    houses = scope.names.houses(served.sure)
    count = len(served.sure)
    if count == 1:
        reason, n = GapReason.SINGLE, len(scope.primary)
    elif houses:
        reason, n = GapReason.ONE_PROVIDER, count
    elif left:
        reason, n = GapReason.PART_OF_BAND, count
    elif lone:
        reason, n = GapReason.LONE_YEARS, count
    else:
        return
    values = {
        "n": str(n),
        "provider": houses[0] if houses else "",
        "years": ages_text(left),
        "left": str(len(left) if reason is not GapReason.PART_OF_BAND else 0),
        "lone_years": ages_text(lone),
        "lone": str(len(lone) if reason in (GapReason.ONE_PROVIDER, GapReason.PART_OF_BAND) else 0),
        "closed": str(served.closed),
        "ended": str(scope.ended(left)),
    }
    size = len({GapReason.PART_OF_BAND: left, GapReason.LONE_YEARS: lone}.get(reason, list(years)))
    yield Gap(GapKind.THIN, scope.key, band.key, "", "", served.ids, size, values, reason)


def vulnerable(scope: Scope, band: AgeBand, served: Served) -> Iterator[Gap]:
    """G3: all are partnerships, or the money of all ends before the budget year does."""
    year, years = scope.budget_year, scope.possible_years(band.low, band.high)
    tests: dict[GapReason, Callable[[Intervention], Verdict]] = {GapReason.ONLY_PARTNERSHIPS: _is_partnership}
    if year is not None:
        tests[GapReason.FUNDING_ENDS] = lambda one: _funding_ends_before(one, date(year, 12, 31))
    for reason, test in tests.items():
        if years and served.every(test):
            values = {"n": str(len(served.sure)), "year": str(year or ""), "closed": str(served.closed)}
            yield Gap(GapKind.VULNERABLE, scope.key, band.key, "", "", served.ids, len(years), values, reason)


def not_stated(scope: Scope) -> Iterator[Gap]:
    """U: the fields that tests need and some interventions leave empty, with their share of the theme.

    When the money ends is asked only for a budget year: running costs seldom have an end to state.
    """
    money = scope.budget_year is not None
    empty: dict[str, Callable[[Intervention], bool]] = {
        "age": lambda one: not one.ages.known,
        "step": lambda one: scope.level(one) is Level.UNKNOWN,
        "provider": lambda one: not one.provider.strip(),
        "kind": lambda one: one.kind is Kind.UNKNOWN,
        "access": lambda one: one.access is Access.UNKNOWN,
        "wait": lambda one: not one.wait_weeks.known,
        "places": lambda one: one.places is None,
        "funding": lambda one: money and one.funding_end is None,
        "evaluation": lambda one: one.evaluated is Evaluated.UNKNOWN,
        "partners": lambda one: not scope.names.stated(one),
    }
    for field, is_empty in empty.items():
        blank = tuple(one.id for one in scope.primary if is_empty(one))
        if blank:
            values = {"n": str(len(blank)), "base": str(len(scope.primary)), "field": field}
            yield Gap(GapKind.NOT_STATED, scope.key, "", "", "", blank, len(blank), values, GapReason.FIELD_EMPTY)


def ages_text(years: Sequence[int]) -> str:
    """Years as ranges: 13, 14, 17 is "13-14, 17"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _with_place(gap: Gap) -> Gap:
    """The gap with its theme, age band and step among the values of its sentence."""
    place = {"theme": gap.theme, "band": gap.age_band, "step": gap.step}
    return replace(gap, values={**place, **gap.values})


def _rank(scope: Scope) -> Callable[[Gap], tuple[object, ...]]:
    kinds = {kind: at for at, kind in enumerate(GapKind)}
    bands = {str(band.low): at for at, band in enumerate(scope.bands)}
    reasons = {reason: at for at, reason in enumerate(GapReason)}
    order = {one.id: at for at, one in enumerate(scope.catalogue.interventions)}

    def key(gap: Gap) -> tuple[object, ...]:
        reason = reasons[gap.reason] if gap.reason else -1
        rows = tuple(order[key] for key in gap.interventions)
        return kinds[gap.kind], -gap.size, bands.get(gap.age_band.partition("-")[0], -1), reason, gap.step, rows

    return key


def _is_partnership(one: Intervention) -> Verdict:
    return None if one.kind is Kind.UNKNOWN else one.kind is Kind.PARTNERSHIP


def _funding_ends_before(one: Intervention, end: date) -> Verdict:
    return None if one.funding_end is None else one.funding_end < end
