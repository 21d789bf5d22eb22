"""An empty Bilag B to fill in: headings, drop-downs and help, as `template.toml` has them; reading finds it whole."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from msgspec import Struct, field

from overlap import knowledge
from overlap.knowledge.records import fill
from overlap.model import Field

ROWS = 500
"""Rows with drop-downs and help; a catalogue of Denmark's second city has 123."""

_MADE = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed date, so that the same template has the same bytes
_LONGEST_HELP, _LONGEST_TITLE = 255, 32


class TemplateColumn(Struct, frozen=True):
    """One column of the template, its words by language."""

    heading: Mapping[str, str]
    help: Mapping[str, str]
    width: int
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strict: bool = False
    text: bool = False


class _Table(Struct, frozen=True):
    """The shape of `template.toml`."""

    sheets: Mapping[str, tuple[str, ...]]
    title: Mapping[str, str]
    columns: Mapping[str, TemplateColumn]


@cache
def columns() -> Mapping[Field, TemplateColumn]:
    """The columns of the template in order."""
    return {Field(key): column for key, column in _table().columns.items()}


def workbook(language: str) -> bytes:
    """The template as an .xlsx file in `language`; the same bytes every time."""
    import xlsxwriter

    buffer = io.BytesIO()
    names = _table().sheets[language]
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": _table().title[language], "created": _MADE})
    _form(book, book.add_worksheet(names[0]), language)
    _guidance(book, book.add_worksheet(names[1]), language)
    book.close()
    return buffer.getvalue()


def _form(book: Any, sheet: Any, language: str) -> None:
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D9E2EC", "border": 1})
    plain, text = (
        book.add_format({"text_wrap": True, "valign": "top", "num_format": code}) for code in ("General", "@")
    )
    for at, column in enumerate(columns().values()):
        sheet.write_string(0, at, column.heading[language], heading)
        sheet.set_column(at, at, column.width, text if column.text else plain)
        sheet.data_validation(1, at, ROWS, at, _validation(column, language))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, ROWS, len(columns()) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _validation(column: TemplateColumn, language: str) -> dict[str, Any]:
    helped = {
        "input_title": column.heading[language][:_LONGEST_TITLE],
        "input_message": column.help[language][:_LONGEST_HELP],
    }
    if not column.choices:
        return {"validate": "any", **helped}
    severity = "stop" if column.strict else "information"
    return {"validate": "list", "source": list(column.choices[language]), "error_type": severity, **helped}


def _guidance(book: Any, sheet: Any, language: str) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    names = _table().sheets[language]
    for at, (name, width) in enumerate(zip(names[2:], (26, 80, 40), strict=True)):
        sheet.write_string(0, at, name, bold)
        sheet.set_column(at, at, width, wrapped)
    for row, column in enumerate(columns().values(), start=1):
        sheet.write_string(row, 0, column.heading[language])
        sheet.write_string(row, 1, column.help[language])
        sheet.write_string(row, 2, ", ".join(column.choices.get(language, ())))


@cache
def _table() -> _Table:
    return fill(_Table, knowledge.read("template"), "template.toml")
