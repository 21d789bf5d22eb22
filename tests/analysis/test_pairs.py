"""Points between two interventions: what must hold for any catalogue, and worked examples a person can redo."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from overlap.analysis import pairs, sensitivity
from overlap.analysis.profiles import folded_name
from overlap.language.words import telling
from overlap.model import Catalogue, Intervention, Source, Span
from tests.analysis.builders import POLICY
from tests.analysis.pair_worlds import One, catalogues, one, prepared, scored, scores
from tests.analysis.plain_pairs import plain_scores

A = One("a", words=("hest", "musik"))


@given(catalogues(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_no_score(ones: list[One], shuffle: random.Random) -> None:
    """The same two interventions get the same points wherever they stand; so left against right does not matter."""
    other = list(ones)
    shuffle.shuffle(other)
    assert scores(ones) == scores(other)


@given(catalogues(), st.sampled_from([0.0, 30.0, 55.0, 62.0, 70.0, 99.0]))
@settings(max_examples=80, deadline=None)
def test_pruning_loses_no_pair_at_or_above_the_floor(ones: list[One], floor: float) -> None:
    """What is skipped for speed could not have reached the floor."""
    everything = {pair: points for pair, points in scores(ones).items() if points >= floor}
    assert scores(ones, floor) == everything


@given(catalogues(), st.sampled_from([0.0, 30.0, 48.0, 67.0]), st.integers(1, 80))
@settings(max_examples=120, deadline=None)
def test_pairs_are_those_of_a_plain_loop(ones: list[One], floor: float, size: int) -> None:
    """Blocks, tables, bounds and words turned around give to the last tenth what one pair after the other gives."""
    arrays = prepared(ones)[2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "CELLS", size)
        found = pairs.compare(arrays, POLICY.pairs, floor)
    listed = list(zip(found.left.tolist(), found.right.tolist(), found.scores.tolist(), strict=True))
    assert listed == plain_scores(arrays, POLICY.pairs, floor)


@given(catalogues(most=9), st.integers(1, 30))
@settings(max_examples=30, deadline=None)
def test_blocks_give_the_same_as_one_block(ones: list[One], size: int) -> None:
    """Where the blocks are cut does not matter."""
    whole = scores(ones)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "CELLS", size)
        assert scores(ones) == whole


@given(catalogues(least=3), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_a_row_and_its_copy_are_the_top_pair(ones: list[One], which: int) -> None:
    """Nothing is more alike than word for word the same, whatever was understood of it."""
    distinct = [replace(each, words=(*each.words, f"ord{at}")) for at, each in enumerate(ones)]
    copy = replace(distinct[which], id="kopi")
    found = scores([*distinct, copy])
    twin = frozenset((distinct[which].id, "kopi"))
    assert found[twin] == 100.0
    assert all(points < 100 for pair, points in found.items() if pair != twin)


@given(one(), one())
@settings(max_examples=100, deadline=None)
def test_without_a_shared_problem_or_alike_text_there_is_no_score(a: One, b: One) -> None:
    """A pair that shares nothing a council cares about is not there at all."""
    b = replace(b, id="b", main=tuple(code for code in b.main if code not in a.main + a.other))
    b = replace(b, other=tuple(code for code in b.other if code not in a.main + a.other), words=("x", "y", "z"))
    assert scores([replace(a, id="a", words=("hest", "musik", "kort")), b]) == {}


def test_an_excluded_problem_never_carries_a_pair() -> None:
    """That both turn selvskade away does not make them alike."""
    turned_away = One("a", main=(), excluded=("selvskade",), words=("hest",))
    assert scores([turned_away, replace(turned_away, id="b", words=("musik",))]) == {}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"main": ("sorg",), "other": ("angst",)}, "the problem is only taken in"),
        ({"ages": Span(11, 17)}, "fewer shared years"),
        ({"forms": ("bostoette",)}, "another form of help"),
        ({"forms": ("traening_faerdigheder",)}, "a form that is only near kin"),
        ({"addressees": ("foraeldre",)}, "someone else in the room"),
        ({"level": 4}, "two steps apart on the ladder"),
        ({"boundary": ("a",)}, "an explicit boundary"),
        ({"ages": Span()}, "ages not stated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_sets_two_interventions_apart_lowers_their_points(change: dict[str, object], why: str) -> None:
    """Each part works in the direction a person would say."""
    same = replace(A, id="b", words=("kort", "vand"))
    alike = scores([A, same])[frozenset("ab")]
    apart = scores([A, replace(same, **change)])[frozenset("ab")]
    assert apart < alike, why


def test_no_shared_year_no_pair() -> None:
    """7-12 and 13-17 follow on each other; they do not overlap."""
    assert scores([A, replace(A, id="b", ages=Span(13, 17), words=("kort",))]) == {}


def test_a_name_in_the_other_text_adds_points() -> None:
    """An intervention that speaks of another by name knows it and shares its families."""
    plain = One("b", words=("kort",))
    naming = replace(plain, partners="Samarbejder med Modige Forældre om holdene")
    named = replace(A, name="Modige forældre (kursus)")
    assert scores([named, naming])[frozenset("ab")] > scores([named, plain])[frozenset("ab")]


def test_points_can_be_redone_by_hand() -> None:
    """Same problem 36, ages 15, form 10, addressee 6 and all at once 14; unlike texts 0: 81 of 100."""
    found = scored([A, replace(A, id="b", words=("kort", "vand", "skov"))])
    assert found.levels[0].tolist() == [1, 1, 1, 1, 0, 1, 0, 0, 0]
    assert found.scores.tolist() == [81.0]


def test_ages_level_is_half_containment_and_half_shared_years() -> None:
    """7-12 inside 6-17: all 6 years of the shorter, 6 of 12 years in all, so (1 + 0.5) / 2."""
    found = scored([A, replace(A, id="b", ages=Span(6, 17), words=("kort",))])
    assert found.levels[0, 1] == pytest.approx(0.75)


@given(catalogues())
@settings(max_examples=40, deadline=None)
def test_sensitivity_counts_what_a_full_recount_would(ones: list[One]) -> None:
    """The floor under which pairs are dropped before counting is low enough for every change that is tried."""
    arrays = prepared(ones)[2]
    pruned = pairs.compare(arrays, POLICY.pairs, sensitivity.floor(POLICY.pairs))
    everything = pairs.compare(arrays, POLICY.pairs, 0)
    assert sensitivity.sensitivity(arrays, pruned, POLICY.pairs) == sensitivity.sensitivity(
        arrays, everything, POLICY.pairs
    )


@given(catalogues())
@settings(max_examples=40, deadline=None)
def test_sensitivity_counts_what_a_run_with_that_setting_flags(ones: list[One]) -> None:
    """Whoever makes the change in the settings gets as many pairs as the report said."""
    arrays, line = prepared(ones)[2], POLICY.pairs.lines.possible
    lowered = {"line": line, "line-5": line - 5, "line+5": line + 5}
    pruned = pairs.compare(arrays, POLICY.pairs, sensitivity.floor(POLICY.pairs))
    for told in sensitivity.sensitivity(arrays, pruned, POLICY.pairs):
        part, factor = told.change[:-3], 1.2 if told.change.endswith("+20") else 0.8
        if told.change in lowered:
            found = pairs.compare(arrays, POLICY.pairs, lowered[told.change])
        else:
            weights = pairs.changed(POLICY.pairs.weights, part, factor)
            found = pairs.compare(arrays, replace(POLICY.pairs, weights=weights), line)
        assert told.pairs == len(found.scores), told.change


def test_an_empty_catalogue_has_no_pairs() -> None:
    """Nothing in, nothing out, and nothing fails."""
    assert len(scored([]).scores) == 0
    assert np.array_equal(scored([A]).scores, [])


@given(catalogues(most=6))
@settings(max_examples=40, deadline=None)
def test_two_interventions_alone_score_as_they_do_among_all(ones: list[One]) -> None:
    """`explain` shows the figure of the report, and 0 for a pair that is not there."""
    arrays, found = prepared(ones)[2], scores(ones)
    for i in range(len(ones)):
        for j in range(i):
            alone = pairs.compare_two(i, j, arrays, POLICY.pairs)
            assert float(alone.scores[0]) == found.get(frozenset((ones[i].id, ones[j].id)), 0.0)


@pytest.mark.parametrize(
    "change", [str.upper, lambda text: unicodedata.normalize("NFD", text)], ids=["case", "unicode"]
)
def test_case_and_unicode_form_change_no_words(change: Callable[[str], str]) -> None:
    """The texts of two interventions are as alike in capitals, or with letters in two parts, as they were."""
    text = "Ængstelige børn øver sig på små skridt, så angsten ikke får lov at vokse"
    plain = Intervention("1", 2, "Gåtur og mod", description=text)
    other = replace(plain, name=change(plain.name), description=change(text))
    found = [telling(Catalogue(Source("", ""), "", 1, (), (one,))).stems["1"] for one in (plain, other)]
    assert found[0] == found[1] != []
    assert folded_name(plain.name) == folded_name(other.name)
