"""A written report keeps the rules, and whatever breaks one is told by name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from overlap import wording
from overlap.errors import FileError
from overlap.model import Findings
from overlap.report import checks, exports, files, layout, manifest, memo, page, word, workbook
from overlap.report.map import of
from overlap.report.sheets import verified
from overlap.report.story import Story
from overlap.report.tables import Edition
from overlap.report.voice import Voice

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Change = Callable[[bytes], bytes]


@pytest.fixture
def report(findings: Findings, voice: Voice, edition: Edition, tmp_path: Path) -> Path:
    """A whole report of the small catalogue, in a folder of its own."""
    story = Story(findings, voice, edition)
    sheets = layout.sheets(story)
    made = {
        "rapport.xlsx": workbook.render(sheets, voice.report.printing, edition),
        "notat.docx": word.render(memo.of(story), voice.report, edition),
        "kort.html": page.render(of(story), voice),
        **{
            f"data/{name}": content
            for name, content in {**exports.tables(story, sheets), **exports.records(story)}.items()
        },
    }
    made["run.json"] = manifest.content(story, {}, made)
    files.write_all(tmp_path / "rapport", made)
    return tmp_path / "rapport"


def inside(part: str, pattern: str, replacement: str) -> Change:
    """The part of an office file whose name fits, with the first place that fits the pattern replaced."""

    def change(content: bytes) -> bytes:
        out, done = io.BytesIO(), 0
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                text = old.read(name).decode("utf-8")
                if re.fullmatch(part, name) and not done:
                    text, done = re.subn(pattern, replacement, text, count=1)
                new.writestr(name, text)
        assert done, "the seed was not sown"
        return out.getvalue()

    return change


def adding(part: str, text: str = "") -> Change:
    def change(content: bytes) -> bytes:
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(part, text)
        return out.getvalue()

    return change


def text(pattern: str, replacement: str) -> Change:
    def change(content: bytes) -> bytes:
        found, done = re.subn(pattern, replacement, content.decode("utf-8"), count=1)
        assert done, "the seed was not sown"
        return found.encode("utf-8")

    return change


SHEET, BOOK, STYLES, CORE = r"xl/worksheets/sheet1\.xml", r"xl/workbook\.xml", r"xl/styles\.xml", r"docProps/core\.xml"
TABLE = r"xl/tables/table1\.xml"
TEXT = r"word/document\.xml"
BARE = f'<w:document xmlns:w="{W}"><w:body/></w:document>'
DRAWING = '<xdr:wsDr xmlns:xdr="x"><xdr:cNvPr id="2" name="Figur 1"/></xdr:wsDr>'
SEEDS = {
    "merged cells": ("rapport.xlsx", inside(SHEET, "</sheetData>", '</sheetData><mergeCells count="1"/>'), "merged"),
    "a formula": ("rapport.xlsx", inside(SHEET, r"<v>", "<f>1+1</f><v>"), "formula"),
    "a hidden sheet": ("rapport.xlsx", inside(BOOK, r'sheetId="2"', 'sheetId="2" state="hidden"'), "hidden_sheet"),
    "a hidden row": ("rapport.xlsx", inside(SHEET, r'<row r="3"', '<row r="3" hidden="1"'), "hidden_cells"),
    "a sheet with no name": ("rapport.xlsx", inside(BOOK, r'name="Forside"', 'name="Ark1"'), "sheet_name"),
    "a defined name": (
        "rapport.xlsx",
        inside(BOOK, "<definedNames>", '<definedNames><definedName name="x">A1</definedName>'),
        "defined_name",
    ),
    "an empty row": ("rapport.xlsx", inside(SHEET, r'<row r="2".*?</row>', ""), "empty_row"),
    "nothing in A1": ("rapport.xlsx", inside(SHEET, r'<c r="A1".*?</c>', ""), "start"),
    "no page numbers": ("rapport.xlsx", inside(SHEET, "&amp;N", ""), "page_numbers"),
    "no header row": ("rapport.xlsx", inside(TABLE, "<table ", '<table headerRowCount="0" '), "no_header_row"),
    "two headings alike": ("rapport.xlsx", inside(TABLE, 'name="Svar"', 'name="Emne"'), "headings"),
    "a chart without words": ("rapport.xlsx", adding("xl/drawings/drawing99.xml", DRAWING), "no_alt_text"),
    "pale letters": ("rapport.xlsx", inside(STYLES, 'rgb="FFFFFFFF"', 'rgb="FF3A5F7F"'), "contrast"),
    "a link": (
        "rapport.xlsx",
        adding("xl/_rels/x.rels", '<R><R Target="http://evil.example" TargetMode="External"/></R>'),
        "link",
    ),
    "a comment": ("rapport.xlsx", adding("xl/comments1.xml", "<c/>"), "hidden_part"),
    "no title": ("rapport.xlsx", inside(CORE, "<dc:title>.*?</dc:title>", ""), "no_title"),
    "no language": ("rapport.xlsx", inside(CORE, "<dc:language>.*?</dc:language>", ""), "no_language"),
    "a name": (
        "rapport.xlsx",
        inside(CORE, "<dc:creator>?.*?(/>|</dc:creator>)", "<dc:creator>Nogen</dc:creator>"),
        "author",
    ),
    "half a file": ("rapport.xlsx", lambda content: content[:500], "unreadable"),
    "a memo without header row": ("notat.docx", inside(TEXT, "<w:tblHeader/>", ""), "no_header_row"),
    "a memo without headings": ("notat.docx", inside(TEXT, "(?s).*", BARE), "no_headings"),
    "a memo without language": ("notat.docx", inside(r"word/styles\.xml", "<w:lang [^>]*/>", ""), "no_language"),
    "a memo with merged cells": ("notat.docx", inside(TEXT, "</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>'), "merged"),
    "a memo with a link": ("notat.docx", inside(TEXT, "<w:p>", "<w:p><w:hyperlink/>"), "link"),
    "a memo with pale letters": ("notat.docx", inside(TEXT, 'w:val="FFFFFF"', 'w:val="3A5F7F"'), "contrast"),
    "a memo with a correction": ("notat.docx", inside(TEXT, "<w:p>", "<w:p><w:ins/>"), "hidden_cells"),
    "a memo without page numbers": ("notat.docx", inside(r"word/footer1\.xml", "NUMPAGES", "DATE"), "page_numbers"),
    "an empty paragraph": ("notat.docx", inside(TEXT, "<w:body>", "<w:body><w:p/>"), "empty_row"),
    "a page without language": ("kort.html", text('<html lang="da">', "<html>"), "no_language"),
    "a page that may fetch": ("kort.html", text("default-src 'none'", "default-src *"), "no_policy"),
    "a field without label": ("kort.html", text('<label for="filter-theme">', "<label>"), "no_label"),
    "a table without heads": ("kort.html", text('<th scope="col">', "<th>"), "no_header_row"),
    "a table without caption": ("kort.html", text("<caption.*?</caption>", ""), "no_caption"),
    "a level left out": ("kort.html", text("<h2 id", "<h4 id"), "heading_order"),
    "two elements of one name": ("kort.html", text('id="shown"', 'id="map"'), "double_id"),
    "a picture from outside": ("kort.html", text("<header>", '<header><img src="http://x/" alt="x">'), "link"),
    "a handler": ("kort.html", text("<header>", '<header onclick="x()">'), "live"),
    "pale fields": ("kort.html", text("color: #6B1218", "color: #E0A0A0"), "contrast"),
    "a live cell": ("data/gaps.csv", text("Spiseforstyrrelse;", "=1+1;"), "formula"),
    "no mark": ("data/gaps.csv", lambda content: content[3:], "no_mark"),
    "a column too many": ("data/gaps.csv", text("Spiseforstyrrelse;", "Spiseforstyrrelse;;"), "columns"),
    "no version": ("data/gaps.json", text('"version"', '"edition"'), "no_version"),
}  # fmt: skip


def codes(report: Path) -> list[str]:
    return [breach.code.removeprefix("verify.") for breach in checks.check(report)]


def test_a_report_as_it_was_written_breaks_nothing(report: Path) -> None:
    assert checks.check(report) == ()


@pytest.mark.parametrize("name", SEEDS)
def test_a_seeded_breach_is_found(name: str, report: Path) -> None:
    """By its own name, and by the manifest, which no longer fits."""
    file, change, code = SEEDS[name]
    target = report / file
    target.write_bytes(change(target.read_bytes()))
    found = codes(report)
    assert code in found
    assert "file_changed" in found


def test_a_file_that_is_gone_or_was_never_there_is_told(report: Path) -> None:
    (report / "kort.html").rename(report / "kort2.html")
    assert sorted(codes(report)) == ["file_missing", "file_unknown"]


def test_a_report_without_its_manifest_cannot_be_vouched_for(report: Path) -> None:
    (report / "run.json").unlink()
    assert codes(report) == ["no_manifest"]


def test_one_file_can_be_checked_by_itself(report: Path) -> None:
    assert checks.check(report / "rapport.xlsx") == ()


@pytest.mark.parametrize(("name", "code"), [("nothing here", "report_missing"), ("x.pdf", "report_unknown")])
def test_what_is_no_report_is_said_to_be_none(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(FileError) as caught:
        checks.check(tmp_path / name)
    assert caught.value.code == code


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_breach_has_a_sentence(language: str) -> None:
    """Each code that the checks can send, in both languages."""
    folder = Path(checks.__file__).parent
    sent = {code for path in folder.glob("*.py") for code in re.findall(r'"(verify\.\w+)"', path.read_text("utf-8"))}
    known = {code for code in wording.load(language).messages if code.startswith("verify.")}
    assert sent == known


def test_a_breach_is_told_in_words_with_its_file(report: Path, voice: Voice) -> None:
    (report / "data" / "gaps.csv").unlink()
    told = verified.sheet(checks.check(report), voice.words)
    assert told.lines == ("1 brud.",)
    assert told.table.rows == (("data/gaps.csv", "", "Filen står i run.json, men findes ikke. Lav rapporten igen."),)
