"""The files for those who count for themselves hold what the workbook holds, and nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata

import pytest

from overlap.report import exports, harmless, layout
from overlap.report.story import Story
from overlap.report.tables import Column, Mark, Shape, Table, Tone


@pytest.fixture
def story(findings, voice, edition) -> Story:  # type: ignore[no-untyped-def]
    return Story(findings, voice, edition)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_danish_excel_opens_a_csv_file(story: Story) -> None:
    """A mark before the first heading, semicolons, and a comma before decimals."""
    content = exports.tables(story, layout.sheets(story))["overlaps.csv"]
    assert content.startswith(b"\xef\xbb\xbfNr. A;")
    rows = read(content)
    assert rows[1][rows[0].index("Score")] == "81,4"


def test_every_csv_file_has_the_rows_of_its_sheet(story: Story) -> None:
    """The data sheets of the workbook and the files are made from the same tables."""
    by_name = {sheet.table.name: sheet.table for sheet in layout.sheets(story)}
    for name, table in exports.each_table(story, layout.sheets(story)):
        assert len(read(exports.tables(story, layout.sheets(story))[f"{name}.csv"])) == len(table.rows) + 1
        if table.name in by_name:
            assert by_name[table.name] == table


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("=1+1", "'=1+1"),
        ("+45", "'+45"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("\n=1", "'\n=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a=1", "a=1"),
        ("a\x00\x1b[31mb", "a[31mb"),
        ("\x00=1", "'=1"),
    ],
)
def test_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(text: str, stands: str) -> None:
    table = Table("t", (Column(text, 9), Column("b", 9)), ((text, Mark(text, Tone.THIN)),))
    assert read(exports.csv_bytes(table, ",")) == [[stands, "b"], [stands, stands]]


def test_numbers_stay_numbers() -> None:
    """Negative ones have no apostrophe, and empty is not nought."""
    table = Table("t", (Column("a", 9, Shape.NUMBER),), ((-1.5,), (None,), (1_150_000,)))
    assert read(exports.csv_bytes(table, ",")) == [["a"], ["-1,5"], [""], ["1150000"]]


def test_every_json_file_names_its_version(story: Story) -> None:
    for name, content in exports.records(story).items():
        assert json.loads(content)["version"] == 1, name


def test_coverage_records_name_who_stands_in_each_cell(story: Story) -> None:
    rows = json.loads(exports.records(story)["coverage.json"])["rows"]
    first = {"theme": "angst", "age_band": "6-9", "department": "MBU", "primary": "1", "secondary": "3"}
    assert {name: rows[0][name] for name in first} == first


def test_what_steers_a_program_is_taken_out_of_every_text() -> None:
    """Controls, lone surrogates and private use, by their Unicode category; line breaks and tabs stay."""
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        steers = unicodedata.category(letter) in ("Cc", "Cs", "Co") and letter not in "\n\t"
        assert harmless.calm(letter) == ("" if steers else letter), hex(code)
