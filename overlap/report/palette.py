"""The colours of the reports. Every pair of text and fill has a contrast of at least 4.5 to 1 (EN 301 549, 9.1.4.3)."""

from __future__ import annotations

from msgspec import Struct

from overlap.report.tables import Tone

FONT = "Arial"
TITLE = "#1F3A5F"
INK = "#1C2026"
PAPER = "#FFFFFF"
LINE = "#C9CED6"
ENTRY = "#FFFBE6"
"""The fill of cells that people write in."""
MACHINE = "#4A4F57"
"""The text of cells by which the program knows a row again."""


class Look(Struct, frozen=True):
    text: str
    fill: str


HEAD = Look(text="#FFFFFF", fill="#1F3A5F")
MARKS = {
    Tone.MISSING: Look(text="#6B1218", fill="#F6D5D5"),
    Tone.THIN: Look(text="#553C00", fill="#FBEBC0"),
    Tone.COVERED: Look(text="#14452F", fill="#D9EBDD"),
    Tone.OUTSIDE: Look(text="#4A4F57", fill="#EDEEF0"),
}
SERIES = ("#1F3A5F", "#B8651B", "#6B7280", "#14452F")
"""The bars of charts: at least 3 to 1 against the paper (EN 301 549, 9.1.4.11), each with a white edge and a number."""
