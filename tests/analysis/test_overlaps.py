"""Kinds and groups: tests a person can redo by hand on two or three interventions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from overlap.analysis.groups import cliques, counting_children, groups
from overlap.analysis.overlaps import kind as kind_of
from overlap.analysis.sides import Side
from overlap.model import Access, Facets, Group, Level, Pair, PairKind, Span, Tier, Understanding
from tests.analysis.builders import POLICY
from tests.analysis.pair_worlds import One, pairs_of, prepared, scores

A = One("a", words=("hest", "musik"))
TWIN = replace(A, id="b", departments=("MSB",), words=("kort", "vand"))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, PairKind.DUPLICATION),
        ({"access": Access.REFERRAL}, PairKind.OVERLAP),
        ({"access": Access.UNKNOWN}, PairKind.OVERLAP),
        ({"level": Level.LIGHT}, PairKind.OVERLAP),
        ({"ages": Span(9, 15)}, PairKind.OVERLAP),
        ({"forms": ("traening_faerdigheder",)}, PairKind.OVERLAP),
        ({"forms": ("traening_faerdigheder",), "level": Level.LIGHT}, PairKind.FRAGMENTATION),
        ({"forms": ("traening_faerdigheder",), "level": Level.LIGHT, "departments": ("MBU",)}, PairKind.OVERLAP),
    ],
)
def test_the_kind_follows_from_what_is_the_same(change: dict[str, object], kind: PairKind) -> None:
    """Duplication asks for everything to be the same; fragmentation is another help in another department."""
    other = replace(TWIN, **change)
    sides = [Side(one.intervention(2), one.understanding()) for one in (A, other)]
    assert kind_of(*sides, POLICY) is kind


def test_a_pair_under_the_line_has_no_kind() -> None:
    """What is not flagged is not called anything."""
    assert pairs_of([A, TWIN])[0].kind is PairKind.DUPLICATION
    assert (
        pairs_of([A, replace(TWIN, main=("sorg",), other=("angst",), forms=("bostoette",))], 0)[0].kind is PairKind.NONE
    )


def test_a_pair_knows_which_ages_lie_inside_the_other() -> None:
    """7-12 lies inside 6-17; equal ages lie inside nothing."""
    assert pairs_of([A, replace(TWIN, ages=Span(6, 17))])[0].inside == "a"
    assert pairs_of([A, TWIN])[0].inside == ""


def test_differences_name_only_what_both_sides_state() -> None:
    """An access that is not stated is no difference."""
    assert pairs_of([A, TWIN])[0].differences == ("department",)
    assert "access" not in pairs_of([A, replace(TWIN, access=Access.UNKNOWN)])[0].differences
    assert "access" in pairs_of([A, replace(TWIN, access=Access.VISITATION)])[0].differences


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("traening_faerdigheder", True),
        ("skole_klassetilbud", False),
        ("stu_uddannelse", False),
        ("beskaeftigelsesforloeb", False),
        ("konsulent_vejledning_fagfolk", False),
    ],
)
def test_school_work_and_guidance_to_staff_are_not_called_light_help_or_treatment(form: str, told: bool) -> None:
    """They are counted on a step; a reason that called a class "treatment" would be wrong."""
    pair = pairs_of([A, replace(TWIN, level=Level.TREATMENT, forms=(form,))], floor=0)[0]
    assert ("level" in pair.differences) is told
    assert [part.values for part in pair.parts if part.name == "level"] == [{"a": "2", "b": "3"}]


def test_the_parts_of_a_pair_add_up_to_its_score() -> None:
    """A person can add the points in `explain` and get the figure in the report."""
    pair = pairs_of([A, replace(TWIN, ages=Span(9, 15), boundary=("a",))], floor=0)[0]
    assert sum(part.level * part.weight for part in pair.parts) == pytest.approx(pair.score, abs=0.06)


def test_an_excluded_theme_is_not_a_shared_theme() -> None:
    """One treats autism, the other turns it away."""
    pair = pairs_of([replace(A, other=("autisme",)), replace(TWIN, excluded=("autisme",))])[0]
    assert pair.themes == ("angst",)


def pair(a: str, b: str) -> Pair:
    return Pair(a, b, 80.0, Tier.LIKELY, PairKind.OVERLAP, ())


def test_groups_do_not_chain() -> None:
    """A-B and B-C without A-C is no group of three."""
    assert cliques([pair("a", "b"), pair("b", "c")]) == ()
    assert cliques([pair("a", "b"), pair("b", "c"), pair("a", "c")]) == (("a", "b", "c"),)


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda edge: edge[0] < edge[1])))
@settings(max_examples=80, deadline=None)
def test_groups_are_all_largest_sets_in_which_everyone_overlaps_everyone(edges: set[tuple[int, int]]) -> None:
    """The same as trying every set of interventions."""
    near = {frozenset((str(a), str(b))) for a, b in edges}
    sets = [
        frozenset(chosen)
        for size in range(3, 8)
        for chosen in itertools.combinations("0123456", size)
        if all(frozenset(two) in near for two in itertools.combinations(chosen, 2))
    ]
    largest = {one for one in sets if not any(one < other for other in sets)}
    assert {frozenset(group) for group in cliques(pair(str(a), str(b)) for a, b in edges)} == largest


def test_a_group_adds_up_what_its_members_state() -> None:
    """Three that overlap each other, one of which does not say what it costs: the sum is a floor, and says so."""
    ones = [A, TWIN, replace(A, id="c", words=("film", "sang"))]
    catalogue, _, _ = prepared(ones)
    budgets = dict(zip("abc", (100_000, None, 50_000), strict=True))
    rows = tuple(replace(row, budget=budgets[row.id], places=10) for row in catalogue.interventions)
    (group,) = groups(replace(catalogue, interventions=rows), pairs_of(ones), {"a", "b", "c"})
    assert group == Group(("a", "b", "c"), ("angst",), 150_000, 1, 30, 0)


def test_a_group_says_where_its_members_count_different_things() -> None:
    """One that counts families makes the sum of places meaningless."""
    ones = [A, TWIN, replace(A, id="c", words=("film", "sang"))]
    (group,) = groups(prepared(ones)[0], pairs_of(ones), {"a", "c"})
    assert not group.same_unit


def test_members_of_a_group_stand_as_in_the_catalogue() -> None:
    """9 before 10, not as text."""
    ones = [replace(A, id="9"), replace(A, id="10"), replace(A, id="11", words=("film", "sang"))]
    (group,) = groups(prepared(ones)[0], pairs_of(ones), ())
    assert group.members == ("9", "10", "11")


def test_only_children_and_young_people_are_counted_as_such() -> None:
    """Families and those of whom nothing is said are not."""
    said = {"a": ("barn",), "b": ("barn", "ung"), "c": ("barn", "foraeldre"), "d": ()}
    read = {key: Understanding(Facets(addressees=codes), {}) for key, codes in said.items()}
    assert counting_children(read, ("barn", "ung")) == {"a", "b"}


def test_young_people_without_a_lower_bound_are_no_small_children() -> None:
    """ "op til 30" for young people alone shares no year with an offer to families with children of 0-5."""
    young = replace(A, ages=Span(None, 30), addressees=("ung",))
    assert scores([young, replace(TWIN, ages=Span(0, 5))]) == {}
    (pair,) = pairs_of([young, replace(TWIN, ages=Span(10, 20), addressees=("ung",))], floor=0)
    assert {part.name: part.values for part in pair.parts}["ages"] == {"a": "-30", "b": "10-20", "shared": "13-20"}
