"""The attachment says what the workbook says, and Word finds headings, lists, header rows and the language in it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from msgspec.structs import replace

from overlap.errors import FileError
from overlap.model import Cell, Findings
from overlap.report import layout, memo, word
from overlap.report.document import Document, Grid, Heading, Items
from overlap.report.story import Story
from overlap.report.tables import Edition, Imprint, Mark
from overlap.report.voice import Voice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def story(findings: Findings, voice: Voice, edition: Edition) -> Story:
    return Story(findings, voice, replace(edition, imprint=Imprint("C", "", "EMN-2023-015813", "", "Børn og Unge")))


def made(story: Story, template: Path | None = None) -> bytes:
    return word.render(memo.of(story), story.voice.report, story.edition, template)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def spoken(what: Document) -> list[str]:
    """Every sentence and every cell of a table."""
    found: list[str] = []
    for block in what.blocks:
        if isinstance(block, Items):
            found += [text for _, text in block.lines]
        elif isinstance(block, Grid):
            for row in block.table.rows:
                found += [value.text if isinstance(value, Mark) else str(value or "") for value in row]
        else:
            found.append(block.text)
    return found


def test_every_figure_of_the_memo_stands_in_the_workbook(story: Story) -> None:
    """Cells of its tables word for word, and each number of its sentences."""
    sheets = layout.sheets(story)
    cells = {
        value.text if isinstance(value, Mark) else str(value or "")
        for sheet in sheets
        for row in sheet.table.rows
        for value in row
    }
    everything = " ".join([*cells, *(line for sheet in sheets for line in (sheet.heading, *sheet.lines))])
    for block in memo.of(story).blocks:
        if isinstance(block, Grid):
            assert {
                value.text if isinstance(value, Mark) else str(value or "") for row in block.table.rows for value in row
            } <= cells
    for text in spoken(memo.of(story)):
        for figure in re.findall(r"(?<![\w.])\d+(?:[.,]\d+)*", text):
            assert re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", everything), (figure, text)


def test_question_answer_gaps_overlaps_limits_and_method_come_in_this_order(story: Story) -> None:
    headings = [block.text for block in memo.of(story).blocks if isinstance(block, Heading)]
    assert headings == [
        "Spørgsmålet", "Svaret kort", "Huller: spiseforstyrrelse", "Dækning: tema og alder", "De stærkeste overlap",
        "Forbehold", "Sådan er det gjort",
    ]  # fmt: skip


def test_headings_lists_and_header_rows_are_real(story: Story) -> None:
    """Word and LibreOffice make tags of them; looks alone would be read as plain text."""
    file = docx.Document(io.BytesIO(made(story)))
    styles = [paragraph.style.name for paragraph in file.paragraphs if paragraph.style is not None]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 7
    assert "List Bullet" in styles
    assert len(file.tables) == 3
    for table in file.tables:
        assert table._tbl.tr_lst[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert table._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val")
    assert not [paragraph for paragraph in file.paragraphs if not paragraph.text.strip()]


def test_what_an_answer_is_about_ends_before_it(story: Story) -> None:
    """Both may hold a colon of their own, and one after another would be read as one list."""
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(made(story))).paragraphs]
    assert any(text.startswith("Huller: spiseforstyrrelse. Mulige huller: ") for text in texts)


def test_language_title_and_nothing_of_who_made_it(story: Story) -> None:
    content = made(story)
    core = docx.Document(io.BytesIO(content)).core_properties
    assert (core.language, core.author, core.last_modified_by, core.comments) == ("da-DK", "", "", "")
    assert core.title == "Bilag C: Overlap og huller i indsatser til børn og unge i mistrivsel"
    found = parts(content)
    assert '<w:lang w:val="da-DK"' in found["word/styles.xml"]
    assert not [name for name in found if "thumbnail" in name or "comments" in name]


def test_case_letter_date_and_page_stand_on_every_page_and_in_the_text(story: Story) -> None:
    """What was not given says so."""
    file = docx.Document(io.BytesIO(made(story)))
    head = file.sections[0].header.paragraphs[0].text
    foot = file.sections[0].footer._element.xml
    assert "Bilag C: " in head
    assert "Sag: EMN-2023-015813   Dokumentnummer: (indsættes)" in head
    assert "Dato: 18-06-2024" in foot
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    assert file.paragraphs[1].text == (
        "Bilag: C. Sag: EMN-2023-015813. Dokumentnummer: (indsættes). Afsender: Børn og Unge."
    )


def test_a_template_gives_its_styles_and_loses_its_text(story: Story, tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("Skabelonens egen tekst")
    own.styles["Heading 1"].font.name = "Georgia"
    own.sections[0].header.paragraphs[0].text = "Byvåben"
    own.core_properties.author = "Nogen"
    own.save(str(tmp_path / "skabelon.docx"))
    content = made(story, tmp_path / "skabelon.docx")
    file = docx.Document(io.BytesIO(content))
    assert file.styles["Heading 1"].font.name == "Georgia"
    assert file.sections[0].header.paragraphs[0].text == "Byvåben"
    assert "Skabelonens egen tekst" not in parts(content)["word/document.xml"]
    assert file.core_properties.author == ""


def test_a_template_that_is_no_word_file_is_said_to_be_one(story: Story, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("ikke en skabelon", encoding="utf-8")
    with pytest.raises(FileError) as caught:
        made(story, tmp_path / "x.docx")
    assert caught.value.code == "template_unreadable"


@pytest.mark.parametrize(
    "text", ["<w:p/>", "{ HYPERLINK x }", "http://evil.example/", "=1+1", "\x00\x0b\x1b", "]]>", "&amp;"]
)
def test_nothing_from_the_input_comes_alive(text: str, story: Story) -> None:
    """The same elements and relations, whatever names and notes hold."""

    def shape(name: str) -> list[str]:
        every = tuple(replace(one, name=name) for one in story.findings.catalogue.interventions)
        catalogue = replace(story.findings.catalogue, interventions=every, notes=(Cell("x", "A1", name),), sheet=name)
        found = parts(made(replace(story, findings=replace(story.findings, catalogue=catalogue))))
        return [tag for part in found.values() for tag in re.findall(r"<[\w:]+|Target=\S+|w:instr=\S+", part)]

    assert shape(text) == shape("Modige børn")


def test_the_same_story_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    script = tmp_path / "make.py"
    script.write_text(
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "import conftest as c\n"
        "from overlap.report import memo, word\n"
        "from overlap.report.story import Story\n"
        "fixture = lambda f, *given: f.__wrapped__(*given)\n"
        "story = Story(fixture(c.findings), fixture(c.voice), fixture(c.edition))\n"
        "print(hashlib.sha256(word.render(memo.of(story), story.voice.report, story.edition)).hexdigest())\n",
        encoding="utf-8",
    )
    here = str(Path(__file__).parent)
    found = {
        subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, str(script), here],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=True, capture_output=True, encoding="ascii",
        ).stdout
        for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(found) == 1
    assert len(found.pop().strip()) == len(hashlib.sha256().hexdigest())


def test_workbooks_are_still_read_by_the_guarded_parser() -> None:
    """python-docx brings lxml, which openpyxl would prefer."""
    assert openpyxl.LXML is False
    assert openpyxl.DEFUSEDXML is True
