"""Workbooks as offices send them: each with the rows it holds and exactly what must be said about it."""

# ruff: noqa: E501 - a case is a line, so that the table can be read as one
from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from overlap import reading, wording
from overlap.model import Field, Intervention, Span
from overlap.reading import Options
from overlap.wording.messages import sentence
from tests.reading.nasty_books import (
    HEADINGS,
    ROWS,
    SHEET,
    altered,
    book,
    column,
    filled,
    parts,
    row,
    saved,
    with_sheet,
    zipped,
)

Check = Callable[[tuple[Intervention, ...]], bool]


@dataclass(frozen=True)
class Nasty:
    """A workbook, how many interventions it holds, the codes said about it (all of them), and what else must hold."""

    make: Callable[[], bytes]
    rows: int
    said: tuple[str, ...] = ()
    check: Check = bool
    options: Options = field(default_factory=Options)


def cell(address: str, value: object, number_format: str = "") -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[address] = value
        if number_format:
            sheet[address].number_format = number_format

    return change


def each(*changes: Callable[[Any], object]) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for one in changes:
            one(sheet)

    return change


def below(*lines: tuple[object, ...], gap: int = 0) -> Callable[[Any], None]:
    """Lines under the table, after `gap` blank rows."""

    def change(sheet: Any) -> None:
        for at, line in enumerate(lines, start=sheet.max_row + 1 + gap):
            for number, value in enumerate(line, start=1):
                sheet.cell(at, number, value)

    return change


def sheets(*made: tuple[str, str, Callable[[Any], object]]) -> bytes:
    """A workbook of several sheets: name, state and filling of each."""
    whole = openpyxl.Workbook()
    whole.remove(whole.active)
    for name, state, fill in made:
        sheet = whole.create_sheet(name)
        fill(sheet)
        sheet.sheet_state = state
    return saved(whole)


def table(sheet: Any) -> None:
    filled(sheet, HEADINGS, ROWS)


def prose(sheet: Any) -> None:
    sheet["A1"] = "Dette ark forklarer, hvordan skemaet udfyldes"
    sheet["A2"] = "Udfyld én række for hver indsats"


def hide(rows: tuple[int, ...] = (), columns: tuple[str, ...] = ()) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for at in rows:
            sheet.row_dimensions[at].hidden = True
        for letter in columns:
            sheet.column_dimensions[letter].hidden = True

    return change


def filtered(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:J4"
    sheet.auto_filter.add_filter_column(2, ["MSB"])
    sheet.row_dimensions[2].hidden = True


def old_epoch() -> bytes:
    """6-12 typed in a workbook that counts days from 1904."""
    whole = openpyxl.load_workbook(io.BytesIO(book()))
    whole.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    whole.active["F2"] = date(2024, 12, 6)
    whole.active["F2"].number_format = "d-mmm"
    return saved(whole)


def two_levels(sheet: Any) -> None:
    """Alder over fra and til, everything else merged over both rows."""
    filled(sheet, ("Nr.", "Indsats", "Målgruppe", "Alder", None, "Afdeling"), [(None, None, None, "fra", "til", None)])
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"):
        sheet.merge_cells(area)
    filled_below(sheet, 3, [(1, "Mod", "Børn", 6, 12, "MBU"), (2, "Bo", "Unge", 13, 17, "MSB")])


def two_levels_unmerged(sheet: Any) -> None:
    lines = [(None, None, None, "fra", "til"), (1, "Mod", "Børn", 6, 12), (2, "Bo", "Unge", 13, 17)]
    filled(sheet, ("Nr.", "Indsats", "Målgruppe", "Alder", None), lines)


def filled_below(sheet: Any, top: int, lines: list[tuple[object, ...]]) -> None:
    for at, line in enumerate(lines, start=top):
        for number, value in enumerate(line, start=1):
            sheet.cell(at, number, value)


def lone(fill: Callable[[Any], object]) -> bytes:
    return sheets(("Ark1", "visible", fill))


def far_cell(sheet: Any) -> None:
    sheet["XFD1048576"].fill = PatternFill("solid", fgColor="FF0000")


def small_dimension(xml: bytes) -> bytes:
    start = xml.index(b"<dimension")
    end = xml.index(b"/>", start) + 2
    return xml[:start] + b'<dimension ref="A1"/>' + xml[end:]


def renamed(**names: str) -> tuple[str, ...]:
    return tuple(names.get(heading.rstrip("."), heading) for heading in HEADINGS)


def inline_strings() -> bytes:
    """Every text inside the sheet, none in the shared list, as some exporters write."""
    lines = []
    for at, line in enumerate((HEADINGS, *ROWS), start=1):
        texts = "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in line)
        lines.append(f'<row r="{at}">{texts}</row>')
    data = "<sheetData>" + "".join(lines) + "</sheetData>"
    return with_sheet(
        lambda xml: xml[: xml.index(b"<sheetData>")] + data.encode() + xml[xml.index(b"</sheetData>") + 12 :]
    )


def linked() -> bytes:
    before = b'<c r="G2" t="inlineStr"><is><t>Samtaler</t></is></c>'
    after = b'<c r="G2" t="str"><f>[1]Ark1!A1</f><v>Samtaler</v></c>'
    return with_sheet(lambda xml: xml.replace(before, after))


def macro_enabled() -> bytes:
    types = (b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
    return altered(book(), {"[Content_Types].xml": lambda xml: xml.replace(*types)})


def strict() -> bytes:
    """The ISO variant of the format, with its own names for everything."""
    held = {}
    for name, data in parts(book()).items():
        text = data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        held[name] = text
    return zipped(held)


def ages(*wanted: tuple[int | None, int | None]) -> Check:
    return lambda found: [(one.ages.low, one.ages.high) for one in found][: len(wanted)] == list(wanted)


def named(*wanted: str) -> Check:
    return lambda found: [one.name for one in found] == list(wanted)


def ids(*wanted: str) -> Check:
    return lambda found: [one.id for one in found] == list(wanted)


NAMES = named("Mod på skole", "Angstgruppe", "Familiehus")

CASES: dict[str, Nasty] = {
    "nothing wrong": Nasty(book, 3, (), ids("1", "2", "3")),
    # where the table stands
    "title, date and prose above": Nasty(lambda: book(top=6, change=each(cell("A1", "Indsatskatalog 2025"), cell("A2", date(2025, 3, 1)), cell("A4", "Skemaet dækker alle indsatser for børn og unge."))), 3, (), NAMES),
    "forty rows of prose above": Nasty(lambda: book(top=45, change=lambda s: filled_below(s, 1, [("Vejledning, linje " + str(n),) for n in range(40)])), 3, (), NAMES),
    "a table starting in column C": Nasty(lambda: book(("", "", *HEADINGS), [("", "", *line) for line in ROWS]), 3, (), NAMES),
    "on the third sheet": Nasty(lambda: sheets(("Forside", "visible", prose), ("Data", "visible", bool), ("Skema", "visible", table)), 3, (), NAMES),
    "beside a list of abbreviations": Nasty(lambda: sheets(("Forkortelser", "visible", lambda s: filled(s, ("Forkortelse", "Betydning"), [("MBU", "Børn og Unge")])), ("Skema", "visible", table)), 3, (), NAMES),
    "beside a hidden sheet": Nasty(lambda: sheets(("Gammel", "hidden", table), ("Ny", "visible", table)), 3, ("sheet_hidden",), NAMES),
    "beside a very hidden sheet": Nasty(lambda: sheets(("Ny", "visible", table), ("Kode", "veryHidden", prose)), 3, ("sheet_hidden",), NAMES),
    "a sheet asked for": Nasty(lambda: sheets(("Et", "visible", table), ("To", "visible", lambda s: filled(s, HEADINGS, ROWS[:1]))), 1, (), named("Mod på skole"), Options(sheet="to")),
    "a header row asked for": Nasty(lambda: book(top=3), 3, (), NAMES, Options(header_row=3)),
    "only declared huge": Nasty(lambda: book(change=far_cell), 3, (), NAMES),
    "only declared small": Nasty(lambda: with_sheet(small_dimension), 3, (), NAMES),
    "texts in the sheet itself": Nasty(inline_strings, 3, (), NAMES),
    "macros in the workbook": Nasty(macro_enabled, 3, (), NAMES),
    # headings
    "two levels of headings": Nasty(lambda: lone(two_levels), 2, ("column_absent",) * 4, ages((6, 12), (13, 17))),
    "two levels without merging": Nasty(lambda: lone(two_levels_unmerged), 2, ("column_absent",) * 5, ages((6, 12), (13, 17))),
    "decomposed letters, hard spaces and line breaks": Nasty(lambda: book(renamed(Målgruppe="Ma\u030algruppe", Alder="\u00a0Alder\u200b", Beskrivelse="Beskri-\nvelse", Ventetid="VENTETID:")), 3, (), ages((6, 12))),
    "a misspelt heading": Nasty(lambda: book(renamed(Evaluering="Evalurering")), 3, ("column_resembles", "column_absent"), NAMES),
    "a heading nobody knows": Nasty(lambda: book((*HEADINGS, "Farve"), [(*line, "rød") for line in ROWS]), 3, ("column_unknown",), NAMES),
    "budgets of two years": Nasty(lambda: book((*HEADINGS, "Budget 2023", "Budget 2024"), [(*line, 1000, 2000) for line in ROWS]), 3, ("columns_by_year",), lambda found: found[0].budget == 2000),
    "method beside description": Nasty(lambda: book((*HEADINGS, "Metode"), [(*line, "DBT") for line in ROWS]), 3, ("columns_joined",), lambda found: found[0].description == "Samtaler\nDBT"),
    "contacts": Nasty(lambda: book((*HEADINGS, "Kontaktperson", "Mail"), [(*line, "Jens Hansen", "jens@by.dk") for line in ROWS]), 3, ("column_contact", "column_contact"), lambda found: all(Field.CONTACT not in one.cells for one in found)),
    # cells
    "merged down": Nasty(lambda: book(change=lambda s: s.merge_cells("C2:C3")), 3, ("cells_merged",), lambda found: [one.departments for one in found] == [("MBU",), ("MBU",), ("MSB",)]),
    "hidden rows": Nasty(lambda: book(change=hide(rows=(3,))), 3, ("rows_hidden",), NAMES),
    "a hidden column": Nasty(lambda: book(change=hide(columns=("E",))), 3, ("columns_hidden",), NAMES),
    "an active filter": Nasty(lambda: book(change=filtered), 3, ("rows_hidden", "filter_active"), NAMES),
    "a formula never calculated": Nasty(lambda: book(change=cell("F2", '="6-"&"12"')), 3, ("cell_uncalculated",), lambda found: not found[0].ages.known),
    "a formula as a name": Nasty(lambda: book(change=cell("B2", '=HYPERLINK("http://x","Mod")')), 3, ("cell_uncalculated", "row_name_missing"), named("", "Angstgruppe", "Familiehus")),
    "an error value": Nasty(lambda: book(change=cell("I2", "#N/A")), 3, ("cell_error",), lambda found: not found[0].wait_weeks.known),
    "a Danish error value": Nasty(lambda: book(change=cell("F2", "#VÆRDI!")), 3, ("cell_error",), lambda found: not found[0].ages.known),
    "6-12 made a date": Nasty(lambda: book(change=cell("F2", date(2024, 12, 6), "d-mmm")), 3, ("range_as_date",), ages((6, 12))),
    "12-18 made a date": Nasty(lambda: book(change=cell("F2", date(2018, 12, 1), "mmm-yy")), 3, ("range_as_date",), ages((12, 18))),
    "10-30 made a date": Nasty(lambda: book(change=cell("F2", date(1930, 10, 1), "mmm-yy")), 3, ("range_as_date",), ages((10, 30))),
    "6-12 made a date of 1904": Nasty(old_epoch, 3, ("range_as_date",), ages((6, 12))),
    "6-12 shown as a whole date": Nasty(lambda: book(change=cell("F2", date(2024, 12, 6), "dd-mm-yyyy")), 3, ("range_as_date",), ages((6, 12))),
    "a whole date that may be two things": Nasty(lambda: book(change=cell("F2", date(2018, 12, 1), "dd-mm-yyyy")), 3, ("range_as_date_unclear",), ages((None, None))),
    "6-12 as the number of a day": Nasty(lambda: book(change=cell("F2", 45632)), 3, ("range_as_date",), ages((6, 12))),
    "6-12 as a date in letters": Nasty(lambda: book(change=cell("F2", "6-dec")), 3, ("range_as_date",), ages((6, 12))),
    "a wait made a date": Nasty(lambda: book(renamed(Ventetid="Ventetid (uger)"), change=cell("I2", date(2025, 3, 2), "d-mmm")), 3, ("range_as_date",), lambda found: found[0].wait_weeks == Span(2, 3)),
    "answers that look missing": Nasty(lambda: book(rows=[row(Indsats="NA", Ventetid="None"), row(Nr=2, Indsats="Null", Evaluering="Ingen")]), 2, (), named("NA", "Null")),
    "carriage returns in code": Nasty(lambda: book(change=cell("G2", "Samtaler_x000D_\nog leg")), 3, (), lambda found: found[0].description == "Samtaler\nog leg"),
    "a text of 32,767 letters": Nasty(lambda: book(change=cell("G2", "æ" * 32_767)), 3, (), lambda found: len(found[0].description) == 32_767),
    "faces and Arabic": Nasty(lambda: book(change=cell("B2", "Mod \U0001f600 مرحبا")), 3, (), named("Mod \U0001f600 مرحبا", "Angstgruppe", "Familiehus")),
    "text that would be a formula": Nasty(lambda: book(change=lambda s: s.cell(2, 7, "=cmd|' /C calc'!A1").__setattr__("data_type", "s")), 3, (), lambda found: found[0].description.startswith("=cmd")),
    "markup": Nasty(lambda: book(change=cell("B2", "[/] [bold]x <b>")), 3, (), named("[/] [bold]x <b>", "Angstgruppe", "Familiehus")),
    "numbers for text": Nasty(lambda: book(change=each(cell("B2", 112), cell("F2", 13))), 3, (), lambda found: found[0].name == "112" and found[0].ages == Span(13, 13)),
    "numbers with decimals": Nasty(lambda: book(change=cell("A2", 1.0)), 3, (), ids("1", "2", "3")),
    "true and false": Nasty(lambda: book(change=each(cell("J2", value=True), cell("J3", value=False))), 3, (), lambda found: (found[0].evaluated, found[1].evaluated) == ("yes", "no")),
    "a comment": Nasty(lambda: book(change=lambda s: s["B2"].__setattr__("comment", Comment("husk", "mig"))), 3, (), NAMES),
    "a protected sheet": Nasty(lambda: book(change=lambda s: s.protection.enable()), 3, (), NAMES),
    "a value from another workbook": Nasty(linked, 3, ("value_from_other_workbook",), lambda found: found[0].description == "Samtaler"),
    # rows
    "a blank row inside": Nasty(lambda: book(rows=[ROWS[0], (), ROWS[1], ROWS[2]]), 3, (), NAMES),
    "five blank rows inside": Nasty(lambda: book(rows=[ROWS[0], (), (), (), (), (), ROWS[1], ROWS[2]]), 3, (), NAMES),
    "a total": Nasty(lambda: book(change=below(("I alt", None, None, None, None, None, None, None, 30))), 3, ("row_total",), NAMES),
    "a total in the column of names": Nasty(lambda: book(change=below((None, "I alt: 3 indsatser"))), 3, ("row_total",), NAMES),
    "notes under the table": Nasty(lambda: book(change=below(("* Tal fra 2024",), ("Kilde: afdelingerne selv",), gap=1)), 3, ("row_note", "row_note"), NAMES),
    "another table under it": Nasty(lambda: book(change=below(("Afdeling", "Antal", "Økonomi"), ("MBU", 12, 100), ("MSB", 7, 50), gap=2)), 3, ("row_other_table",), NAMES),
    "abbreviations under it": Nasty(lambda: book(change=below((None, "MBU", "Børn og Unge"), (None, "MSB", "Sociale Forhold"), gap=2)), 3, ("row_outside", "row_outside"), NAMES),
    "another table beside it": Nasty(lambda: book((*HEADINGS, None, "Forkortelse", "Betydning"), [(*line, None, "MBU", "Børn") for line in ROWS]), 3, ("column_unknown", "column_unknown"), NAMES),
    "headings again": Nasty(lambda: book(rows=[ROWS[0], HEADINGS, ROWS[1], ROWS[2]]), 3, ("row_headings_again",), NAMES),
    "headings between rows": Nasty(lambda: book(rows=[("Indsatser i MBU",), ROWS[0], ("Indsatser i MSB",), *ROWS[1:]], change=each(lambda s: s.merge_cells("A2:J2"), lambda s: s.merge_cells("A4:J4"))), 3, ("row_section", "row_section"), NAMES),
    "headings between rows in the column of names": Nasty(lambda: book(rows=[(None, "Tilbud til forældre"), *ROWS]), 3, ("row_name_only",), NAMES),
    "a number twice": Nasty(lambda: book(rows=[ROWS[0], row(Nr=1, Indsats="Andet"), ROWS[2]]), 3, ("number_doubled",), lambda found: found[2].id == "3" and len({one.id for one in found}) == 3),
    "a number missing": Nasty(lambda: book(rows=[ROWS[0], row(Nr=None, Indsats="Andet"), ROWS[2]]), 3, ("number_missing",), lambda found: found[1].id.startswith("K-")),
    "no numbers at all": Nasty(lambda: book(HEADINGS[1:], [line[1:] for line in ROWS]), 3, (), lambda found: all(one.id.startswith("K-") for one in found)),
    "a row said twice": Nasty(lambda: book(HEADINGS[1:], [ROWS[0][1:], ROWS[0][1:]]), 2, ("row_doubled",), lambda found: len({one.id for one in found}) == 2),
    "no name": Nasty(lambda: book(rows=[row(Indsats=None), *ROWS[1:]]), 3, ("row_name_missing",), lambda found: found[0].target_group == "Børn med skolefravær"),
    "a CPR number": Nasty(lambda: book(change=cell("G2", "Som hos 010203-1234 sidste år")), 3, ("personal_cpr",), NAMES),
    "a CPR number as a number": Nasty(lambda: book((*HEADINGS, "Noter"), [(*line, 102031234) for line in ROWS[:1]]), 1, ("column_unknown", "personal_cpr")),
    "an address and a phone": Nasty(lambda: book(change=cell("H2", "Skriv til pia@by.dk eller ring 86 12 34 56")), 3, ("personal_email", "personal_phone"), NAMES),
    # values
    "values nobody can read": Nasty(lambda: book(change=each(cell("F2", "12-6 år"), cell("I3", "8"), cell("D4", "blå"))), 3, ("value_unreadable",) * 3, lambda found: not found[0].ages.known),
    "impossible numbers": Nasty(lambda: book((*HEADINGS, "Budget", "Antal"), [(*line, 1e300, -5) for line in ROWS[:1]]), 1, ("value_unreadable", "value_unreadable"), lambda found: found[0].budget is None and found[0].places is None),
    "thousands in the heading": Nasty(lambda: book((*HEADINGS, "Budget (t.kr.)"), [(*line, "1.250") for line in ROWS]), 3, (), lambda found: found[0].budget == 1_250_000),
    "weeks in the heading": Nasty(lambda: book(renamed(Ventetid="Ventetid\n(uger)"), change=each(cell("I2", 6), cell("I3", "2-4"), cell("I4", "0"))), 3, (), lambda found: [one.wait_weeks for one in found] == [Span(6, 6), Span(2, 4), Span(0, 0)]),
    "ages in two columns": Nasty(lambda: book(tuple("Alder fra" if h == "Alder" else "Alder til" if h == "Indgang" else h for h in HEADINGS), [tuple(6 if i == 5 else 12 if i == 7 else v for i, v in enumerate(line)) for line in ROWS]), 3, ("column_absent",), ages((6, 12))),
    "ages the wrong way round": Nasty(lambda: book(tuple("Alder fra" if h == "Alder" else "Alder til" if h == "Indgang" else h for h in HEADINGS), [tuple(12 if i == 5 else 6 if i == 7 else v for i, v in enumerate(line)) for line in ROWS[:1]]), 1, ("column_absent", "ages_reversed"), ages((None, None))),
    "ages only in the prose": Nasty(lambda: book(change=each(cell("F2", None), cell("E2", "Piger i alderen 13-17 år med angst"))), 3, ("ages_in_prose",), ages((13, 17))),
    "no ages anywhere": Nasty(lambda: book(change=cell("F2", None)), 3, (), ages((None, None))),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_workbook_is_read_with_its_rows_and_everything_said(name: str, tmp_path: Path) -> None:
    """Row count, codes (each as often as met) and content, in under two seconds."""
    case = CASES[name]
    path = tmp_path / "skema.xlsx"
    path.write_bytes(case.make())
    begun = time.perf_counter()
    catalogue = reading.read(path, case.options)
    assert time.perf_counter() - begun < 2
    assert len(catalogue.interventions) == case.rows
    assert sorted(issue.code for issue in catalogue.issues) == sorted(case.said)
    assert case.check(catalogue.interventions)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_everything_said_has_a_sentence(name: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / "skema.xlsx"
    path.write_bytes(CASES[name].make())
    for issue in reading.inspect(path, CASES[name].options).issues:
        said = sentence(wording.load(language), issue.code, issue.values)
        assert "{" not in said


def test_cells_are_said_by_address(tmp_path: Path) -> None:
    path = tmp_path / "skema.xlsx"
    path.write_bytes(book(change=each(cell("F3", date(2024, 12, 6), "d-mmm"), cell("J4", "#REF!"))))
    said = {issue.code: (issue.sheet, issue.cell) for issue in reading.read(path).issues}
    assert said == {"range_as_date": ("Indsatser", "F3"), "cell_error": ("Indsatser", "J4")}


def test_the_date_column_is_the_one_of_the_case() -> None:
    """The literals above rely on where the headings stand."""
    assert (column("Alder"), column("Ventetid"), column("Evaluering"), SHEET) == (6, 9, 10, "xl/worksheets/sheet1.xml")
