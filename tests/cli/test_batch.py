"""Runs that `overlap.toml` names: made, skipped, failed and checked; and where each setting comes from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from overlap.cli import show
from overlap.cli.application import run
from overlap.report.story import Story

HEADINGS = ("Indsats", "Afdeling", "Målgruppe", "Alder", "Beskrivelse")
ROWS = (
    ("Modige børn", "MBU", "Børn med angst", "8-12", "Gruppeforløb for børn med angst og deres forældre."),
    ("Cool i skolen", "MSB", "Børn med angst", "9-13", "Gruppeforløb i otte uger for børn med angst."),
    ("Tilbage i klassen", "MBU", "Elever med skolefravær", "10-15", "Kontaktperson til elever med skolefravær."),
)


def workbook(path: Path, number: int) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(HEADINGS)
    for name, *rest in ROWS:
        page.append((f"{name} {number}", *rest))
    book.save(path)


@pytest.fixture
def twenty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seventeen workbooks, a text file, one that is missing and one without interventions."""
    monkeypatch.chdir(tmp_path)
    runs = []
    for number in range(20):
        if number == 4:
            (tmp_path / f"w{number}.xlsx").write_text("Indsats;Alder\n", encoding="utf-8")
        elif number == 12:
            openpyxl.Workbook().save(tmp_path / f"w{number}.xlsx")
        elif number != 9:
            workbook(tmp_path / f"w{number}.xlsx", number)
        runs.append(f'[runs.r{number}]\nfiles = "w{number}.xlsx"\ntitle = "Runde {number}"')
    (tmp_path / "overlap.toml").write_text('date = "2024-06-18"\n' + "\n".join(runs), encoding="utf-8")
    return tmp_path


def everything(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Every file with when it was written and which file it is: a replaced file is another one."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): (stat.st_mtime_ns, stat.st_ino) for path, stat in found}


def test_three_bad_of_twenty_stop_no_other_and_a_second_run_touches_nothing(
    twenty: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["run", "--check"]) == 3
    assert everything(twenty / "reports") == {}
    assert run(["run"]) == 4
    told = capfdbinary.readouterr()[0].decode()
    assert "17 lavet, 3 mislykket." in told
    for bad in ("w4.xlsx", "w9.xlsx", "w12.xlsx"):
        assert bad in told
    made = {path.parent.name for path in (twenty / "reports").glob("*/rapport.xlsx")}
    assert made == {f"r{number}" for number in range(20)} - {"r4", "r9", "r12"}
    before = everything(twenty / "reports")
    assert run(["run"]) == 4
    assert "17 sprunget over, fordi intet er ændret, 3 mislykket." in capfdbinary.readouterr()[0].decode()
    assert everything(twenty / "reports") == before
    workbook(twenty / "w0.xlsx", 99)
    assert run(["run", "--check"]) == 3
    assert "16 opdateret, 1 forældet, 3 mangler." in capfdbinary.readouterr()[0].decode()
    assert everything(twenty / "reports") == before
    assert run(["run"]) == 4
    assert "1 lavet, 16 sprunget over" in capfdbinary.readouterr()[0].decode()


def test_a_workbook_that_is_saved_while_its_report_is_made_outdates_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is of what was read, and says so; it does not pass for one of what stands there now."""
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "a.xlsx", 1)
    read = show.story

    def story(*arguments: Any) -> Story:
        found = read(*arguments)
        workbook(tmp_path / "a.xlsx", 2)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(show, "story", story)
        assert run(["run", "a.xlsx", "--quiet"]) == 0
    assert run(["run", "a.xlsx", "--check"]) == 3
    assert run(["run", "a.xlsx", "--quiet"]) == 0
    assert run(["run", "a.xlsx", "--check"]) == 0


def settings(capfdbinary: pytest.CaptureFixture[bytes]) -> dict[tuple[str, str], tuple[str, str]]:
    assert run(["config", "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capfdbinary.readouterr()[0].decode()))
    return {(row["run"], row["key"]): (row["value"], row["origin"]) for row in rows}


def test_flag_goes_before_variable_before_file_before_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "a.xlsx", 1)
    assert settings(capfdbinary)["", "out"] == ("reports", "default")
    told = 'out = "notater"\nbudget_year = 2025\n[runs.a]\nfiles = ["a.xlsx"]\nbudget_year = 2026\n'
    (tmp_path / "overlap.toml").write_text(told, encoding="utf-8")
    found = settings(capfdbinary)
    assert (found["", "out"], found["a", "budget_year"]) == (("notater", "file"), ("2026", "run"))
    monkeypatch.setenv("OVERLAP_OUT", "andre")
    assert settings(capfdbinary)["a", "out"] == ("andre", "environment")
    assert run(["run", "a.xlsx", "--out", "mine", "--date", "2024-06-18"]) == 0
    manifest = json.loads((tmp_path / "mine" / "a" / "run.json").read_text(encoding="utf-8"))
    assert manifest["options"]["budget_year"] == "2026"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("budget_year = ", 3, id="not TOML"),
        pytest.param('budgetyear = "2025"', 3, id="an unknown name"),
        pytest.param('budget_year = "2025"', 3, id="a text for a number"),
        pytest.param("[runs.a]\nfiles = 7", 3, id="files that are none"),
        pytest.param('[runs.a]\ntitle = "x"', 3, id="a run without files"),
        pytest.param('date = "i går"\n[runs.a]\nfiles = "a.xlsx"', 3, id="no date"),
        pytest.param('lexicon = "D:\\elever\\ord.toml"', 3, id="a path with an escape"),
        pytest.param('[runs.a]\nfiles = "C:\\temp\\a.xlsx"', 3, id="files with an escape"),
        pytest.param("", 3, id="no runs"),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_said(
    text: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "overlap.toml").write_text(text, encoding="utf-8")
    assert run(["run"]) == code
    assert "overlap.toml" in capfdbinary.readouterr()[1].decode()


def test_namesakes_from_two_folders_get_a_report_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        workbook(tmp_path / folder / "skema.xlsx", 1)
    assert run(["run", "a/skema.xlsx", "b/skema.xlsx"]) == 0
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {"skema", "skema~2"}
