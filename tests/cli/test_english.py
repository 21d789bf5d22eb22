"""With `--language en` everything is said in English, and the figures are those of the Danish report.

The workbook is the sample with every letter a capital: what a report quotes from it is then capitals too, and a word in
small letters is the program's own. A small word that a Danish word list has and an English one has not is Danish.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import simplemma

from overlap import wording
from overlap.cli.application import run
from overlap.cli.commands import REGISTER

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "bilag_b.xlsx"
POPULATION = ROOT / "data" / "befolkning_aarhus_2015.csv"
OPTIONS = ("--date", "2024-06-18", "--budget-year", "2025", "--population", str(POPULATION))

QUOTED = re.compile(r"\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|“[^”]*”")
NAMES = re.compile(
    r"[^\s|]+\.(?:xlsx|docx|html|csv|json|toml)\b"  # files
    r"|--theme \w+|--[\w-]+|\bOVERLAP_\w+|\bda\|en\b|\bda or en\b|\ben-GB\b|^en$"  # options, variables, languages
    r"|\bbilag_b\b|\bbilag\b"  # the sample, and the setting that is called so in every language
    r"|\b[0-9a-f]{64}\b"  # fingerprints
    r"|\b(?:theme|facet|level):\S+"  # what evaluate measures, by its code
)
SAID = ("reason", "message", "note", "text")
"""Fields of CSV and JSON that hold sentences; the others hold codes, the same in every language, and quotations."""
WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def is_danish(word: str) -> bool:
    """A word of small letters that English does not have, or with a small Danish letter."""
    if re.search("[æøå]", word):
        return True
    known = word.islower() and simplemma.is_known(word, lang="da") and not simplemma.is_known(word, lang="en")
    return known and word not in ("toml", "adhd")


def danish(text: str) -> list[str]:
    """The Danish words of `text` outside quotations, names of files and options."""
    return [word for word in WORD.findall(NAMES.sub(" ", QUOTED.sub(" ", text))) if is_danish(word)]


@dataclass(frozen=True)
class Rendered:
    """Everything that was written in one language: files by their place in the folder, and screens by their command."""

    folder: Path
    screens: dict[str, str]


@pytest.fixture(scope="module")
def shouted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in capitals."""
    book = openpyxl.load_workbook(SAMPLE)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.upper()
        sheet.title = sheet.title.upper()
    path = tmp_path_factory.mktemp("shouted") / "SKEMA.xlsx"
    book.save(path)
    book.worksheets[0].delete_rows(5, 3)
    book.save(path.with_name("LATER.xlsx"))
    return path


def _calls(file: Path, folder: Path) -> Iterator[tuple[str, ...]]:
    """Every command that speaks, on one workbook."""
    report = folder / "SKEMA"
    yield "run", str(file), "--out", str(folder), *OPTIONS
    yield from ((name, str(file)) for name in ("check", "catalogue", "themes", "facets", "overlaps", "gaps"))
    yield "overlaps", str(file), "--all", "--top", "400"
    yield "gaps", str(file), "--population", str(POPULATION)
    yield "explain", str(file), "1", "53"
    yield "explain", str(file), "1", "20"
    yield "verify", str(report)
    yield "review", str(report / "rapport.xlsx")
    yield "compare", str(report), str(file)
    yield "compare", str(report), str(file.with_name("LATER.xlsx"))
    yield "sample", str(file), str(folder / "round.xlsx"), "--size", "10"
    yield "template", str(folder / "template.xlsx")
    yield "evaluate", str(file), "--gold", str(ROOT / "data" / "gold")
    yield ("config",)
    yield ("--help",)
    yield from ((name, "--help") for name in REGISTER)


@pytest.fixture(scope="module")
def english(shouted: Path, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return _rendered("en", shouted, tmp_path_factory.mktemp("english"))


def _rendered(language: str, file: Path, folder: Path) -> Rendered:
    screens = {}
    with pytest.MonkeyPatch.context() as patch:
        fixed = {"OVERLAP_LANGUAGE": language, "NO_COLOR": "1", "COLUMNS": "2000", "OVERLAP_DECISIONS": "none.csv"}
        for name, value in fixed.items():
            patch.setenv(name, value)
        for call in _calls(file, folder):
            out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
            patch.setattr("sys.stdout", out)
            patch.setattr("sys.stderr", err)
            assert run(list(call)) == 0, call
            screens[" ".join(call)] = "\n".join(one.buffer.getvalue().decode("utf-8") for one in (out, err))  # type: ignore[attr-defined]
    return Rendered(folder, screens)


def _sentences_of_json(told: object, key: str = "") -> Iterator[str]:
    if isinstance(told, dict):
        for name, value in told.items():
            yield from _sentences_of_json(value, name)
    elif isinstance(told, list):
        for value in told:
            yield from _sentences_of_json(value, key)
    elif isinstance(told, str) and key in SAID:
        yield told


def _texts(path: Path) -> Iterator[str]:
    """Every piece of text in a file, seen or read aloud: cells, headers, descriptions of pictures, properties."""
    if path.suffix == ".json":
        yield from _sentences_of_json(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix == ".csv":
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"):
            yield from row
    elif path.suffix == ".html":
        yield from map(html.unescape, re.split(r"[<>\n]", path.read_text(encoding="utf-8")))
    else:
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if name.endswith((".xml", ".rels")):
                    text = parts.read(name).decode("utf-8")
                    yield from map(html.unescape, re.findall(r">([^<>]+)<", text))
                    said = r'\b(?:descr|title|name|prompt|promptTitle|error|errorTitle)="([^"]*)"'
                    yield from map(html.unescape, re.findall(said, text))


FILES = (
    *("rapport.xlsx", "notat.docx", "kort.html", "run.json"),
    *(f"data/{name}.{kind}" for name in ("overlaps", "gaps", "check") for kind in ("csv", "json")),
    *(f"data/{name}.csv" for name in ("catalogue", "themes", "facets", "coverage")),
    "data/round.json",
)


def test_a_danish_sentence_is_found() -> None:
    """The detector finds Danish with and without its letters, and lets English, capitals and quotations pass."""
    assert danish("Uden samme problem er der intet overlap.")
    assert danish("Den siger hvorfor")
    assert danish("Over linjen er mindst tre af fire par rigtige.")
    assert not danish('Both are about anxiety; they share the words "søskende" and "forældre".')
    assert not danish("FAMILIEVEJLEDNING OM AUTISME is for parents.")
    assert not danish("Written: out/rapport.xlsx. Give it with --bilag.")


def test_every_file_of_a_report_is_looked_at(english: Rendered) -> None:
    """A new file of the report belongs in `FILES`, or in the list of those that hold codes alone."""
    coded = {f"data/{name}.json" for name in ("catalogue", "themes", "facets", "coverage")}
    report = english.folder / "SKEMA"
    found = {path.relative_to(report).as_posix() for path in report.rglob("*") if path.is_file()}
    assert found == {*FILES, *coded}


@pytest.mark.parametrize("name", FILES)
def test_no_danish_stands_in_an_english_report(english: Rendered, name: str) -> None:
    """Nothing but quotations from the workbook."""
    found = {text: words for text in _texts(english.folder / "SKEMA" / name) if (words := danish(text))}
    assert found == {}


@pytest.mark.parametrize("name", ["round.xlsx"])
def test_no_danish_stands_in_a_sheet_for_labelling(english: Rendered, name: str) -> None:
    found = {text: words for text in _texts(english.folder / name) if (words := danish(text))}
    assert found == {}


def test_the_english_template_asks_in_english(english: Rendered) -> None:
    """Only the examples of a wait are Danish, for that is what the reader of cells understands."""
    found = [word for text in _texts(english.folder / "template.xlsx") for word in danish(text)]
    assert set(found) <= {"uger", "ingen"}


def test_no_danish_is_shown_on_an_english_screen(english: Rendered) -> None:
    """Tables, talk and every help; the words two texts share are quotations without marks."""
    shown = {
        (call, line): words
        for call, screen in english.screens.items()
        for line in ([" ".join(screen.split())] if "--help" in call else screen.splitlines())
        if not line.startswith("Words in the text") and (words := danish(line))
    }
    assert shown == {}


def test_an_old_report_in_danish_is_compared_in_english(
    shouted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Reasons that were written in Danish are not repeated; that they are elsewhere is."""
    monkeypatch.setenv("COLUMNS", "2000")
    assert run(["run", str(shouted), "--out", str(tmp_path), "--quiet"]) == 0
    capfdbinary.readouterr()
    call = ["compare", str(tmp_path / "SKEMA"), str(shouted.with_name("LATER.xlsx")), "--language", "en"]
    assert run(call) == 0
    told = capfdbinary.readouterr()[0].decode("utf-8")
    assert "in another language" in told
    assert [word for line in told.splitlines() for word in danish(line)] == []


@pytest.fixture(scope="module")
def both(english: Rendered, shouted: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the Danish report and that of the English one."""
    folder = tmp_path_factory.mktemp("danish")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OVERLAP_DECISIONS", "none.csv")
        assert run(["run", str(shouted), "--out", str(folder), *OPTIONS, "--quiet"]) == 0
    return folder / "SKEMA", english.folder / "SKEMA"


def numbers(text: str) -> list[str]:
    """Every number in a text, without the marks for thousands and decimals, in order of size."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


def _codes(told: object) -> object:
    """JSON without its sentences and without what tells one language from the other."""
    if isinstance(told, dict):
        return {name: _codes(value) for name, value in told.items() if name not in (*SAID, "language")}
    return [_codes(value) for value in told] if isinstance(told, list) else told


@pytest.mark.parametrize("name", ["catalogue", "themes", "facets", "overlaps", "gaps", "coverage", "check", "round"])
def test_the_data_are_the_same_in_both_languages(both: tuple[Path, Path], name: str) -> None:
    """Codes and figures; only sentences differ."""
    danish_data, english_data = (
        json.loads((folder / "data" / f"{name}.json").read_text(encoding="utf-8")) for folder in both
    )
    assert _codes(danish_data) == _codes(english_data)


def alike(one: str, other: str) -> bool:
    """The same numbers. A reason that is too long tells fewer of the ages that set a pair apart, in either language."""
    left, right = Counter(numbers(one)), Counter(numbers(other))
    return left == right or (bool(REASON.match(one)) and (left <= right or right <= left))


REASON = re.compile(r"(?:Begge|Teksterne|Both|The texts)\b.*; ")


def test_every_cell_holds_the_same_figures_in_both_languages(both: tuple[Path, Path]) -> None:
    """Sheet by sheet: numbers are equal cell by cell, and sentences hold the same ones.

    The keys of a handed-out row are of its text, which is in one language; a long line above a table is broken where
    the words allow, so those lines are read together.
    """
    books = [openpyxl.load_workbook(folder / "rapport.xlsx") for folder in both]
    assert len(books[0].worksheets) == len(books[1].worksheets)
    differing = {}
    for one, other in zip(*(book.worksheets for book in books), strict=True):
        assert (one.max_row, one.max_column) == (other.max_row, other.max_column), one.title
        above = ["", ""]
        for left, right in zip(one.iter_rows(), other.iter_rows(), strict=True):
            values = [[cell.value for cell in row if cell.value is not None] for row in (left, right)]
            if len(values[0]) == 1 == len(values[1]):
                above = [f"{told} {value[0]}" for told, value in zip(above, values, strict=True)]
                continue
            for a, b in zip(*values, strict=True):
                same = KEY.fullmatch(str(a)) or (alike(a, b) if isinstance(a, str) else a == b)
                if not same:
                    differing[one.title, left[0].row] = (a, b)
        if numbers(above[0]) != numbers(above[1]):
            differing[one.title, 0] = tuple(above)
    assert differing == {}


KEY = re.compile(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]+")


@pytest.mark.parametrize("name", ["notat.docx", "kort.html"])
def test_a_document_holds_the_same_figures_in_both_languages(both: tuple[Path, Path], name: str) -> None:
    """Piece by piece; the fingerprint of the file is the same but no figure."""
    told = [[text for text in _texts(folder / name) if "SHA-256" not in text] for folder in both]
    differing = [pair for pair in zip(*told, strict=True) if not alike(*pair)]
    assert len(told[0]) > 100
    assert differing == []


def test_the_english_wording_holds_no_danish() -> None:
    """Messages that the sample does not give are English too; headings to be written in a workbook are quoted."""
    table = tomllib.loads(Path(wording.__file__).with_name("en.toml").read_text(encoding="utf-8"))
    found = {said: words for said in _strings(table) if (words := danish(said))}
    assert found == {}


def _strings(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict | list):
        for value in table.values() if isinstance(table, dict) else table:
            yield from _strings(value)
