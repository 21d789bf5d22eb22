"""The parts of likeness that need no text, for some interventions against all from a position on, as whole matrices.

Sums are added up in one order for every pair, so that a pair has the same level in whatever block it is met.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from overlap.analysis.policy import PairLevels
from overlap.analysis.profiles import Profiles

Positions = NDArray[np.int64]
Levels = NDArray[np.float64]
Marks = NDArray[np.bool_]


class Parts(Struct, frozen=True):
    """Levels of each part but the text's, and whether any year of age is shared (or not stated): each k x m."""

    problem: Levels
    ages: Levels
    form: Levels
    addressee: Levels
    step: Levels
    shared: Marks


class Kinds(Struct, frozen=True):
    """Interventions that one part cannot tell apart are of one kind; `level[a, b]` is the part's level between two."""

    of: Positions
    level: Levels

    def between(self, rows: Positions, first: int) -> Levels:
        """The levels of rows against all from position `first` on."""
        return np.take(self.level[self.of[rows]], self.of[first:], axis=1)


class Structure(Struct, frozen=True):
    """What all blocks look up. Columns of the four matrices are interventions."""

    problems: Levels
    strengths: Levels
    best_problem: float
    forms_here: Levels
    """What each intervention brings to the strongest form that both have; the other side is in `forms_there`."""
    forms_there: Levels
    ages: Kinds
    years: Kinds
    """1 where a year is shared or ages are not stated, else 0."""
    addressees: Kinds
    steps: Kinds

    def parts(self, rows: Positions, first: int) -> Parts:
        """Every part of rows against all from position `first` on."""
        problem = _products(self.problems, rows, first)
        problem *= 1 - self.best_problem
        best = _strongest(self.strengths, self.strengths, rows, first)
        best *= self.best_problem
        problem += best
        return Parts(
            problem=np.minimum(problem, 1, out=problem),
            ages=self.ages.between(rows, first),
            form=_strongest(self.forms_here, self.forms_there, rows, first),
            addressee=self.addressees.between(rows, first),
            step=self.steps.between(rows, first),
            shared=self.years.between(rows, first) > 0,
        )


def structure(profiles: Profiles, levels: PairLevels) -> Structure:
    """Everything that does not depend on which rows are compared."""
    main, other, family = (
        np.asarray(matrix.T, dtype=np.float64)
        for matrix in (profiles.forms_main, profiles.forms_other, profiles.form_families)
    )
    ages, years = _ages(profiles, levels)
    return Structure(
        problems=np.ascontiguousarray(profiles.problems.T, dtype=np.float64),
        strengths=np.ascontiguousarray(profiles.strengths.T, dtype=np.float64),
        best_problem=levels.best_problem,
        # Side by side in memory along the interventions, which is how they are read.
        forms_here=np.ascontiguousarray(
            np.vstack([main, main * levels.form_other, other * levels.form_other, family * levels.form_family])
        ),
        forms_there=np.ascontiguousarray(np.vstack([main, other, main, family])),
        ages=ages,
        years=years,
        addressees=_addressees(profiles),
        steps=_steps(profiles),
    )


def _strongest(here: Levels, there: Levels, rows: Positions, first: int) -> Levels:
    """The largest product of what a row and another hold of the same thing; 0 where they share nothing."""
    found = np.zeros((len(rows), there.shape[1] - first))
    scratch = np.empty(found.shape[1])
    for line, row in zip(found, rows.tolist(), strict=True):
        for thing in np.flatnonzero(here[:, row]).tolist():
            np.multiply(there[thing, first:], here[thing, row], out=scratch)
            np.maximum(line, scratch, out=line)
    return found


def _products(all_of: Levels, rows: Positions, first: int) -> Levels:
    """Sums of products, added up thing by thing."""
    found = np.zeros((len(rows), all_of.shape[1] - first))
    scratch = np.empty(found.shape[1])
    for line, row in zip(found, rows.tolist(), strict=True):
        for thing in np.flatnonzero(all_of[:, row]).tolist():
            np.multiply(all_of[thing, first:], all_of[thing, row], out=scratch)
            np.add(line, scratch, out=line)
    return found


def _kinds(*columns: NDArray[np.generic]) -> tuple[Positions, Positions]:
    """The kind of each intervention, and an intervention of each kind."""
    rows = np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])
    _, examples, of = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return of.reshape(-1).astype(np.int64), examples.astype(np.int64)


def _ages(profiles: Profiles, levels: PairLevels) -> tuple[Kinds, Kinds]:
    """The level of the age part, and where any year is shared (or ages are not stated)."""
    of, examples = _kinds(profiles.lows, profiles.highs, profiles.ages_known)
    low, high = profiles.lows[examples].astype(np.float64), profiles.highs[examples].astype(np.float64)
    length = high - low + 1
    years = np.maximum(np.minimum(high[:, None], high) - np.maximum(low[:, None], low) + 1, 0)
    shorter = np.minimum(length[:, None], length)
    union = length[:, None] + length - years
    share = levels.containment
    level = share * years / np.maximum(shorter, 1) + (1 - share) * years / np.maximum(union, 1)
    stated = profiles.ages_known[examples]
    known = stated[:, None] & stated
    shared = (years > 0) | ~known
    return Kinds(of, np.where(known, level, levels.unknown_ages)), Kinds(of, shared.astype(np.float64))


def _addressees(profiles: Profiles) -> Kinds:
    of, examples = _kinds(profiles.addressees, profiles.addressee_families)
    named, families = profiles.addressees[examples], profiles.addressee_families[examples]
    alone, kin = named @ named.T > 0, families @ families.T > 0
    return Kinds(of, 0.5 * alone + 0.5 * kin)


def _steps(profiles: Profiles) -> Kinds:
    """How many steps on the ladder apart; 0 where either step is not known."""
    of, examples = _kinds(profiles.levels)
    step = profiles.levels[examples].astype(np.float64)
    known = (step > 0)[:, None] & (step > 0)
    return Kinds(of, np.where(known, np.abs(step[:, None] - step), 0.0))
