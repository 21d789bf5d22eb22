"""Who serves one theme, and what can be said of all of them without guessing.

A test of a gap answers yes, no or "cannot be told" (`None`). Only yes is a gap: a finding must hold whatever the empty
fields would turn out to say, so that not knowing never looks like a hole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from overlap.analysis.coverage import Speaking, Understood, reaches, roles_of, runs, speaking
from overlap.analysis.names import Names
from overlap.analysis.policy import Policy
from overlap.model import AgeBand, Catalogue, Intervention, Level, Role, Status, Theme, ThemeRoles

Verdict = bool | None
Test = Callable[[Intervention], Verdict]


class Served(Struct, frozen=True):
    """Those who have the theme as main theme at some ages: `sure` state ages that reach in, `maybe` state none."""

    sure: tuple[Intervention, ...]
    maybe: tuple[Intervention, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.sure)

    @property
    def closed(self) -> int:
        return sum(one.status is Status.CLOSED for one in self.sure)

    def every(self, test: Test) -> Verdict:
        """Whether all who serve pass `test`; `None` where that depends on an empty field; false where nobody serves."""
        answers = [test(one) for one in self.sure]
        if not answers and not self.maybe:
            return False
        if any(answer is False for answer in answers):
            return False
        if not answers or None in answers or not all(test(one) for one in self.maybe):
            return None
        return True


class Scope(Struct, frozen=True, dict=True):
    """One theme of one catalogue, as the tests see it. `budget_year` is the year that money must last to the end of."""

    theme: Theme
    catalogue: Catalogue
    understanding: Understood
    policy: Policy
    names: Names
    spoken: Speaking
    """Those who speak of the theme."""
    budget_year: int | None = None

    @property
    def key(self) -> str:
        return self.theme.key

    @cached_property
    def roles(self) -> ThemeRoles:
        return roles_of(self.key, self.spoken)

    @cached_property
    def primary(self) -> tuple[Intervention, ...]:
        """Those with the theme as main theme that exist today, in catalogue order: the base of most figures."""
        return self._running(Role.PRIMARY)

    @cached_property
    def secondary(self) -> tuple[Intervention, ...]:
        return self._running(Role.SECONDARY)

    @property
    def bands(self) -> tuple[AgeBand, ...]:
        return self.policy.ages.bands

    def served(self, low: int, high: int) -> Served:
        return Served(
            sure=tuple(one for one in self.primary if reaches(one, low, high)),
            maybe=tuple(one for one in self.primary if not one.ages.known),
        )

    def possible_years(self, low: int, high: int) -> range:
        """The years of `low`-`high` at which an offer on the theme makes sense, by policy; may be empty."""
        ages = self.policy.gaps.theme_ages.get(self.key)
        return range(max(low, ages.low), min(high, ages.high) + 1) if ages else range(low, high + 1)

    def ended(self, years: Iterable[int]) -> int:
        """How many with the theme as main theme would reach these years, had they not ended (or had they begun)."""
        main = (one for one, reading in self.spoken if reading.role is Role.PRIMARY and not runs(one))
        return sum(any(reaches(one, year, year) for year in years) for one in main)

    def level(self, one: Intervention) -> Level:
        return self.understanding[one.id].facets.level

    def only_staff(self, key: str) -> bool:
        """It is for professionals alone: no child or family can come to it."""
        return set(self.understanding[key].facets.addressees) == {self.policy.gaps.staff}

    def _running(self, role: Role) -> tuple[Intervention, ...]:
        return tuple(one for one, reading in self.spoken if reading.role is role and runs(one))


def scopes(
    themes: Sequence[Theme],
    catalogue: Catalogue,
    understanding: Understood,
    policy: Policy,
    names: Names,
    budget_year: int | None = None,
) -> Iterator[Scope]:
    """One for each theme, in their order."""
    spoken = speaking(catalogue, understanding)
    for theme in themes:
        yield Scope(theme, catalogue, understanding, policy, names, spoken.get(theme.key, ()), budget_year)
