"""The sheet as it is read, as a frame."""

from __future__ import annotations

from overlap.model import Field
from overlap.reading.frame import Sheet


def test_a_frame_has_a_row_for_each_row_of_the_sheet_and_a_column_for_each_field() -> None:
    """Excel rows are the index, texts stay texts, and what is not stated is an empty text."""
    frame = Sheet({3: {Field.NAME: "A", Field.AGE: "6-12"}, 7: {Field.NAME: "B", Field.AGE: ""}}, {}).frame()
    assert frame.index.tolist() == [3, 7]
    assert frame.to_dict("list") == {"name": ["A", "B"], "age": ["6-12", ""]}


def test_a_sheet_without_rows_is_an_empty_frame() -> None:
    """No row and no column, but still a frame."""
    assert Sheet({}, {}).frame().empty
