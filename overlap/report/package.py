"""Office files are zip archives: written anew with fixed dates, so that the same content is the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

DATE = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
Change = Callable[[bytes], bytes]


def rewritten(content: bytes, changes: Mapping[str, Change]) -> bytes:
    """The archive `content` with some of its parts changed, in the order it had, without the date of the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, DATE)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            change = changes.get(name)
            new.writestr(part, change(old.read(name)) if change else old.read(name))
    return out.getvalue()


def in_language(code: str) -> Change:
    """Names the language of the document among its core properties."""

    def change(xml: bytes) -> bytes:
        end = b"</cp:coreProperties>"
        return xml.replace(end, f"<dc:language>{code}</dc:language>".encode("ascii") + end)

    return change
