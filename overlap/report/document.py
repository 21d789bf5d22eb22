"""The records of a text to read: headings, paragraphs, lists and tables in their order. A renderer only prints them."""

from __future__ import annotations

from msgspec import Struct

from overlap.report.imprint import Edges
from overlap.report.tables import Table


class Heading(Struct, frozen=True):
    text: str
    level: int = 1


class Paragraph(Struct, frozen=True):
    text: str


class Items(Struct, frozen=True):
    """A list with bullets; `lead` stands in bold before the text of each."""

    lines: tuple[tuple[str, str], ...]


class Grid(Struct, frozen=True):
    """A table with its first row as headings; `caption` says what it shows, also to those who cannot see it."""

    caption: str
    table: Table


Block = Heading | Paragraph | Items | Grid


class Document(Struct, frozen=True):
    title: str
    edges: Edges
    blocks: tuple[Block, ...]
