"""What a person may say about a workbook before it is read."""

from __future__ import annotations

from msgspec import Struct


class Options(Struct, frozen=True):
    """`sheet` and `header_row` (1 is the first) override what the tool would find; `max_rows` bounds every sheet."""

    sheet: str | None = None
    header_row: int | None = None
    max_rows: int = 20_000
