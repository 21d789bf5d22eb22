"""The overlap index on catalogues that can be drawn on paper."""

from __future__ import annotations

import pytest

from overlap.analysis.coverage import ladder
from overlap.analysis.index import overlap_index
from overlap.model import Level, OverlapIndex
from tests.analysis.builders import POLICY, SELVSKADE, Row, world


def index(*rows: Row) -> dict[tuple[str, tuple[str, ...]], OverlapIndex]:
    catalogue, understanding = world(*rows)
    cells = ladder(catalogue, understanding, (SELVSKADE,), POLICY)
    return {(one.theme, one.departments): one for one in overlap_index(catalogue, cells, (SELVSKADE,))}


@pytest.mark.parametrize(
    ("rows", "marks", "cells", "value"),
    [
        pytest.param(
            (Row("1", ages=(13, 17)), Row("2", ages=(13, 17), departments=("MBU",))), 4, 2, 1.0, id="all-covered-twice"
        ),
        pytest.param(
            (Row("1", ages=(13, 17)), Row("2", ages=(16, 24), departments=("MBU",))),
            4,
            3,
            1 / 3,
            id="one-cell-of-three",
        ),
        pytest.param(
            (Row("1", ages=(13, 15)), Row("2", ages=(16, 17), departments=("MBU",))), 2, 2, 0.0, id="side-by-side"
        ),
        pytest.param(
            (Row("1", ages=(13, 15), level=Level.LIGHT), Row("2", ages=(13, 15), departments=("MBU",))),
            2,
            2,
            0.0,
            id="another-step-is-another-cell",
        ),
        pytest.param((Row("1"), Row("2")), 7, 7, None, id="one-department-has-no-index"),
    ],
)
def test_the_index_counts_cells_filled_more_than_once(
    rows: tuple[Row, ...], marks: int, cells: int, value: float | None
) -> None:
    """(marks - cells) / (cells x (departments - 1))."""
    found = next(iter(index(*rows).values()))
    assert (found.marks, found.cells) == (marks, cells)
    assert found.value == (pytest.approx(value) if value is not None else None)


def test_what_has_no_place_is_named_and_left_out() -> None:
    """No age, no step or no department: no cell."""
    rows = (
        Row("1", departments=("MBU",)),
        Row("2", ages=None),
        Row("3", level=Level.UNKNOWN),
        Row("4", departments=()),
    )
    assert index(*rows)["", ("MBU", "MSB")].left_out == ("2", "3", "4")


def test_three_departments_are_also_compared_two_by_two() -> None:
    """Pairs hide less than the whole."""
    rows = [Row(key, departments=(key,)) for key in ("A", "B", "C")]
    assert [departments for theme, departments in index(*rows) if theme == "selvskade"] == [
        ("A", "B", "C"),
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]
