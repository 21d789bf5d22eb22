"""Small catalogues for tests of pairs: what each intervention is, in one line, and hypothesis strategies of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from overlap.analysis.overlaps import flagged
from overlap.analysis.pairs import Comparison, compare
from overlap.analysis.policy import Policy
from overlap.analysis.profiles import Profiles, profiles
from overlap.model import (
    Access,
    Catalogue,
    Facets,
    Intervention,
    Level,
    Pair,
    Reading,
    Role,
    Source,
    Span,
    Theme,
    Understanding,
)
from tests.analysis.builders import POLICY

THEMES = (Theme("angst", ("angst", "ocd"), focus=True), Theme("autisme", ("autisme",)), Theme("sorg", ("sorg",)))


SCHOOL_YEARS = Span(7, 12)


class One(Struct, frozen=True):
    """An intervention as pair scoring sees it. `words` are its telling stems."""

    id: str
    main: tuple[str, ...] = ("angst",)
    other: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    ages: Span = SCHOOL_YEARS
    forms: tuple[str, ...] = ("gruppeforloeb_boern",)
    forms_other: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ("barn",)
    level: Level = Level.EARLY
    access: Access = Access.OPEN
    departments: tuple[str, ...] = ("MBU",)
    words: tuple[str, ...] = ()
    name: str = ""
    partners: str = ""
    boundary: tuple[str, ...] = ()

    def intervention(self, row: int) -> Intervention:
        return Intervention(
            id=self.id,
            row=row,
            name=self.name or f"Tilbud nummer {self.id}",
            departments=self.departments,
            ages=self.ages,
            access=self.access,
            description=self.partners,
        )

    def understanding(self) -> Understanding:
        def role(theme: Theme) -> Role:
            for codes, name in (
                (self.excluded, Role.EXCLUDED),
                (self.main, Role.PRIMARY),
                (self.other, Role.SECONDARY),
            ):
                if set(codes) & set(theme.concepts):
                    return name
            return Role.NONE

        return Understanding(
            Facets(
                problems_main=self.main,
                problems_other=self.other,
                excluded=self.excluded,
                forms_main=self.forms,
                forms_other=self.forms_other,
                addressees=self.addressees,
                level=self.level,
                boundary=self.boundary,
            ),
            {theme.key: Reading(role(theme)) for theme in THEMES},
        )


def prepared(ones: Sequence[One], policy: Policy = POLICY) -> tuple[Catalogue, Mapping[str, Understanding], Profiles]:
    rows = tuple(one.intervention(at + 2) for at, one in enumerate(ones))
    catalogue = Catalogue(Source("test.xlsx", "0" * 64), "Bilag B", 1, (), rows)
    understanding = {one.id: one.understanding() for one in ones}
    words = {one.id: one.words for one in ones}
    return catalogue, understanding, profiles(catalogue, understanding, words, policy)


def scored(ones: Sequence[One], floor: float = 0.0) -> Comparison:
    return compare(prepared(ones)[2], POLICY.pairs, floor)


def scores(ones: Sequence[One], floor: float = 0.0) -> dict[frozenset[str], float]:
    """Every pair at or above `floor` by its two ids."""
    found = scored(ones, floor)
    return {
        frozenset((ones[int(i)].id, ones[int(j)].id)): float(points)
        for i, j, points in zip(found.left, found.right, found.scores, strict=True)
    }


def pairs_of(ones: Sequence[One], floor: float | None = None) -> tuple[Pair, ...]:
    catalogue, understanding, arrays = prepared(ones)
    comparison = compare(arrays, POLICY.pairs, 0)
    return flagged(catalogue, understanding, THEMES, arrays, comparison, POLICY, floor=floor)


PROBLEMS = ["angst", "ocd", "autisme", "sorg", "generel_mistrivsel", "ensomhed"]
FORMS = ["gruppeforloeb_boern", "individuel_samtale", "psykologbehandling", "foraeldrekursus", "bostoette"]
WORDS = ["hest", "musik", "kort", "vand", "film", "skov", "sang", "pil", "lampe", "sten"]


def codes(among: list[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(among), max_size=most, unique=True).map(tuple)


@st.composite
def one(draw: st.DrawFn) -> One:
    low, high = draw(st.one_of(st.none(), st.integers(0, 30))), draw(st.one_of(st.none(), st.integers(0, 30)))
    if low is not None and high is not None and low > high:
        low, high = high, low
    main = draw(codes(PROBLEMS))
    return One(
        id="",
        main=main,
        other=tuple(code for code in draw(codes(PROBLEMS, 3)) if code not in main),
        ages=Span(low, high),
        forms=draw(codes(FORMS)),
        forms_other=draw(codes(FORMS)),
        addressees=draw(codes(["barn", "ung", "foraeldre", "familie", "fagfolk"])),
        level=draw(st.sampled_from(list(Level))),
        access=draw(st.sampled_from(list(Access))),
        words=tuple(draw(st.lists(st.sampled_from(WORDS), max_size=8))),
        name=draw(st.sampled_from(["", "", "Mod og ro", "Modige børn"])),
        partners=draw(st.sampled_from(["", "", "Sammen med Mod og ro", "Modige Børn og mod og ro"])),
        boundary=tuple(draw(st.lists(st.integers(0, 11).map(str), max_size=1))),
    )


def catalogues(least: int = 2, most: int = 12) -> st.SearchStrategy[list[One]]:
    """Random catalogues with ids 0, 1, 2, ... in row order."""
    return st.lists(one(), min_size=least, max_size=most).map(
        lambda ones: [replace(each, id=str(at)) for at, each in enumerate(ones)]
    )
