"""A small catalogue with its findings, built by hand so that every figure in a report can be counted by eye."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from overlap import wording
from overlap.model import (
    Access,
    Catalogue,
    Cell,
    Column,
    CoverageCell,
    Evaluated,
    Facets,
    Field,
    Findings,
    Gap,
    GapKind,
    GapReason,
    Intervention,
    Issue,
    Kind,
    Level,
    Mention,
    Pair,
    PairKind,
    Part,
    Polarity,
    Reading,
    Role,
    Severity,
    Source,
    Span,
    Theme,
    Tier,
    Understanding,
)
from overlap.report import layout
from overlap.report.labels import Label, Labels
from overlap.report.story import Story
from overlap.report.tables import Edition, Sheet
from overlap.report.voice import Voice

THEMES = (
    Theme("angst", ("angst", "ocd"), focus=True),
    Theme("autisme", ("autisme",), focus=True),
    Theme("spiseforstyrrelse", ("spiseforstyrrelse",), strengthen=True),
)
ROLES = {
    "1": {"angst": Role.PRIMARY},
    "2": {"angst": Role.PRIMARY, "spiseforstyrrelse": Role.EXCLUDED},
    "3": {"spiseforstyrrelse": Role.PRIMARY, "angst": Role.SECONDARY},
    "4": {},
}
LABELS = Labels(
    {
        "angst": Label("Angst"),
        "autisme": Label("Autisme"),
        "spiseforstyrrelse": Label("Spiseforstyrrelse"),
        "adhd": Label("ADHD"),
        "gruppe": Label("Gruppeforløb"),
        "andet": Label("Anden form for hjælp", vague=True),
        "kursus": Label(
            "Forældrekursus",
            phrase="forældrekurser",
            aged="forældrekurser for familier med børn {ages}",
            names=frozenset({"foraeldre", "familie"}),
        ),
        "samtale": Label("Individuel samtale", phrase="individuelle samtaler"),
        "barn": Label("Børn", aged="børn {ages}"),
        "ung": Label("Unge", aged="unge {ages}"),
        "foraeldre": Label("Forældre", aged="forældre til børn {ages}", beside="deres forældre"),
    }
)


def intervention(key: str, name: str, department: str, low: int | None, high: int | None) -> Intervention:
    return Intervention(
        id=key,
        row=int(key) + 4,
        name=name,
        departments=(department,) if department else (),
        kind=Kind.PARTNERSHIP if department == "MKB" else Kind.MUNICIPAL,
        target_group="Børn, der er bange",
        ages=Span(low, high),
        access=Access.OPEN if key == "1" else Access.REFERRAL,
        wait_weeks=Span(0, 2) if key == "2" else Span(),
        evaluated=Evaluated.PARTLY,
        budget=1_150_000 if key == "1" else None,
        cells={Field.TARGET_GROUP: Cell("Bilag B", f"F{int(key) + 4}", "Børn, der er bange")},
    )


def understanding(one: Intervention) -> Understanding:
    found = {theme.key: Reading(ROLES[one.id].get(theme.key, Role.NONE)) for theme in THEMES}
    if one.id == "4":
        mention = Mention("spiseforstyrrelse", Field.TARGET_GROUP, 0, 8, "anoreksi", Polarity.BACKGROUND)
        found["spiseforstyrrelse"] = Reading(Role.NONE, "background", (mention,))
    return Understanding(Facets(problems_main=("angst",), level=Level.EARLY), found)


def part(name: str, **values: str) -> Part:
    return Part(name, 1.0, 0.2, values=values)


@pytest.fixture
def findings() -> Findings:
    every = (
        intervention("1", "Modige børn", "MBU", 7, 12),
        intervention("2", "Fri af angst", "MSB", 8, 13),
        intervention("3", "Krop og mad", "MKB", 13, None),
        intervention("4", "Åben dør", "", None, None),
    )
    pair = Pair(
        "1", "2", 81.4, Tier.LIKELY, PairKind.OVERLAP, ("angst",),
        (
            part("problem", shared="angst"), part("ages", a="7-12", b="8-13", shared="8-12"),
            part("form", shared="gruppe", a="gruppe", b="gruppe|samtale"), part("addressee", shared="barn"),
            part("access", a="open", b="referral"),
        ),
        differences=("access",),
    )  # fmt: skip
    chain = Pair("2", "3", 40.0, Tier.POSSIBLE, PairKind.CHAIN, ("angst",), (part("problem", shared="angst"),))
    coverage = (
        CoverageCell("angst", "6-9", "MBU", ("1",), ("3",)),
        CoverageCell("angst", "6-9", "MSB", ("2",), ()),
        CoverageCell("angst", "13-15", "MBU", (), ()),
        CoverageCell("autisme", "6-9", "MBU", (), ("1",)),
        CoverageCell("autisme", "13-15", "MBU", (), (), possible=False),
        CoverageCell("spiseforstyrrelse", "6-9", "MBU", (), ()),
        CoverageCell("spiseforstyrrelse", "13-15", "MBU", ("3",), ()),
    )
    catalogue = Catalogue(
        Source("bilag.xlsx", "ab" * 32), "Bilag B", 4, (Column(Field.NAME, "Indsats", "B4"),), every,
        (
            Issue("age_is_date", Severity.WARNING, "Bilag B", "G8", {"found": "6-dec"}),
            Issue("age_is_date", Severity.ERROR, "Bilag B", "G9", {"found": "7-dec"}),
        ),
        (Cell("Bilag B", "A1", "Skema (konstrueret eksempeldata)"),),
    )  # fmt: skip
    gaps = (
        Gap(
            GapKind.NO_OFFER, "spiseforstyrrelse", "6-9", size=4, reason=GapReason.NOBODY,
            values={"theme": "spiseforstyrrelse", "band": "6-9", "n": "1", "broad": "0"},
        ),
        Gap(
            GapKind.THIN, "spiseforstyrrelse", "13-15", interventions=("3",), size=3, reason=GapReason.SINGLE,
            values={"theme": "spiseforstyrrelse", "band": "13-15", "n": "1"},
        ),
    )  # fmt: skip
    return Findings(
        catalogue, THEMES, {one.id: understanding(one) for one in every}, (pair, chain), coverage, gaps,
        {"pairs.lines.likely": "70"}, {"pairs.lines.likely": {"da": "Foreløbig linje.", "en": "A line for now."}},
    )  # fmt: skip


@pytest.fixture
def voice() -> Voice:
    words = wording.load("da")
    return Voice(replace(words, messages={**words.messages, "age_is_date": 'Alderen "{found}" er en dato.'}), LABELS)


@pytest.fixture
def edition() -> Edition:
    return Edition(date(2024, 6, 18), "0.1.0")


@pytest.fixture
def sheets(findings: Findings, voice: Voice, edition: Edition) -> tuple[Sheet, ...]:
    return layout.sheets(Story(findings, voice, edition))
