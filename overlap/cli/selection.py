"""Which of the pairs were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from overlap.cli.failures import closest
from overlap.errors import UsageError
from overlap.model import Pair, Theme

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work


def theme_of(asked: str, themes: Sequence[Theme]) -> Theme:
    """The theme with the key `asked`, whatever its capitals; `UsageError` with all keys where there is none."""
    for theme in themes:
        if theme.key.casefold() == asked.strip().casefold():
            return theme
    keys = [theme.key for theme in themes]
    raise UsageError("unknown_theme", theme=asked, themes=", ".join(keys), near=closest(asked, keys))


class Selection(Struct, frozen=True):
    """Only a theme, only between two departments."""

    theme: str | None = None
    between: tuple[str, str] | None = None

    def of(self, pairs: Sequence[Pair], work: Work) -> Sequence[Pair]:
        """The pairs asked for, in the order given. `UsageError` for a theme or department that is not there."""
        found = pairs
        if self.theme is not None:
            key = theme_of(self.theme, work.themes).key
            found = [pair for pair in found if key in pair.themes]
        if self.between is not None:
            found = self._between(found, self.between, work)
        return found

    def _between(self, pairs: Sequence[Pair], two: tuple[str, str], work: Work) -> list[Pair]:
        departments = {row.id: row.departments for row in work.catalogue.interventions}
        known = {name.casefold(): name for names in departments.values() for name in names}
        for asked in two:
            if asked.casefold() not in known:
                raise UsageError("unknown_department", department=asked, departments=", ".join(sorted(known.values())))
        one, other = (known[asked.casefold()] for asked in two)
        return [
            pair
            for pair in pairs
            if (one in departments[pair.a] and other in departments[pair.b])
            or (other in departments[pair.a] and one in departments[pair.b])
        ]
