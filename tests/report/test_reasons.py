"""Why a pair is flagged, in one sentence of good Danish."""

from __future__ import annotations

import pytest

from overlap.model import Access, Intervention, Pair, PairKind, Part, Tier
from overlap.report.reasons import pair_sentence
from overlap.report.voice import Voice

ANGST = {"problem": {"shared": "angst"}}
AGES = {"ages": {"a": "7-12", "b": "8-13", "shared": "8-12"}}
GROUP = {"form": {"shared": "gruppe", "a": "gruppe", "b": "gruppe"}}
CHILD = {"addressee": {"shared": "barn", "a": "barn", "b": "barn"}}
CASES = {
    "all shared, access apart": (
        {**ANGST, **AGES, **GROUP, **CHILD, "access": {"a": "open", "b": "visitation"}},
        ("access",),
        (
            "Begge handler om angst og tilbyder gruppeforløb til børn på 8-12 år; "
            "den første er åben for selvhenvendelse; den anden kræver visitation."
        ),
    ),
    "several problems, one of them an abbreviation": (
        {"problem": {"shared": "angst|adhd"}, **GROUP},
        (),
        "Begge handler om angst og ADHD og tilbyder gruppeforløb.",
    ),
    "parents of children of one age": (
        {**ANGST, "addressee": {"shared": "foraeldre"}, "ages": {"shared": "6-6"}},
        (),
        "Begge handler om angst og er for forældre til børn på 6 år.",
    ),
    "several facts apart are told one side at a time": (
        {
            **ANGST,
            "ages": {"a": "7-12", "b": "5-10", "shared": "7-10"},
            "form": {"a": "kursus", "b": "gruppe|samtale"},
            "addressee": {"a": "foraeldre", "b": "barn"},
        },
        ("ages", "form", "addressee"),
        (
            "Begge handler om angst og dækker alderen 7-10 år; "
            "den første tilbyder forældrekurser og er for forældre til børn på 7-12 år; "
            "den anden tilbyder gruppeforløb og individuelle samtaler og er for børn på 5-10 år."
        ),
    ),
    "an unstated access is not told": (
        {**ANGST, "access": {"a": "open", "b": "unknown"}},
        ("access",),
        "Begge handler om angst.",
    ),
    "an age without an upper end": (
        {**ANGST, "ages": {"a": "13-", "b": "-17", "shared": "13-17"}},
        ("ages",),
        (
            "Begge handler om angst og dækker alderen 13-17 år; "
            "den første er for alderen fra 13 år; den anden er for alderen op til 17 år."
        ),
    ),
    "ages that differ by a year are not told": (
        {**ANGST, **AGES},
        ("ages",),
        "Begge handler om angst og dækker alderen 8-12 år.",
    ),
    "an audience without an upper age": (
        {**ANGST, "ages": {"shared": "13-"}, "addressee": {"shared": "barn|ung"}},
        (),
        "Begge handler om angst og er for børn og unge fra 13 år.",
    ),
    "departments": (
        ANGST,
        ("department",),
        "Begge handler om angst; den første ligger i MBU; den anden ligger i MSB og MKB.",
    ),
    "steps on the ladder": (
        {**ANGST, "step": {"a": "1", "b": "3"}},
        ("level",),
        "Begge handler om angst; den første er et let tilbud; den anden er behandling eller intensiv støtte.",
    ),
    "one speaks of the other, and sets itself apart": (
        {**ANGST, "mention": {"by": "b"}, "boundary": {"shared": "1"}},
        (),
        "Begge handler om angst; den anden nævner den første ved navn; den ene afgrænser sig fra den anden.",
    ),
    "texts alone": (
        {"text": {"words": "eksponering|mod"}},
        (),
        'Teksterne ligner hinanden; fælles ord er "eksponering" og "mod".',
    ),
}


@pytest.mark.parametrize(("parts", "differences", "sentence"), CASES.values(), ids=CASES.keys())
def test_a_reason_in_words(
    parts: dict[str, dict[str, str]], differences: tuple[str, ...], sentence: str, voice: Voice
) -> None:
    told = tuple(Part(name, 1.0, 0.2, values=values) for name, values in parts.items())
    pair = Pair("1", "2", 80.0, Tier.LIKELY, PairKind.OVERLAP, ("angst",), told, differences=differences)
    ways = parts.get("access", {})
    first = Intervention("1", 5, "Modige børn", ("MBU",), access=Access(ways.get("a", "open")))
    second = Intervention("2", 6, "Fri af angst", ("MSB", "MKB"), access=Access(ways.get("b", "open")))
    assert pair_sentence(pair, first, second, voice) == sentence


def test_a_part_without_points_is_not_told(voice: Voice) -> None:
    """A boundary that is not there takes no points, and is not spoken of."""
    told = (Part("problem", 1.0, 0.4, values={"shared": "angst"}), Part("boundary", 0.0, -0.1))
    pair = Pair("1", "2", 80.0, Tier.LIKELY, PairKind.OVERLAP, ("angst",), told)
    sentence = pair_sentence(pair, Intervention("1", 5, "A"), Intervention("2", 6, "B"), voice)
    assert sentence == "Begge handler om angst."
