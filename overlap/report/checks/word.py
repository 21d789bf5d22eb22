"""A Word file: title, headings in order, header rows, descriptions, language, legible colours, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from overlap.report.checks import contrast
from overlap.report.checks.breach import Breach
from overlap.report.checks.office import Parts, common

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"(?:heading|overskrift) (\d)", re.IGNORECASE)


def check(file: str, content: bytes) -> list[Breach]:
    parts = Parts(content)
    body, styles = parts.xml("word/document.xml"), parts.xml("word/styles.xml")
    if body is None or styles is None:
        return [Breach("verify.unreadable", file)]
    breaches = [*common(file, parts), *_headings(file, body, styles), *_tables(file, body), *_live(file, body)]
    if not any(one.get(f"{W}val") for one in styles.iter(f"{W}lang")):
        breaches.append(Breach("verify.no_language", file, "word/styles.xml"))
    breaches += [
        Breach("verify.no_alt_text", file, found=one.get("name", ""))
        for one in body.iter()
        if one.tag.endswith("}docPr") and not (one.get("descr") or "").strip()
    ]
    if any(_text(paragraph) == "" for paragraph in body.iterfind(f"{W}body/{W}p")):
        breaches.append(Breach("verify.empty_row", file))
    fields = " ".join(
        one.get(f"{W}instr", "") + (one.text or "")
        for name, edge in parts.under("word/foot")
        for one in edge.iter()
        if one.tag in (f"{W}fldSimple", f"{W}instrText")
    )
    if "PAGE" not in fields.replace("NUMPAGES", "") or "NUMPAGES" not in fields:
        breaches.append(Breach("verify.page_numbers", file))
    return breaches


def _headings(file: str, body: Element, styles: Element) -> Iterator[Breach]:
    """The first is of level 1, and none is left out on the way down."""
    names = {one.get(f"{W}styleId", ""): _named(one) for one in styles.iterfind(f"{W}style")}
    used = [names.get(one.get(f"{W}val", ""), "") for one in body.iterfind(f"{W}body/{W}p/{W}pPr/{W}pStyle")]
    levels = [int(found[1]) for name in used if (found := HEADING.fullmatch(name))]
    if not levels:
        yield Breach("verify.no_headings", file)
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield Breach("verify.heading_order", file, found=str(after))


def _named(style: Element) -> str:
    name = style.find(f"{W}name")
    return name.get(f"{W}val", "") if name is not None else ""


def _tables(file: str, body: Element) -> Iterator[Breach]:
    for number, table in enumerate(body.iter(f"{W}tbl"), start=1):
        first = table.find(f"{W}tr")
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            yield Breach("verify.no_header_row", file, str(number))
        if table.find(f".//{W}gridSpan") is not None or table.find(f".//{W}vMerge") is not None:
            yield Breach("verify.merged", file, str(number))
        if table.find(f"{W}tblPr/{W}tblDescription") is None and table.find(f"{W}tblPr/{W}tblCaption") is None:
            yield Breach("verify.no_alt_text", file, str(number))
        for cell in table.iter(f"{W}tc"):
            shade = cell.find(f"{W}tcPr/{W}shd")
            fill = shade.get(f"{W}fill", "FFFFFF") if shade is not None else "FFFFFF"
            for colour in cell.iterfind(f".//{W}rPr/{W}color"):
                text = colour.get(f"{W}val", "000000")
                if "auto" not in (text, fill) and contrast.ratio(text, fill) < contrast.TEXT:
                    found = f"{contrast.ratio(text, fill):.1f}"
                    yield Breach("verify.contrast", file, f"#{text} / #{fill}", found)


def _live(file: str, body: Element) -> Iterator[Breach]:
    if body.find(f".//{W}hyperlink") is not None:
        yield Breach("verify.link", file)
    if any(body.find(f".//{W}{name}") is not None for name in ("del", "ins", "vanish")):
        yield Breach("verify.hidden_cells", file)


def _text(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{W}t")).strip()
