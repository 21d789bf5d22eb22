"""A catalogue of twelve interventions with flagged pairs and a group, and the sheets handed out for judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from overlap import wording
from overlap.cli.answers import _ages, headings
from overlap.model import (
    AnsweredRow,
    Catalogue,
    Decision,
    Doubt,
    Effect,
    Facets,
    Findings,
    Group,
    Intervention,
    Level,
    Pair,
    PairKind,
    Reading,
    Role,
    Source,
    Span,
    Theme,
    Tier,
    Understanding,
    Verdict,
)
from overlap.reading import reviewed
from overlap.reading.grid import Grid, GridCell
from overlap.reading.workbook import Workbook
from overlap.report.labels import Label, Labels
from overlap.report.sheets import review
from overlap.report.story import Story
from overlap.report.tables import Edition
from overlap.report.voice import Voice
from overlap.review.answers import Vocabulary
from overlap.review.incoming import Brought, bring
from overlap.review.judged import decided, judgements
from overlap.seal import plain

Cells = list[list[str]]
THEMES = (Theme("angst", ("angst",), focus=True),)
WORDS = wording.load("da")


def intervention(number: int, **changes: object) -> Intervention:
    one = Intervention(
        id=str(number),
        row=number + 4,
        name=f"Tilbud {number} – Hånd i hånd",
        departments=("MBU",) if number % 2 else ("MSB",),
        provider=f"Leverandør {number % 3}",
        target_group=f"Børn med angst, gruppe {number}",
        description=f"Et forløb på {number} gange for børn, der er bange.",
        ages=Span(6, 12),
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def catalogue(rows: Sequence[Intervention]) -> Catalogue:
    return Catalogue(Source("bilag.xlsx", "ab" * 32), "Ark", 4, (), tuple(rows))


def findings(rows: Sequence[Intervention], pairs: Sequence[tuple[str, str]] | None = None) -> Findings:
    """All pairs of neighbours up to two apart are flagged, unless stated."""
    ids = [one.id for one in rows]
    flagged = pairs or [(a, b) for at, a in enumerate(ids) for b in ids[at + 1 : at + 3]]
    facets = Facets(
        problems_main=("angst",), forms_main=("gruppeforloeb_boern",), addressees=("barn",), level=Level.EARLY
    )
    read = Understanding(facets, {"angst": Reading(Role.PRIMARY, "name")})
    return Findings(
        catalogue=catalogue(rows),
        themes=THEMES,
        understanding={one.id: read for one in rows},
        pairs=tuple(Pair(a, b, 60.0, Tier.LIKELY, PairKind.OVERLAP, ("angst",)) for a, b in flagged),
        coverage=(),
        gaps=(),
        doubts=tuple(Doubt(one, ("one_word_form",), 2, 0.5) for one in ids),
        groups=(Group(tuple(ids[:3]), ("angst",), 0, 3, 0, 3),) if pairs is None else (),
        codes={
            "problem": ("angst", "sorg"),
            "form": ("gruppeforloeb_boern", "chat_telefon"),
            "addressee": ("barn", "ung"),
        },
    )


LABELS = Labels(
    {
        "angst": Label("Angst"),
        "sorg": Label("Sorg"),
        "gruppeforloeb_boern": Label("Gruppeforløb"),
        "chat_telefon": Label("Chat og telefon"),
        "barn": Label("Børn"),
        "ung": Label("Unge"),
    }
)


def story(rows: Sequence[Intervention], decisions: Sequence[Decision] = ()) -> Story:
    found = findings(rows)
    judged = decided(found, judgements(found.catalogue, decisions))
    return Story(judged, Voice(WORDS, LABELS), Edition(date(2024, 6, 18), "0.1.0"))


def handed_out(told: Story) -> dict[str, Cells]:
    """The review sheets as cells, headings first; without the lines above, which `moved` puts back."""
    return {
        sheet.title: [
            [column.heading for column in sheet.table.columns],
            *[["" if value is None else str(value) for value in row] for row in sheet.table.rows],
        ]
        for sheet in review.sheets(told)
    }


def book(sheets: dict[str, Cells]) -> Workbook:
    return Workbook(tuple(_grid(name, cells) for name, cells in sheets.items()), ())


def _grid(name: str, rows: Cells) -> Grid:
    found = [
        GridCell(at, place, f"{at}:{place}", text)
        for at, row in enumerate(rows, start=1)
        for place, text in enumerate(row, start=1)
        if text.strip()
    ]
    by_row = {row: tuple(cells) for row, cells in groupby(found, key=attrgetter("row"))}
    return Grid(name, {(one.row, one.column): one for one in found}, by_row=by_row)


def returned(sheets: dict[str, Cells]) -> reviewed.Reviewed:
    found = reviewed.returned(book(sheets), headings())
    rows = tuple(replace(row, form=row.form.partition(".")[0]) for row in found.rows)
    return replace(found, rows=rows)


VOCABULARY = Vocabulary(
    {
        "overlap": {plain(WORDS.terms.verdicts[one]): one.value for one in Verdict},
        "effects": {plain(WORDS.terms.effects[one]): one.value for one in Effect},
        "problems_main": {"angst": "angst", "sorg": "sorg"},
        "problems_other": {"angst": "angst", "sorg": "sorg"},
        "forms_main": {"gruppeforløb": "gruppeforloeb_boern", "chat og telefon": "chat_telefon"},
        "forms_other": {"gruppeforløb": "gruppeforloeb_boern", "chat og telefon": "chat_telefon"},
        "addressee": {"børn": "barn", "unge": "ung"},
        "excluded": {"angst": "angst", "sorg": "sorg"},
        "setting": {plain(text): code for code, text in WORDS.terms.settings.items()},
        "wide": {"ja": "y", "nej": "n"},
        "boundary": {"2": "KEY2222", "3": "KEY3333"},
        "level": {plain(WORDS.terms.levels[str(int(one))]): str(int(one)) for one in Level},
        "access": {plain(text): code for code, text in WORDS.terms.access.items()},
    },
    frozenset({"ingen"}),
    tuple(_ages()),
)


def brought(sheets: dict[str, Cells], before: Sequence[Decision] = ()) -> Brought:
    rows: list[AnsweredRow] = [row for row in returned(sheets).rows if row.form != "handed"]
    return bring(rows, before, VOCABULARY, day="2024-06-20")


def fill(sheet: Cells, row: int, **answers: str) -> None:
    """Write answers into a row (1 is the first under the headings) by the code of their columns."""
    columns = WORDS.report.review.columns
    for code, text in answers.items():
        sheet[row][sheet[0].index(columns[code])] = text


def cell(sheet: Cells, row: int, code: str) -> str:
    return sheet[row][sheet[0].index(WORDS.report.review.columns[code])]
