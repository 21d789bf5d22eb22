"""`overlap gaps` with a budget year and a table of population."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlap.cli.application import run

DATA = Path(__file__).parents[2] / "data"


def test_need_is_held_against_places_only_with_a_population(capsys: pytest.CaptureFixture[str]) -> None:
    """No population, no estimate; with one, the estimate names its area and time."""
    asked = ["gaps", str(DATA / "bilag_b.xlsx"), "--theme", "selvskade", "--format", "csv"]
    assert run(asked) == 0
    assert "G6" not in capsys.readouterr().out
    assert run([*asked, "--population", str(DATA / "befolkning_aarhus_2015.csv")]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("G6")]
    assert "Aarhus, 2015K1" in line


def test_a_population_that_is_not_there_is_a_file_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 4, and a sentence that names the file."""
    assert run(["gaps", str(DATA / "bilag_b.xlsx"), "--population", "findes_ikke.csv"]) == 4
    assert "findes_ikke.csv" in capsys.readouterr().err
