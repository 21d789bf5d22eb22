"""The records of a text to read: headings, paragraphs, lists and tables in their order. A renderer only prints them."""

from __future__ import annotations

from dataclasses import dataclass

from overlap.report.imprint import Edges
from overlap.report.tables import Table


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list with bullets; `lead` stands in bold before the text of each."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its first row as headings; `caption` says what it shows, also to those who cannot see it."""

    caption: str
    table: Table


Block = Heading | Paragraph | Items | Grid


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    edges: Edges
    blocks: tuple[Block, ...]
