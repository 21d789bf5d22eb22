"""Files that are no workbook, or not a whole or safe one: one sentence each, in a moment, and never a traceback."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from overlap import reading, wording
from overlap.errors import FileError
from overlap.wording.messages import sentence
from tests.reading.nasty_books import SHEET, altered, book, parts, with_sheet, zipped

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""
SECONDS = 2
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb() -> bytes:
    """500 MB of blanks in half a megabyte."""
    return zipped(parts(book()) | {"xl/media/image1.bin": bytes(120 * 2**20)})


def lying_bomb() -> bytes:
    """A part that unpacks to more than its directory entry admits."""
    content = bytearray(zipped(parts(book()) | {"xl/theme/theme9.xml": b" " * (30 * 2**20)}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark)
        while at >= 0:
            if struct.unpack_from("<I", content, at + offset)[0] == 30 * 2**20:
                struct.pack_into("<I", content, at + offset, 1000)
            at = content.find(mark, at + 4)
    return bytes(content)


def rows_bomb() -> bytes:
    return with_sheet(lambda xml: xml.replace(b"</sheetData>", b'<row r="9"/>' * 1_000_000 + b"</sheetData>"))


def cells_bomb() -> bytes:
    line = b'<row r="9">' + b"<c/>" * 16_000 + b"</row>"
    return with_sheet(lambda xml: xml.replace(b"</sheetData>", line * 70 + b"</sheetData>"))


def encrypted_entry() -> bytes:
    content = bytearray(book())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def flipped(at: float) -> bytes:
    content = bytearray(book())
    content[int(len(content) * at)] ^= 0xFF
    return bytes(content)


def many_rows() -> bytes:
    return with_sheet(lambda xml: xml.replace(b"</sheetData>", b"<row/>" * 20_001 + b"</sheetData>"))


def many_parts() -> bytes:
    return zipped(parts(book()) | {f"xl/{number}": b"" for number in range(5_001)})


def binary_workbook() -> bytes:
    return zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""})


def opendocument() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})


def declared(declaration: bytes) -> bytes:
    return with_sheet(lambda xml: declaration + xml[xml.index(b"<worksheet") :])


def padded() -> bytes:
    """A declaration behind 300 kB of blanks, past whatever a careless scan looks at."""
    return declared(b'<?xml version="1.0"?>' + b" " * 300_000 + LAUGHS[21:])


def in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet/>'
    return with_sheet(lambda _: text.encode("utf-16"))


CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("input_empty", lambda: b""),
    "only noughts": ("input_empty", lambda: bytes(4096)),
    "semicolons": ("input_is_text", "Nr.;Indsats;Alder\n1;Mod på skole;6-12\n".encode),
    "semicolons of Windows": ("input_is_text", lambda: "Nr.;Indsats;Målgruppe\n1;Mod;Børn\n".encode("cp1252")),
    "semicolons behind a mark": ("input_is_text", lambda: b"\xef\xbb\xbfNr.;Indsats\n1;Mod\n"),
    "a web page": ("input_is_web_page", lambda: b"<html><table><tr><td>Indsats</td></tr></table></html>"),
    "a web page with a heading": ("input_is_web_page", lambda: b"<!DOCTYPE html><title>x</title>"),
    "xml of 2003": ("input_is_web_page", lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
    "a pdf": ("input_is_pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "old Excel": ("input_old_format", lambda: OLE + bytes(600)),
    "a password": ("input_password", lambda: OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le")),
    "a locked entry": ("input_password", encrypted_entry),
    "OpenDocument": ("input_is_open_document", opendocument),
    "binary workbook": ("input_is_binary_workbook", binary_workbook),
    "Word": ("input_other_office", lambda: zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})),
    "another zip": ("input_not_workbook", lambda: zipped({"foto.txt": b"hej"})),
    "a picture": ("input_not_workbook", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50)),
    "cut in half": ("input_damaged", lambda: book()[: len(book()) // 2]),
    "cut at the end": ("input_damaged", lambda: book()[:-30]),
    "only a beginning": ("input_damaged", lambda: b"PK\x03\x04" + bytes(20)),
    "an empty archive": ("input_damaged", lambda: b"PK\x05\x06" + bytes(18)),
    "no workbook part": ("input_damaged", lambda: altered(book(), {"xl/workbook.xml": None})),
    "no sheet part": ("input_damaged", lambda: altered(book(), {SHEET: None})),
    "no content types": ("input_not_workbook", lambda: altered(book(), {"[Content_Types].xml": None})),
    "xml that ends early": ("input_damaged", lambda: with_sheet(lambda xml: xml[: len(xml) // 2])),
    "xml of nonsense": ("input_damaged", lambda: with_sheet(lambda _: b"<worksheet><sheetData><row r='x'>")),
    "sheet that is no xml": ("input_damaged", lambda: with_sheet(lambda _: b"\x00\x01\x02")),
    "impossible address": ("input_damaged", lambda: with_sheet(lambda xml: xml.replace(b'r="B2"', b'r="??"'))),
    "a bomb": ("input_too_large_unpacked", bomb),
    "a bomb that lies": ("input_damaged", lying_bomb),
    "a million rows": ("too_many_rows", rows_bomb),
    "a million cells": ("too_many_cells", cells_bomb),
    "20,001 rows": ("too_many_rows", many_rows),
    "entities": ("input_declares_entities", lambda: declared(LAUGHS)),
    "an entity from disk": ("input_declares_entities", lambda: declared(OUTSIDE)),
    "a declaration far inside": ("input_declares_entities", padded),
    "a declaration in utf-16": ("input_declares_entities", in_utf16),
    "entities in the relations": (
        "input_declares_entities", lambda: altered(book(), {"xl/_rels/workbook.xml.rels": lambda x: LAUGHS + x[21:]})
    ),
    "a part twice": ("input_doubled_part", lambda: zipped(parts(book()), [(SHEET, b"<worksheet/>")])),
    "a part twice in other letters": ("input_doubled_part", lambda: zipped(parts(book()), [(SHEET.upper(), b"<x/>")])),
    "five thousand parts": ("input_too_large_unpacked", many_parts),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_ends_in_one_sentence_with_its_name(name: str, tmp_path: Path) -> None:
    """The code is the expected one, both languages have the sentence, and it takes less than two seconds."""
    code, make = CASES[name]
    path = tmp_path / "Bilag æøå.xlsx"
    path.write_bytes(make())
    begun = time.perf_counter()
    with pytest.raises(FileError) as failure:
        reading.read(path)
    assert time.perf_counter() - begun < SECONDS
    assert failure.value.code == code
    for language in wording.LANGUAGES:
        assert path.name in sentence(wording.load(language), failure.value.code, failure.value.values)


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7])
def test_a_flipped_byte_is_never_read_as_something_else(at: float, tmp_path: Path) -> None:
    """Either the file is refused or its content is what it was."""
    whole, bent = tmp_path / "hel.xlsx", tmp_path / "bukket.xlsx"
    whole.write_bytes(book())
    bent.write_bytes(flipped(at))
    try:
        seen = reading.read(bent)
    except FileError:
        return
    assert seen.interventions == reading.read(whole).interventions


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="input_missing"):
        reading.read(tmp_path / "findes ikke.xlsx")
    with pytest.raises(FileError, match="input_is_folder"):
        reading.read(tmp_path)


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "låst.xlsx"
    path.write_bytes(book())

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "i brug")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileError, match="input_locked"):
        reading.read(path)


def test_entities_are_refused_by_the_parser_too() -> None:
    """The second lock: openpyxl uses defusedxml when it is installed."""
    import openpyxl

    assert openpyxl.DEFUSEDXML is True


def test_a_lying_directory_really_lies() -> None:
    """The bomb above unpacks to more than it says, or the test would show nothing."""
    with zipfile.ZipFile(io.BytesIO(lying_bomb())) as archive:
        assert archive.getinfo("xl/theme/theme9.xml").file_size == 1000
