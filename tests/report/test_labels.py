"""What concepts are called: as headings, inside sentences, and with ages behind them."""

from __future__ import annotations

import pytest

from overlap.language import lexicon
from overlap.report.labels import Label, Labels

WORDS = lexicon.load()
SAID_IN_SENTENCES = ("problems", "forms", "addressees")


@pytest.mark.parametrize(
    ("language", "joint"),
    [("da", " og "), ("da", " eller "), ("da", ", "), ("en", " and "), ("en", " or "), ("en", ", ")],
)
def test_no_phrase_holds_the_word_that_joins_a_list(language: str, joint: str) -> None:
    """ "angst og sorg og tab" could be three things, "sorg eller tab" sounds unsure: each needs a `said`."""
    labels = Labels(
        {
            code: Label(getattr(concept.label, language), getattr(concept.label.said, language))
            for code, concept in WORDS.concepts.items()
            if WORDS.group_of[code] in SAID_IN_SENTENCES
        }
    )
    assert [code for code in WORDS.concepts if joint in labels.phrase(code)] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_form_with_ages_has_a_place_for_them(language: str) -> None:
    told = {code: getattr(concept.label.aged, language) for code, concept in WORDS.concepts.items()}
    assert [code for code, text in told.items() if text and "{ages}" not in text] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_form_that_names_its_participants_can_take_their_ages(language: str) -> None:
    """And the addressees it names are concepts of the lexicon."""
    naming = {code: concept.label for code, concept in WORDS.concepts.items() if concept.label.names}
    assert naming.keys() <= set(WORDS.group("forms"))
    assert len(naming) > 2
    assert [code for code, label in naming.items() if not getattr(label.aged, language)] == []
    assert {name for label in naming.values() for name in label.names} <= set(WORDS.group("addressees"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_two_concepts_are_called_the_same_in_a_sentence(language: str) -> None:
    labels = [WORDS.concepts[code].label for code in (*WORDS.group("problems"), *WORDS.group("addressees"))]
    told = [getattr(label.said, language) or getattr(label, language).lower() for label in labels]
    assert len(set(told)) == len(told)


def test_a_form_without_a_description_is_vague() -> None:
    assert [code for code in WORDS.group("forms") if WORDS.concepts[code].label.vague] == ["andet"]


LABELS = Labels(
    {
        "adhd": Label("ADHD"),
        "angst": Label("Angst"),
        "familie": Label("Familien", "familier", "familier med børn {ages}"),
    }
)


@pytest.mark.parametrize(
    ("code", "title", "phrase", "aged"),
    [
        ("angst", "Angst", "angst", "angst på 6-9 år"),
        ("adhd", "ADHD", "ADHD", "ADHD på 6-9 år"),
        ("familie", "Familien", "familier", "familier med børn på 6-9 år"),
        ("ny_kode", "Ny kode", "ny kode", "ny kode på 6-9 år"),
    ],
    ids=["small letter", "abbreviation", "words of its own", "without a label"],
)
def test_a_label_in_its_three_forms(code: str, title: str, phrase: str, aged: str) -> None:
    assert (LABELS.title(code), LABELS.phrase(code), LABELS.aged(code, "på 6-9 år")) == (title, phrase, aged)
