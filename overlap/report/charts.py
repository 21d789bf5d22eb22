"""Native charts beside their tables: editable in Excel, described in words, and told apart without colour.

Every bar carries its number, so that no axis has to be read and no colour carries a meaning alone.
"""

from __future__ import annotations

from typing import Any

from overlap.report.book import fitting
from overlap.report.palette import FONT, INK, PAPER, SERIES, TITLE
from overlap.report.tables import Chart, Sheet

WIDE = 640
"""Pixels: with a table of three columns to its left it fills a page of A4 across."""
BAR, FRAME = 20, 110
"""Pixels of one bar with its air, and of what surrounds the bars: title and legend."""
LOWEST = 380
ASIDE = 16
"""Pixels between the table and its chart."""


def insert(book: Any, page: Any, sheet: Sheet, head: int) -> None:
    """The chart of `sheet` to the right of its table, whose headings stand in row `head` (from 0)."""
    chart, table = sheet.chart, sheet.table
    if chart is None or not table.rows:
        return
    drawn = book.add_chart({"type": "column" if chart.upright else "bar"})
    first, last = head + 1, head + len(table.rows)
    for at in range(1, len(table.columns)):
        drawn.add_series(
            {
                "name": [sheet.title, head, at],
                "categories": [sheet.title, first, 0, last, 0],
                "values": [sheet.title, first, at, last, at],
                # What the chart shows until a program draws it: xlsxwriter has not kept the cells to look it up.
                "categories_data": [fitting(str(row[0])) for row in table.rows],
                "values_data": [str(row[at]) for row in table.rows],
                "fill": {"color": SERIES[(at - 1) % len(SERIES)]},
                "border": {"color": PAPER, "width": 1},
                "gap": 60,
                "data_labels": {"value": True, "font": _font(9)},
            }
        )
    _frame(drawn, chart, series=len(table.columns) - 1)
    bars = len(table.rows) * (len(table.columns) - 1)
    drawn.set_size({"width": WIDE, "height": max(LOWEST, 0 if chart.upright else FRAME + BAR * bars)})
    page.insert_chart(first, len(table.columns), drawn, {"description": chart.alt, "x_offset": ASIDE})


def _frame(drawn: Any, chart: Chart, *, series: int) -> None:
    """A title, a legend where there is more than one series, categories in the order of the table, and no more."""
    drawn.set_title({"name": chart.title, "name_font": {**_font(12), "bold": True, "color": TITLE}, "overlay": False})
    drawn.set_legend({"none": True} if series == 1 else {"position": "bottom", "font": _font(9)})
    plain = {"num_font": _font(9), "line": {"color": INK}, "major_tick_mark": "none", "minor_tick_mark": "none"}
    values = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    if chart.upright:
        drawn.set_x_axis(plain)
        drawn.set_y_axis(values)
    else:
        drawn.set_x_axis(values)
        drawn.set_y_axis({**plain, "reverse": True})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER}})


def _font(size: int) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": INK, "bold": False}
