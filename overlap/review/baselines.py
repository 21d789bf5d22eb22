"""What simple matching would have found: the two baselines every evaluation prints beside the tool's own figures."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from overlap.model import TEXT_FIELDS, Intervention

Square = NDArray[np.float64]


def raw_text(row: Intervention) -> str:
    return " ".join(row.text(which) for which in TEXT_FIELDS)


def token_set(rows: Sequence[Intervention]) -> Square:
    """n x n: rapidfuzz `token_set_ratio` on target group and description as they stand, averaged, 0-100."""
    targets = [row.target_group for row in rows]
    descriptions = [row.description for row in rows]
    both = [process.cdist(texts, texts, scorer=fuzz.token_set_ratio) for texts in (targets, descriptions)]
    return np.asarray((both[0] + both[1]) / 2, dtype=np.float64)


def character_cosine(rows: Sequence[Intervention], shortest: int = 3, longest: int = 5) -> Square:
    """n x n: cosine of TF-IDF on character 3-5-grams within words, 0-1 (sublinear counts)."""
    counts = [Counter(_grams(raw_text(row), shortest, longest)) for row in rows]
    spread = Counter(gram for count in counts for gram in count)
    place = {gram: at for at, gram in enumerate(spread)}
    matrix = np.zeros((len(rows), max(1, len(place))))
    for at, count in enumerate(counts):
        for gram, times in count.items():
            matrix[at, place[gram]] = (1 + math.log(times)) * (1 + math.log((1 + len(rows)) / (1 + spread[gram])))
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.where(lengths > 0, lengths, 1)
    return np.asarray(matrix @ matrix.T)


def _grams(text: str, shortest: int, longest: int) -> list[str]:
    padded = [f" {word} " for word in re.findall(r"\w+", text.casefold())]
    return [
        word[at : at + size]
        for word in padded
        for size in range(shortest, longest + 1)
        for at in range(len(word) - size + 1)
    ]
