"""Catalogues of offices that never saw Bilag B: other headings, other habits, the same understanding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from overlap import reading
from overlap.model import Catalogue, Field
from overlap.reading.columns import meaning
from tests.reading.nasty_books import filled, saved


@dataclass(frozen=True)
class Layout:
    """Lines above the table, headings, rows, and the catalogue's columns by heading."""

    headings: tuple[object, ...]
    rows: tuple[tuple[object, ...], ...]
    fields: tuple[Field | None, ...]
    above: tuple[str, ...] = ()
    first: tuple[tuple[str, object], ...] = ()
    """Attributes of the first intervention, as text."""


F = Field

LAYOUTS: dict[str, Layout] = {
    "questions to the reader": Layout(
        (
            "Hvad hedder indsatsen?",
            "Hvem er målgruppen?",
            "Hvor gamle er børnene?",
            "Hvad går indsatsen ud på?",
            "Hvad er formålet?",
            "Hvordan kommer man ind?",
            "Hvor lang er ventetiden?",
            "Hvor mange børn deltager om året?",
            "Hvad koster det om året?",
            "Hvordan ved I, at det virker?",
            "Hvem samarbejder I med?",
            "Hvilken forvaltning hører indsatsen til?",
        ),
        (
            (
                "Mestringshold",
                "Børn med ADHD",
                "8-12 år",
                "Ti møder",
                "Ro",
                "Forældre ringer selv",
                "ca. 2 mdr.",
                24,
                "180.000 kr.",
                "SDQ før og efter",
                "PPR",
                "Børn og Unge",
            ),
            (
                "Ungecafé",
                "Unge, der er ensomme",
                "fra 15 år",
                "Åbent hus",
                "Venner",
                "Mød op",
                "Ingen",
                60,
                "90.000",
                "Nej",
                "Kirken",
                "Kultur",
            ),
        ),
        (
            F.NAME,
            F.TARGET_GROUP,
            F.AGE,
            F.DESCRIPTION,
            F.PURPOSE,
            F.ACCESS,
            F.WAIT,
            F.PLACES,
            F.BUDGET,
            F.EVALUATION,
            F.PARTNERS,
            F.DEPARTMENT,
        ),
        first=(
            ("ages.low", 8),
            ("ages.high", 12),
            ("access", "open"),
            ("wait_weeks.low", 9),
            ("places", 24),
            ("budget", 180000),
            ("evaluated", "yes"),
            ("departments", ("Børn og Unge",)),
        ),
    ),
    "abbreviations": Layout(
        (
            "Lb.nr.",
            "Tilbud",
            "Forv.",
            "Målgr.",
            "Ald.",
            "Beskr.",
            "Vis.",
            "Vt. (uger)",
            "Ant.",
            "Bevilling (t.kr.)",
            "Eval.",
        ),
        (
            (
                1,
                "Familievejen",
                "BUF",
                "Familier i krise",
                "0-17",
                "Samtaler",
                "Bevilling § 32",
                "6-8",
                "ca. 40",
                1250,
                "delvist",
            ),
            (2, "Krisehjælp", "SOF", "Børn i sorg", "4-12", "Gruppe", "åben", 0, 30, "85,5", "ja"),
        ),
        (
            F.NUMBER,
            F.NAME,
            F.DEPARTMENT,
            F.TARGET_GROUP,
            F.AGE,
            F.DESCRIPTION,
            F.ACCESS,
            F.WAIT,
            F.PLACES,
            F.BUDGET,
            F.EVALUATION,
        ),
        first=(
            ("id", "1"),
            ("ages.high", 17),
            ("access", "visitation"),
            ("wait_weeks.low", 6),
            ("wait_weeks.high", 8),
            ("places", 40),
            ("budget", 1250000),
            ("evaluated", "partly"),
        ),
    ),
    "units and line breaks": Layout(
        (
            "Indsats\n(navn)",
            "Mål-\ngruppe",
            "Alder\n(år)",
            "Indhold /\nmetode",
            "Ventetid\n(mdr.)",
            "Antal børn\npr. år",
            "Udgift i\nmio. kr.",
            "Finansiering -\nudløb",
            "Center",
        ),
        (
            (
                "Broen",
                "Børn med skolevægring",
                "10-16",
                "Undervisning",
                "2-3",
                18,
                "2,4",
                "Pulje til 31.07.2026",
                "Skole",
            ),
            ("Stien", "Unge", "16-18", "Mentor", 1, 9, 1, "Varig", "Job"),
        ),
        (F.NAME, F.TARGET_GROUP, F.AGE, F.DESCRIPTION, F.WAIT, F.PLACES, F.BUDGET, F.FUNDING, F.DEPARTMENT),
        first=(
            ("ages.low", 10),
            ("wait_weeks.low", 9),
            ("wait_weeks.high", 13),
            ("budget", 2400000),
            ("funding_end.year", 2026),
        ),
    ),
    "age in two columns": Layout(
        (
            "Nr",
            "Navn på tilbud",
            "Alder fra",
            "Alder til",
            "Problemstilling",
            "Kort beskrivelse",
            "Adgang",
            "Leverandør",
            "Kommunal eller partnerskab",
        ),
        (
            (
                1,
                "Robusthed",
                10,
                15,
                "Unge med lavt selvværd",
                "Hold",
                "Henvisning fra skole",
                "Headspace",
                "Partnerskab",
            ),
            (2, "Bostøtte", 18, None, "Unge med autisme", "Besøg", "Visitation", "Kommunen", "Kommunal"),
        ),
        (F.NUMBER, F.NAME, F.AGE_FROM, F.AGE_TO, F.TARGET_GROUP, F.DESCRIPTION, F.ACCESS, F.PROVIDER, F.KIND),
        first=(
            ("ages.low", 10),
            ("ages.high", 15),
            ("access", "referral"),
            ("kind", "partnership"),
            ("provider", "Headspace"),
        ),
    ),
    "a council's attachment": Layout(
        (
            "Indsatsens navn",
            "Forvaltning",
            "Udfører",
            "Hvem er indsatsen for?",
            "Aldersgruppe",
            "Hvad består indsatsen af?",
            "Henvisningsvej",
            "Årlig udgift",
            "Dokumenteret effekt",
        ),
        (
            (
                "PMTO",
                "Børne- og Ungeforvaltningen",
                "Familiehuset",
                "Forældre til børn med adfærdsvanskeligheder",
                "4-12 år",
                "Forældretræning",
                "Familierådgiver bevilger",
                "1,1 mio. kr.",
                "Effekt målt med ECBI",
            ),
            (
                "Klub",
                "Kultur- og Fritidsforvaltningen",
                "Klub Nord",
                "Alle unge",
                "teenagere",
                "Fritid",
                "Åbent",
                "Inden for rammen",
                "Nej",
            ),
        ),
        (F.NAME, F.DEPARTMENT, F.PROVIDER, F.TARGET_GROUP, F.AGE, F.DESCRIPTION, F.ACCESS, F.BUDGET, F.EVALUATION),
        above=("Bilag 3 - Oversigt over forebyggende indsatser", "Børne- og Skoleudvalget den 4. marts 2025"),
        first=(
            ("departments", ("Børne- og Ungeforvaltningen",)),
            ("ages.low", 4),
            ("access", "visitation"),
            ("budget", 1100000),
            ("evaluated", "yes"),
        ),
    ),
    "numbered questions": Layout(
        (
            "1. Titel",
            "2. Ansvarlig afdeling",
            "3. Målgruppe (hvem)",
            "4. Klassetrin",
            "5. Formål og mål",
            "6. Indhold",
            "7. Visitation?",
            "8. Venteliste",
            "9. Kontaktperson",
        ),
        (
            (
                "Ro i klassen",
                "PPR",
                "Elever med uro",
                "0.-3. klasse",
                "Trivsel",
                "Sparring",
                "Nej",
                "Ja, 3 uger",
                "Ole Olsen",
            ),
            ("Skolestart", "Dagtilbud", "Børn", "børnehave", "Tryghed", "Besøg", "Ja", "Nej", "Lis"),
        ),
        (F.NAME, F.DEPARTMENT, F.TARGET_GROUP, F.AGE, F.PURPOSE, F.DESCRIPTION, F.ACCESS, F.WAIT, F.CONTACT),
        first=(("ages.low", 6), ("ages.high", 10), ("access", "open"), ("wait_weeks.low", 3)),
    ),
    "civil society": Layout(
        (
            "Forening",
            "Projektnavn",
            "Målgruppe og problemstilling",
            "Aldersspænd",
            "Aktiviteter",
            "Tilskud pr. år (kr.)",
            "Aftaleperiode",
            "Antal frivillige",
            "Deltagere pr. år",
            "Partnerskabsaftale (ja/nej)",
        ),
        (
            ("Ventilen", "Mødested", "Ensomme unge", "15-25 år", "Caféaftener", "230.000,-", "2023-2026", 14, 52, "ja"),
            ("FDF", "Lejr", "Børn i udsatte familier", "7-14", "Sommerlejr", "45.000", "årlig", 20, 30, "nej"),
        ),
        (F.PROVIDER, F.NAME, F.TARGET_GROUP, F.AGE, F.DESCRIPTION, F.BUDGET, F.FUNDING, None, F.PLACES, F.KIND),
        first=(
            ("ages.low", 15),
            ("budget", 230000),
            ("funding_end.year", 2026),
            ("places", 52),
            ("kind", "partnership"),
        ),
    ),
    "English": Layout(
        (
            "No.",
            "Intervention",
            "Department",
            "Target group",
            "Age",
            "Description",
            "Access",
            "Waiting time",
            "Evaluation",
        ),
        (
            (1, "Cool Kids", "MBU", "Children with anxiety", "7-12", "Group", "Referral", "4 uger", "Yes"),
            (2, "Chilled", "MBU", "Young people", "13-17", "Group", "Open", "-", "No"),
        ),
        (F.NUMBER, F.NAME, F.DEPARTMENT, F.TARGET_GROUP, F.AGE, F.DESCRIPTION, F.ACCESS, F.WAIT, F.EVALUATION),
        first=(("ages.low", 7), ("access", "referral"), ("evaluated", "yes"), ("wait_weeks.low", 4)),
    ),
    "no ages of its own": Layout(
        (
            "Tilbud",
            "Område",
            "Målgruppebeskrivelse",
            "Tilbuddets indhold",
            "Vej ind i tilbuddet",
            "Evaluering af indsatsen",
            "Driftsstatus",
        ),
        (
            (
                "Angstfri",
                "Skole",
                "Børn på mellemtrinnet med angst",
                "Gruppe",
                "Via skolen",
                "Ikke evalueret",
                "I drift",
            ),
            ("Sorggruppe", "Social", "Unge 13-18 år, der har mistet", "Samtaler", "Selvhenvendelse", "Ja", "Ophørt"),
        ),
        (F.NAME, F.DEPARTMENT, F.TARGET_GROUP, F.DESCRIPTION, F.ACCESS, F.EVALUATION, F.STATUS),
        first=(("ages.low", 10), ("ages.high", 13), ("evaluated", "no"), ("status", "active")),
    ),
    "two departments and a unit": Layout(
        (
            "Løbenummer",
            "Initiativ",
            "Ansvarlig forvaltning",
            "Enhed/team",
            "For hvem?",
            "Alder på målgruppen",
            "Kort om indsatsen",
            "Hvem henviser?",
            "Gennemsnitlig ventetid",
            "Antal pladser",
            "Årligt budget (1.000 kr.)",
            "Bevillingen udløber",
            "Lovgrundlag",
        ),
        (
            (
                "A1",
                "Sporet",
                "Børn og Unge; Social",
                "Ungeteam",
                "Unge med misbrug",
                "14-25",
                "Samtaler",
                "Selvhenvendelse",
                "14 dage",
                20,
                "2.300",
                "31-12-2025",
                "SEL § 101",
            ),
            (
                "A2",
                "Huset",
                "Social",
                "Hus",
                "Unge",
                "18+",
                "Bolig",
                "Visitation",
                "6 mdr.",
                8,
                "7.600",
                None,
                "SEL § 107",
            ),
        ),
        (
            F.NUMBER,
            F.NAME,
            F.DEPARTMENT,
            F.PROVIDER,
            F.TARGET_GROUP,
            F.AGE,
            F.DESCRIPTION,
            F.ACCESS,
            F.WAIT,
            F.PLACES,
            F.BUDGET,
            F.FUNDING,
            F.LAW,
        ),
        first=(
            ("id", "A1"),
            ("departments", ("Børn og Unge", "Social")),
            ("access", "open"),
            ("wait_weeks.low", 2),
            ("budget", 2300000),
            ("funding_end.year", 2025),
        ),
    ),
    "marks for kinds": Layout(
        (
            "Indsats",
            "Partnerskab (sæt x)",
            "Beskrivelse af målgruppen",
            "Aldersinterval",
            "Hvad laver I?",
            "Er der venteliste?",
            "Måles effekten?",
        ),
        (
            ("Makker", "x", "Ensomme børn", "9 til 14 år", "Ture", "nej", "ja"),
            ("Hjemmebesøg", None, "Nybagte mødre", "0-1 år", "Besøg", "ja, 2 uger", "nej"),
        ),
        (F.NAME, F.KIND, F.TARGET_GROUP, F.AGE, F.DESCRIPTION, F.WAIT, F.EVALUATION),
        first=(
            ("kind", "partnership"),
            ("ages.low", 9),
            ("ages.high", 14),
            ("wait_weeks.high", 0),
            ("evaluated", "yes"),
        ),
    ),
    "a form with a prose header": Layout(
        (
            "ID",
            "Navn på indsatsen",
            "Magistratsafdelinger",
            "Type af indsats",
            "Målgruppens alder",
            "Målgruppens udfordringer",
            "Beskriv kort indsatsen",
            "Hvordan visiteres der til indsatsen?",
            "Hvor længe venter man i gennemsnit?",
            "Hvor mange børn og unge deltager årligt?",
            "Hvad er det samlede budget?",
            "Hvornår udløber finansieringen?",
            "Beskriv evt. evaluering",
        ),
        (
            (
                "I-07",
                "Tryg start",
                "MBU",
                "Kommunal",
                "3-6 år",
                "Sprogvanskeligheder",
                "Leg",
                "Indstilling fra dagtilbud",
                "Få dage",
                "110-120",
                "ca. 0,9 mio. kr.",
                "Udløber med udgangen af 2025",
                "Undervejs",
            ),
            (
                "I-08",
                "Mentor",
                "MSB",
                "Partnerskab",
                "16-24 år",
                "Skolefrafald",
                "Mentor",
                "Jobcenter",
                "1-2 mdr.",
                70,
                "1.200.000",
                "Varig",
                "Ingen",
            ),
        ),
        (
            F.NUMBER,
            F.NAME,
            F.DEPARTMENT,
            F.KIND,
            F.AGE,
            F.TARGET_GROUP,
            F.DESCRIPTION,
            F.ACCESS,
            F.WAIT,
            F.PLACES,
            F.BUDGET,
            F.FUNDING,
            F.EVALUATION,
        ),
        above=("Kortlægning af indsatser 2025",),
        first=(
            ("id", "I-07"),
            ("ages.low", 3),
            ("access", "referral"),
            ("wait_weeks.high", 1),
            ("places", 110),
            ("budget", 900000),
            ("funding_end.year", 2025),
            ("evaluated", "partly"),
        ),
    ),
}


def read(layout: Layout, tmp_path: Path) -> Catalogue:
    made = openpyxl.Workbook()
    for at, line in enumerate(layout.above, start=1):
        made.active.cell(at, 1, line)
    top = len(layout.above) + 2 if layout.above else 1
    filled(made.active, layout.headings, layout.rows, top)
    path = tmp_path / "skema.xlsx"
    path.write_bytes(saved(made))
    return reading.read(path)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_heading_is_understood(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    found = {column.heading: column.field for column in read(layout, tmp_path).columns}
    assert [found.get(str(heading)) for heading in layout.headings] == list(layout.fields)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_first_row_means_what_it_says(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    catalogue = read(layout, tmp_path)
    assert len(catalogue.interventions) == len(layout.rows)
    assert [issue.code for issue in catalogue.issues if issue.code == "value_unreadable"] == []
    found: list[tuple[str, object]] = []
    for path, _ in layout.first:
        value: Any = catalogue.interventions[0]
        for part in path.split("."):
            value = getattr(value, part)
        found.append((path, value))
    assert found == list(layout.first)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Pladser/år", Field.PLACES),
        ("Pladser pr. år", Field.PLACES),
        ("Antal deltagere om året", Field.PLACES),
        ("Kapacitet (årligt)", Field.PLACES),
        ("Udgift/år", Field.BUDGET),
        ("Årligt budget", Field.BUDGET),
    ],
)
def test_a_heading_says_the_same_with_a_year_beside_it(heading: str, field: Field) -> None:
    """Every office counts by the year in its own way; what is counted is what matters."""
    found = meaning(heading)
    assert found is not None
    assert found.field is field
