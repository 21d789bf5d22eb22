"""The face of the command line: columns, exit codes and what goes where. Scripts rely on these."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.exceptions import TyperException
from typer.main import get_command

from overlap import wording
from overlap.cli import application
from overlap.cli.application import run

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"

COLUMNS = {
    "catalogue": "id,row,name,department,provider,kind,target_group,age_min,age_max,access,wait_weeks_min,"
    "wait_weeks_max,evaluated,places,budget,funding_end,partners",
    "facets": "id,row,name,problems_main,problems_other,excluded,forms_main,forms_other,addressee,level,setting,wide,"
    "boundary",
    "overlaps": "a,b,score,tier,kind,themes,reason",
    "gaps": "kind,theme,age_band,department,step,interventions,reason",
}


def call(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one call."""
    code = run(arguments)
    out, err = capfdbinary.readouterr()
    return code, out.decode("utf-8"), err.decode("utf-8")


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("command", COLUMNS)
def test_the_columns_of_the_data_are_those_promised(command: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Names and order of columns are a promise to scripts."""
    code, out, err = call(capfdbinary, command, str(SAMPLE), "--format", "csv")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == COLUMNS[command]
    assert len(records(out)) > 10


def test_themes_have_the_six_themes_first(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """One column a theme, in the order of the lexicon, each cell one of four words."""
    code, out, _ = call(capfdbinary, "themes", str(SAMPLE), "--format", "csv")
    rows = records(out)
    assert code == 0
    assert out.startswith("id,row,name,angst,skolefravær,ADHD,autisme,spiseforstyrrelse,selvskade,")
    roles = {value for row in rows for key, value in row.items() if key not in ("id", "row", "name")}
    assert roles <= {"primary", "secondary", "excluded", "none"}


def test_what_is_read_equals_the_workbook_counted_another_way(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """123 rows, 46 partnerships, four departments: counted here straight from the cells of the workbook."""
    sheet = openpyxl.load_workbook(SAMPLE)["Bilag B"]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] is not None]
    partnerships = sum("partnerskab" in str(row[4]).casefold() for row in rows)
    _, out, _ = call(capfdbinary, "catalogue", str(SAMPLE), "--format", "csv")
    read = records(out)
    assert len(read) == len(rows)
    assert sum(row["kind"] == "partnership" for row in read) == partnerships
    assert sum(row["kind"] == "municipal" for row in read) == len(rows) - partnerships
    assert [row["id"] for row in read] == [str(row[0]) for row in rows]
    assert {name for row in read for name in row["department"].split("|")} == {"MBU", "MSB", "MSO", "MKB"}


def test_overlaps_come_best_first_and_all_holds_more(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`--all` gives every pair with points, and begins with the flagged ones."""
    _, flagged, _ = call(capfdbinary, "overlaps", str(SAMPLE), "--format", "csv")
    _, every, _ = call(capfdbinary, "overlaps", str(SAMPLE), "--format", "csv", "--all")
    scores = [float(row["score"]) for row in records(every)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert every.splitlines()[: len(flagged.splitlines())] == flagged.splitlines()
    assert len(every) > len(flagged)


def test_overlaps_can_be_narrowed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A theme, two departments and a number, together."""
    options = ("--theme", "Angst", "--between", "mbu", "msb", "--top", "3", "--format", "csv")
    _, out, _ = call(capfdbinary, "overlaps", str(SAMPLE), *options)
    rows = records(out)
    assert 0 < len(rows) <= 3
    assert all("angst" in row["themes"].split("|") for row in rows)


def test_a_table_of_the_first_pairs_says_of_how_many(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """All that the other options leave, and not all there are; data says it by none."""
    _, every, _ = call(capfdbinary, "overlaps", str(SAMPLE), "--theme", "angst", "--format", "csv")
    _, out, _ = call(capfdbinary, "overlaps", str(SAMPLE), "--theme", "angst", "--top", "3")
    assert f"Listen viser 3 af {len(records(every))} par" in out


def test_check_as_json_is_stable(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Version, file, sheet, header row, rows and issues with severity, code, sheet, cell and message."""
    code, out, _ = call(capfdbinary, "check", str(SAMPLE), "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert {key: found[key] for key in ("version", "file", "sheet", "header_row", "rows")} == {
        "version": 1,
        "file": "bilag_b.xlsx",
        "sheet": "Bilag B",
        "header_row": 4,
        "rows": 123,
    }
    assert {frozenset(issue) for issue in found["issues"]} == {
        frozenset(("severity", "code", "sheet", "cell", "message"))
    }
    assert any(issue["cell"] == "G8" for issue in found["issues"])


def test_explain_adds_up_to_the_score_of_the_list(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The parts of a pair are the figure in the report."""
    _, out, _ = call(capfdbinary, "overlaps", str(SAMPLE), "--format", "csv", "--top", "1")
    best = records(out)[0]
    _, parts, _ = call(capfdbinary, "explain", str(SAMPLE), best["a"], best["b"], "--format", "csv")
    total = sum(float(row["points"]) for row in records(parts))
    assert min(99.0, total) == pytest.approx(float(best["score"]), abs=0.5)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nope",), 2, "nope"),
        (("chek", "x.xlsx"), 2, "check"),
        (("check",), 2, "FIL"),
        (("check", "x.xlsx", "--formt", "csv"), 2, "--format"),
        (("check", "x.xlsx", "--format", "xml"), 2, "table|csv|json"),
        (("gaps", str(SAMPLE), "--theme", "angts"), 2, "angst"),
        (("overlaps", str(SAMPLE), "--between", "MBU", "XYZ"), 2, "XYZ"),
        (("explain", str(SAMPLE), "1", "999"), 2, "999"),
        (("explain", str(SAMPLE), "1", "1"), 2, "1"),
        (("check", "findes-ikke.xlsx"), 4, "findes-ikke.xlsx"),
        (("evaluate", str(SAMPLE), "--gold", "findes-ikke"), 4, "findes-ikke"),
    ],
    ids=lambda value: " ".join(value)[-40:] if isinstance(value, tuple) else None,
)
def test_a_wrong_call_gets_one_sentence_and_its_exit_code(
    arguments: tuple[str, ...], code: int, words: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Nothing on stdout, one line on stderr that names what was wrong, no traceback."""
    found, out, err = call(capfdbinary, *arguments)
    assert found == code
    assert out == ""
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["run", "check", "catalogue", "themes", "facets", "overlaps", "gaps"])
def test_a_workbook_that_is_not_there_is_said_by_every_command(
    command: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The same sentence and exit code, and no talk of a fault in the program."""
    code, out, err = call(capfdbinary, command, str(tmp_path / "findes ikke.xlsx"))
    assert (code, out) == (4, "")
    assert "findes ikke.xlsx findes ikke" in err


def test_a_fault_of_ours_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """What nobody foresaw ends in exit code 1 and names --verbose, which gives the traceback."""

    def broken(*_: object) -> None:
        message = "uventet"
        raise RuntimeError(message)

    monkeypatch.setattr("overlap.reading.inspect", broken)
    code, _, err = call(capfdbinary, "check", str(SAMPLE))
    assert code == 1
    assert "uventet" in err
    assert "Traceback" not in err
    assert "Traceback" in call(capfdbinary, "check", str(SAMPLE), "--verbose")[2]


def test_run_writes_a_report_and_leaves_the_earlier_one_when_it_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A second run whose file cannot be replaced ends in exit code 4, the first report as it was, no file left over."""
    assert call(capfdbinary, "run", str(SAMPLE), "--out", str(tmp_path))[0] == 0
    report = tmp_path / "bilag_b" / "rapport.xlsx"
    before = report.read_bytes()

    def locked(*_: object) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr(Path, "replace", locked)
    monkeypatch.setattr("time.sleep", lambda _: None)
    code, _, err = call(capfdbinary, "run", str(SAMPLE), "--out", str(tmp_path), "--date", "2024-06-18")
    assert code == 4
    assert "rapport.xlsx" in err
    assert report.read_bytes() == before
    assert [path.name for path in report.parent.iterdir() if path.name.endswith(".tmp")] == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["run", "--help"], ["overlaps", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Help is shown at once: neither pandas, numpy, openpyxl, rapidfuzz nor xlsxwriter is imported for it."""
    program = (
        "import sys\nfrom overlap.cli.application import run\n"
        f"run({arguments!r})\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'rapidfuzz', 'xlsxwriter', 'simplemma', 'rich'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "ascii", "utf-8"])
def test_help_and_tables_can_be_written_on_any_console(encoding: str) -> None:
    """An old code page may lose a letter, never the run."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "80"}
    for arguments in (["--help"], ["check", str(SAMPLE)]):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "overlap", *arguments], capture_output=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr


def test_english_says_the_same_figures(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Another language changes the reasons, never the figures."""
    danish = records(call(capfdbinary, "overlaps", str(SAMPLE), "--format", "csv")[1])
    english = records(call(capfdbinary, "overlaps", str(SAMPLE), "--format", "csv", "--language", "en")[1])
    assert [(row["a"], row["b"], row["score"]) for row in danish] == [
        (row["a"], row["b"], row["score"]) for row in english
    ]
    assert danish[0]["reason"] != english[0]["reason"]


def test_a_run_imports_neither_pandas_nor_pydantic(tmp_path: Path) -> None:
    """Importing the two takes longer than reading the sample, and a run from workbook to reports needs neither."""
    program = (
        "import sys\nfrom overlap.cli.application import run\n"
        f"code = run(['run', {str(SAMPLE)!r}, '--out', {str(tmp_path)!r}])\n"
        "sys.exit(str({'pandas', 'pydantic'} & set(sys.modules) or code or 0))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)  # noqa: S603
    assert done.stderr.splitlines()[-1] == b"0", done.stderr


PLAIN = {
    "a text": ["--title", "Bilag B"],
    "an empty text": ["--title", ""],
    "a path": ["--out", "somewhere"],
    "a path that is there": ["--out", "."],
    "a path with a null": ["--out", "a\0b"],
    "several files": ["a.xlsx", "b æøå.xlsx"],
    "a whole number": ["--header-row", "3"],
    "no whole number": ["--header-row", "three"],
    "a day": ["--date", "2026-11-22"],
    "no day": ["--date", "22.11.2026"],
    "a choice": ["--language", "en"],
    "no choice": ["--language", "tysk"],
    "switches": ["--quiet", "--force"],
    "nothing": [],
}


@pytest.mark.parametrize("name", PLAIN)
def test_options_mean_what_typer_makes_of_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way for plain values gives the same values, or the same complaint, as the long one."""

    def understood() -> object:
        command: Any = get_command(application.build(wording.load("da")))
        try:
            return command.commands["run"].make_context("run", list(PLAIN[name])).params
        except (TyperException, ValueError) as complaint:
            return type(complaint), str(complaint)

    short = understood()
    monkeypatch.setattr(application, "plainly", lambda _: None)
    assert short == understood()
