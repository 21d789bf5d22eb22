"""Every way people write ages, as a table; the table was written before the reader."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from overlap.model import Span
from overlap.reading.values import ages

with (Path(__file__).parent / "ages.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["text"], row["low"], row["high"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "low", "high"), CASES, ids=[case[0] for case in CASES])
def test_an_age_is_read_as_people_mean_it(text: str, low: str, high: str) -> None:
    """The years of the table, both ends."""
    assert ages.parse(text) == Span(int(low) if low else None, int(high) if high else None)


def test_the_table_holds_at_least_150_expressions() -> None:
    assert len({case[0] for case in CASES}) >= 150
