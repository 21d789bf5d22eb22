"""`overlap gaps`, and `overlap compare`, with a budget year and a table of population."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from overlap.cli import compared
from overlap.cli.application import run
from overlap.review.rounds import Round, compare
from overlap.review.terms import signed
from overlap.wording import load

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


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("--budget-year", "2025"), id="money that ends"),
        pytest.param(("--population", str(DATA / "befolkning_aarhus_2015.csv")), id="need against places"),
    ],
)
def test_a_round_is_compared_with_a_workbook_on_the_same_terms(
    options: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing has changed; without the option the gaps that only it finds would seem to be gone."""
    book = openpyxl.load_workbook(DATA / "bilag_b.xlsx")
    for row in book["Bilag B"].iter_rows(min_row=5, min_col=14, max_col=14):
        row[0].value = "Puljemidler til 31-12-2024"
    book.save(tmp_path / "skema.xlsx")
    assert run(["run", str(tmp_path / "skema.xlsx"), "--out", str(tmp_path), "--quiet", *options]) == 0
    asked = ["compare", str(tmp_path / "skema"), str(tmp_path / "skema.xlsx"), "--format", "csv"]
    capsys.readouterr()
    assert run(asked) == 0
    told = capsys.readouterr()
    assert "gap,gone" in told.out
    assert "Forbehold" in told.err
    assert Path(options[1]).name in told.err
    assert run([*asked, *options]) == 0
    told = capsys.readouterr()
    assert (len(told.out.splitlines()), told.err) == (1, "")


def test_two_reports_on_other_terms_are_compared_with_a_caution(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the screen, in Excel and as data; what would have to be analysed anew is refused."""
    own = tmp_path / "ord.toml"
    sample = str(DATA / "bilag_b.xlsx")
    for name, words in (("før", '["klatretosse"]'), ("nu", '["klatretosse", "klatregal"]')):
        own.write_text(f"[angst]\nstart = {words}\n", encoding="utf-8")
        out = str(tmp_path / name)
        assert run(["run", sample, "--out", out, "--quiet", "--lexicon", str(own)]) == 0, capsys.readouterr().err
    both = [str(tmp_path / name / "bilag_b") for name in ("før", "nu")]
    assert run(["compare", *both, "--excel", str(tmp_path / "ud.xlsx")]) == 0
    caution = "grundlag: filen med egne ord (før ord.toml, nu en anden udgave)."
    assert caution in " ".join(capsys.readouterr().out.split())
    sums = openpyxl.load_workbook(tmp_path / "ud.xlsx").worksheets[0]
    told = " ".join(str(row[0].value) for row in sums.iter_rows(max_row=8))
    assert caution in told
    assert run(["compare", *both, "--format", "json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["terms"]) == {"lexicon"}
    assert run(["compare", *both, "--budget-year", "2025", "--population", "b.csv"]) == 2
    assert "--budget-year og --population" in capsys.readouterr().err
    again = shutil.copy(own, tmp_path / "ord2026.toml")
    assert run(["compare", both[1], sample, "--lexicon", str(again), "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert (len(told.out.splitlines()), told.err) == (1, "")


@pytest.mark.parametrize(("differ", "last"), [(4, "t3"), (5, "t4"), (6, "2 forskelle mere")])
def test_a_caution_names_a_handful_of_terms(differ: int, last: str) -> None:
    """Two more are counted; one more is named."""
    old, new = (Round("a", (), (), (), terms={f"t{at}": value for at in range(differ)}) for value in ("0.4", "0.5"))
    told = compared.caveat(compare(old, new), load("da"))
    assert told.partition(". Nogle")[0].endswith(last if differ == 6 else f"{last} (før 0,4, nu 0,5)")


def test_the_program_is_one_of_the_terms() -> None:
    """Also where its number is the same: its words and rules may have been changed."""
    old, new = (Round("a", (), (), (), terms={"version": signed("0.1.0", edition)}) for edition in "ab")
    assert "programmet (før 0.1.0, nu en anden udgave)" in compared.caveat(compare(old, new), load("da"))
    assert compared.caveat(compare(old, old), load("da")) == ""
