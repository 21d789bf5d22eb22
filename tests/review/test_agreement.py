"""Agreement is counted over codes, not rows, and a step may be off by one."""

from __future__ import annotations

import pytest

from overlap.model import Facets, Level
from overlap.review.agreement import Agreement, facet_agreement, halves, micro


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        pytest.param([(("a", "b"), ("a",))], Agreement(1, 1, 0), id="one too many"),
        pytest.param([(("a",), ("a", "b"))], Agreement(1, 0, 1), id="one missed"),
        pytest.param([(("a",), ("b",)), (("c",), ("c",))], Agreement(1, 1, 1), id="two rows together"),
        pytest.param([((), ())], Agreement(0, 0, 0), id="nothing on either side"),
        pytest.param([(("a", "a"), ("a",))], Agreement(1, 0, 0), id="a code counts once"),
    ],
)
def test_codes_are_counted_over_all_rows(
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], wanted: Agreement
) -> None:
    """Micro-averaged: rows with many codes weigh more."""
    assert micro(pairs) == wanted


def test_figures_of_an_agreement() -> None:
    """Precision, recall and F1 of 3 right, 1 extra and 2 missed."""
    some = Agreement(right=3, extra=1, missed=2)
    assert (some.precision, some.recall, some.f1) == (0.75, 0.6, pytest.approx(2 / 3))


def test_nothing_right_is_zero_not_an_error() -> None:
    """No division by nothing."""
    none = Agreement(0, 0, 0)
    assert (none.precision, none.recall, none.f1) == (0.0, 0.0, 0.0)


def test_step_is_right_or_at_most_one_off() -> None:
    """A row without a labelled step is left out; a step we do not know is off by the whole step."""
    found = {key: Facets(level=level) for key, level in zip("abcd", (1, 2, 4, 0), strict=True)}
    labels = {key: Facets(level=Level(level)) for key, level in zip("abcd", (1, 3, 2, 0), strict=True)}
    level = facet_agreement(found, labels).level
    assert (level.labels, level.exact, level.within_one) == (3, 1, 2)


def test_only_rows_on_both_sides_are_judged() -> None:
    """A label for a row that is not in the catalogue counts neither way."""
    found = {"a": Facets(forms_main=("akut",), setting="skole")}
    labels = {"a": Facets(forms_main=("akut",), setting="skole"), "b": Facets(forms_main=("botilbud",))}
    agreement = facet_agreement(found, labels)
    assert agreement.interventions == agreement.settings == 1
    assert agreement.columns["forms_main"] == Agreement(1, 0, 0)


def test_halves_take_every_other_row() -> None:
    """So that each half holds all kinds of rows."""
    first, second = halves({key: Facets() for key in "abcde"})
    assert (list(first), list(second)) == (["a", "c", "e"], ["b", "d"])
