"""How alike the texts of many pairs are, and which speak of which by name: whole blocks of pairs at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from overlap.analysis.policy import PairLevels
from overlap.analysis.profiles import Profiles

Positions = NDArray[np.int64]
Postings = Mapping[str, tuple[Positions, NDArray[np.float64]]]
"""Each word: the interventions that hold it, and what it weighs there."""


def postings(profiles: Profiles) -> Postings:
    """The words of all interventions turned around."""
    held: dict[str, tuple[list[int], list[float]]] = {}
    for at, words in enumerate(profiles.words):
        for word, weight in words.items():
            where, weights = held.setdefault(word, ([], []))
            where.append(at)
            weights.append(weight)
    return {word: (np.array(where, dtype=np.int64), np.array(some)) for word, (where, some) in held.items()}


def cosines(left: Positions, right: Positions, profiles: Profiles, by_word: Postings) -> NDArray[np.float64]:
    """Rare words in common, 0-1, of the pairs; `left` ascends. Added up in the order of the words of the left one."""
    found = np.zeros(len(left))
    for row in np.unique(left).tolist():
        with_all = np.zeros(len(profiles.ids))
        for word, weight in profiles.words[row].items():
            where, weights = by_word[word]
            with_all[where] += weight * weights
        pairs = slice(*np.searchsorted(left, (row, row + 1)))
        found[pairs] = with_all[right[pairs]]
    return found


def ratios(left: Positions, right: Positions, profiles: Profiles) -> NDArray[np.float64]:
    """rapidfuzz on the sorted stems, 0-1; 0 where either has no words."""
    texts = profiles.sorted_words
    one, other = [texts[at] for at in left.tolist()], [texts[at] for at in right.tolist()]
    found = process.cpdist(one, other, scorer=fuzz.ratio, dtype=np.float64, workers=-1) / 100
    worded = np.array([bool(text) for text in texts])
    return np.where(worded[left] & worded[right], found, 0.0)


def levels_of(
    cosine: NDArray[np.float64], ratio: NDArray[np.float64] | float, levels: PairLevels
) -> NDArray[np.float64]:
    """Likeness of texts, 0-1: half rare words in common, half rapidfuzz on the sorted stems."""
    by_ratio = (ratio - levels.ratio_none) / (levels.ratio_full - levels.ratio_none)
    return 0.5 * np.minimum(cosine / levels.cosine_full, 1) + 0.5 * np.clip(by_ratio, 0, 1)


def mentions(left: Positions, right: Positions, profiles: Profiles) -> NDArray[np.bool_]:
    """Does one text of the pair speak of the other by name?"""
    names, texts = profiles.names, profiles.texts
    pairs = zip(left.tolist(), right.tolist(), strict=True)
    # `speaks_of` from either side, written out: a call for each of millions of pairs costs more than the search.
    spoken = [
        names[i] != names[j]
        and ((names[j] != "" and names[j] in texts[i]) or (names[i] != "" and names[i] in texts[j]))
        for i, j in pairs
    ]
    return np.array(spoken, dtype=np.bool_)


def speaks_of(here: int, there: int, profiles: Profiles) -> bool:
    """Does the text at `here` speak of the intervention at `there` by name?"""
    name = profiles.names[there]
    return name not in ("", profiles.names[here]) and name in profiles.texts[here]


def delimited(left: Positions, right: Positions, profiles: Profiles) -> NDArray[np.bool_]:
    """Does one text of the pair delimit itself against the other?"""
    total = len(profiles.ids)
    known = np.array([one * total + other for one, other in profiles.boundaries], dtype=np.int64)
    return np.isin(left * total + right, known)


def alike(rows: Positions, profiles: Profiles, cutoff: float) -> NDArray[np.bool_]:
    """Rows against all: where one side has no recognised problem, are the texts so alike that they speak for one?"""
    found = np.zeros((len(rows), len(profiles.ids)), dtype=np.bool_)
    mute, texts = ~profiles.has_problem, profiles.sorted_words
    silent, spoken = rows[mute[rows]], rows[~mute[rows]]
    muted = np.flatnonzero(mute)
    found[mute[rows]] = _near([texts[at] for at in silent.tolist()], texts, cutoff)
    found[np.ix_(~mute[rows], muted)] = _near(
        [texts[at] for at in spoken.tolist()], [texts[at] for at in muted.tolist()], cutoff
    )
    worded = np.array([bool(text) for text in texts], dtype=np.bool_)
    return np.asarray(found & worded[rows][:, None] & worded[None, :], dtype=np.bool_)


def _near(some: Sequence[str], others: Sequence[str], cutoff: float) -> NDArray[np.bool_]:
    if not some or not others:
        return np.zeros((len(some), len(others)), dtype=np.bool_)
    scores = process.cdist(some, others, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float32, workers=-1)
    return np.asarray(scores >= cutoff, dtype=np.bool_)
