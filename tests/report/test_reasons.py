"""Why a pair is flagged, in one sentence of good Danish."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlap import wording
from overlap.cli import show
from overlap.cli.pipeline import Work
from overlap.model import Access, Intervention, Pair, PairKind, Part, Tier
from overlap.report.reasons import MOST_CHARACTERS, pair_sentence
from overlap.report.voice import Voice
from overlap.review.corrections import CORRECTED

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
            "den første tilbyder forældrekurser for familier med børn på 7-12 år; "
            "den anden tilbyder gruppeforløb og individuelle samtaler til børn på 5-10 år."
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
            "den første dækker alderen fra 13 år; den anden dækker alderen op til 17 år."
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
        "Begge handler om angst; den første er et let tilbud; den anden er et intensivt tilbud.",
    ),
    "one speaks of the other, and sets itself apart": (
        {**ANGST, "mention": {"by": "b"}, "boundary": {"shared": "1"}},
        (),
        "Begge handler om angst; Fri af angst nævner Modige børn; den ene afgrænser sig fra den anden.",
    ),
    "parents' courses name their parents": (
        {**ANGST, "form": {"shared": "kursus"}, "addressee": {"shared": "foraeldre"}, "ages": {"shared": "3-8"}},
        (),
        "Begge handler om angst og tilbyder forældrekurser for familier med børn på 3-8 år.",
    ),
    "a form that names others than those it is for": (
        {**ANGST, "form": {"shared": "kursus"}, "addressee": {"shared": "barn"}, "ages": {"shared": "3-8"}},
        (),
        "Begge handler om angst, tilbyder forældrekurser og er for børn på 3-8 år.",
    ),
    "a form that names its participants stands last": (
        {**ANGST, "form": {"shared": "kursus|gruppe"}, "addressee": {"shared": "foraeldre"}, "ages": {"shared": "3-8"}},
        (),
        "Begge handler om angst og tilbyder gruppeforløb og forældrekurser for familier med børn på 3-8 år.",
    ),
    "addressees that a shared form names are no difference": (
        {
            **ANGST,
            "form": {"shared": "kursus"},
            "addressee": {"a": "foraeldre", "b": "familie", "shared": ""},
            "ages": {"shared": "3-8"},
        },
        ("addressee",),
        "Begge handler om angst og tilbyder forældrekurser for familier med børn på 3-8 år.",
    ),
    "children and their parents": (
        {**ANGST, **GROUP, "addressee": {"shared": "foraeldre|barn|ung"}, "ages": {"shared": "8-12"}},
        (),
        "Begge handler om angst og tilbyder gruppeforløb til børn og unge på 8-12 år og deres forældre.",
    ),
    "children and their parents without ages": (
        {**ANGST, "addressee": {"shared": "barn|ung|foraeldre"}},
        (),
        "Begge handler om angst og er for børn, unge og deres forældre.",
    ),
    "a form that says nothing is not told": (
        {**ANGST, "form": {"a": "gruppe", "b": "andet"}, "access": {"a": "open", "b": "visitation"}},
        ("form", "access"),
        (
            "Begge handler om angst; den første tilbyder gruppeforløb og er åben for selvhenvendelse; "
            "den anden kræver visitation."
        ),
    ),
    "a vague form that both offer is not told": (
        {**ANGST, "form": {"shared": "andet"}},
        (),
        "Begge handler om angst.",
    ),
    "a single year": (
        {**ANGST, "ages": {"shared": "13"}},
        (),
        "Begge handler om angst og er for 13-årige.",
    ),
    "ages of one side only": (
        {**ANGST, **CHILD, "ages": {"a": "6-15", "b": "6-17", "shared": "6-15"}},
        ("ages",),
        "Begge handler om angst og er for børn på 6-15 år; den anden dækker alderen 6-17 år.",
    ),
    "ages without an end that are equal": (
        {**ANGST, "ages": {"a": "16-", "b": "18-", "shared": "18-"}},
        ("ages",),
        "Begge handler om angst og dækker alderen fra 18 år; den første dækker alderen fra 16 år.",
    ),
    "ages up to one and from birth are equal": (
        {**ANGST, "ages": {"a": "-6", "b": "0-7", "shared": "0-6"}},
        ("ages",),
        "Begge handler om angst og dækker alderen 0-6 år.",
    ),
    "ages of a chain share nothing": (
        {**ANGST, "ages": {"a": "7-12", "b": "13-17"}},
        ("ages",),
        "Begge handler om angst; den første dækker alderen 7-12 år; den anden dækker alderen 13-17 år.",
    ),
    "at most three facts a side, the most telling first": (
        {
            **ANGST,
            "ages": {"a": "7-12", "b": "2-10", "shared": "7-10"},
            "form": {"a": "samtale", "b": "gruppe"},
            "level": {"a": "1", "b": "3"},
            "access": {"a": "open", "b": "visitation"},
        },
        ("department", "ages", "level", "form", "access"),
        (
            "Begge handler om angst og dækker alderen 7-10 år; "
            "den første tilbyder individuelle samtaler, er åben for selvhenvendelse og er et let tilbud; "
            "den anden tilbyder gruppeforløb, kræver visitation og er et intensivt tilbud."
        ),
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


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Cool Kids \u2013 gruppeforløb", "Mod på mere (8-13 år)"), "Mod på mere nævner Cool Kids"),
        (("Skole-hjem", "Trivselsteamet"), "Trivselsteamet nævner Skole-hjem"),
        (("Team - nord", "Team - syd"), "Team - syd nævner Team - nord"),
        (("(uden navn)", ""), "den anden nævner (uden navn)"),
    ],
    ids=["dash and bracket", "hyphen inside a word", "the same when shortened", "no name"],
)
def test_who_names_whom_is_told_with_names(names: tuple[str, str], said: str, voice: Voice) -> None:
    told = (Part("problem", 1.0, 0.4, values=ANGST["problem"]), Part("mention", 1.0, 0.1, values={"by": "b"}))
    pair = Pair("1", "2", 80.0, Tier.LIKELY, PairKind.OVERLAP, ("angst",), told)
    sentence = pair_sentence(pair, Intervention("1", 5, names[0]), Intervention("2", 6, names[1]), voice)
    assert sentence == f"Begge handler om angst; {said}."


def test_a_long_sentence_gives_up_facts_before_it_grows(voice: Voice) -> None:
    """Past 250 characters the least telling facts go first."""
    name = "Et meget langt navn på en indsats for børn og unge, som er bange for at gå i skole om morgenen"
    told = (
        Part("problem", 1.0, 0.4, values=ANGST["problem"]),
        Part("form", 1.0, 0.1, values={"a": "gruppe", "b": "samtale"}),
        Part("level", 1.0, 0.1, values={"a": "1", "b": "3"}),
        Part("mention", 1.0, 0.1, values={"by": "a"}),
    )
    pair = Pair("1", "2", 80.0, Tier.LIKELY, PairKind.OVERLAP, ("angst",), told, differences=("form", "level"))
    sentence = pair_sentence(pair, Intervention("1", 5, name), Intervention("2", 6, "Ro"), voice)
    assert "gruppeforløb" in sentence
    assert "et let tilbud" not in sentence


SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"


@pytest.fixture(scope="module")
def sample() -> Work:
    return Work(SAMPLE)


ENGLISH = {
    "form that names its own": ("59", "88", "offer parents' courses for families with children of 3-8 years;"),
    "names": ("10", "43", "; Det Tværgående Trivselsteam names Back2School."),
    "one side": ("23", "39", "to children of 6-15 years; the second covers ages 6-17."),
}


@pytest.mark.parametrize(("a", "b", "said"), ENGLISH.values(), ids=ENGLISH.keys())
def test_english_reasons_follow_the_same_manner(a: str, b: str, said: str, sample: Work) -> None:
    told = show.story(sample, wording.load("en"))
    [reason] = [told.reason(pair) for pair in sample.findings.pairs if (pair.a, pair.b) == (a, b)]
    assert said in reason


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_reasons_of_the_sample_can_be_read_in_one_breath(language: str, sample: Work) -> None:
    """At most 250 characters, unless the shared problems and forms alone take more."""
    told = show.story(sample, wording.load(language))
    reasons = [told.reason(pair) for pair in told.overlaps]
    assert len(reasons) > 100
    assert [one for one in reasons if len(one) > 260] == []
    assert sum(len(one) > MOST_CHARACTERS for one in reasons) <= 1


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_rule_on_the_sample_has_a_name(language: str, sample: Work) -> None:
    named = wording.load(language).terms.rules
    found = {reading.rule for one in sample.findings.understanding.values() for reading in one.themes.values()}
    assert {"name", "one_of_several", "turned_away"} <= found
    assert found - named.keys() == set()
    assert CORRECTED in named
