"""Tiny catalogues for tests of the analysis: an intervention and its understanding in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct, field

from overlap import knowledge
from overlap.analysis.gaps import gaps
from overlap.analysis.policy import Policy
from overlap.knowledge.records import fill
from overlap.model import (
    Access,
    Catalogue,
    Evaluated,
    Facets,
    Intervention,
    Kind,
    Level,
    Reading,
    Role,
    Source,
    Span,
    Status,
    Theme,
    Understanding,
)

POLICY: Policy = fill(Policy, knowledge.read("policy"), "policy")
SELVSKADE = Theme("selvskade", ("selvskade",), strengthen=True)


class Row(Struct, frozen=True):
    """One intervention as a test tells it; what is not told is stated and harmless. `ages` is (low, high) or None."""

    id: str
    ages: tuple[int | None, int | None] | None = (0, 30)
    role: Role = Role.PRIMARY
    level: Level = Level.EARLY
    provider: str = ""
    kind: Kind = Kind.MUNICIPAL
    departments: tuple[str, ...] = ("MSB",)
    access: Access = Access.OPEN
    wait: tuple[int | None, int | None] | None = (0, 1)
    status: Status = Status.ACTIVE
    evaluated: Evaluated = Evaluated.YES
    places: int | None = 10
    funding_end: date | None = date(2030, 12, 31)
    partners: str = "Ingen"
    themes: Mapping[str, Role] = field(default_factory=dict)

    def intervention(self, row: int) -> Intervention:
        return Intervention(
            id=self.id,
            row=row,
            name=f"Indsats {self.id}",
            departments=self.departments,
            provider=self.provider or f"Leverandør {self.id}",
            kind=self.kind,
            ages=Span(*self.ages) if self.ages else Span(),
            access=self.access,
            wait_weeks=Span(*self.wait) if self.wait else Span(),
            status=self.status,
            evaluated=self.evaluated,
            places=self.places,
            funding_end=self.funding_end,
            partners=self.partners,
        )


def world(*rows: Row) -> tuple[Catalogue, dict[str, Understanding]]:
    """A catalogue of `rows` and what they are; every row's `role` is towards *selvskade*, `themes` adds others."""
    catalogue = Catalogue(
        source=Source("test.xlsx", "0" * 64),
        sheet="Bilag B",
        header_row=1,
        columns=(),
        interventions=tuple(row.intervention(at + 2) for at, row in enumerate(rows)),
    )
    understanding = {
        row.id: Understanding(
            facets=Facets(level=row.level),
            themes={
                SELVSKADE.key: Reading(row.role),
                **{theme: Reading(role) for theme, role in row.themes.items()},
            },
        )
        for row in rows
    }
    return catalogue, understanding


def found(*rows: Row, **options: Any) -> list[tuple[str, str, str]]:
    """Kind, reason and age band of every gap of *selvskade* in a world of `rows`, in order."""
    catalogue, understanding = world(*rows)
    return [
        (gap.kind.value, str(gap.reason), gap.age_band)
        for gap in gaps(catalogue, understanding, (SELVSKADE,), POLICY, **options)
    ]
