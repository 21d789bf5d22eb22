"""What labels say of the tool: each figure against one worked by hand, and the draw against its layers."""

from __future__ import annotations

from itertools import combinations

import pytest

from overlap.review.labelled import Label, agreement, joined, judge, wilson
from overlap.review.sampling import Layer, draw, layer_of, layers

IDS = [str(number) for number in range(40)]
PAIRS = [frozenset(pair) for pair in combinations(IDS, 2)]
SCORES = {pair: float(at % 100) for at, pair in enumerate(PAIRS)}
SIZES = {layer: len(pairs) for layer, pairs in layers(IDS, SCORES, 60.0).items()}


def test_every_pair_is_in_one_layer() -> None:
    assert sum(SIZES.values()) == 40 * 39 // 2


@pytest.mark.parametrize(
    ("score", "layer"),
    [(60.0, Layer.FLAGGED), (59.9, Layer.NEAR), (45.0, Layer.NEAR), (44.9, Layer.LOW), (0.0, Layer.OUTSIDE)],
)
def test_layers_end_where_the_method_says(score: float, layer: Layer) -> None:
    assert layer_of(score, 60.0) is layer


def test_a_draw_takes_its_share_of_each_layer_and_is_the_same_again() -> None:
    of = layers(IDS, SCORES, 60.0)
    drawn = draw(of, 120, seed=7)
    counts = {
        layer: sum(frozenset(pair) in {frozenset(one) for one in pairs} for pair in drawn)
        for layer, pairs in of.items()
    }
    assert counts == {Layer.FLAGGED: 40, Layer.NEAR: 40, Layer.LOW: 20, Layer.OUTSIDE: min(20, SIZES[Layer.OUTSIDE])}
    assert drawn == draw(of, 120, seed=7) != draw(of, 120, seed=8)
    assert len({frozenset(pair) for pair in drawn}) == len(drawn)


def test_the_order_of_a_draw_tells_no_score() -> None:
    """Over many seeds the first half of the list is no richer in flagged pairs than the second."""
    first = second = 0
    for seed in range(200):
        flagged = [SCORES[frozenset(pair)] >= 60 for pair in draw(layers(IDS, SCORES, 60.0), 120, seed)]
        first += sum(flagged[: len(flagged) // 2])
        second += sum(flagged[len(flagged) // 2 :])
    assert abs(first - second) < 0.05 * (first + second)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        pytest.param(8, 10, 0.490, 0.943, id="8 of 10"),
        pytest.param(0, 20, 0.0, 0.161, id="none of 20"),
        pytest.param(62, 62, 0.942, 1.0, id="all of 62"),
        pytest.param(0, 0, 0.0, 1.0, id="nothing labelled"),
    ],
)
def test_wilson_intervals_are_those_of_the_tables(right: int, of: int, low: float, high: float) -> None:
    found = wilson(right, of)
    assert (found.low, found.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_kappa_of_a_table_worked_by_hand() -> None:
    """20 both yes, 15 both no, 5 and 10 apart: raw 0.70, chance 0.50, kappa 0.40."""
    cells = {
        ("overlap", "overlap"): 20,
        ("overlap", "nothing"): 5,
        ("nothing", "overlap"): 10,
        ("nothing", "nothing"): 15,
    }
    told = [(Label(a), Label(b)) for (a, b), times in cells.items() for _ in range(times)]
    one = {PAIRS[at]: a for at, (a, _) in enumerate(told)}
    other = {PAIRS[at]: b for at, (_, b) in enumerate(told)}
    found = agreement(one, other)
    assert found is not None
    assert (found.pairs, found.raw, found.kappa) == (50, pytest.approx(0.70), pytest.approx(0.40))


def test_kappa_is_not_told_where_all_labels_are_one() -> None:
    one = {PAIRS[0]: Label.NOTHING, PAIRS[1]: Label.NOTHING}
    found = agreement(one, one)
    assert found is not None
    assert (found.raw, found.kappa) == (1.0, None)


def test_raters_who_differ_and_pairs_nobody_can_decide_are_left_out_and_counted() -> None:
    one = {PAIRS[0]: Label.OVERLAP, PAIRS[1]: Label.OVERLAP, PAIRS[2]: Label.UNDECIDED}
    other = {PAIRS[0]: Label.DUPLICATION, PAIRS[1]: Label.CHAIN, PAIRS[2]: Label.UNDECIDED}
    assert joined([one, other]) == ({PAIRS[0]: Label.OVERLAP}, 1, 1)


def test_recall_is_weighted_back_for_the_draw() -> None:
    """Of 2 labelled of 10 flagged both are right (10 in all); of 4 of 100 low one is right (25 in all): 10 of 35."""
    flagged, low = PAIRS[:2], PAIRS[2:6]
    scores = {**dict.fromkeys(flagged, 80.0), **dict.fromkeys(low, 10.0)}
    labels = {**dict.fromkeys(flagged, Label.OVERLAP), **dict.fromkeys(low, Label.NOTHING), low[0]: Label.DUPLICATION}
    sizes = {Layer.FLAGGED: 10, Layer.NEAR: 0, Layer.LOW: 100, Layer.OUTSIDE: 0}
    found = judge([labels], scores, sizes, 60.0)
    assert found.at_line.recall == pytest.approx(10 / 35)
    assert (found.at_line.precision.right, found.at_line.precision.of) == (2, 2)


def test_the_proposed_line_is_the_lowest_whose_interval_stays_over_the_wish() -> None:
    labels = {pair: Label.OVERLAP if SCORES[pair] >= 50 else Label.NOTHING for pair in PAIRS}
    found = judge([labels], SCORES, SIZES, 60.0)
    assert found.proposed is not None
    assert found.proposed.precision.low >= 0.6
    below = judge([labels], SCORES, SIZES, found.proposed.line - 1).at_line
    assert below.precision.low < 0.6


def test_precision_over_several_layers_is_weighted_back_too() -> None:
    """Of 2 labelled of 10 flagged both are right, of 2 of 30 near none: 10 of 40, not 2 of 4."""
    flagged, near = PAIRS[:2], PAIRS[2:4]
    scores = {**dict.fromkeys(flagged, 80.0), **dict.fromkeys(near, 50.0)}
    labels = {**dict.fromkeys(flagged, Label.OVERLAP), **dict.fromkeys(near, Label.NOTHING)}
    sizes = {Layer.FLAGGED: 10, Layer.NEAR: 30, Layer.LOW: 0, Layer.OUTSIDE: 0}
    found = judge([labels], scores, sizes, 60.0, line=50.0).at_line.precision
    assert (found.right, found.of, found.value) == (2, 4, pytest.approx(0.25))
    # Weights 5 and 15 tell as much as (2*5 + 2*15)^2 / (2*25 + 2*225) = 3.2 pairs of equal weight.
    assert (found.low, found.high) == (pytest.approx(0.039, abs=0.001), pytest.approx(0.734, abs=0.001))


def test_a_proposed_line_is_written_with_one_decimal_and_its_figures_are_those_of_that_line() -> None:
    scores = {pair: points + 0.087 for pair, points in SCORES.items()}
    labels = {pair: Label.OVERLAP if scores[pair] >= 50 else Label.NOTHING for pair in PAIRS}
    found = judge([labels], scores, SIZES, 60.0).proposed
    assert found is not None
    assert found.line == round(found.line, 1)
    assert found.precision.of == sum(points >= found.line for points in scores.values())


def test_no_line_is_proposed_where_none_is_good_enough() -> None:
    labels = dict.fromkeys(PAIRS, Label.NOTHING)
    assert judge([labels], SCORES, SIZES, 60.0).proposed is None
