"""The line that labels propose, written into `overlap.toml`, heeded by the reports and told of in them."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

import openpyxl
import pytest

from overlap.cli import edited, works
from overlap.cli.application import run
from overlap.cli.threshold import stated, written
from overlap.model import Threshold
from overlap.review import gold
from tests.cli.test_batch import settings as shown

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"
GOLD = SAMPLE.parent / "gold"
LINE = '{ points = 52.3, date = "2024-06-20", labels = 118, precision = 0.6, of = "b.xlsx" }'

PLACES = {
    "an empty file": ("", (), "{new}\n"),
    "no last line feed": ('title = "x"', (), 'title = "x"\n{new}\n'),
    "only settings": ('title = "x"\n', (), 'title = "x"\n{new}\n'),
    "settings, comments and runs": (
        '# Vores\ntitle = "x"  # trykkes\n\n# Børn\n[runs.a]\nfiles = "a.xlsx"\n',
        (),
        '# Vores\ntitle = "x"  # trykkes\n{new}\n\n# Børn\n[runs.a]\nfiles = "a.xlsx"\n',
    ),
    "only runs": ('[runs.a]\nfiles = "a.xlsx"\n', (), '{new}\n\n[runs.a]\nfiles = "a.xlsx"\n'),
    "a number before": ("threshold = 50 # valgt i maj\nout = 'r'\n", (), "{new} # valgt i maj\nout = 'r'\n"),
    "a calibrated one before": (f"  threshold = {LINE}\n", (), "  {new}\n"),
    "a hash in the name before": (
        'threshold = { points = 5, date = "2024-01-01", labels = 1, precision = 0.5, of = "a#1 # b.xlsx" } # ja\n',
        (),
        "{new} # ja\n",
    ),
    "Windows line ends": ('title = "x"\r\n[runs.a]\r\n', (), 'title = "x"\r\n{new}\r\n[runs.a]\r\n'),
    "a run": (
        '[runs.a]\n# to\nfiles = ["x"]\n[runs.b]\n',
        ("runs", "a"),
        '[runs.a]\n{new}\n# to\nfiles = ["x"]\n[runs.b]\n',
    ),
    "a run with a quoted name": (
        '[runs]\n["runs"."b æ"]  # b\n',
        ("runs", "b æ"),
        '[runs]\n["runs"."b æ"]  # b\n{new}\n',
    ),
    "a run that has one, and so have others": (
        "threshold = 1\n[runs.a]\nthreshold = 2\n[runs.b]\nthreshold = 3\n",
        ("runs", "b"),
        "threshold = 1\n[runs.a]\nthreshold = 2\n[runs.b]\n{new}\n",
    ),
    "what looks like a table in a text": (
        'title = """\n[runs.a]\nthreshold = 1\n"""\n[runs.a]\n',
        ("runs", "a"),
        'title = """\n[runs.a]\nthreshold = 1\n"""\n[runs.a]\n{new}\n',
    ),
    "a line separator in a text": ('title = "a\u2028b"\n', (), 'title = "a\u2028b"\n{new}\n'),
}


@pytest.mark.parametrize(("before", "tables", "after"), PLACES.values(), ids=PLACES.keys())
def test_one_line_is_written_and_all_else_stays(before: str, tables: tuple[str, ...], after: str) -> None:
    """Byte for byte; and the file says what it said before."""
    assert edited.edited(before, tables, "threshold", LINE) == after.replace("{new}", f"threshold = {LINE}")


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        pytest.param("[threshold]\npoints = 5\n", (), id="a table of its own"),
        pytest.param("threshold.points = 5\n", (), id="dotted"),
        pytest.param('runs.a.files = "x"\n', ("runs", "a"), id="a run without a heading"),
        pytest.param(
            "runs = { a = {} }\n",
            ("runs", "a"),
            id="a run in braces",
        ),
    ],
)
def test_a_file_that_cannot_be_edited_in_one_line_is_left_and_said(
    text: str, tables: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "overlap.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match="config_not_edited"):
        edited.put(path, tables, "threshold", LINE)
    assert path.read_text(encoding="utf-8") == text


def test_a_byte_order_mark_and_a_link_stay(tmp_path: Path) -> None:
    real = tmp_path / "fælles.toml"
    real.write_bytes(b"\xef\xbb\xbf" + b'title = "x"\r\n')
    link = tmp_path / "overlap.toml"
    link.symlink_to(real)
    edited.put(link, (), "threshold", "50")
    assert link.is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbf" + b'title = "x"\r\nthreshold = 50\r\n'


@pytest.mark.parametrize(
    "line",
    [
        Threshold(52.3, "2024-06-20", 118, 0.6, "bilag_b.xlsx"),
        Threshold(50.0, "2024-06-20", 1, 0.75, 'a "b" \\ c.xlsx'),
        Threshold(48.0),
    ],
    ids=["calibrated", "quotes in the name", "chosen"],
)
def test_a_line_reads_back_as_it_was_written(line: Threshold) -> None:
    assert stated(tomllib.loads(f"x = {written(line)}")["x"]) == line


@pytest.mark.parametrize(
    "text",
    ["true", '"50"', "0", "101", "nan", "{ labels = 5 }", "{ points = 50, labels = 5 }"]
    + [
        LINE.replace(a, b)
        for a, b in (("118", "0"), ("2024-06-20", "i går"), ("0.6", "1.0"), ('of = "b.xlsx"', "a = 1"))
    ],
)
def test_what_is_no_line_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also labels that are told of in part: a report never says that a line is calibrated without saying by what."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "overlap.toml").write_text(f"threshold = {text}\n", encoding="utf-8")
    assert run(["config"]) == 3
    assert "threshold" in capfd.readouterr().err


def labelled(folder: Path, size: int) -> Path:
    """A drawn sheet, labelled by `data/gold/overlaps.csv`."""
    target = folder / "m.xlsx"
    assert run(["sample", str(SAMPLE), str(target), "--size", str(size), "--seed", "3"]) == 0
    fill(target)
    os.utime(target, (1_718_900_000, 1_718_900_000))
    return target


def fill(target: Path) -> None:
    """Label a drawn sheet by `data/gold/overlaps.csv`."""
    work, right = works.work(SAMPLE), gold.read(GOLD).overlaps
    from overlap.review.keys import keys

    id_of = {key: one for one, key in keys(work.catalogue.interventions).items()}
    book = openpyxl.load_workbook(target)
    for row in book["Mærkning"].iter_rows():
        members = [id_of[key] for key in str(row[4].value or "").split() if key in id_of]
        if len(members) == 2:
            row[2].value = "Overlap" if frozenset(members) in right else "Intet"
    book.save(target)


def told(report: Path) -> str:
    """Every text of the report's front page and method."""
    book = openpyxl.load_workbook(report, read_only=True)
    pages = (book["Svaret"] if "Svaret" in book.sheetnames else book.worksheets[0], book["Metode"])
    return "\n".join(str(cell) for page in pages for row in page.iter_rows(values_only=True) for cell in row if cell)


def test_a_proposed_line_is_written_used_and_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Before: not calibrated. After: when, by how many labels, of which workbook; and the pairs are those over it."""
    monkeypatch.chdir(tmp_path)
    sheet = labelled(tmp_path, 240)
    assert run(["run", str(SAMPLE)]) == 0
    report = tmp_path / "reports" / "bilag_b"
    assert "ikke kalibreret på lokale mærkninger" in told(report / "rapport.xlsx")
    assert "ikke kalibreret mod mærkede par" in told(report / "rapport.xlsx")
    capfdbinary.readouterr()
    before = shown(capfdbinary)["", "threshold"]
    assert before == ("", "default")
    settings = "# Vores indstillinger\nbudget_year = 2025  # det næste\n"
    (tmp_path / "overlap.toml").write_text(settings, encoding="utf-8")
    assert run(["evaluate", str(SAMPLE), "--labels", str(sheet), "--precision", "0.5"]) == 0
    assert (tmp_path / "overlap.toml").read_text(encoding="utf-8") == settings
    capfdbinary.readouterr()
    assert (
        run(["evaluate", str(SAMPLE), "--labels", str(sheet), "--precision", "0.5", "--write", "--format", "csv"]) == 0
    )
    out, err = (text.decode() for text in capfdbinary.readouterr())
    proposed = re.search(r"proposed_score,([\d.]+)", out)
    assert proposed is not None
    after = (tmp_path / "overlap.toml").read_text(encoding="utf-8")
    assert after.startswith(settings)
    line = tomllib.loads(after)["threshold"]
    assert (line["points"], line["date"], line["of"]) == (float(proposed[1]), "2024-06-20", "bilag_b.xlsx")
    assert written(stated(line) or Threshold(1)) in err
    assert shown(capfdbinary)["", "threshold"] == (written(stated(line) or Threshold(1)), "file")
    assert run(["run", "--check"]) == 3
    assert run(["run", str(SAMPLE)]) == 0
    sentence = f"Tærsklen er kalibreret 20. juni 2024 på {line['labels']} mærkede par fra bilag_b.xlsx"
    assert told(report / "rapport.xlsx").count(sentence) >= 2
    assert "ikke kalibreret mod mærkede par" not in told(report / "rapport.xlsx")
    assert "threshold" in json.loads((report / "run.json").read_text(encoding="utf-8"))["options"]
    pairs = works.work(SAMPLE).overlaps
    assert pairs
    assert min(pair.score for pair in pairs) >= line["points"]
    written_once = (tmp_path / "overlap.toml").read_bytes()
    assert run(["evaluate", str(SAMPLE), "--labels", str(sheet), "--precision", "0.5", "--write"]) == 0
    assert (tmp_path / "overlap.toml").read_bytes() == written_once


def test_a_line_goes_to_the_run_that_names_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = labelled(tmp_path, 240)
    told = f"[runs.b]\nfiles = '{SAMPLE}'\n\n[runs.c]\nfiles = 'c.xlsx'\n"
    (tmp_path / "overlap.toml").write_text(told, encoding="utf-8")
    asked = ["evaluate", str(SAMPLE), "--labels", str(sheet), "--write", "--precision", "0.5", "--date", "2024-07-01"]
    assert run(asked) == 0
    found = tomllib.loads((tmp_path / "overlap.toml").read_text(encoding="utf-8"))
    assert found["runs"]["b"]["threshold"]["date"] == "2024-07-01"
    assert "threshold" not in found["runs"]["c"]
    assert works.work(Path("c.xlsx")).threshold is None


def test_labels_that_propose_nothing_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = labelled(tmp_path, 24)
    assert run(["evaluate", str(SAMPLE), "--labels", str(sheet), "--precision", "0.99", "--write"]) == 3
    said = capfd.readouterr()
    assert "ingen linje" in said.err
    assert "{" not in said.out
    assert not (tmp_path / "overlap.toml").exists()


@pytest.mark.parametrize("asked", [["--precision", "1.5", "--labels", "m.xlsx"], ["--write", "--gold", str(GOLD)]])
def test_what_makes_no_sense_is_refused(asked: list[str]) -> None:
    assert run(["evaluate", str(SAMPLE), *asked]) == 2


def test_a_chosen_line_is_used_and_never_called_calibrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERLAP_THRESHOLD", "80")
    assert run(["run", str(SAMPLE)]) == 0
    text = told(tmp_path / "reports" / "bilag_b" / "rapport.xlsx")
    assert "ikke kalibreret" in text
    assert "Sat i indstillingerne" in text
    assert {pair.tier.value for pair in works.work(SAMPLE).overlaps} == {"likely"}
