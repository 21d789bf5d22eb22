"""Personal data: what is found, what is not, and that masks and holding back reach everything."""

# ruff: noqa: E501 - tables of cases read as tables
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap import reading
from overlap.model import PersonalData
from overlap.reading import personal
from tests.reading.nasty_books import HEADINGS, ROWS, book

FOUND = {
    "plain": ("CPR 010203-1234", "cpr"), "no dash": ("0102031234", "cpr"), "points": ("01.02.03-1234", "cpr"),
    "en dash": ("010203–1234", "cpr"), "minus sign": ("010203−1234", "cpr"), "spaces": ("010203 - 1234", "cpr"),
    "only a space": ("010203 1234", "cpr"), "hard spaces": ("010203\u00a0-\u00a01234", "cpr"),
    "nothing visible": ("010203\u200b-1234", "cpr"), "leap day": ("290200-1111", "cpr"), "in brackets": ("(311299-4321)", "cpr"),
    "address": ("jens@by.dk", "email"), "address in a sentence": ("Skriv til J.Hansen+x@mail.by.dk.", "email"),
    "address in disguise": ("jens (at) by.dk", "email"), "pairs": ("ring 86 12 34 56", "phone"),
    "country code": ("+4586123456", "phone"), "named": ("tlf. 86123456", "phone"), "fours": ("8612 3456", "phone"),
    "a person": ("Kontakt Mette på 20304050", "phone"),
}  # fmt: skip
NOT_FOUND = {
    "no such day": "310203-1234", "no such month": "011303-1234", "no leap year": "290201-1111", "case": "Sag 21/039922-2",
    "document": "EMN-2023-015813", "document number": "dok 10809168", "company": "CVR 12345678", "company in pairs": "CVR-nr. 32 34 56 78",
    "shop": "EAN 5798001234567", "amount": "15.900.000", "years": "2023-2026", "years in fours": "2022 2023",
    "a period": "010124-311224", "a period with points": "01.01.24-31.12.24", "ages": "12-18 12-18", "hours": "kl. 16.30-18.00",
    "weeks": "uge 12 13 14 15", "after a word that ends in ring": "Sociale Investeringer) 2023-2026", "mention": "@home",
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_personal_data_is_found_and_masked(name: str) -> None:
    text, kind = FOUND[name]
    assert [hit.code for hit in personal.scan(text)] == [f"personal_{kind}"]
    assert not any(digit.isdigit() for digit in personal.mask(text)) or kind == "email"
    assert "by.dk" not in personal.mask(text)


@pytest.mark.parametrize("name", NOT_FOUND)
def test_other_numbers_are_left_alone(name: str) -> None:
    assert personal.mask(NOT_FOUND[name]) == NOT_FOUND[name]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="0123456789" * 3 + " .-/@([+\u00a0\u200batbydk", max_size=24))
def test_the_quick_look_passes_over_nothing(text: str) -> None:
    """Each kind of personal data needs the digits or the sign that `scan` looks for first."""
    closer = (*personal._cpr(text), *personal._emails(text), *personal._phones(text))
    assert bool(personal.scan(text)) == bool(closer)


def catalogue(tmp_path: Path) -> reading.Inspection:
    private = "010203-1234, pia@by.dk, 86 12 34 56"
    line = tuple(private if heading not in ("Nr.", "Alder", "Ventetid") else 1 for heading in HEADINGS)
    path = tmp_path / "skema.xlsx"
    path.write_bytes(
        book((*HEADINGS, "Kontakt", "Noter"), [(*line, private, private), *[(*one, "", "") for one in ROWS[1:]]])
    )
    return reading.inspect(path)


def test_personal_data_holds_reports_back_with_the_cell(tmp_path: Path) -> None:
    """Also in columns nobody knows; a column of contacts stays out of reports, so only CPR numbers count there."""
    held = catalogue(tmp_path).catalogue().personal_data
    assert {issue.cell for issue in held if issue.code == PersonalData.CPR} >= {"B2", "E2", "G2", "K2", "L2"}
    assert {issue.cell for issue in held if issue.code == PersonalData.EMAIL} >= {"B2", "L2"}
    assert "K2" not in {issue.cell for issue in held if issue.code == PersonalData.EMAIL}


def test_no_issue_repeats_personal_data(tmp_path: Path) -> None:
    said = " ".join(value for issue in catalogue(tmp_path).issues for value in issue.values.values())
    assert "1234" not in said
    assert "by.dk" not in said


def test_a_masked_catalogue_holds_none(tmp_path: Path) -> None:
    said = repr(personal.masked(catalogue(tmp_path).catalogue()))
    assert "1234" not in said
    assert "by.dk" not in said
    assert "86 12" not in said


def test_the_sample_holds_none() -> None:
    sample = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"
    assert reading.read(sample).personal_data == ()
