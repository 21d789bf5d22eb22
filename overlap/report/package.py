"""Office files are zip archives: written with fixed dates, so that the same content is the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

DATE = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
Change = Callable[[bytes], bytes]


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of the parts in the order given, each a name with its content, without the date of the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts:
            part = zipfile.ZipInfo(name, DATE)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(part, content)
    return out.getvalue()


def rewritten(content: bytes) -> bytes:
    """The archive `content` with the same parts in the same order, without the date of the day."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return packed((name, old.read(name)) for name in old.namelist())


def in_language(code: str) -> Change:
    """Names the language of the document among its core properties."""

    def change(xml: bytes) -> bytes:
        end = b"</cp:coreProperties>"
        return xml.replace(end, f"<dc:language>{code}</dc:language>".encode("ascii") + end)

    return change
