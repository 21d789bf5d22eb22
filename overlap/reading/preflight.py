"""The bytes of a file before any parser sees them: is it a workbook, is it whole, is it of a size a person made.

Office libraries unpack whatever a file claims to hold (0.5 MB can become 500 MB and ten million rows) and fail in a
dozen ways on damaged files; so kinds are told by their bytes, sizes are counted while unpacking, and entity
declarations are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from overlap.errors import FileError
from overlap.reading.options import Options

LARGEST_FILE = 100 * 2**20
LARGEST_UNPACKED = 300 * 2**20
LARGEST_PART = 200 * 2**20
LARGEST_RATIO = 200
"""Unpacked over packed: XML of a real workbook packs about 10 to 1, of a bomb 1,000 to 1."""
RATIO_MATTERS = 20 * 2**20
MOST_PARTS = 5_000
MOST_CELLS = 1_000_000
"""20,000 rows of 50 columns."""
_CHUNK = 2**18
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C\x00T\x00Y\x00P\x00E|E\x00N\x00T\x00I\x00T\x00Y)", re.IGNORECASE
)
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_OVERLAP = 64


def bytes_of(path: Path) -> bytes:
    """The bytes of the file; `FileError` where it is missing, a folder, locked or too large to be a catalogue."""
    try:
        if path.is_dir():
            raise FileError("input_is_folder", file=path.name)
        if path.stat().st_size > LARGEST_FILE:
            raise FileError("input_too_large", file=path.name, megabytes=LARGEST_FILE // 2**20)
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise FileError("input_missing", file=str(path)) from missing
    except PermissionError as denied:
        raise FileError("input_locked", file=path.name) from denied
    except (OSError, ValueError) as failure:
        raise FileError("input_unreadable", file=path.name, reason=type(failure).__name__) from failure


def check(content: bytes, name: str, options: Options) -> None:
    """Nothing, when `content` is a workbook that is safe to open; else `FileError` with the reason."""
    _check_kind(content, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as failure:
        raise FileError("input_damaged", file=name) from failure
    with archive:
        _check_parts(archive, name)
        cells = 0
        unpacked = 0
        for info in archive.infolist():
            rows, more_cells, size = _walk(archive, info, name, LARGEST_UNPACKED - unpacked, options.max_rows)
            unpacked, cells = unpacked + size, cells + more_cells
            if rows > options.max_rows:
                raise FileError("too_many_rows", file=name, limit=options.max_rows)
            if cells > MOST_CELLS:
                raise FileError("too_many_cells", file=name, limit=MOST_CELLS)


def _check_kind(content: bytes, name: str) -> None:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content.strip(b"\x00 \r\n\t"):
        raise FileError("input_empty", file=name)
    if content.startswith(_OLE):
        raise FileError("input_password" if _ENCRYPTED_STREAM in content else "input_old_format", file=name)
    if content.startswith(_ZIP):
        return
    if content.startswith(b"PK"):
        raise FileError("input_damaged", file=name)
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta")):
        raise FileError("input_is_web_page", file=name)
    if head.startswith(b"%pdf"):
        raise FileError("input_is_pdf", file=name)
    if name.casefold().endswith((".csv", ".tsv", ".txt")) or _looks_like_text(content[:4096]):
        raise FileError("input_is_text", file=name)
    raise FileError("input_not_workbook", file=name)


def _looks_like_text(head: bytes) -> bool:
    return b"\x00" not in head and sum(byte < 9 for byte in head) == 0 and any(mark in head for mark in b";,\t")


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    folded = {part.casefold() for part in names}
    if "mimetype" in folded and any("content.xml" in part for part in folded):
        raise FileError("input_is_open_document", file=name)
    if any(part.endswith(".bin") and part.startswith("xl/workbook") for part in folded):
        raise FileError("input_is_binary_workbook", file=name)
    if any(part.startswith(("word/", "ppt/")) for part in folded):
        raise FileError("input_other_office", file=name)
    if "[content_types].xml" not in folded or not any(part.startswith("xl/") for part in folded):
        raise FileError("input_not_workbook", file=name)
    if len(folded) != len(names):
        raise FileError("input_doubled_part", file=name)
    if (
        len(names) > MOST_PARTS
        or any(_bomb(info) for info in infos)
        or sum(i.file_size for i in infos) > LARGEST_UNPACKED
    ):
        raise FileError("input_too_large_unpacked", file=name, megabytes=LARGEST_UNPACKED // 2**20)
    if any(info.flag_bits & 1 for info in infos):
        raise FileError("input_password", file=name)


def _bomb(info: zipfile.ZipInfo) -> bool:
    large = info.file_size > LARGEST_PART
    return large or (info.file_size > RATIO_MATTERS and info.file_size > LARGEST_RATIO * max(info.compress_size, 1))


def _walk(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, room: int, most_rows: int
) -> tuple[int, int, int]:
    """Unpack one part in small pieces, counting; rows and cells only where it is a sheet."""
    rows = cells = size = 0
    sheet = bool(_WORKSHEET.fullmatch(info.filename))
    markup = info.filename.casefold().endswith((".xml", ".rels", ".vml"))
    tail = b""
    for chunk in _pieces(archive, info, name):
        size += len(chunk)
        if size > min(room, LARGEST_PART):
            raise FileError("input_too_large_unpacked", file=name, megabytes=LARGEST_UNPACKED // 2**20)
        window = tail + chunk
        if markup and _DECLARATION.search(window):
            raise FileError("input_declares_entities", file=name)
        if sheet:
            rows += len(_ROW.findall(window)) - len(_ROW.findall(tail))
            cells += len(_CELL.findall(window)) - len(_CELL.findall(tail))
            if rows > most_rows or cells > MOST_CELLS:
                return rows, cells, size
        tail = window[-_OVERLAP:]
    return rows, cells, size


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The part piece by piece; a part that cannot be unpacked means that the file is damaged."""
    try:
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except Exception as failure:
        raise FileError("input_damaged", file=name) from failure
