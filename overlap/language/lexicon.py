"""The lexicon: concepts with the words that mean them, read from `knowledge/lexicon/` and from a user's own file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import tomli
from msgspec import Struct, field
from msgspec.structs import asdict, replace

from overlap import knowledge
from overlap.errors import InputError
from overlap.knowledge.records import RecordError, fill
from overlap.language.cues import Cues, load_cues
from overlap.language.patterns import Pattern, parse
from overlap.model import Theme

GROUPS_OF_CONCEPTS = ("problems", "forms", "addressees", "settings", "levels")
"""Files of concepts in `knowledge/lexicon/`, in reading order."""


class InSentence(Struct, frozen=True):
    """Words in both languages; empty where the label itself will do."""

    da: str = ""
    en: str = ""


class Label(Struct, frozen=True):
    """What a concept is called: as a heading; `said`, after "offers" or "is for"; `aged`, with ages after it.

    `beside`: an addressee after the children it belongs to ("their parents"). `names`: addressees that a form of help
    names itself ("parents' courses"). `vague`: says nothing of what is offered, and is left out of sentences.
    """

    da: str
    en: str
    said: InSentence = InSentence()
    aged: InSentence = InSentence()
    beside: InSentence = InSentence()
    names: tuple[str, ...] = ()
    vague: bool = False


class Concept(Struct, frozen=True):
    """What a text can be about, and every way of saying it. The notation of phrases is that of `patterns`.

    `start`: a word or a part of a compound that begins so, with any ending. `whole`: exactly these words.
    `case`: short forms that count in capitals only. `programme`: names of methods and courses.
    `weak`: phrases that count only beside another hit of the concept in the same intervention.
    `never`: lookalikes; a hit inside one is dropped (``*gangst`` means anywhere in a word).
    `shared`: the problem lies in the family, so it is the child's whoever bears it (a parent's illness, a divorce).
    `must_hit` and `must_miss` are sentences that the tests run.
    """

    label: Label
    shared: bool = False
    start: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    case: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    must_hit: tuple[str, ...] = ()
    must_miss: tuple[str, ...] = ()

    def phrases(self) -> tuple[str, ...]:
        """All phrases that count by themselves; a beginning of several words ("non-binær") is one too."""
        starts = (f"{_spaced(term)}~" for term in self.start if not term.isalnum())
        wholes = (_spaced(term) for term in (*self.whole, *self.case) if not term.isalnum())
        return (*self.phrase, *self.programme, *starts, *wholes)


class _Addition(Struct, frozen=True):
    """What a user's file says of a concept: words to add, or with `override` all of its words."""

    group: str = "problems"
    override: bool = False
    shared: bool = False
    start: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    case: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    must_hit: tuple[str, ...] = ()
    must_miss: tuple[str, ...] = ()


class Lexicon(Struct, frozen=True, eq=False):
    """Concepts by code, in the order of their files; the group (`problems`, `forms` ...) that each belongs to."""

    concepts: Mapping[str, Concept]
    group_of: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    """Named groups of words that phrases may use."""
    cues: Cues
    parsed: dict[str, Pattern] = field(default_factory=dict)
    """Every phrase that was asked for, as a pattern."""

    def pattern(self, phrase: str) -> Pattern:
        """`phrase` as a pattern; `KeyError` or `ValueError` as `patterns.parse` raises them."""
        if phrase not in self.parsed:
            self.parsed[phrase] = parse(phrase, self.words)
        return self.parsed[phrase]

    def group(self, name: str) -> tuple[str, ...]:
        """Codes of the concepts in one group, in order."""
        return tuple(code for code, group in self.group_of.items() if group == name)

    def is_problem(self, concept: str) -> bool:
        """Whether the concept is something a child struggles with, and not what is offered, to whom or where."""
        return self.group_of[concept] == "problems"


def load(names: Sequence[str] = GROUPS_OF_CONCEPTS, extra: Path | None = None) -> Lexicon:
    """The lexicon with the concept files `names`, and what the file `extra` adds to or puts in place of them.

    The same object for the same words: a batch of workbooks compiles it once.
    Raises `InputError` with file and key where a file does not hold what it should.
    """
    return _of(tuple(names), *((extra.name, _text(extra)) if extra else ("", "")))


@lru_cache(maxsize=2)
def _of(names: tuple[str, ...], file: str, added: str) -> Lexicon:
    words = word_groups()
    concepts: dict[str, Concept] = {}
    group_of: dict[str, str] = {}
    for name in names:
        table = _packaged(name)
        for code, entry in table.items():
            concepts[code] = _concept(entry, f"{name}.toml", code)
            group_of[code] = name
    _add(file, added, concepts, group_of)
    lexicon = Lexicon(concepts, group_of, words, load_cues())
    for code, concept in concepts.items():
        _check_phrases(concept, lexicon, file or "lexicon", code)
    return lexicon


@cache
def word_groups() -> Mapping[str, tuple[str, ...]]:
    """Named groups of words, from `knowledge/lexicon/groups.toml`."""
    table = knowledge.read("lexicon/groups")
    return {name: tuple(str(word) for word in words) for name, words in table.items() if isinstance(words, list)}


def keywords() -> Mapping[str, tuple[str, ...]]:
    """What a plain search would look for, by theme key: the baseline that reading must beat."""
    table = knowledge.read("lexicon/keywords")
    return {key: tuple(str(word) for word in words) for key, words in table.items() if isinstance(words, list)}


class _Themes(Struct, frozen=True):
    theme: tuple[Theme, ...]


def themes(lexicon: Lexicon | None = None) -> tuple[Theme, ...]:
    """The themes of the analysis in order: those of `knowledge/themes.toml`, then each other problem as its own."""
    listed = fill(_Themes, knowledge.read("themes"), "themes.toml").theme
    problems = (lexicon or load(("problems",))).group("problems")
    taken = {code for theme in listed for code in theme.concepts}
    return listed + tuple(Theme(code, (code,)) for code in problems if code not in taken)


def _packaged(name: str) -> Mapping[str, object]:
    try:
        return knowledge.read(f"lexicon/{name}")
    except FileNotFoundError:
        return {}


def _concept(entry: object, file: str, code: str) -> Concept:
    if not isinstance(entry, Mapping):
        raise InputError("lexicon_wrong_key", file=file, key=code, found=type(entry).__name__)
    try:
        return fill(Concept, entry, code)
    except RecordError as error:
        raise InputError("lexicon_wrong_key", file=file, key=code, found=error) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("lexicon_unreadable", file=path.name, found=error) from error


def _add(file: str, text: str, concepts: dict[str, Concept], group_of: dict[str, str]) -> None:
    try:
        table = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise InputError("lexicon_unreadable", file=file, found=error) from error
    for code, entry in table.items():
        if not isinstance(entry, Mapping):
            raise InputError("lexicon_wrong_key", file=file, key=code, found=type(entry).__name__)
        try:
            label = fill(Label, entry["label"], f"{code}.label") if "label" in entry else None
            addition = fill(_Addition, {key: entry[key] for key in entry if key != "label"}, code)
        except RecordError as error:
            raise InputError("lexicon_wrong_key", file=file, key=code, found=error) from error
        concepts[code] = _joined(concepts.get(code), addition, label, code)
        group_of.setdefault(code, addition.group)


def _joined(concept: Concept | None, addition: _Addition, label: Label | None, code: str) -> Concept:
    lists = {name: words for name, words in asdict(addition).items() if isinstance(words, tuple)}
    if concept is None or addition.override:
        return Concept(
            label=label or (concept.label if concept else Label(code, code)), shared=addition.shared, **lists
        )
    added = {name: getattr(concept, name) + words for name, words in lists.items()}
    return replace(concept, label=label or concept.label, **added)


def _spaced(term: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in term).split())


def _check_phrases(concept: Concept, lexicon: Lexicon, file: str, code: str) -> None:
    for phrase in (*concept.phrases(), *concept.weak):
        try:
            lexicon.pattern(phrase)
        except (KeyError, ValueError) as error:
            raise InputError("lexicon_wrong_phrase", file=file, key=code, found=phrase) from error
