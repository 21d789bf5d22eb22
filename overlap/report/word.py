"""A document as a Word file with real headings, lists and header rows, in its language; the same bytes every time."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row

from overlap.errors import FileError
from overlap.report.document import Block, Document, Grid, Heading, Items, Paragraph
from overlap.report.harmless import calm
from overlap.report.package import rewritten
from overlap.report.palette import FONT, HEAD, LINE, MARKS, TITLE, Look
from overlap.report.phrases import number
from overlap.report.tables import Edition, Mark, Value
from overlap.wording.report import Phrases, Report

UNWANTED = ("/thumbnail", "/customXml")
"""Relations to what a template carries of other documents: a picture of its first page, and data bound to it."""
MARGIN = Cm(2.0)
SIZES = {"Title": 20, "Heading 1": 14, "Heading 2": 12}


def render(what: Document, words: Report, edition: Edition, template: Path | None = None) -> bytes:
    """The bytes of a .docx file, in the styles of `template` where one is given.

    `FileError` where the template cannot be read as a Word document.
    """
    page = _Page(_opened(template), words, own=template is None)
    page.describe(what, edition)
    page.edges(what)
    page.text(what.title, "Title")
    for block in what.blocks:
        page.block(block)
    buffer = io.BytesIO()
    page.file.save(buffer)
    return rewritten(buffer.getvalue())


def _opened(template: Path | None) -> Any:
    if template is None:
        return docx.Document()
    try:
        found = docx.Document(str(template))
    except Exception as problem:  # any error of the library means one thing to the user
        raise FileError("template_unreadable", file=template) from problem
    body = found.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return found


class _Page:
    """One file being written. `own`: the styles are ours to set, not those of a template."""

    def __init__(self, file: Any, words: Report, *, own: bool) -> None:
        self.file = file
        self.words = words
        self.known = {style.name for style in file.styles}
        self.style_ids: dict[str, str | None] = {}
        _in_language(file, words.printing.locale)
        if own:
            _set_styles(file)
            _set_paper(file)

    def describe(self, what: Document, edition: Edition) -> None:
        """Title, language and the date of the edition; no author, no comment, no picture of another document."""
        core = self.file.core_properties
        stamp = datetime(edition.day.year, edition.day.month, edition.day.day)  # noqa: DTZ001 - as the workbook has it
        core.title, core.language, core.created, core.modified = (
            what.title[:255],
            self.words.printing.locale,
            stamp,
            stamp,
        )
        core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = ""
        core.revision = 1
        for relations in (self.file.part.package.rels, self.file.part.rels):
            for key in [key for key, one in relations.items() if one.reltype.endswith(UNWANTED)]:
                relations.pop(key)

    def edges(self, what: Document) -> None:
        section = self.file.sections[0]
        wide = section.page_width - section.left_margin - section.right_margin
        head, foot = _edge(section.header, wide), _edge(section.footer, wide)
        head.add_run(f"{calm(what.edges.title)}\n{calm(what.edges.case)}")
        foot.add_run(f"{calm(what.edges.day)}\t")
        before, between, after = self.words.printing.page.replace("{pages}", "{page}").split("{page}")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            foot.add_run(text)
            if field:
                _field(foot, field)

    def block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self.text(text, f"Heading {level}")
            case Paragraph(text):
                self.text(text, "Normal")
            case Items(lines):
                for lead, text in lines:
                    item = self.text("", "List Bullet")
                    if lead:
                        item.add_run(f"{calm(lead)}. ").bold = True
                    item.add_run(calm(text))
            case Grid():
                self.grid(block)

    def text(self, text: str, style: str) -> Any:
        """A paragraph in a style of the file, or in its usual one where it lacks that."""
        paragraph = self.file.add_paragraph(calm(text))
        if style in self.known:
            paragraph._p.style = self._style_id(style)
        return paragraph

    def _style_id(self, style: str) -> str | None:
        """As the library finds it, but once: it goes through all the styles of the file each time."""
        if style not in self.style_ids:
            self.style_ids[style] = self.file.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        return self.style_ids[style]

    def grid(self, grid: Grid) -> None:
        """A table whose first row is repeated on every page and known as headings; no row is broken over two pages."""
        section, columns = self.file.sections[0], grid.table.columns
        wide = section.page_width - section.left_margin - section.right_margin
        table = self.file.add_table(1, len(columns))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _described(table, grid.caption)
        whole = sum(column.width for column in columns)
        widths = [int(wide * column.width / whole) for column in columns]
        heads, model = table.rows[0], table.add_row()
        for head, cell, of_table, column, width in zip(
            heads.cells, model.cells, table.columns, columns, widths, strict=True
        ):
            _styled(head, column.heading, HEAD, bold=True)
            _styled(cell, "")
            head.width = cell.width = of_table.width = width
        _once(heads._tr, "w:tblHeader")
        for row in (heads, model):
            _once(row._tr, "w:cantSplit", first=True)
        # The library is slow to style a cell: every row is a copy of one.
        table._tbl.remove(model._tr)
        for row in grid.table.rows:
            made = deepcopy(model._tr)
            table._tbl.append(made)
            for cell, value in zip(_Row(made, table).cells, row, strict=True):
                run = cell.paragraphs[0].runs[0]
                run.text = calm(_said(value, self.words.phrases))
                if isinstance(value, Mark):
                    _marked(cell, run, MARKS[value.tone])
        self.after(table)

    def after(self, table: Any) -> None:
        """Air below a table, without an empty paragraph: the last lines of its cells keep their distance."""
        for cell in table.rows[-1].cells:
            cell.paragraphs[-1].paragraph_format.space_after = Pt(4)


def _said(value: Value, words: Phrases) -> str:
    match value:
        case None:
            return ""
        case Mark(text, _):
            return text
        case str():
            return value
        case int():
            return number(value, words)
        case _:
            return str(value).replace(".", words.decimal)


def _in_language(file: Any, code: str) -> None:
    """For the whole document: screen readers choose their voice by it."""
    properties = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is None:
        properties = file.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), code)
    properties.append(language)


def _set_styles(file: Any) -> None:
    normal = file.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    for name in ("Normal", *SIZES):
        style = file.styles[name]
        _set_font(style)
        if name in SIZES:
            style.font.size, style.font.bold, style.font.color.rgb = Pt(SIZES[name]), True, _colour(TITLE)
            style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
            style.paragraph_format.space_after, style.paragraph_format.keep_with_next = Pt(4), True
    border = file.styles["Title"].element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    bullets = file.styles["List Bullet"].paragraph_format
    bullets.space_after = Pt(3)


def _set_font(style: Any) -> None:
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), FONT)


def _set_paper(file: Any) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.bottom_margin = MARGIN
    section.top_margin, section.header_distance = Cm(2.6), Cm(1.2)


def _edge(part: Any, wide: int) -> Any:
    """A paragraph at the edge of the page, after what a template has there."""
    paragraph = part.paragraphs[0] if part.paragraphs and not part.paragraphs[0].text else part.add_paragraph()
    stops = paragraph.paragraph_format.tab_stops
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(wide, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.style.font.size = Pt(8)
    return paragraph


def _field(paragraph: Any, code: str) -> None:
    """A number that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _described(table: Any, caption: str) -> None:
    properties = table._tbl.tblPr
    for name in ("w:tblCaption", "w:tblDescription"):
        told = OxmlElement(name)
        told.set(qn("w:val"), calm(caption))
        properties.append(told)


def _once(row: Any, name: str, *, first: bool = False) -> None:
    """A switch of a row, in the order the schema asks for (`cantSplit` stands before `tblHeader`)."""
    switch, properties = OxmlElement(name), row.get_or_add_trPr()
    properties.insert(0, switch) if first else properties.append(switch)


def _styled(cell: Any, text: str, look: Look | None = None, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    run = paragraph.add_run(calm(text))
    run.font.size, run.bold = Pt(9), bold or None
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE[1:])):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)
    if look is not None:
        _marked(cell, run, look)


def _marked(cell: Any, run: Any, look: Look) -> None:
    run.font.color.rgb = _colour(look.text)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.fill[1:])):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _colour(code: str) -> RGBColor:
    return RGBColor.from_string(code.lstrip("#"))
