"""One untidy workbook of a small council, everything at once: what a person would understand of it, and is told."""

# ruff: noqa: E501 - tables of cases read as tables
from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from overlap import reading
from overlap.model import Access, Evaluated, Intervention, Span
from tests.reading.nasty_books import saved

HEADINGS = (
    "Tilbuddets navn", "Forvaltning /\nområde", "Hvem driver tilbuddet", "Målgruppe", "Alder\nfra", "Alder\ntil",
    "Kort beskrivelse af tilbuddet", "Hvordan kommer man i gang?", "Ventetid\n(i uger)", "Pladser",
    "Årlig udgift\n(1.000 kr.)", "Bevilling udløber", "Er tilbuddet evalueret?",
)  # fmt: skip
ROWS: tuple[tuple[object, ...], ...] = (
    ("Børne- og Familieområdet",),
    ("Snak om det", "Familie", "Familiehuset", "Børn af forældre med psykisk sygdom", 6, 12, "Gruppe 10 gange",
     "Forældre kan selv henvende sig, skolen kan pege på det", "2-3", 24, 450, "Permanent", "Ja, tilfredshedsundersøgelse"),
    ("Modige unge", "Skole", "PPR", "Unge med angst", 13, "til og med 17 år", "CBT-gruppe", "Via PPR-psykolog",
     date(2025, 6, 4), "ca. 20", "380", "31.12.2025", "SDQ før/efter"),
    ("Fraværsteam", "Skole", "Ungeteamet", "Elever i 4.-9. klasse med bekymrende fravær", None, None, "Hjemmebesøg",
     "Skolelederen indstiller", "op til 8", "35-40 elever", 1100, "udgangen af 2026", "Nej"),
    ("Socialområdet",),
    ("Mentor", "Social", "Jobcenter", "Unge uden uddannelse", 18, 30, "Mentor", "Bevilling efter § 85", 4, 50,
     "1,2 mio.", None, "Delvist"),
    (), (),
    ("I alt", None, None, None, None, None, None, None, None, 94),
    ("Ansvarlig for skemaet: Pia Hansen, pia@by.dk",),
)  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> reading.Inspection:
    book = openpyxl.Workbook()
    book.active["A1"] = "Kortlægning af tilbud til børn og unge"
    sheet = book.create_sheet("Tilbudsoversigt 2025")
    sheet["B2"], sheet["B3"] = "Oversigt over tilbud", "Opdateret 12.3.2025 af sekretariatet"
    for area, band in (("B5:D5", "Tilbuddet"), ("E5:G5", "Hvem er det til?"), ("H5:N5", "Praktisk")):
        sheet[area.split(":", maxsplit=1)[0]] = band
        sheet.merge_cells(area)
    for at, line in enumerate((HEADINGS, *ROWS), start=6):
        for column, value in enumerate(line, start=2):
            sheet.cell(at, column, value)
    sheet["J9"].number_format = "d-mmm"
    sheet.row_dimensions[10].hidden = True
    book.create_sheet("Lister").sheet_state = "hidden"
    path = tmp_path_factory.mktemp("kommune") / "tilbud.xlsx"
    path.write_bytes(saved(book))
    return reading.inspect(path)


def one(seen: reading.Inspection, name: str) -> Intervention:
    return next(found for found in seen.interventions if found.name == name)


def test_the_table_is_found_below_bands_on_the_second_sheet(seen: reading.Inspection) -> None:
    assert (seen.sheet, seen.header_row, len(seen.columns)) == ("Tilbudsoversigt 2025", 6, len(HEADINGS))


def test_four_rows_are_interventions(seen: reading.Inspection) -> None:
    assert [found.name for found in seen.interventions] == ["Snak om det", "Modige unge", "Fraværsteam", "Mentor"]


def test_values_are_read_across_columns_units_and_dates(seen: reading.Inspection) -> None:
    assert one(seen, "Modige unge").ages == Span(13, 17)
    assert one(seen, "Modige unge").wait_weeks == Span(4, 6)
    assert one(seen, "Fraværsteam").ages == Span(10, 16)
    assert one(seen, "Fraværsteam").wait_weeks == Span(None, 8)
    assert [found.budget for found in seen.interventions] == [450_000, 380_000, 1_100_000, 1_200_000]
    assert one(seen, "Fraværsteam").funding_end == date(2026, 12, 31)
    assert [found.access for found in seen.interventions] == [
        Access.OPEN, Access.REFERRAL, Access.REFERRAL, Access.VISITATION
    ]  # fmt: skip
    assert [found.evaluated for found in seen.interventions] == [
        Evaluated.PARTLY, Evaluated.YES, Evaluated.NO, Evaluated.PARTLY
    ]  # fmt: skip


def test_everything_left_out_or_mended_is_said(seen: reading.Inspection) -> None:
    assert sorted({issue.code for issue in seen.issues}) == [
        "ages_in_prose", "column_absent", "personal_email", "places_range", "range_as_date", "row_name_only", "row_total",
        "rows_hidden", "sheet_hidden",
    ]  # fmt: skip
