"""What is said of many pairs at once is what is said of each of them alone."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import TypeVar
from unittest import mock

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from overlap.analysis import marks as marks_of_many
from overlap.analysis import pairs
from overlap.analysis.marks import KINDS, TIERS, marks
from overlap.analysis.overlaps import kind, shared_themes
from overlap.analysis.pairs import compare
from overlap.analysis.sides import Side
from overlap.analysis.sweep import sweep
from overlap.model import PairKind, Tier
from tests.analysis.builders import POLICY
from tests.analysis.pair_worlds import THEMES, One, catalogues, pairs_of, prepared

Half = TypeVar("Half")
DEPARTMENTS = st.lists(st.sampled_from(["MBU", "MSB", "MKB"]), max_size=2, unique=True).map(tuple)


@st.composite
def placed(draw: st.DrawFn) -> list[One]:
    """Random catalogues, with departments, and with themes that some turn away."""
    ones = draw(catalogues())
    turned = st.sampled_from([(), ("angst",), ("autisme",)])
    return [replace(one, departments=draw(DEPARTMENTS), excluded=draw(turned)) for one in ones]


@given(placed(), st.integers(1, 3))
def test_kind_and_themes_are_those_of_each_pair(ones: list[One], together: int) -> None:
    """For every two interventions of a catalogue, however many themes are counted at a time."""
    catalogue, understanding, _ = prepared(ones)
    told = marks(catalogue, understanding, THEMES, POLICY)
    left, right = np.triu_indices(len(ones), 1)
    with mock.patch.object(marks_of_many, "TOGETHER", together):
        places, sets = told.shared_themes(left, right)
    sides = [Side(row, understanding[row.id]) for row in catalogue.interventions]
    both = [(sides[a], sides[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    assert [KINDS[at] for at in told.kinds(left, right)] == [kind(a, b, POLICY) for a, b in both]
    assert [sets[at] for at in places] == [shared_themes(a, b, THEMES) for a, b in both]


@given(placed(), st.integers(0, 6))
def test_explained_and_counted_pairs_add_up_to_all(ones: list[One], most: int) -> None:
    """Whatever the limit, no pair is lost or counted twice."""
    catalogue, understanding, arrays = prepared(ones)
    few = replace(POLICY.pairs, most=replace(POLICY.pairs.most, explained=most))
    found = sweep(arrays, marks(catalogue, understanding, THEMES, POLICY), few, ("angst",))
    every = pairs_of(ones)
    beyond = found.beyond
    assert found.explained.scores.tolist() == [one.score for one in every[:most]]
    assert (beyond.pairs if beyond else 0) == len(every[most:])
    if beyond:
        rest = every[most:]
        assert list(beyond.scores) == [one.score for one in rest]
        assert list(beyond.tiers) == [one.tier for one in rest]
        assert beyond.counts["angst"].pairs == sum("angst" in one.themes for one in rest)
        assert beyond.counts[""].split == sum(one.kind is PairKind.FRAGMENTATION for one in rest)
        assert beyond.counts[""].tiers.get(Tier.LIKELY, 0) == sum(one.tier is Tier.LIKELY for one in rest)


def sent(here: Callable[[], Half], there: Callable[[], Half]) -> tuple[Half, Half]:
    """Two halves, the second as another process would get its task and send its answer."""
    task = pickle.loads(pickle.dumps(there))  # noqa: S301 - pickled on this very line
    return here(), pickle.loads(pickle.dumps(task()))  # noqa: S301 - likewise


@given(placed(), st.integers(0, 6), st.integers(1, 12), st.sets(st.sampled_from([(0, 1), (0, 2), (1, 3), (2, 3)])))
def test_two_halves_give_what_one_pass_gives(
    ones: list[One], most: int, cells: int, wanted: set[tuple[int, int]]
) -> None:
    """To the last pair, in the same order, wherever the blocks are cut."""
    catalogue, understanding, arrays = prepared(ones)
    wanted = {two for two in wanted if two[1] < len(ones)}
    few = replace(POLICY.pairs, most=replace(POLICY.pairs.most, explained=most, listed=2 * most))
    given_to = (arrays, marks(catalogue, understanding, THEMES, POLICY), few, ("angst",), wanted)
    whole = sweep(*given_to)
    with mock.patch.object(pairs, "CELLS", cells):
        halves = sweep(*given_to, beside=sent)
    for part in ("left", "right", "levels", "scores", "problem_known"):
        assert getattr(halves.explained, part).tolist() == getattr(whole.explained, part).tolist()
    assert (halves.beyond, halves.firmness) == (whole.beyond, whole.firmness)
    assert halves.near.tolist() == whole.near.tolist()


@given(catalogues())
def test_pairs_near_the_line_are_counted_for_each_intervention(ones: list[One]) -> None:
    """Those that have half the points of the line without what their texts give, among all pairs there are."""
    catalogue, understanding, arrays = prepared(ones)
    found = sweep(arrays, marks(catalogue, understanding, THEMES, POLICY), POLICY.pairs)
    every = compare(arrays, POLICY.pairs, 0)
    levels = every.levels.copy()
    levels[:, pairs.TEXT] = 0
    levels[~every.problem_known, pairs.PROBLEM] = 0
    levels[~every.problem_known, pairs.TOGETHER] = 0
    close = levels @ pairs.signed_weights(POLICY.pairs.weights) >= POLICY.pairs.lines.possible / 2 - 1e-6
    near = np.bincount(np.concatenate((every.left[close], every.right[close])), minlength=len(ones))
    assert found.near.tolist() == near.tolist()


def test_every_tier_of_a_flagged_pair_has_a_place() -> None:
    """Certain is only what people confirmed, and these have records."""
    assert set(TIERS) == set(Tier) - {Tier.NONE, Tier.CERTAIN}
