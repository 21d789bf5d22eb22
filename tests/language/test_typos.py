"""Misspelt words are found; words that are Danish as they stand are not taken for misspellings."""

from __future__ import annotations

import pytest

from overlap.language import lexicon, mentions

LEXICON = lexicon.load(("problems",))


def concepts_in(word: str) -> set[str]:
    return {one.concept for one in mentions.find(f"unge med {word}", LEXICON)}


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("autsime", "autisme"),
        ("autisem", "autisme"),
        ("spiseforstyrelse", "spiseforstyrrelse"),
        ("spiseforstyrrlser", "spiseforstyrrelse"),
        ("bulemi", "spiseforstyrrelse"),
        ("selvskde", "selvskade"),
        ("skolevægering", "skolefravaer"),
        ("skolefravaer", "skolefravaer"),
        ("angts", "angst"),
        ("seperationsangst", "angst"),
        ("opmærksomhedforstyrelse", "adhd"),
        ("aspergesr", "autisme"),
        ("tvangstakner", "ocd"),
        ("slevskade", "selvskade"),
        ("socialagnst", "angst"),
        ("angtslidelser", "angst"),
        ("uatisme", "autisme"),
        ("frævær", "skolefravaer"),
    ],
)
def test_misspelt_word_is_found(word: str, concept: str) -> None:
    """One slip in a short word, two in a long one, also inside compounds."""
    assert concept in concepts_in(word)


@pytest.mark.parametrize(
    "word",
    [
        "langs",
        "fangst",
        "selvskabte",
        "selvskabende",
        "spisebord",
        "skolefrokost",
        "mangt",
        "tangs",
        "uddannelsesstatistik",
        "nagler",
        "slevsuppe",
    ],
)
def test_real_word_is_no_misspelling(word: str) -> None:
    """Words that exist, or are put together of words that do, stay what they are."""
    assert not concepts_in(word)
