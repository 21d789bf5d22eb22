"""The parts of pair scoring one by one, on figures that a person can redo."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from overlap.analysis import likeness, pairs
from overlap.analysis.marks import marks
from overlap.analysis.structure import structure
from overlap.analysis.sweep import sweep
from overlap.model import Level, Span
from tests.analysis.builders import POLICY
from tests.analysis.pair_worlds import THEMES, One, prepared, scored, scores

A = One("a", words=("hest", "musik"))
B = One("b", words=("kort", "vand"))
WEIGHTS, LEVELS = POLICY.pairs.weights, POLICY.pairs.levels


def test_weights_that_sum_to_a_hundred_are_points_as_they_stand() -> None:
    """The first six sum to 100; a mention gives, a boundary and a step on the ladder take."""
    signed = pairs.signed_weights(WEIGHTS).tolist()
    assert signed == [36, 15, 10, 6, 19, 14, 15, -6, -4]


def test_another_sum_of_weights_is_scaled_to_a_hundred() -> None:
    """Twice the weight of the problem makes 136 of 100: 72 of them are 52.9 points."""
    doubled = pairs.changed(WEIGHTS, "problem", 2)
    assert (doubled.problem, doubled.ages, doubled.level) == (72, 15, 4)
    signed = pairs.signed_weights(doubled)
    assert signed[:6].sum() == pytest.approx(100)
    assert signed[0] == pytest.approx(7200 / 136)
    assert signed[8] == pytest.approx(-400 / 136)


@pytest.mark.parametrize(
    ("levels", "same", "expected"),
    [
        pytest.param([1, 1, 1, 1, 0, 1, 0, 0, 0], False, 81.0, id="sum"),
        pytest.param([1, 1, 1, 1, 1, 1, 1, 0, 0], False, 99.0, id="never-100-unless-the-same"),
        pytest.param([1, 1, 1, 1, 0, 1, 0, 0, 0], True, 100.0, id="the-same-text"),
        pytest.param([0, 0, 0, 0, 0, 0, 0, 1, 3], False, 0.0, id="never-below-0"),
        pytest.param([0, 1, 0, 0, 0, 0, 0, 1, 1], False, 5.0, id="boundary-and-step-take"),
        pytest.param([0.5, 0.333, 0, 0, 0, 0, 0, 0, 0], False, 23.0, id="rounded-to-a-tenth"),
    ],
)
def test_points_are_the_sum_of_the_parts(levels: list[float], same: bool, expected: float) -> None:
    """Levels times points, rounded, between 0 and 99; 100 is kept for the same text."""
    found = pairs.points(np.array([levels], dtype=float), pairs.signed_weights(WEIGHTS), np.array([same]))
    assert found.tolist() == [expected]


@pytest.mark.parametrize("total", [0, 1, 2, 3, 7, 40])
@pytest.mark.parametrize("cells", [1, 2, 30, 10_000])
def test_every_row_that_has_later_ones_is_in_one_block(total: int, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks follow on each other, and none looks at more pairs than it may unless it is a single row."""
    monkeypatch.setattr(pairs, "CELLS", cells)
    blocks = [block.tolist() for block in pairs.blocks(total)]
    rows = [row for block in blocks for row in block]
    assert rows == list(range(len(rows)))
    assert len(rows) in (total - 1, total) or total == 0
    assert all(block and (len(block) == 1 or len(block) * (total - block[0]) <= cells) for block in blocks)


def test_blocks_are_as_large_as_they_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """30 pairs at a time of 10 rows: 3 rows by 10, 4 by 7, and the rest."""
    monkeypatch.setattr(pairs, "CELLS", 30)
    assert [block.tolist() for block in pairs.blocks(10)] == [[0, 1, 2], [3, 4, 5, 6], [7, 8, 9]]


def test_two_that_share_nothing_can_be_looked_up_and_score_0() -> None:
    """`explain` is asked for any pair, in either order."""
    ones = [A, replace(B, ages=Span(13, 17)), replace(B, id="c")]
    arrays = prepared(ones)[2]
    apart, shared = pairs.compare_two(1, 0, arrays, POLICY.pairs), pairs.compare_two(2, 0, arrays, POLICY.pairs)
    assert (apart.left.tolist(), apart.right.tolist(), apart.scores.tolist()) == ([0], [1], [0.0])
    assert (shared.left.tolist(), shared.right.tolist(), shared.scores.tolist()) == ([0], [2], [81.0])


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 20, 30])
def test_the_likest_are_the_first_of_all_however_they_are_met(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row by row, with ties: the best come last here, and pairs of the same points stay in the order of rows."""
    monkeypatch.setattr(pairs, "CELLS", 1)
    ones = [
        replace(A, id=str(at), ages=Span(7, high), words=()) for at, high in enumerate((30, 20, 16, 14, 13, 12, 12))
    ]
    catalogue, understanding, arrays = prepared(ones)
    policy, told = POLICY.pairs, marks(catalogue, understanding, THEMES, POLICY)
    policy = replace(policy, lines=replace(policy.lines, possible=0), most=replace(policy.most, explained=count))
    best = sweep(arrays, told, policy).explained
    everything = pairs.compare(arrays, policy, 0)
    assert len(everything.scores) == 21
    for name in ("left", "right", "scores"):
        assert getattr(best, name).tolist() == getattr(everything, name)[:count].tolist(), name


def test_a_pair_on_the_line_is_above_it() -> None:
    """81 points are at least 81."""
    found = scored([A, B])
    assert len(pairs.at_least(found, 81.0).scores) == 1
    assert len(pairs.at_least(found, 81.1).scores) == 0
    assert len(scored([A, B], floor=81.0).scores) == 1
    assert len(scored([A, B], floor=81.1).scores) == 0


def test_a_pair_whose_texts_can_give_no_more_is_kept_when_it_lies_on_the_line() -> None:
    """Its bound is its score, so that a bound drawn too low by anything would lose it."""
    words = ("hest", "musik", "kort", "vand", "film", "skov", "sang", "pil")
    ones = [One("a", words=words), One("b", words=(*words, "sten"), ages=Span(6, 17)), One("c", main=("sorg",))]
    found = scored(ones)
    assert (found.left[0], found.right[0], found.levels[0, pairs.TEXT]) == (0, 1, 1)
    assert len(scored(ones, floor=float(found.scores[0])).scores) == 1


@pytest.mark.parametrize(
    ("other", "level"),
    [
        pytest.param(Span(7, 12), 1.0, id="the-same-years"),
        pytest.param(Span(6, 17), 0.75, id="inside"),
        pytest.param(Span(12, 12), (1 + 1 / 6) / 2, id="one-year"),
        pytest.param(Span(10, 15), (3 / 6 + 3 / 9) / 2, id="half"),
        pytest.param(Span(), LEVELS.unknown_ages, id="not-stated"),
    ],
)
def test_the_level_of_ages_is_counted_in_years(other: Span, level: float) -> None:
    """7-12 are six years, both ends included."""
    assert scored([A, replace(B, ages=other)]).levels[0, pairs.AGES] == pytest.approx(level)


def test_a_single_shared_year_is_enough() -> None:
    """12 is the last year of 7-12 and may be the first of another."""
    assert len(scored([A, replace(B, ages=Span(12, 17))]).scores) == 1
    assert len(scored([A, replace(B, ages=Span(13, 17))]).scores) == 0


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        (Level.EARLY, Level.EARLY, 0),
        (Level.LIGHT, Level.INTRUSIVE, 3),
        (Level.INTRUSIVE, Level.LIGHT, 3),
        (Level.UNKNOWN, Level.INTRUSIVE, 0),
        (Level.LIGHT, Level.UNKNOWN, 0),
        (Level.UNKNOWN, Level.UNKNOWN, 0),
    ],
)
def test_steps_apart_are_counted_where_both_are_known(one: Level, other: Level, steps: int) -> None:
    """A step that is not stated sets nothing apart."""
    found = scored([replace(A, level=one), replace(B, level=other)])
    assert found.levels[0, pairs.LEVEL] == steps


@pytest.mark.parametrize(
    ("mine", "theirs", "level"),
    [
        (("barn",), ("barn",), 1.0),
        (("barn",), ("ung",), 0.5),
        (("barn",), ("fagfolk",), 0.0),
        ((), ("barn",), 0.0),
    ],
)
def test_the_same_addressee_counts_twice_as_much_as_kin(
    mine: tuple[str, ...], theirs: tuple[str, ...], level: float
) -> None:
    """A child and a young person are of one family of addressees."""
    found = scored([replace(A, addressees=mine), replace(B, addressees=theirs)])
    assert found.levels[0, pairs.ADDRESSEE] == level


GROUP, SUPPORT, THERAPY = (("gruppeforloeb_boern",), ("bostoette",), ("psykologbehandling",))


@pytest.mark.parametrize(
    ("mine", "theirs", "level"),
    [
        pytest.param({}, {}, 1.0, id="main-form-of-both"),
        pytest.param({}, {"forms": SUPPORT, "forms_other": GROUP}, 0.6, id="by-the-way-there"),
        pytest.param({"forms": SUPPORT, "forms_other": THERAPY}, {"forms": THERAPY}, 0.6, id="by-the-way-here"),
        pytest.param({"forms": SUPPORT, "forms_other": THERAPY}, {"forms_other": THERAPY}, 0, id="by-the-way-of-both"),
        pytest.param({}, {"forms": ("traening_faerdigheder",)}, 0.5, id="near-kin"),
        pytest.param({}, {"forms": SUPPORT}, 0.0, id="another-form"),
        pytest.param({}, {"forms": ("bostoette", "gruppeforloeb_boern")}, 1.0, id="the-strongest-of-several"),
    ],
)
def test_a_form_by_the_way_counts_for_less_than_a_main_form(
    mine: dict[str, tuple[str, ...]], theirs: dict[str, tuple[str, ...]], level: float
) -> None:
    """The levels of the policy: 0.6 where it is main to one of them only, 0.5 for kin."""
    assert scored([replace(A, **mine), replace(B, **theirs)]).levels[0, pairs.FORM] == level


def test_levels_of_later_rows_are_those_of_all_rows() -> None:
    """A table cut from position 1 on is the right part of the whole table."""
    ones = [A, replace(B, ages=Span(6, 17)), One("c", main=("sorg", "angst"), forms=("bostoette",), level=Level.LIGHT)]
    whole = structure(prepared(ones)[2], LEVELS).parts(np.arange(3), 0)
    later = structure(prepared(ones)[2], LEVELS).parts(np.arange(1, 3), 1)
    for name in ("problem", "ages", "form", "addressee", "step", "shared"):
        assert np.array_equal(getattr(whole, name)[1:, 1:], getattr(later, name)), name
    assert whole.problem.max() <= 1
    assert np.allclose(whole.problem, whole.problem.T)


def test_a_text_without_words_is_like_no_other_not_even_another_blank() -> None:
    """The library calls two blanks 100 alike."""
    arrays = prepared([A, replace(B, words=()), One("c", words=()), replace(A, id="d")])[2]
    left, right = np.array([0, 0, 1]), np.array([1, 3, 2])
    assert likeness.ratios(left, right, likeness.texts(arrays), 0.0).tolist() == [0.0, 1.0, 0.0]


def test_letters_in_common_below_the_cutoff_are_none_and_on_it_are_all() -> None:
    """'abcd' and 'abxy' have half of their letters in common."""
    texts = np.array(["abcd", "abxy"], dtype=np.object_)
    for cutoff, expected in ((0.0, 0.5), (0.5, 0.5), (0.51, 0.0)):
        assert likeness.ratios(np.array([0]), np.array([1]), texts, cutoff).tolist() == [expected]


@pytest.mark.parametrize(
    ("cosine", "ratio", "level"),
    [
        pytest.param(0.0, 0.0, 0.0, id="nothing"),
        pytest.param(1.0, 1.0, 1.0, id="everything"),
        pytest.param(LEVELS.cosine_full, LEVELS.ratio_none, 0.5, id="words-alone"),
        pytest.param(0.0, LEVELS.ratio_full, 0.5, id="letters-alone"),
        pytest.param(LEVELS.cosine_full / 2, (LEVELS.ratio_none + LEVELS.ratio_full) / 2, 0.5, id="half-of-both"),
    ],
)
def test_likeness_is_half_words_and_half_letters(cosine: float, ratio: float, level: float) -> None:
    """Each half is full at its own measure and grows no further."""
    assert likeness.levels_of(np.array([cosine]), np.array([ratio]), LEVELS).tolist() == pytest.approx([level])


def test_likeness_of_words_is_the_sum_of_shared_weights() -> None:
    """The same words 1, none 0, and the figure of a pair does not depend on which rows are asked for."""
    arrays = prepared([A, B, replace(A, id="c"), One("d", words=("hest", "kort"))])[2]
    by_word = likeness.postings(arrays)
    left, right = np.array([0, 0, 0, 1, 2]), np.array([1, 2, 3, 3, 3])
    found = likeness.cosines(left, right, by_word, 4)
    words = [dict(row) for row in arrays.words]
    by_hand = [
        sum(words[i].get(word, 0) * words[j][word] for word in words[j]) for i, j in zip(left, right, strict=True)
    ]
    assert found.tolist() == pytest.approx(by_hand)
    assert found[:2].tolist() == pytest.approx([0, 1])


@pytest.mark.parametrize("at_a_time", [1, 2, 64])
def test_alike_texts_speak_for_a_problem_that_one_side_lacks(at_a_time: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each such pair once, in order; never two that both name a problem, nor one without words."""
    monkeypatch.setattr(likeness, "MUTE_AT_A_TIME", at_a_time)
    mute = One("m", main=(), words=("hest", "musik"))
    ones = [
        A,
        mute,
        replace(A, id="x"),
        replace(mute, id="n"),
        replace(mute, id="blank", words=()),
        replace(mute, id="o"),
    ]
    left, right = likeness.alike(prepared(ones)[2], LEVELS.alike_text)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [
        (0, 1), (0, 3), (0, 5), (1, 2), (1, 3), (1, 5), (2, 3), (2, 5), (3, 5),
    ]  # fmt: skip


def test_texts_are_alike_from_the_cutoff_on() -> None:
    """'abcd' and 'abxy' have half of their letters in common."""
    arrays = prepared([replace(A, words=("abcd",)), One("m", main=(), words=("abxy",))])[2]
    found = {cutoff: likeness.alike(arrays, cutoff)[0].tolist() for cutoff in (0.496, 0.5, 0.504)}
    assert found == {0.496: [0], 0.5: [0], 0.504: []}


def test_nobody_speaks_of_its_own_name() -> None:
    """Two of one name are not told apart by it; and a blank name is in every text."""
    named = replace(A, name="Modige forældre")
    speaking = replace(B, partners="Sammen med Modige forældre")
    arrays = prepared([named, speaking, replace(speaking, id="c", name="Modige forældre")])[2]
    spoken = [[likeness.speaks_of(here, there, arrays) for there in range(3)] for here in range(3)]
    assert spoken == [[False, False, False], [True, False, True], [False, False, False]]


def test_a_boundary_between_two_counts_for_those_two_alone() -> None:
    """The one against which a text delimits itself, and no neighbour."""
    ones = [A, B, One("c", words=("film",), boundary=("a",)), One("d", words=("skov",))]
    found = scored(ones)
    marked = {(int(i), int(j)) for i, j, levels in zip(found.left, found.right, found.levels, strict=True) if levels[7]}
    assert marked == {(0, 2)}
    assert scores(ones)[frozenset("ac")] == 75.0
