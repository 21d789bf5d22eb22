"""The overlap index: how much of what is covered is covered more than once, and between which departments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from overlap.model import UNSTATED, Catalogue, CoverageCell, Level, OverlapIndex, Theme

UNKNOWN_STEP = str(Level.UNKNOWN.value)


def overlap_index(
    catalogue: Catalogue, ladder: Sequence[CoverageCell], themes: Sequence[Theme]
) -> tuple[OverlapIndex, ...]:
    """For all themes together and for each: all departments, then each two of them. `ladder` has the cells by step."""
    named = sorted({department for one in catalogue.interventions for department in one.departments})
    order = [one.id for one in catalogue.interventions]
    filled = [cell for cell in ladder if cell.primary]
    found = []
    for theme in ("", *(theme.key for theme in themes)):
        on_theme = [cell for cell in filled if theme in ("", cell.theme)]
        found += [_index(theme, departments, on_theme, order) for departments in _groups(named)]
    return tuple(found)


def _groups(departments: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield tuple(departments)
    if len(departments) > 2:
        yield from combinations(departments, 2)


def _index(
    theme: str, departments: tuple[str, ...], cells: Sequence[CoverageCell], order: Sequence[str]
) -> OverlapIndex:
    filled = [cell for cell in cells if cell.department in (*departments, UNSTATED)]
    placed = [cell for cell in filled if UNSTATED not in (cell.age_band, cell.department) and cell.step != UNKNOWN_STEP]
    stated = {key for cell in placed for key in cell.primary}
    left_out = {key for cell in filled for key in cell.primary} - stated
    return OverlapIndex(
        theme=theme,
        departments=departments,
        marks=len(placed),
        cells=len({(cell.theme, cell.age_band, cell.step) for cell in placed}),
        left_out=tuple(key for key in order if key in left_out),
    )
