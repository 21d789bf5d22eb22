"""The word list on disk gives the answers of simplemma, and its absence changes nothing but the time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma import is_known

from overlap.language import wordlist
from overlap.language.danish import known
from overlap.language.wordlist import Lines, place

WORDS = sorted(["ad", "børn", "båd", "skole", "skolen", "æble", "åre"])
LETTERS = st.text(alphabet="abdeks æøå\n-é", max_size=6)


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    file = tmp_path / "words.txt"
    file.write_text("\n".join(["", *WORDS, ""]), encoding="utf-8")
    return Lines(file)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_file_is_found(lines: Lines, word: str) -> None:
    """First, last and in between."""
    assert word in lines


@given(
    words=st.sets(LETTERS.filter(lambda text: text and "\n" not in text)),
    asked=LETTERS,
    stretch=st.integers(min_value=1, max_value=30),
)
def test_a_file_answers_as_the_set_it_was_made_of(
    words: set[str], asked: str, stretch: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Words that begin another, words longer than any, and none at all; in stretches shorter than a word and longer."""
    file = tmp_path_factory.mktemp("words") / "words.txt"
    file.write_bytes("\n".join(["", *sorted(words), ""]).encode())
    assert (asked in Lines(file, stretch)) == (asked in words)
    assert all(word in Lines(file, stretch) for word in words)


@pytest.mark.parametrize(
    "word", ["skole", "skoler", "danmark", "aarhus", "skolevægring", "xyzzy", "fravær", "københavn"]
)
def test_a_word_is_known_as_simplemma_knows_it(word: str) -> None:
    """Names are listed with a capital, and asked for without."""
    assert known(word) == is_known(word, lang="da")


def test_the_file_is_written_once_and_whole(tmp_path: Path) -> None:
    """The folder is made; nothing else is left in it."""
    file = tmp_path / "new" / "words.txt"
    wordlist.write(file)
    assert [one.name for one in file.parent.iterdir()] == ["words.txt"]
    assert "skole" in Lines(file)


def test_files_of_older_lists_go_when_a_new_one_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is named otherwise is touched, and what cannot be removed stays without a word."""
    monkeypatch.setattr(wordlist, "_words", lambda: iter(["skole"]))
    others = ["words-0123.txt", "words-own-list.txt", "words-01234567.csv", "other-01234567.txt"]
    for name in ("words-01234567.txt", "words-89abcdef.txt", *others):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "words-00000000.txt").mkdir()
    file = tmp_path / "words-ffffffff.txt"
    wordlist.write(file)
    wordlist.write(file)
    assert {one.name for one in tmp_path.iterdir()} == {*others, file.name, "words-00000000.txt"}


def test_the_name_of_the_file_is_one_that_a_newer_list_removes() -> None:
    """Or 11 MB would stay for each list there ever was."""
    found = place({"HOME": "/h"}, "linux")
    assert found is not None
    assert found.match(wordlist.EVERY)


def test_a_file_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    """Whatever cut it, the list is unpacked instead."""
    file = tmp_path / "words.txt"
    file.write_bytes(b"\nskole\nbar")
    with pytest.raises(ValueError, match="words"):
        Lines(file)


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        pytest.param({"HOME": "/h"}, "linux", Path("/h/.cache"), id="Linux"),
        pytest.param({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "linux", Path("/x"), id="Linux, folder of its own"),
        pytest.param({"HOME": "/h"}, "darwin", Path("/h/Library/Caches"), id="macOS"),
        pytest.param({"LOCALAPPDATA": "/l", "HOME": "/h"}, "win32", Path("/l"), id="Windows"),
        pytest.param({}, "linux", None, id="no home on Linux"),
        pytest.param({}, "darwin", None, id="no home on macOS"),
        pytest.param({"HOME": "/h"}, "win32", None, id="no home on Windows"),
    ],
)
def test_the_file_lies_where_programs_keep_what_can_be_made_again(
    environment: dict[str, str], platform: str, folder: Path | None
) -> None:
    """By the customs of each system."""
    found = place(environment, platform)
    assert (found.parent.parent if found else None) == folder


def test_a_closed_folder_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "overlap").write_text("", encoding="utf-8")
    monkeypatch.setattr(wordlist, "place", lambda _environment: tmp_path / "overlap" / "words.txt")
    wordlist.lookup.cache_clear()
    assert wordlist.lookup()("skole")
    assert not wordlist.lookup()("xyzzy")
    wordlist.lookup.cache_clear()
