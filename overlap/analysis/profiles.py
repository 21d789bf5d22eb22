"""What pair scoring needs of each intervention, as arrays: one row an intervention, in catalogue order."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import asdict, replace
from numpy.typing import NDArray

from overlap.analysis.policy import Policy
from overlap.analysis.sides import meant
from overlap.model import TEXT_FIELDS, Catalogue, Facets, Field, Intervention, Understanding

Matrix = NDArray[np.float32]


class Profiles(Struct, frozen=True):
    """`n` interventions as arrays. Matrices are n rows; a column is a problem, form, addressee or family of these."""

    ids: tuple[str, ...]
    problems: Matrix
    """Weight of each problem times how much it tells, rows scaled to length 1 (0 where none was recognised)."""
    strengths: Matrix
    """The same before scaling, by the root of what a problem tells: the product of two rows then holds it once."""
    lows: Matrix
    highs: Matrix
    ages_known: NDArray[np.bool_]
    forms_main: Matrix
    forms_other: Matrix
    form_families: Matrix
    addressees: Matrix
    addressee_families: Matrix
    levels: Matrix
    boundaries: frozenset[tuple[int, int]]
    """Positions (smaller first) of pairs of which one text delimits itself against the other."""
    words: tuple[Mapping[str, float], ...]
    """Rare words weigh more; each row's weights are scaled to length 1."""
    sorted_words: tuple[str, ...]
    spelled: Mapping[str, str]
    """How the catalogue most often spells a stem."""
    wordings: NDArray[np.int64]
    """A number for each different text; rows without words have numbers of their own."""
    names: tuple[str, ...]
    """Folded names to look for in other texts; empty where a name is too short or too common to be one."""
    texts: tuple[str, ...]
    """Folded description and partners, where other names are looked for."""

    @property
    def has_problem(self) -> NDArray[np.bool_]:
        return np.asarray(self.strengths.any(axis=1), dtype=np.bool_)

    def only(self, positions: Sequence[int]) -> Profiles:
        """The interventions at these positions alone; what words weigh stays as it was among all."""
        place = {position: at for at, position in enumerate(positions)}
        some: dict[str, Any] = {
            name: value[list(positions)] if isinstance(value, np.ndarray) else tuple(value[at] for at in positions)
            for name, value in asdict(self).items()
            if name not in ("boundaries", "spelled")
        }
        kept = frozenset((place[a], place[b]) for a, b in self.boundaries if a in place and b in place)
        return replace(self, **some, boundaries=kept)


def profiles(
    catalogue: Catalogue,
    understanding: Mapping[str, Understanding],
    words: Mapping[str, Sequence[str]],
    policy: Policy,
    spelled: Mapping[str, str] | None = None,
) -> Profiles:
    """The arrays of a catalogue. `words` holds the telling stems of each intervention, `spelled` a word for each."""
    rows = catalogue.interventions
    facets = [understanding[row.id].facets for row in rows]
    spans = [meant(row, one, policy.ages) for row, one in zip(rows, facets, strict=True)]
    strengths = _problem_strengths(facets, policy)
    telling = np.asarray(strengths * _roots(facets, policy), dtype=np.float32)
    length = np.linalg.norm(telling, axis=1, keepdims=True)
    position = {row.id: at for at, row in enumerate(rows)}
    return Profiles(
        ids=tuple(row.id for row in rows),
        problems=np.divide(telling, length, out=np.zeros_like(telling), where=length > 0),
        strengths=strengths,
        lows=_column(policy.ages.lowest if span.low is None else span.low for span in spans),
        highs=_column(policy.ages.highest if span.high is None else span.high for span in spans),
        ages_known=np.array([row.ages.known for row in rows], dtype=np.bool_),
        forms_main=_marks([one.forms_main for one in facets], _codes(facets, _forms)),
        forms_other=_marks([one.forms_other for one in facets], _codes(facets, _forms)),
        form_families=_families([one.forms_main for one in facets], policy.pairs.form_families),
        addressees=_marks([one.addressees for one in facets], _codes(facets, lambda one: one.addressees)),
        addressee_families=_families([one.addressees for one in facets], policy.pairs.addressee_families),
        levels=_column(int(one.level) for one in facets),
        boundaries=frozenset(
            (min(at, position[other]), max(at, position[other]))
            for at, one in enumerate(facets)
            for other in one.boundary
            if other in position and position[other] != at
        ),
        words=_rare_words([words[row.id] for row in rows]),
        sorted_words=tuple(" ".join(sorted(words[row.id])) for row in rows),
        spelled=spelled or {},
        wordings=_wordings([words[row.id] for row in rows]),
        names=tuple(folded_name(row.name) for row in rows),
        texts=tuple(_text_with_names(row) for row in rows),
    )


def _forms(one: Facets) -> tuple[str, ...]:
    return one.forms_main + one.forms_other


def _codes(facets: Sequence[Facets], of: Callable[[Facets], tuple[str, ...]]) -> list[str]:
    return sorted({code for one in facets for code in of(one)})


def _column(values: Iterable[float]) -> Matrix:
    return np.fromiter(values, dtype=np.float32)


def _marks(rows: Sequence[tuple[str, ...]], codes: Sequence[str]) -> Matrix:
    place = {code: at for at, code in enumerate(codes)}
    marks = np.zeros((len(rows), max(1, len(codes))), dtype=np.float32)
    for at, row in enumerate(rows):
        marks[at, [place[code] for code in row]] = 1
    return marks


def _families(rows: Sequence[tuple[str, ...]], families: Mapping[str, tuple[str, ...]]) -> Matrix:
    return _marks(
        [tuple(name for name, kin in families.items() if set(kin) & set(row)) for row in rows], list(families)
    )


def _problem_codes(facets: Sequence[Facets]) -> list[str]:
    return _codes(facets, lambda one: one.problems_main + one.problems_other)


def _roots(facets: Sequence[Facets], policy: Policy) -> Matrix:
    """The square root of how much each problem tells, one number a column."""
    codes = _problem_codes(facets) or [""]
    return _column(math.sqrt(policy.pairs.specific.get(code, 1.0)) for code in codes)


def _problem_strengths(facets: Sequence[Facets], policy: Policy) -> Matrix:
    codes = _problem_codes(facets)
    main = _marks([one.problems_main for one in facets], codes)
    other = _marks([one.problems_other for one in facets], codes) * policy.pairs.levels.other_problem
    return np.asarray(np.maximum(main, other) * _roots(facets, policy), dtype=np.float32)


def _rare_words(rows: Sequence[Sequence[str]]) -> tuple[Mapping[str, float], ...]:
    spread = Counter(word for row in rows for word in set(row))
    weighted = []
    for row in rows:
        weights = {
            word: (1 + math.log(count)) * math.log(len(rows) / spread[word])
            for word, count in Counter(row).items()
            if spread[word] < len(rows)
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        weighted.append({word: weight / length for word, weight in weights.items()} if length else {})
    return tuple(weighted)


def _wordings(rows: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    first: dict[tuple[str, ...], int] = {}
    numbers = [first.setdefault(tuple(row), at) if row else at for at, row in enumerate(rows)]
    return np.array(numbers, dtype=np.int64)


SHORTEST_NAME = 5
"""A shorter name (*Huset*'s stem, *UKH*) stands in too many texts by chance."""


def folded_name(name: str) -> str:
    """The part of a name that other texts would use: before a dash, bracket or colon, in small letters."""
    first = re.split(r"\s[–-]\s|[(:,;/]", name, maxsplit=1)[0]
    folded = _folded(first)
    return folded if len(folded) >= SHORTEST_NAME else ""


def _text_with_names(row: Intervention) -> str:
    texts = [row.text(which) for which in (*TEXT_FIELDS[1:], Field.ACCESS, Field.PARTNERS)]
    return _folded(" ".join(texts))


def _folded(text: str) -> str:
    """Small letters in one piece each (NFC), single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
