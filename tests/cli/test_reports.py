"""The whole way from a workbook to its reports: nothing runs, nothing hidden comes along, and twice gives the same."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from overlap.report import checks
from tests.cli.starting import STARTS_WITHOUT_LOCALE

ROOT = Path(__file__).parents[2]
HOSTILE = (
    '=HYPERLINK("http://evil.example","klik")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "http://evil.example/",
    "mailto:evil",
    "internal:'Metode'!A1",
    "file:///etc/passwd",
    "[link=http://evil.example]klik[/link]",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{=SUM(1)}",
    "@@SCRIPT@@ {text} ${1} {0} %s",
    "]]><w:p/><!--",
    "_x0000_ &amp; &#61;1",
    "\u202e=1+1\u200b",
)
HIDDEN = "FORTROLIGT"
HEADINGS = (
    "Nr.", "Indsats", "Afdeling", "Leverandør", "Målgruppe", "Alder", "Beskrivelse", "Formål", "Indgang", "Ventetid",
    "Antal pr. år", "Økonomi", "Evaluering", "Samarbejdspartnere", "Kontaktperson",
)  # fmt: skip


def text(sheet: object, row: int, column: int, value: str) -> None:
    """A cell of text, also where the text looks like a formula."""
    cell = sheet.cell(row, column)  # type: ignore[attr-defined]
    cell.value = value
    cell.data_type = "s"


def made(path: Path) -> Path:
    """A catalogue with every hostile string in every field, and things that are not meant to be shown."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "=1+1 <b>'x'&"
    text(sheet, 1, 1, HOSTILE[0])
    for at, heading in enumerate((*HEADINGS, HOSTILE[0], HOSTILE[12]), start=1):
        text(sheet, 3, at, heading)
    for row, string in enumerate(HOSTILE, start=4):
        sheet.cell(row, 1).value = row - 3
        for at, heading in enumerate(HEADINGS[1:], start=2):
            lead = "Gruppeforløb for børn med angst. " if heading in ("Beskrivelse", "Målgruppe") and row % 2 else ""
            text(sheet, row, at, HIDDEN if heading == "Kontaktperson" else f"{lead}{string}" if lead else string)
        text(sheet, row, 6, "8-12 år")
        text(sheet, row, len(HEADINGS) + 1, HIDDEN)
    sheet["B4"].comment = Comment(HIDDEN, HIDDEN)
    away = book.create_sheet("Skjult")
    away["A1"] = HIDDEN
    away.sheet_state = "hidden"
    book.defined_names["Navn"] = DefinedName("Navn", attr_text=f'"{HIDDEN}"')
    book.properties.creator = book.properties.title = book.properties.keywords = HIDDEN
    sheet.oddHeader.center.text = HIDDEN
    book.save(path)
    return path


def run(file: Path, out: Path, **environment: str) -> Path:
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "overlap", "run", str(file), "--out", str(out), "--date", "2024-06-18", "--sag", "=1+1"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, capture_output=True, cwd=out.parent, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return out / file.stem


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return run(made(folder / "skema.xlsx"), folder / "ud")


def contents(report: Path) -> dict[str, str]:
    """Every part of every file, unzipped."""
    found = {}
    for path in sorted(report.rglob("*")):
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                found |= {
                    f"{path.name}/{name}": archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
                }
        elif path.is_file():
            found[path.name] = path.read_text(encoding="utf-8")
    return found


def test_a_report_of_hostile_strings_keeps_every_rule(report: Path) -> None:
    """No formula, link, handler or live cell in any file."""
    assert checks.check(report) == ()


def test_nothing_comes_alive_in_any_file(report: Path) -> None:
    for name, told in contents(report).items():
        if ".xlsx/" in name:
            assert not re.search(r"<f[ >]|<hyperlink|externalLink|TargetMode", told), name
        if ".docx/" in name:
            assert not re.search(r'<w:hyperlink|TargetMode|w:instr="(?!PAGE"|NUMPAGES")', told), name


def test_the_page_has_only_its_own_script(report: Path) -> None:
    class Scripts(HTMLParser):
        found = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found += (not attrs and tag == "script") or tag in ("img", "iframe", "object")

    page = Scripts()
    page.feed((report / "kort.html").read_text(encoding="utf-8"))
    assert page.found == 1


def test_every_hostile_name_is_still_there_to_read(report: Path) -> None:
    """Made harmless is not left out: each row of the catalogue is shown."""
    rows = list(
        csv.reader(io.StringIO((report / "data" / "catalogue.csv").read_text("utf-8-sig"), newline=""), delimiter=";")
    )
    assert len(rows) == len(HOSTILE) + 1
    names = [row[rows[0].index("Indsats")] for row in rows[1:]]
    assert names[1] == "'=1+1"
    assert names[12] == "<script>alert(1)</script>"


def test_nothing_hidden_comes_along(report: Path) -> None:
    """Comments, hidden sheets, defined names, properties, contacts and columns that were not understood stay behind."""
    for name, told in contents(report).items():
        assert HIDDEN not in told, name


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}, id="another hash seed and time zone"),
        pytest.param({"LC_ALL": "C", "LANG": "C"}, id="another language", marks=STARTS_WITHOUT_LOCALE),
    ],
)
def test_the_same_input_gives_the_same_bytes_in_another_process(
    environment: dict[str, str], report: Path, tmp_path: Path
) -> None:
    """One fingerprint for every file."""
    again = run(report.parents[1] / "skema.xlsx", tmp_path / "ud", **environment)
    assert json.loads((again / "run.json").read_bytes()) == json.loads((report / "run.json").read_bytes())
    assert sorted(path.name for path in again.iterdir()) == [
        "data",
        "kort.html",
        "notat.docx",
        "rapport.xlsx",
        "run.json",
    ]
