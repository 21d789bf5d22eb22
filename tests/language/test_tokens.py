"""Sentences and words: where they end, and that offsets point into the text as it stood."""

from __future__ import annotations

import pytest

from overlap.language.tokens import sentences, tokens

CASES = [
    pytest.param("Angst. Ikke ADHD.", ["Angst", "Ikke ADHD"], id="full stop"),
    pytest.param("Fx angst, bl.a. i 3. klasse mv.", ["Fx angst, bl.a. i 3. klasse mv"], id="short forms and numbers"),
    pytest.param("Selvskade? Ring.", ["Selvskade", "Ring"], id="question"),
    pytest.param("angst; ikke ADHD", ["angst", "ikke ADHD"], id="semicolon"),
    pytest.param("Unge med angst\nIkke for ADHD", ["Unge med angst", "Ikke for ADHD"], id="new line with a capital"),
    pytest.param("Unge med\nangst", ["Unge med\nangst"], id="a line that was wrapped"),
    pytest.param("Ikke for:\n- angst\n- ADHD", ["Ikke for:\n- angst\n- ADHD"], id="a list belongs to its heading"),
    pytest.param(
        "For:\n- angst\nIkke for:\n- ADHD", ["For:\n- angst", "Ikke for:\n- ADHD"], id="until the next heading"
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    """A sentence ends where a reader would end it."""
    assert [one.text for one in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A.D.H.D. i dag", ["adhd", "i", "dag"]),
        ("ADHD'en", ["adhd"]),
        ("so\u00adcial angst", ["social", "angst"]),
        ("Back2School", ["back2school"]),
        ("fra\u030avær", ["fråvær"]),
        ("angst- og ADHD-forløb", ["angst", "og", "adhd", "forløb"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Short forms, endings after an apostrophe, soft hyphens and split letters make one word."""
    assert [token.word for token in tokens(text)] == words


def test_offsets_point_into_the_text() -> None:
    """The stretch of a token is what stands there."""
    text = "Børn  med so\u00adcial\nangst (svær)."
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
    for one in sentences(text):
        assert text[one.start : one.start + len(one.text)] == one.text
