"""What workbooks and Word files have in common: a zip archive of XML parts with properties and relations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from overlap.report.checks.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterable

DC = "{http://purl.org/dc/elements/1.1/}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Parts:
    """The parts of an office file, parsed when asked for."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.raw: Mapping[str, bytes] = {name: archive.read(name) for name in self.names}

    def xml(self, name: str) -> Element | None:
        return ElementTree.fromstring(self.raw[name]) if name in self.raw else None

    def under(self, folder: str) -> Iterator[tuple[str, Element]]:
        for name in self.names:
            if name.startswith(folder) and name.endswith(".xml"):
                yield name, ElementTree.fromstring(self.raw[name])

    def targets(self, name: str) -> Mapping[str, str]:
        """The parts a part points to, by the key it uses for them."""
        folder, _, file = name.rpartition("/")
        relations = self.xml(f"{folder}/_rels/{file}.rels")
        found = {}
        for one in relations if relations is not None else ():
            target = one.get("Target", "")
            found[one.get("Id", "")] = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
        return found


def _joined(folder: str, target: str) -> str:
    pieces = folder.split("/")
    for piece in target.split("/"):
        pieces = pieces[:-1] if piece == ".." else [*pieces, piece]
    return "/".join(pieces)


def common(file: str, parts: Parts) -> list[Breach]:
    """Title and language named; nobody's name; nothing that reaches out, and nothing hidden in comments or macros."""
    core = parts.xml("docProps/core.xml")
    breaches = []
    if not _property(core, f"{DC}title"):
        breaches.append(Breach("verify.no_title", file))
    if not _property(core, f"{DC}language"):
        breaches.append(Breach("verify.no_language", file))
    author = _property(core, f"{DC}creator")
    if author:
        breaches.append(Breach("verify.author", file, found=author))
    breaches += [Breach("verify.hidden_part", file, name) for name in _hidden(parts.names)]
    for name in parts.names:
        if name.endswith(".rels"):
            relations = ElementTree.fromstring(parts.raw[name])
            found = [one.get("Target", "") for one in relations if one.get("TargetMode") == "External"]
            breaches += [Breach("verify.link", file, name, target) for target in found]
    return breaches


def _hidden(names: Iterable[str]) -> list[str]:
    telling = ("comments", "vbaProject", "externalLink", "embeddings/", "activeX", "customXml/item", "thumbnail")
    return [name for name in names if any(word in name for word in telling) and not name.endswith(".rels")]


def _property(core: Element | None, name: str) -> str:
    found = core.findtext(name) if core is not None else None
    return (found or "").strip()
