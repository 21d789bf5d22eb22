"""Every command that reads a catalogue reads it with the settings of `overlap.toml`, the run's before the common."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from overlap.cli import works
from overlap.cli.application import run
from overlap.cli.commands import REGISTER
from tests.cli.test_batch import workbook

READS_NO_CATALOGUE = {"run", "review", "config", "template", "verify"}
"""`run` and `review` take their settings through `overlap.toml` too; the tests of batch and review hold that."""
ARGUMENTS = {"explain": ["1", "2"], "sample": ["ark.xlsx"], "evaluate": ["--gold", "gold"], "compare": ["a.xlsx"]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "a.xlsx", 1)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book.worksheets[0]
    page.insert_cols(1)
    for row, text in enumerate(("Nr.", 1, 2, 3), start=1):
        page.cell(row, 1).value = text
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "overlaps.csv").write_text("nr_a,nr_b,grade,themes\n1,2,2,angst\n", encoding="utf-8")
    return tmp_path


def settings(folder: Path, common: str = "", of_run: str = "") -> None:
    told = f'{common}\n[runs.a]\nfiles = "a.xlsx"\n{of_run}\n'
    (folder / "overlap.toml").write_text(told, encoding="utf-8")


@pytest.mark.parametrize("command", sorted(REGISTER.keys() - READS_NO_CATALOGUE))
def test_every_command_that_reads_a_catalogue_heeds_the_settings(
    command: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A sheet that is not there stops each of them, when only the settings name it."""
    settings(folder, of_run='sheet = "Et andet ark"')
    assert run([command, "a.xlsx", *ARGUMENTS.get(command, [])]) != 0
    assert "Et andet ark" in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    "command", ["themes", "facets", "overlaps", "gaps", "explain", "sample", "evaluate", "compare"]
)
def test_a_lexicon_of_the_settings_reaches_every_command_that_reads_words(
    command: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings(folder, 'lexicon = "egne-ord.toml"')
    assert run([command, "a.xlsx", *ARGUMENTS.get(command, [])]) != 0
    assert "egne-ord.toml" in capfd.readouterr().err


def test_a_population_of_the_settings_reaches_the_gaps(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    settings(folder, 'population = "folk1a.csv"')
    assert run(["gaps", "a.xlsx"]) == 4
    assert "folk1a.csv" in capfd.readouterr().err


def test_a_flag_goes_before_the_run_and_the_run_before_the_rest(folder: Path) -> None:
    settings(folder, 'lexicon = "alle.toml"\nbudget_year = 2025', 'lexicon = "a.toml"')
    assert works.work(Path("a.xlsx")).lexicon_file == Path("a.toml")
    assert works.work(Path("a.xlsx"), lexicon=Path("min.toml")).lexicon_file == Path("min.toml")
    assert works.work(Path("b.xlsx")).lexicon_file == Path("alle.toml")
    assert works.work(Path("a.xlsx")).budget_year == 2025


def test_corrections_hold_in_every_command(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """What the run's file of decisions corrects is what `facets` and `catalogue` show."""
    settings(folder, 'date = "2024-06-18"', 'decisions = "a.csv"')
    assert run(["run"]) == 0
    report = folder / "reports" / "a" / "rapport.xlsx"
    book = openpyxl.load_workbook(report)
    page = book["Forståelse"]
    head = next(row for row in page.iter_rows() if row[0].value == "Indsats")
    for heading, text in (("Trin", "Behandling"), ("Alder", "3-4")):
        page.cell(head[0].row + 1, next(cell.column for cell in head if cell.value == heading)).value = text
    book.save(report)
    assert run(["review", str(report)]) == 0
    assert (folder / "a.csv").exists()
    assert not (folder / "decisions.csv").exists()
    capfdbinary.readouterr()
    found = {}
    for command in ("facets", "catalogue"):
        assert run([command, "a.xlsx", "--format", "csv"]) == 0
        found[command] = list(csv.DictReader(io.StringIO(capfdbinary.readouterr()[0].decode())))
    assert "3" in [row["level"] for row in found["facets"]]
    assert ("3", "4") in [(row["age_min"], row["age_max"]) for row in found["catalogue"]]


def test_a_report_comes_back_to_the_decisions_of_its_own_run(folder: Path) -> None:
    workbook(folder / "b.xlsx", 2)
    told = (
        '[runs.a]\nfiles = "a.xlsx"\ndecisions = "a.csv"\n[runs.b]\nfiles = "b.xlsx"\ndecisions = "b.csv"\nout = "ud"\n'
    )
    (folder / "overlap.toml").write_text(told, encoding="utf-8")
    assert works.returned(Path("reports/a/rapport.xlsx")).decisions_file == Path("a.csv")
    assert works.returned(Path("ud/b/rapport.xlsx")).decisions_file == Path("b.csv")
    assert works.returned(Path("hentet/rapport.xlsx")).decisions_file == Path("decisions.csv")
