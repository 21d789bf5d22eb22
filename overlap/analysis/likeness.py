"""How alike the texts of many pairs are, and which speak of which by name: whole blocks of pairs at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from overlap.analysis.policy import PairLevels
from overlap.analysis.profiles import Profiles

Positions = NDArray[np.int64]
Texts = NDArray[np.object_]

WHOLE = float(1 << 26)
"""Weights of words are counted in whole parts of this size. The sum of their products stays below 2 to the 53rd, so
that it is the same in whatever order it is added up."""

MUTE_AT_A_TIME = 64
"""Interventions without a recognised problem whose texts are compared with all others at a time: bounds memory."""


class Postings(Struct, frozen=True):
    """The words of all interventions turned around: word by word, the interventions that hold it, ascending."""

    where: Positions
    weights: NDArray[np.float64]
    """In whole parts of `WHOLE`."""
    ends: Positions
    """Where each word's stretch of `where` and `weights` ends."""
    words: Positions
    """The words of each intervention by number, one intervention after the other."""
    places: Positions
    """Where each of `words` stands in `where`."""
    own: Positions
    """Where each intervention's stretch of `words` begins; one more for the end."""


def postings(profiles: Profiles) -> Postings:
    """The words of all interventions turned around."""
    number: dict[str, int] = {}
    words = np.array([number.setdefault(word, len(number)) for row in profiles.words for word in row], dtype=np.int64)
    weights = np.array([weight for row in profiles.words for weight in row.values()], dtype=np.float64)
    counts = np.array([len(row) for row in profiles.words], dtype=np.int64)
    order = np.argsort(words, kind="stable")
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return Postings(
        where=np.repeat(np.arange(len(counts)), counts)[order],
        weights=np.round(weights * WHOLE)[order],
        ends=np.cumsum(np.bincount(words, minlength=len(number))),
        words=words,
        places=places,
        own=np.concatenate([[0], np.cumsum(counts)]),
    )


def by_row(left: Positions) -> Iterator[tuple[int, slice]]:
    """Each intervention of an ascending column with where it stands there."""
    rows, counts = np.unique(left, return_counts=True)
    ends = np.cumsum(counts)
    for row, start, end in zip(rows.tolist(), (ends - counts).tolist(), ends.tolist(), strict=True):
        yield row, slice(start, end)


def cosines(left: Positions, right: Positions, by_word: Postings, total: int) -> NDArray[np.float64]:
    """Rare words in common, 0-1, of the pairs; `left` ascends and is smaller than `right`."""
    found = np.zeros(len(left))
    with_all = np.zeros(total)
    for row, pairs in by_row(left):
        with_all[row:] = 0
        own = slice(by_word.own[row], by_word.own[row + 1])
        for word, place in zip(by_word.words[own].tolist(), by_word.places[own].tolist(), strict=True):
            later = slice(place + 1, by_word.ends[word])
            with_all[by_word.where[later]] += by_word.weights[place] * by_word.weights[later]
        found[pairs] = with_all[right[pairs]]
    return found / (WHOLE * WHOLE)


def texts(profiles: Profiles) -> Texts:
    """The sorted stems of each intervention, for `ratios`."""
    return np.array(profiles.sorted_words, dtype=np.object_)


def ratios(left: Positions, right: Positions, texts: Texts, cutoff: float) -> NDArray[np.float64]:
    """rapidfuzz on the sorted stems, 0-1; 0 where it is under `cutoff`, or where either has no words.

    `left` ascends: letters of the left text are sorted once for all that it is compared with.
    """
    found = np.zeros(len(left))
    # Just under the cutoff, so that rounding inside the library cannot cut off what lies on it.
    least = max(0.0, 100 * cutoff - 0.01)
    for row, pairs in by_row(left):
        # The library finds a text and a blank to be 0 alike, but two blanks 100.
        if texts[row]:
            others = texts[right[pairs]].tolist()
            found[pairs] = process.cdist([texts[row]], others, scorer=fuzz.ratio, score_cutoff=least, dtype=np.float64)
    return found / 100


def levels_of(
    cosine: NDArray[np.float64], ratio: NDArray[np.float64] | float, levels: PairLevels
) -> NDArray[np.float64]:
    """Likeness of texts, 0-1: half rare words in common, half rapidfuzz on the sorted stems."""
    by_ratio = (ratio - levels.ratio_none) / (levels.ratio_full - levels.ratio_none)
    return 0.5 * np.minimum(cosine / levels.cosine_full, 1) + 0.5 * np.clip(by_ratio, 0, 1)


def speaks_of(here: int, there: int, profiles: Profiles) -> bool:
    """Does the text at `here` speak of the intervention at `there` by name?"""
    name = profiles.names[there]
    return name not in ("", profiles.names[here]) and name in profiles.texts[here]


def alike(profiles: Profiles, cutoff: float) -> tuple[Positions, Positions]:
    """Pairs with a side without a recognised problem, so alike in text (ratio, 0-1) that the texts speak for one.

    Positions `left` < `right`, `left` ascending.
    """
    texts = profiles.sorted_words
    worded = np.array([bool(text) for text in texts], dtype=np.bool_)
    silent = ~profiles.has_problem & worded
    mute = np.flatnonzero(silent)
    found = [np.zeros((2, 0), dtype=np.int64)]
    for start in range(0, len(mute), MUTE_AT_A_TIME):
        some = mute[start : start + MUTE_AT_A_TIME]
        near = _near([texts[at] for at in some.tolist()], texts, cutoff * 100) & worded
        # Two mute ones are met from the first of them only.
        near &= ~silent | (np.arange(len(texts)) > some[:, None])
        row, column = np.nonzero(near)
        found.append(np.sort(np.stack([some[row], column]), axis=0))
    left, right = np.hstack(found)
    order = np.lexsort((right, left))
    return left[order], right[order]


def _near(some: Sequence[str], others: Sequence[str], cutoff: float) -> NDArray[np.bool_]:
    scores = process.cdist(some, others, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float32, workers=-1)
    return np.asarray(scores >= cutoff, dtype=np.bool_)
