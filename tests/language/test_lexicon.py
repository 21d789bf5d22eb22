"""The lexicon loads, says where it is wrong, takes a user's words in, and each concept keeps its own promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlap.errors import InputError
from overlap.language import lexicon, mentions
from overlap.model import Mention

LEXICON = lexicon.load()
HITS = [(code, text) for code, concept in LEXICON.concepts.items() for text in concept.must_hit]
MISSES = [(code, text) for code, concept in LEXICON.concepts.items() for text in concept.must_miss]


def concepts_in(text: str, words: lexicon.Lexicon = LEXICON) -> set[str]:
    return {mention.concept for mention in mentions.find(text, words)}


@pytest.mark.parametrize(("code", "text"), HITS, ids=[f"{code}: {text}" for code, text in HITS])
def test_concept_is_found_in_its_sentence(code: str, text: str) -> None:
    """Every must-hit sentence names its concept."""
    assert code in concepts_in(text)


@pytest.mark.parametrize(("code", "text"), MISSES, ids=[f"{code}: {text}" for code, text in MISSES])
def test_concept_is_not_found_in_its_lookalike(code: str, text: str) -> None:
    """No must-miss sentence names its concept."""
    assert code not in concepts_in(text)


@pytest.mark.parametrize("code", LEXICON.group("problems"))
def test_every_problem_has_sentences_both_ways(code: str) -> None:
    """A problem without sentences of its own is not tested at all."""
    concept = LEXICON.concepts[code]
    assert concept.must_hit
    assert concept.must_miss


def test_six_themes_come_first() -> None:
    """The order of every table: the six of the analysis, then each other problem once."""
    keys = [theme.key for theme in lexicon.themes(LEXICON)]
    assert keys[:6] == ["angst", "skolefravær", "ADHD", "autisme", "spiseforstyrrelse", "selvskade"]
    assert len(keys) == len(set(keys))
    covered = {concept for theme in lexicon.themes(LEXICON) for concept in theme.concepts}
    assert covered == set(LEXICON.group("problems"))


def test_user_file_adds_words_and_concepts(tmp_path: Path) -> None:
    """A local name joins a known concept, and a new concept joins the list."""
    path = tmp_path / "lokal.toml"
    path.write_text(
        '[angst]\nprogramme = ["modstandskraft nord"]\n\n'
        '[spil]\nlabel = { da = "Spil", en = "Gaming" }\nstart = ["pengespil"]\n',
        encoding="utf-8",
    )
    words = lexicon.load(extra=path)
    assert "angst" in concepts_in("Kurset Modstandskraft Nord", words)
    assert "angst" in concepts_in("Unge med angst", words)
    assert "spil" in concepts_in("Unge med pengespil som problem", words)
    assert words.group_of["spil"] == "problems"


def test_a_lexicon_is_compiled_once_for_the_same_words(tmp_path: Path) -> None:
    """Also a user's file, until something else stands in it."""
    path = tmp_path / "lokal.toml"
    path.write_text('[angst]\nprogramme = ["modstandskraft nord"]\n', encoding="utf-8")
    before = lexicon.load(extra=path)
    assert lexicon.load(extra=path) is before
    path.write_text('[angst]\nprogramme = ["modstandskraft syd"]\n', encoding="utf-8")
    assert "angst" in concepts_in("Kurset Modstandskraft Syd", lexicon.load(extra=path))
    assert lexicon.load() is lexicon.load()


def test_a_beginning_of_several_words_is_a_phrase(tmp_path: Path) -> None:
    """A word with a hyphen or a space among the beginnings is found however it is written."""
    path = tmp_path / "lokal.toml"
    path.write_text('[angst]\nstart = ["mod-terapi"]\nwhole = ["a.b.c"]\n', encoding="utf-8")
    words = lexicon.load(extra=path)
    assert "angst" in concepts_in("Et forløb i MOD-terapien", words)
    assert "angst" in concepts_in("Et forløb i mod terapi", words)


def test_user_file_overrides_a_concept(tmp_path: Path) -> None:
    """With `override` only the user's words count."""
    path = tmp_path / "lokal.toml"
    path.write_text('[angst]\noverride = true\nstart = ["modløs"]\n', encoding="utf-8")
    words = lexicon.load(extra=path)
    assert "angst" not in concepts_in("Unge med angst", words)
    assert words.concepts["angst"].label == LEXICON.concepts["angst"].label


@pytest.mark.parametrize(
    ("content", "code", "key"),
    [
        pytest.param("[angst", "lexicon_unreadable", "", id="not TOML"),
        pytest.param("angst = 3", "lexicon_wrong_key", "angst", id="not a table"),
        pytest.param('[angst]\nstrat = ["x"]', "lexicon_wrong_key", "angst", id="misspelt key"),
        pytest.param('[angst]\nstart = "x"', "lexicon_wrong_key", "angst", id="not a list"),
        pytest.param('[angst]\nphrase = ["{findes_ikke} ro"]', "lexicon_wrong_phrase", "angst", id="unknown group"),
        pytest.param('[angst]\nphrase = ["* ro"]', "lexicon_wrong_phrase", "angst", id="phrase begins with a gap"),
    ],
)
def test_wrong_user_file_names_file_and_key(tmp_path: Path, content: str, code: str, key: str) -> None:
    """The error says which file and which key."""
    path = tmp_path / "lokal.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        lexicon.load(extra=path)
    assert caught.value.code == code
    assert caught.value.values["file"] == "lokal.toml"
    assert caught.value.values.get("key", "") == key


def test_offsets_point_into_the_text_as_it_stood() -> None:
    """Soft hyphens, split letters and odd spaces do not shift the words shown."""
    text = "Børn  med so\u00adcial angst\nog seperationsa\u030angst"
    found: tuple[Mention, ...] = mentions.find(text, LEXICON)
    assert all(text[one.start : one.end] == one.words for one in found)
    assert "angst" in {one.concept for one in found}
