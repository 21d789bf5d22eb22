"""Phrases of the lexicon: what each mark of the notation matches, and what it does not."""

from __future__ import annotations

import pytest

from overlap.language.patterns import PatternIndex, Words, asked_by, keys_of, parse
from overlap.language.tokens import tokens

GROUPS = {"skole": ["skole", "skolen", "klasse"]}
CASES = [
    pytest.param("skære i sig selv", "hun skærer i sig selv", True, id="inflections of one stem"),
    pytest.param("skære/brænde sig", "han brændte sig", True, id="one of several"),
    pytest.param("skære i? sig selv", "at skære sig selv", True, id="may be left out"),
    pytest.param("kommer * i {skole}", "kommer aldeles sjældent i klassen", True, id="gap and group"),
    pytest.param("kommer * i {skole}", "kommer ikke i skole", False, id="a gap never spans a denial"),
    pytest.param("kommer * i {skole}", "kommer hjem, og i skolen", False, id="a narrow gap stops at punctuation"),
    pytest.param("kommer … i {skole}", "kommer hjem, og i skolen", True, id="a wide gap does not"),
    pytest.param("tør gå", "tør, gå", False, id="neighbours are not parted by a comma"),
    pytest.param("sår ,der", "sår, der", True, id="unless the phrase says so"),
    pytest.param("måltid~", "måltiderne", True, id="beginning of a word"),
    pytest.param("~teamet", "fraværsteamet", True, id="end of a word"),
    pytest.param("=mor", "mors", False, id="exactly this form"),
    pytest.param("# år", "12 år", True, id="a number"),
    pytest.param("til +", "til Back2School", True, id="a name"),
    pytest.param("til +", "til skolen", False, id="no name"),
    pytest.param("skolefravær", "skolefravaer", True, id="ae for æ"),
]


@pytest.mark.parametrize(("phrase", "text", "found"), CASES)
def test_notation(phrase: str, text: str, *, found: bool) -> None:
    """Each mark does what the notation says."""
    pattern = parse(phrase, GROUPS)
    every, asked = tokens(text), asked_by([pattern])
    names = [{"+"} if at and token.text[0].isupper() else set() for at, token in enumerate(every)]
    words = Words(
        keys=[keys_of(token.word, asked) | names[at] for at, token in enumerate(every)],
        starts=[True] * (len(every) + 1),
        ends=[True] * (len(every) + 1),
        torn=["," in token.before for token in every],
        concepts={},
        denials=frozenset(at for at, token in enumerate(every) if token.word == "ikke"),
    )
    assert bool(PatternIndex([(pattern, 0)]).find(words)) is found


@pytest.mark.parametrize("phrase", ["*", "* ro", "i? skole", "ro *", "^"])
def test_phrase_needs_a_word_at_both_ends(phrase: str) -> None:
    """A phrase that begins or ends with nothing cannot be looked for."""
    with pytest.raises(ValueError, match=r"."):
        parse(phrase, GROUPS)
