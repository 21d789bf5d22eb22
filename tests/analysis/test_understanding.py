"""Facets and themes of one intervention say the same of its main problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlap.analysis.understanding import _agreeing
from overlap.cli.pipeline import Work
from overlap.model import Facets, Reading, Role, Theme

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"
ANGST = Theme("angst", ("angst", "ocd"))


@pytest.mark.parametrize(
    ("role", "facets", "expected"),
    [
        (Role.SECONDARY, Facets(problems_main=("ocd",)), Role.PRIMARY),
        (Role.PRIMARY, Facets(problems_main=("sorg",), problems_other=("angst",)), Role.SECONDARY),
        (Role.PRIMARY, Facets(problems_main=("angst",)), Role.PRIMARY),
        (Role.EXCLUDED, Facets(problems_main=("angst",)), Role.EXCLUDED),
        (Role.NONE, Facets(problems_main=("angst",)), Role.NONE),
    ],
)
def test_a_theme_is_main_when_a_problem_of_it_is_main(role: Role, facets: Facets, expected: Role) -> None:
    """What is turned away, or only mentioned, is never made an offer."""
    assert _agreeing(Reading(role, "name"), ANGST, facets).role is expected


def test_themes_and_facets_of_the_sample_agree() -> None:
    """No row is angst on one sheet and something else on another."""
    work = Work(SAMPLE)
    for read in work.understanding.values():
        main = {theme.key for theme in work.themes if read.role(theme.key) is Role.PRIMARY}
        assert all(set(theme.concepts) & set(read.facets.problems_main) for theme in work.themes if theme.key in main)
