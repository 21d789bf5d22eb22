"""The workbook holds what the layout says, as text and numbers only, and is the same file every time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from overlap import wording
from overlap.model import Cell, Field, Findings
from overlap.report import book, layout, palette, workbook
from overlap.report.story import Story
from overlap.report.tables import Column, Edition, Shape, Sheet, Table
from overlap.report.voice import Voice

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = (
    '=HYPERLINK("http://evil.example","klik")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "http://evil.example/",
    "mailto:nogen@evil.example",
    "internal:'Metode'!A1",
    "file:///etc/passwd",
    "[link=http://evil.example]klik[/link]",
    "<script>alert(1)</script>",
    "{=SUM(1)}",
    "_x0000_\x00\x07",
)


def made(sheets: tuple[Sheet, ...], voice: Voice, edition: Edition) -> bytes:
    return workbook.render(sheets, voice.report.printing, edition)


def listing(content: bytes) -> Iterator[str]:
    """Every sheet, cell and value, one a line."""
    for page in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        yield f"== {page.title}"
        for row in page.iter_rows():
            yield from (f"{cell.coordinate}\t{cell.value!r}" for cell in row if cell.value is not None)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_the_workbook_is_as_it_was_accepted(sheets: tuple[Sheet, ...], voice: Voice, edition: Edition) -> None:
    """Every cell of every sheet; run with UPDATE_GOLDEN=1 to accept a change, and read the difference."""
    found = "\n".join(listing(made(sheets, voice, edition))) + "\n"
    golden = GOLDEN / "workbook.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


def hostile(record: Any, text: str) -> Any:
    """`record` with `text` in every field that holds free text."""
    free = {"name", "provider", "target_group", "description", "purpose", "partners", "text", "words", "heading"}
    changes: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in free and isinstance(value, str):
            changes[field.name] = text
        elif isinstance(value, Struct):
            changes[field.name] = hostile(value, text)
        elif isinstance(value, tuple):
            changes[field.name] = tuple(hostile(one, text) if isinstance(one, Struct) else one for one in value)
    return replace(record, **changes)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_the_input_comes_alive(text: str, findings: Findings, voice: Voice, edition: Edition) -> None:
    """No formula, link or scripted cell, whatever names, departments, notes, headings and file names hold."""
    every = tuple(
        replace(hostile(one, text), departments=(text,), cells={Field.TARGET_GROUP: Cell(text, "F5", text)})
        for one in findings.catalogue.interventions
    )
    issues = tuple(replace(issue, sheet=text, values={"found": text}) for issue in findings.catalogue.issues)
    catalogue = replace(hostile(findings.catalogue, text), interventions=every, sheet=text, issues=issues)
    changed = replace(findings, catalogue=catalogue, settings={"x": text})
    for name, xml in parts(made(layout.sheets(Story(changed, voice, edition)), voice, edition)).items():
        assert not re.search(r"<f[ >]|<hyperlink|externalLink|<script", xml), name


def test_text_longer_than_a_cell_says_that_it_was_cut(findings: Findings, voice: Voice, edition: Edition) -> None:
    """Excel holds 32,767 characters in a cell."""
    first, *others = findings.catalogue.interventions
    long = replace(first, target_group="æ" * 40_000)
    changed = replace(findings, catalogue=replace(findings.catalogue, interventions=(long, *others)))
    content = made(layout.sheets(Story(changed, voice, edition)), voice, edition)
    assert any(line.endswith("æ [...]'") for line in listing(content))


def test_text_that_looks_like_the_xml_of_a_cell_is_text(findings: Findings, voice: Voice, edition: Edition) -> None:
    """xlsxwriter takes a text between <r> and </r> for XML of its own, and an ampersand in it would damage the file."""
    first, *others = findings.catalogue.interventions
    odd = replace(first, target_group="<r>unge & voksne</r>")
    changed = replace(findings, catalogue=replace(findings.catalogue, interventions=(odd, *others)))
    content = made(layout.sheets(Story(changed, voice, edition)), voice, edition)
    assert any(line.endswith("'<r>unge & voksne</r> '") for line in listing(content))


def test_text_is_as_long_as_excel_counts_it() -> None:
    """A character beyond the first 65,536 counts as two, and is never cut in half."""
    assert book.fitting("\U0001f642" * 16_383) == "\U0001f642" * 16_383
    assert book.fitting("\U0001f642" * 16_384) == "\U0001f642" * 16_380 + " [...]"


def test_the_same_findings_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """Hash seeds, time zones and the clock leave no trace."""
    script = tmp_path / "make.py"
    script.write_text(
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "import conftest as c\n"
        "from overlap.report import layout, workbook\n"
        "from overlap.report.story import Story\n"
        "fixture = lambda f, *given: f.__wrapped__(*given)\n"
        "voice, edition = fixture(c.voice), fixture(c.edition)\n"
        "sheets = layout.sheets(Story(fixture(c.findings), voice, edition))\n"
        "print(hashlib.sha256(workbook.render(sheets, voice.report.printing, edition)).hexdigest())\n",
        encoding="utf-8",
    )
    found = {
        subprocess.run(  # noqa: S603
            [sys.executable, str(script), str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True, capture_output=True, text=True, encoding="utf-8",
        ).stdout
        for seed, zone in (("0", "UTC"), ("4711", "Pacific/Auckland"))
    }  # fmt: skip
    assert len(found) == 1


def test_sheets_are_set_up_for_paper_and_screen(sheets: tuple[Sheet, ...], voice: Voice, edition: Edition) -> None:
    """A4 landscape, one page wide, headings repeated and frozen, page numbers, no merged cells; one or many tall."""
    book = openpyxl.load_workbook(io.BytesIO(made(sheets, voice, edition)))
    for sheet, page in zip(sheets, book.worksheets, strict=True):
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.page_setup.fitToHeight in ((None, 0) if sheet.printed else (0,))
        assert not sheet.printed or page.page_setup.fitToWidth in (None, 1)
        assert not page.merged_cells.ranges
        assert "&P" in page.oddFooter.right.text
        assert "&N" in page.oddFooter.right.text
        if sheet.table.rows:
            table = next(iter(page.tables.values()))
            head = int(re.findall(r"\d+", table.ref)[0])
            assert page.print_title_rows == f"${head}:${head}"
            assert page.freeze_panes == f"A{head + 1}"
            assert table.headerRowCount == 1
            assert table.autoFilter.ref == table.ref


def test_a_printed_sheet_has_at_most_seven_columns(sheets: tuple[Sheet, ...]) -> None:
    """More than that prints too small to read on A4."""
    assert {
        sheet.title: len(sheet.table.columns) for sheet in sheets if sheet.printed and len(sheet.table.columns) > 7
    } == {}


def test_the_file_carries_a_title_and_nobody_as_author(
    sheets: tuple[Sheet, ...], voice: Voice, edition: Edition
) -> None:
    core = parts(made(sheets, voice, edition))["docProps/core.xml"]
    assert f"<dc:title>{sheets[0].heading}</dc:title>" in core
    assert "<dc:creator></dc:creator>" in core
    assert "2024-06-18T00:00:00Z" in core


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", [palette.HEAD, *palette.MARKS.values()], ids=lambda look: look.fill)
def test_text_stands_out_from_its_fill(look: palette.Look) -> None:
    """At least 4.5 to 1 (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((luminance(look.text), luminance(look.fill)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_lists_go_on_paper_as_far_as_people_read_them() -> None:
    """Neither what is for the program alone, nor the rows in which nothing else stands; other data goes as it is."""
    columns = (Column("Valg", 20), Column("Nøgle", 20, mark=True))
    rows = tuple((f"valg {at}" if at < 3 else None, f"nøgle {at}") for at in range(300))
    lists = Sheet("Valg", "Valg", (), Table("choices", columns, rows), printed=False)
    other = Sheet("Data", "Data", (), Table("data", columns[:1], (("valg",),)), printed=False)
    book = _opened([other, lists])
    assert not book["Data"].print_area
    assert book["Valg"].print_area == "'Valg'!$A$1:$A$4"


@pytest.mark.parametrize(
    ("rows", "pages"),
    [pytest.param(1, 1, id="fits"), pytest.param(36, 1, id="nearly"), pytest.param(60, 0, id="as many as it needs")],
)
def test_a_sheet_that_nearly_fits_is_one_page(rows: int, pages: int) -> None:
    """It is made no smaller than the widest sheets are anyway."""
    table = Table("some", (Column("Tal", 20, Shape.NUMBER),), tuple((at,) for at in range(rows)))
    high = _opened([Sheet("Ark", "Ark", (), table)])["Ark"].page_setup.fitToHeight
    assert (1 if high is None else high) == pages


def _opened(sheets: list[Sheet]) -> openpyxl.Workbook:
    words = wording.load("da").report.printing
    return openpyxl.load_workbook(io.BytesIO(workbook.render(sheets, words, Edition(date(2024, 6, 18), "0.1.0"))))


def test_what_people_fill_in_is_offered_in_every_row_and_marks_of_the_program_stay_off_paper() -> None:
    """The list of a column reaches its last row; where several answers may stand, typing them is no mistake."""
    columns = (
        Column("Svar", 20, entry=True, choices=("Ja", "Nej")),
        Column("Flere", 20, entry=True, choices=("Ja", "Nej"), several=True),
        Column("Kontrol", 14, mark=True),
    )
    rows = tuple(("Ja", "Ja; Nej", "AAAA-BBBB-" + "M07" * 30) for _ in range(7))
    asked = Sheet("Ark", "Ark", (), Table("asked", columns, rows))
    lists = Sheet("Liste", "Liste", (), Table("lists", (Column("Svar", 9),), (("Ja",), ("Nej",))), printed=False)
    words = wording.load("da").report.printing
    content = workbook.render([asked, lists], words, Edition(date(2024, 6, 18), "0.1.0"))
    page = openpyxl.load_workbook(io.BytesIO(content))["Ark"]
    offered = {str(one.sqref): one.showErrorMessage for one in page.data_validations.dataValidation}
    assert offered == {"A3:A9": True, "B3:B9": False}
    assert page.print_area == "'Ark'!$A$1:$B$9"
    assert page.freeze_panes == "B3"
    assert page.row_dimensions[3].height is not None
    assert page.row_dimensions[3].height < 20
