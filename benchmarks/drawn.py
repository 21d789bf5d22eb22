"""More interventions than a workbook may hold, for scoring alone: parts of measured ones, drawn apart from each other.

A row takes its problems from one intervention, its ages from another, its forms, addressees, step and name from others,
and half of its words from each of two more. So no two are alike, and each part is as spread as it was.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from msgspec.structs import replace

from overlap.analysis.profiles import Profiles

TOGETHER = (
    ("problems", "strengths"),
    ("lows", "highs", "ages_known"),
    ("forms_main", "forms_other", "form_families"),
    ("addressees", "addressee_families"),
    ("levels",),
)
"""Columns that say the same thing and must come from one intervention."""


def drawn(profiles: Profiles, count: int, seed: int = 1) -> Profiles:
    """`count` interventions, the same for the same seed."""
    draw = np.random.default_rng(seed)
    size = len(profiles.ids)
    columns: dict[str, Any] = {}
    for names in TOGETHER:
        chosen = draw.integers(0, size, count)
        columns |= {name: getattr(profiles, name)[chosen] for name in names}
    named, spoken, one, other = draw.integers(0, size, (4, count)).tolist()
    halves = random.Random(seed)  # noqa: S311 - a seeded sample, not a secret
    words = [_half(profiles, a, halves) | _half(profiles, b, halves) for a, b in zip(one, other, strict=True)]
    lengths = [sum(weight * weight for weight in row.values()) ** 0.5 or 1.0 for row in words]
    return replace(
        profiles,
        **columns,
        ids=tuple(map(str, range(count))),
        boundaries=frozenset(),
        words=tuple({word: w / length for word, w in row.items()} for row, length in zip(words, lengths, strict=True)),
        sorted_words=tuple(" ".join(sorted(row)) for row in words),
        wordings=np.arange(count),
        names=tuple(profiles.names[at] for at in named),
        texts=tuple(profiles.texts[at] for at in spoken),
    )


def _half(profiles: Profiles, at: int, draw: random.Random) -> dict[str, float]:
    words = list(profiles.words[at].items())
    return dict(draw.sample(words, (len(words) + 1) // 2))
