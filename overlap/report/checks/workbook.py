"""A workbook: named sheets, one table a sheet with full headings, nothing merged, hidden or live, legible colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from overlap.report.checks import contrast
from overlap.report.checks.breach import Breach
from overlap.report.checks.office import Parts, common

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DEFAULT_NAME = re.compile(r"(ark|sheet|tabelle|blad)\s*\d*", re.IGNORECASE)
OWN_NAMES = ("_xlnm.Print_Titles", "_xlnm._FilterDatabase", "_xlnm.Print_Area")
PAGES = ("&P", "&N")


def check(file: str, content: bytes) -> list[Breach]:
    parts = Parts(content)
    breaches = common(file, parts)
    book = parts.xml("xl/workbook.xml")
    if book is None:
        return [*breaches, Breach("verify.unreadable", file)]
    breaches += _names(file, book)
    targets = parts.targets("xl/workbook.xml")
    for sheet in book.iterfind(f"{S}sheets/{S}sheet"):
        part = targets.get(sheet.get(f"{R}id", ""), "")
        root = parts.xml(part)
        if root is not None:
            breaches += _sheet(file, sheet.get("name", ""), part, root, parts)
    breaches += _pictures(file, parts)
    breaches += _colours(file, parts)
    return breaches


def _names(file: str, book: Element) -> Iterator[Breach]:
    for sheet in book.iterfind(f"{S}sheets/{S}sheet"):
        name = sheet.get("name", "")
        if DEFAULT_NAME.fullmatch(name.strip()):
            yield Breach("verify.sheet_name", file, name)
        if sheet.get("state", "visible") != "visible":
            yield Breach("verify.hidden_sheet", file, name)
    for defined in book.iterfind(f"{S}definedNames/{S}definedName"):
        if defined.get("name") not in OWN_NAMES:
            yield Breach("verify.defined_name", file, found=defined.get("name", ""))


def _sheet(file: str, name: str, part: str, root: Element, parts: Parts) -> Iterator[Breach]:
    if root.find(f"{S}mergeCells") is not None:
        yield Breach("verify.merged", file, name)
    if root.find(f".//{S}f") is not None:
        yield Breach("verify.formula", file, name)
    if root.find(f"{S}hyperlinks") is not None:
        yield Breach("verify.link", file, name)
    if any(one.get("hidden") == "1" for one in (*root.iter(f"{S}row"), *root.iter(f"{S}col"))):
        yield Breach("verify.hidden_cells", file, name)
    filled = [row for row in root.iter(f"{S}row") if any(len(cell) for cell in row)]
    if not any(cell.get("r") == "A1" and len(cell) for row in filled[:1] for cell in row):
        yield Breach("verify.start", file, name)
    numbers = [int(row.get("r", "0")) for row in filled]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        yield Breach("verify.empty_row", file, name)
    foot = root.findtext(f"{S}headerFooter/{S}oddFooter") or ""
    if not all(code in foot for code in PAGES) or not root.findtext(f"{S}headerFooter/{S}oddHeader"):
        yield Breach("verify.page_numbers", file, name)
    yield from _tables(file, name, part, parts, len(numbers))


def _tables(file: str, name: str, part: str, parts: Parts, rows: int) -> Iterator[Breach]:
    """A sheet with more than its title and lines has a table, and only one, with full and different headings."""
    found = [parts.xml(target) for target in parts.targets(part).values() if "/tables/" in target]
    if len(found) > 1 or (not found and rows > MOST_LINES):
        yield Breach("verify.no_table", file, name)
    for table in found:
        if table is None:
            continue
        heads = [column.get("name", "").strip() for column in table.iter(f"{S}tableColumn")]
        if table.get("headerRowCount", "1") == "0":
            yield Breach("verify.no_header_row", file, name)
        if len({head.casefold() for head in heads}) != len(heads) or not all(heads):
            yield Breach("verify.headings", file, name)


MOST_LINES = 15
"""Rows of prose a sheet without a table may have."""


def _pictures(file: str, parts: Parts) -> Iterator[Breach]:
    for name, root in parts.under("xl/drawings/drawing"):
        for one in root.iter():
            if one.tag.endswith("}cNvPr") and not (one.get("descr") or "").strip():
                yield Breach("verify.no_alt_text", file, name, one.get("name", ""))


def _colours(file: str, parts: Parts) -> Iterator[Breach]:
    """Every pair of letters and fill that a cell can have."""
    styles = parts.xml("xl/styles.xml")
    if styles is None:
        return
    fonts = [_rgb(font.find(f"{S}color"), "000000") for font in styles.iterfind(f"{S}fonts/{S}font")]
    fills = [_rgb(fill.find(f"{S}patternFill/{S}fgColor"), "FFFFFF") for fill in styles.iterfind(f"{S}fills/{S}fill")]
    pairs = {
        (fonts[int(look.get("fontId", "0"))], fills[int(look.get("fillId", "0"))])
        for look in styles.iterfind(f"{S}cellXfs/{S}xf")
    }
    for text, fill in sorted(pairs):
        if contrast.ratio(text, fill) < contrast.TEXT:
            yield Breach("verify.contrast", file, f"#{text} / #{fill}", f"{contrast.ratio(text, fill):.1f}")


def _rgb(colour: Element | None, default: str) -> str:
    code = colour.get("rgb", "") if colour is not None else ""
    return code[-6:] or default
