"""Labelled sentences: how well the reading of single sentences agrees with people, beside two simple baselines.

A file of sentences is CSV (comma, UTF-8) with ``id,kind,field,sentence,included,excluded,note``; the two columns of
labels hold theme keys, several joined by ``|``. Kinds are free: synonym, compound, typo, negation, referral ...
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from rapidfuzz import fuzz

from overlap.errors import FileError, InputError
from overlap.model import Bearer, Field, Mention, Polarity, Theme
from overlap.review.agreement import Agreement

ALL = "all"
"""The row of a table that adds up every kind."""
_COLUMNS = {"id", "kind", "field", "sentence", "included", "excluded"}


class Themes(Struct, frozen=True):
    """Theme keys that a sentence takes in, and that it turns away."""

    included: frozenset[str]
    excluded: frozenset[str]


class Labelled(Struct, frozen=True):
    """One sentence with the labels a person gave it."""

    id: str
    kind: str
    field: Field
    text: str
    themes: Themes


class SentenceScore(Struct, frozen=True):
    """Agreement on what is taken in and on what is turned away, apart; and the ids that differ in either."""

    included: Agreement
    excluded: Agreement
    wrong: tuple[str, ...]


Predict = Callable[[str, Field], Themes]


def read(path: Path) -> tuple[Labelled, ...]:
    """Raises `FileError` where the file cannot be read, `InputError` where a column is missing or a field unknown."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise FileError("gold.unreadable", path=path) from error
    if rows and not rows[0].keys() >= _COLUMNS:
        raise InputError("gold.code", path=path, found=", ".join(sorted(_COLUMNS - rows[0].keys())))
    try:
        return tuple(
            Labelled(row["id"], row["kind"], Field(row["field"]), row["sentence"], _labels(row)) for row in rows
        )
    except ValueError as error:
        raise InputError("gold.code", path=path, found=error) from error


def score_sentences(sentences: Sequence[Labelled], predict: Predict) -> Mapping[str, SentenceScore]:
    """Agreement by kind in the order met, after the row for `ALL`."""
    predicted = [(one, predict(one.text, one.field)) for one in sentences]
    kinds = dict.fromkeys(one.kind for one in sentences)
    table = {ALL: _score(predicted)}
    return table | {kind: _score([pair for pair in predicted if pair[0].kind == kind]) for kind in kinds}


def from_mentions(mentions: Iterable[Mention], themes: Sequence[Theme]) -> Themes:
    """What mentions say of `themes`: taken in where a child's, turned away where that is all that is said."""
    theme_of = {concept: theme.key for theme in themes for concept in theme.concepts}
    known = [one for one in mentions if one.concept in theme_of]
    included = {
        theme_of[one.concept] for one in known if one.polarity is Polarity.INCLUDED and one.bearer is Bearer.CHILD
    }
    excluded = {theme_of[one.concept] for one in known if one.polarity is Polarity.EXCLUDED}
    return Themes(frozenset(included), frozenset(excluded - included))


def plain_keywords(keywords: Mapping[str, Sequence[str]]) -> Predict:
    """Baseline: a theme is taken in where one of its keywords is part of the text."""
    return _search(keywords, lambda word, text: word in text)


def partial_ratio(keywords: Mapping[str, Sequence[str]], cutoff: float = 80) -> Predict:
    """Baseline: a theme is taken in where rapidfuzz `partial_ratio` of a keyword reaches `cutoff` (0-100)."""
    return _search(keywords, lambda word, text: fuzz.partial_ratio(word, text) >= cutoff)


def _search(keywords: Mapping[str, Sequence[str]], hits: Callable[[str, str], bool]) -> Predict:
    def predict(text: str, _field: Field) -> Themes:
        low = text.lower()
        found = (key for key, words in keywords.items() if any(hits(word, low) for word in words))
        return Themes(frozenset(found), frozenset())

    return predict


def _labels(row: Mapping[str, str]) -> Themes:
    return Themes(*(frozenset(key for key in (row[name] or "").split("|") if key) for name in ("included", "excluded")))


def _score(predicted: Sequence[tuple[Labelled, Themes]]) -> SentenceScore:
    return SentenceScore(
        included=_agreement((one.themes.included, themes.included) for one, themes in predicted),
        excluded=_agreement((one.themes.excluded, themes.excluded) for one, themes in predicted),
        wrong=tuple(one.id for one, themes in predicted if one.themes != themes),
    )


def _agreement(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Agreement:
    every = list(pairs)
    return Agreement(
        right=sum(len(labels & found) for labels, found in every),
        extra=sum(len(found - labels) for labels, found in every),
        missed=sum(len(labels - found) for labels, found in every),
    )
