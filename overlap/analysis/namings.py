"""Who speaks of whom by name: every name looked for in every text at once.

A name is looked for only where its rarest five letters stand, which is found for all names in one walk through the
texts. So time grows with the length of the texts and with how often names really stand there, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from overlap.analysis.profiles import SHORTEST_NAME, Profiles

Positions = NDArray[np.int64]

_LETTERS = SHORTEST_NAME
_SLOTS = 1 << 20
_AT_A_TIME = 1 << 20
"""Letters walked through at a time: bounds memory at some ten numbers for each."""
_END = "\n"
"""Between two texts; no folded name or text holds it."""


class Namings(Struct, frozen=True):
    """Names that stand in at least one text, by number."""

    bearers: tuple[Positions, ...]
    """The interventions of each name, ascending."""
    heard: tuple[Positions, ...]
    """The interventions whose texts hold it, ascending."""
    own: Positions
    """The number of each intervention's name, -1 where it stands in no text."""
    said: tuple[Positions, ...]
    """The numbers of the names in each intervention's text, ascending."""

    def between(self, rows: Positions, first: int) -> NDArray[np.bool_]:
        """Rows against all from position `first` on: does either speak of the other?"""
        found = np.zeros((len(rows), len(self.own)), dtype=np.bool_)
        for row, marks in zip(rows.tolist(), found, strict=True):
            for name in self.said[row].tolist():
                marks[self.bearers[name]] = True
            if (name := int(self.own[row])) >= 0:
                marks[self.heard[name]] = True
                # Two that bear one name do not speak of each other by saying it.
                marks[self.bearers[name]] = False
        return found[:, first:]


def namings(profiles: Profiles) -> Namings:
    """The names of the catalogue in its own texts; a name that is also the text's own does not count."""
    bearers: dict[str, list[int]] = {}
    for at, name in enumerate(profiles.names):
        if name:
            bearers.setdefault(name, []).append(at)
    heard: dict[str, set[int]] = {}
    for name, at in _standing(list(bearers), profiles.texts):
        heard.setdefault(name, set()).add(at)
    number = {name: at for at, name in enumerate(heard)}
    said: list[list[int]] = [[] for _ in profiles.texts]
    for name, where in heard.items():
        for at in sorted(where):
            said[at].append(number[name])
    return Namings(
        bearers=tuple(np.array(bearers[name], dtype=np.int64) for name in heard),
        heard=tuple(np.array(sorted(where), dtype=np.int64) for where in heard.values()),
        own=np.array([number.get(name, -1) for name in profiles.names], dtype=np.int64),
        said=tuple(np.array(names, dtype=np.int64) for names in said),
    )


def _standing(names: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each name with each position of a text it stands in, some more than once."""
    if not names:
        return
    often = np.zeros(_SLOTS, dtype=np.int64)
    for _, whole in _chapters(texts):
        often += np.bincount(_slots(whole), minlength=_SLOTS)
    wanted: dict[int, list[tuple[int, str]]] = {}
    for name in names:
        slots = _slots(name)
        offset = int(np.argmin(often[slots]))
        wanted.setdefault(int(slots[offset]), []).append((offset, name))
    worth = np.zeros(_SLOTS, dtype=np.bool_)
    worth[list(wanted)] = True
    for starts, whole in _chapters(texts):
        slots = _slots(whole)
        here = np.flatnonzero(worth[slots])
        owner = np.searchsorted(starts[1], here, side="right") - 1 + starts[0]
        for place, slot, at in zip(here.tolist(), slots[here].tolist(), owner.tolist(), strict=True):
            for offset, name in wanted[slot]:
                if place >= offset and whole.startswith(name, place - offset):
                    yield name, at


def _chapters(texts: Sequence[str]) -> Iterator[tuple[tuple[int, Positions], str]]:
    """Texts put together up to a bounded length, with the number of the first one and where each begins."""
    first, size, some = 0, 0, list[str]()
    for at, text in enumerate((*texts, None)):
        if some and (text is None or size + len(text) > _AT_A_TIME):
            lengths = [0, *(len(one) + len(_END) for one in some[:-1])]
            yield (first, np.cumsum(lengths)), _END.join(some)
            first, size, some = at, 0, []
        if text is not None:
            some.append(text)
            size += len(text) + len(_END)


def _slots(text: str) -> Positions:
    """A number below `_SLOTS` for each five letters in a row."""
    letters = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    size = max(0, len(letters) - _LETTERS + 1)
    mixed = np.zeros(size, dtype=np.uint64)
    for at in range(_LETTERS):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + letters[at : at + size]
    # The upper bits of the product depend on all letters; the lower ones mostly on the last.
    return ((mixed * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(44)).astype(np.int64)
