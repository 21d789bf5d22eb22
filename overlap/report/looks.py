"""How the cells of a workbook look: each kind of cell by its name, with everything that makes it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from overlap.report.book import Book, Style
from overlap.report.measure import POINTS
from overlap.report.palette import ENTRY, FONT, HEAD, LINE, MACHINE, MARKS, TITLE
from overlap.report.tables import Shape

BASIC = {"font_name": FONT, "font_size": POINTS, "font_scheme": "none"}
"""The font of everything: column widths count its digits, so it must be one that every program has or has alike."""
ALIGN = {Shape.NUMBER: "center", Shape.AMOUNT: "right"}
NUMBERS = {Shape.NUMBER: "0", Shape.AMOUNT: "#,##0"}


class Looks(dict[str, Style]):
    """The styles of a workbook by their names in `looks`, each made when it is first asked for."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._told = looks()

    def __missing__(self, name: str) -> Style:
        self[name] = self._book.style(self._told[name])
        return self[name]


def looks() -> Mapping[str, Mapping[str, Any]]:
    """What every kind of cell looks like: by what it is, the shape of its value, or the tone of its mark."""
    plain = {**BASIC, "valign": "top"}
    lined = {**plain, "text_wrap": True, "align": "left", "indent": 1, "bottom": 1, "bottom_color": LINE}
    boxed = {"left": 1, "left_color": LINE, "right": 1, "right_color": LINE}
    field = {**lined, "align": "center", "valign": "vcenter", "indent": 0}
    return {
        "title": {**plain, "font_size": 16, "bold": True, "font_color": TITLE},
        "line": plain,
        "head": {**lined, "bold": True, "valign": "vcenter", "font_color": HEAD.text, "bg_color": HEAD.fill},
        Shape.TEXT: lined,
        # As text, so that Excel makes no date of "7-12".
        "entry": {**lined, **boxed, "bg_color": ENTRY, "num_format": "@"},
        "small": {**lined, "text_wrap": False, "font_size": 7, "font_color": MACHINE},
        "side": {**lined, "valign": "vcenter"},
        **{
            shape: {**lined, "num_format": pattern, "align": ALIGN[shape], "indent": 0}
            for shape, pattern in NUMBERS.items()
        },
        **{tone: {**field, "font_color": look.text, "bg_color": look.fill} for tone, look in MARKS.items()},
    }
