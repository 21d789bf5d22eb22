"""The empty Bilag B is read back without a word, and holds what a person needs to fill it in."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from overlap import reading
from overlap.errors import InputError
from overlap.model import Evaluated, Field, Kind, Span
from overlap.reading import template

LANGUAGES = ("da", "en")


def written(tmp_path: Path, language: str) -> Path:
    path = tmp_path / "skabelon.xlsx"
    path.write_bytes(template.workbook(language))
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_reads_the_template_without_a_word(tmp_path: Path, language: str) -> None:
    seen = reading.inspect(written(tmp_path, language))
    assert (seen.issues, seen.stopped) == ((), None)
    assert [column.field for column in seen.columns] == list(template.columns())
    assert (seen.header_row, seen.interventions) == (1, ())


def test_an_empty_catalogue_is_not_analysed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="table_empty"):
        reading.read(written(tmp_path, "da"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_filled_in_is_read_as_it_was_meant(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, language)
    book = openpyxl.load_workbook(path)
    choice = {field: column.choices for field, column in template.columns().items() if column.choices}
    texts = {
        Field.NUMBER: "1", Field.NAME: "Mod på skole", Field.DEPARTMENT: "MBU", Field.AGE: "6-12",
        Field.KIND: choice[Field.KIND][language][1], Field.TARGET_GROUP: "Børn med skolefravær", Field.WAIT: "2-3 uger",
        Field.DESCRIPTION: "Samtaler", Field.EVALUATION: choice[Field.EVALUATION][language][1],
    }  # fmt: skip
    for at, field in enumerate(template.columns(), start=1):
        book.worksheets[0].cell(2, at, texts.get(field))
    book.save(path)
    (one,) = reading.read(path).interventions
    assert (one.id, one.name, one.departments) == ("1", "Mod på skole", ("MBU",))
    assert (one.kind, one.evaluated) == (Kind.PARTNERSHIP, Evaluated.PARTLY)
    assert (one.ages, one.wait_weeks) == (Span(6, 12), Span(2, 3))


def test_ages_are_formatted_as_text_so_that_excel_makes_no_date_of_them() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template.workbook("da"))).worksheets[0]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "Alder")
    assert sheet.column_dimensions[letter].number_format == "@"


def test_the_template_is_the_same_bytes_every_time() -> None:
    assert template.workbook("da") == template.workbook("da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_and_titles_fit_what_excel_shows(language: str) -> None:
    """Excel cuts a title after 32 characters and a help text after 255, and refuses drop-downs over 255."""
    for column in template.columns().values():
        assert len(column.heading[language]) <= 32
        assert len(column.help[language]) <= 255
        assert len(",".join(column.choices.get(language, ()))) <= 255
