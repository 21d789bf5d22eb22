"""Waiting times, counts, money, funding, departments, kinds and status, as people write them."""

# ruff: noqa: E501 - tables of cases read as tables
from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from overlap.model import Field, Kind, Span, Status
from overlap.reading.values import amounts, departments, funding, kinds, status, weeks

with (Path(__file__).parent / "weeks.csv").open(encoding="utf-8", newline="") as file:
    WAITS = [(row["text"], row["unit"], row["low"], row["high"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "unit", "low", "high"), WAITS, ids=[f"{case[0]} {case[1]}" for case in WAITS])
def test_a_wait_is_read_in_weeks(text: str, unit: str, low: str, high: str) -> None:
    """Bare numbers count in the unit of the heading."""
    wanted = Span(int(low) if low else None, int(high) if high else None)
    assert (weeks.parse(text, weeks.unit_in(f"Ventetid ({unit})")) or Span()) == wanted


def test_a_bare_number_without_a_unit_cannot_be_read() -> None:
    assert weeks.parse("8") is None


MONEY = {
    "1150000": 1150000, "390.000 kr.": 390000, "kr. 390.000": 390000, "390.000,-": 390000, "6,1 mio. kr.": 6100000,
    "4,9 mio.": 4900000, "1,2 mill. kr.": 1200000, "850 t.kr.": 850000, "850 tkr": 850000, "ca. 300.000": 300000,
    "15.900.000": 15900000, "12.000": 12000, "ca. 0,5 mio. kr. årligt": 500000, "500.000 kr. heraf 200.000 fra fonde": 500000,
    "2023: 450.000 kr.": 450000, "0": 0, "400.000-500.000 kr.": 400000, "1.150.000,00 kr.": 1150000,
}  # fmt: skip


@pytest.mark.parametrize("text", MONEY)
def test_money_is_read_in_whole_kroner(text: str) -> None:
    read = amounts.money(text)
    assert read is not None
    assert read.value == MONEY[text]


@pytest.mark.parametrize(
    "text",
    [
        "Inden for rammen",
        "Afholdes inden for rammen",
        "-",
        "",
        "ukendt",
        "Ingen særskilt bevilling",
        "§ 18",
        "Driftsmidler 2024",
    ],
)
def test_an_answer_without_an_amount_is_no_problem(text: str) -> None:
    assert amounts.money(text) == amounts.Amount()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("3.000 kr. pr. barn", "budget_unit_price"),
        ("1,2 mio. kr. over 3 år", "budget_several_years"),
        ("2.500 kr./time", "budget_unit_price"),
    ],
)
def test_a_price_for_one_is_not_a_yearly_amount(text: str, note: str) -> None:
    assert amounts.money(text) == amounts.Amount(None, note)


def test_two_amounts_side_by_side_cannot_be_read() -> None:
    assert amounts.money("400.000 og 300.000 kr.") is None


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("Budget (t.kr.)", 1000),
        ("Udgift i 1.000 kr.", 1000),
        ("Beløb, mio. kr.", 1_000_000),
        ("Økonomi (kr. pr. år)", 1),
        ("Budget i tusinde kroner", 1000),
    ],
)
def test_the_heading_says_what_one_stands_for(heading: str, factor: int) -> None:
    assert amounts.multiplier_in(heading) == factor
    assert amounts.money("2 mio. kr.", factor) == amounts.Amount(2_000_000)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ca. 480", 480),
        ("1.700 elever", 1700),
        ("40-45", 40),
        ("980 unge / 2.450 samtaler", 980),
        ("18 familier i alt", 18),
        ("ikke opgjort", None),
        ("Ca. 70 klasser", None),
        ("60 (2023)", 60),
        ("72", 72),
        ("ca. 25 børn pr. år", 25),
        ("12 pladser", 12),
    ],
)
def test_people_are_counted(text: str, places: int | None) -> None:
    read = amounts.count(text)
    assert read is not None
    assert read.value == places


ENDS = {
    "Puljemidler til 31.12.2025": date(2025, 12, 31), "Aftale 2022-2025": date(2025, 12, 31), "2023-24": date(2024, 12, 31),
    "udløber medio 2026": date(2026, 6, 30), "til og med skoleåret 25/26": date(2026, 7, 31), "Varig": None, "Driftsmidler": None,
    "til udgangen af 2026": date(2026, 12, 31), "1.1.2024 - 30.6.2026": date(2026, 6, 30), "Udløber 1. kvartal 2027": date(2027, 3, 31),
    "Bevilget i 2021, varig": None, "Projektperiode: 01/08-2023 til 31/07-2026": date(2026, 7, 31), "frem til juni 2025": date(2025, 6, 30),
    "§ 18-midler": None, "Startet 2019": None, "ophører 31.12.24": date(2024, 12, 31), "2025-06-30": date(2025, 6, 30),
}  # fmt: skip


@pytest.mark.parametrize("text", ENDS)
def test_the_end_of_the_funding_is_the_last_day_named(text: str) -> None:
    assert funding.parse(text) == ENDS[text]


@pytest.mark.parametrize(
    ("column", "text", "wanted"),
    [
        (("MBU", "MSB"), "MBU og MSB", ("MBU", "MSB")),
        (("MBU", "MSB"), "MBU/MSB", ("MBU", "MSB")),
        (("MBU", "MSB"), "Alle (MBU, MSB)", ("MBU", "MSB")),
        (("MBU", "MSB"), "Alle", ("MBU", "MSB")),
        (("Børn og Unge", "Social"), "Børn og Unge", ("Børn og Unge",)),
        (("Børn og Unge", "Social"), "Børn og Unge og Social", ("Børn og Unge og Social",)),
        (("Skole", "Social"), "Skole og Social", ("Skole", "Social")),
        (("Skole", "Social"), "Skole; Social", ("Skole", "Social")),
        (("Børne- og Ungeforvaltningen",), "Børne- og Ungeforvaltningen", ("Børne- og Ungeforvaltningen",)),
        (("MBU",), "mbu ", ("MBU",)),
        (("Børn, Familie og Unge",), "Børn, Familie og Unge", ("Børn, Familie og Unge",)),
        (("MBU",), "?", ()),
    ],
    ids=str,
)
def test_departments_are_divided_only_where_they_stand_alone(
    column: tuple[str, ...], text: str, wanted: tuple[str, ...]
) -> None:
    assert departments.parse(text, departments.known([*column, text])) == wanted


@pytest.mark.parametrize(
    ("text", "heading", "wanted"),
    [
        ("Kommunal indsats", "", Kind.MUNICIPAL),
        ("partnerskabsaftale ", "", Kind.PARTNERSHIP),
        ("Frivillig forening", "", Kind.PARTNERSHIP),
        ("ja", "Partnerskab?", Kind.PARTNERSHIP),
        ("nej", "Partnerskab?", Kind.MUNICIPAL),
        ("x", "Kommunal", Kind.MUNICIPAL),
        ("ja", "Type", None),
        ("", "Type", Kind.UNKNOWN),
    ],
)
def test_kinds_are_told_by_words_or_by_answers_to_the_heading(text: str, heading: str, wanted: Kind | None) -> None:
    assert kinds.parse(text, heading) is wanted


STATUSES = {
    "Lukket for nye": (Field.WAIT, Status.CLOSED), "Lukket for tilgang, næste hold januar 2025": (Field.WAIT, Status.CLOSED),
    "Lukket": (Field.ACCESS, Status.CLOSED), "Projektet sluttede ved udgangen af 2023.": (Field.DESCRIPTION, Status.ENDED),
    "Tilbuddet er nedlagt.": (Field.DESCRIPTION, Status.ENDED), "Ungecafé (ophørt)": (Field.NAME, Status.ENDED),
    "Projektet starter i august 2025.": (Field.DESCRIPTION, Status.PLANNED), "Indsatsen er under etablering.": (Field.DESCRIPTION, Status.PLANNED),
    "Lukkede grupper for piger": (Field.DESCRIPTION, Status.ACTIVE), "et sted i en nedlagt børnehave": (Field.DESCRIPTION, Status.ACTIVE),
    "Ventelisten har været lukket i perioder": (Field.DESCRIPTION, Status.ACTIVE), "Forløbet afsluttes med en fest.": (Field.DESCRIPTION, Status.ACTIVE),
    "Opstart i september og februar": (Field.WAIT, Status.ACTIVE), "Et nyt spor er planlagt, men ikke startet": (Field.DESCRIPTION, Status.ACTIVE),
    "Afsluttet": (Field.STATUS, Status.ENDED), "I drift": (Field.STATUS, Status.ACTIVE), "Planlagt": (Field.STATUS, Status.PLANNED),
    "Holdet optager ikke nye unge før 2026": (Field.DESCRIPTION, Status.CLOSED),
}  # fmt: skip


@pytest.mark.parametrize("text", STATUSES)
def test_status_is_what_the_texts_say_of_the_offer_itself(text: str) -> None:
    where, wanted = STATUSES[text]
    assert status.of({where: text}) is wanted
