"""What a row of a report carries so that it is known again when it comes back from someone's Excel.

The report writes it and the review checks it, and neither knows the other. A row's *control* holds the fingerprints of
the texts it was made from, a seal over its key and names, and a mark for each cell that can be filled in: so a key
that was overwritten, a name that slipped into another row and a cell that was changed are all seen.
Everything looks past case, spaces, and how letters and dashes were typed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DASHES = re.compile("[\u00ad\u2010-\u2015\u2212]")
SEAL_LENGTH = 6
MARK_LENGTH = 3
_CONTROL = re.compile(r"([0-9A-Z]+(?:\.[0-9A-Z]+)*)-([0-9A-Z]+)-([0-9A-Z]*)")


def plain(text: str) -> str:
    """`text` for comparing: one kind of letter, dash and space, lower case, no edges."""
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold().split())


def short(parts: Iterable[str], length: int) -> str:
    """`length` letters of Crockford's base 32 (no I, L, O, U), at most 12, from the parts in their plain form."""
    digest = int.from_bytes(hashlib.sha256("\x1f".join(map(plain, parts)).encode()).digest()[:8], "big")
    return "".join(_CROCKFORD[(digest >> (5 * at)) & 31] for at in range(length))


def key_text(members: Sequence[str]) -> str:
    """The key of a pair, a group or one intervention as it stands in a cell."""
    return " ".join(members)


class Control(Struct, frozen=True):
    """What the control cell of a row says."""

    fingerprints: tuple[str, ...]
    seal: str
    marks: tuple[str, ...]

    @property
    def text(self) -> str:
        return f"{'.'.join(self.fingerprints)}-{self.seal}-{''.join(self.marks)}"

    def fits(self, members: Sequence[str], names: Sequence[str]) -> bool:
        """Whether key, names and fingerprints still belong together."""
        return len(members) == len(self.fingerprints) and self.seal == _seal(members, names, self.fingerprints)

    def changed(self, cells: Sequence[str]) -> list[bool]:
        """For each cell, whether it holds something else than it was given out with."""
        return [mark(cell) != before for cell, before in zip(cells, self.marks, strict=True)]


def control(members: Sequence[str], names: Sequence[str], fingerprints: Sequence[str], cells: Sequence[str]) -> Control:
    """The control of a row: `names` as they stand in its cells, `cells` as they are handed out to be filled in."""
    marks = tuple(mark(cell) for cell in cells)
    return Control(tuple(fingerprints), _seal(members, names, fingerprints), marks)


@lru_cache(maxsize=4_096)
def mark(cell: str) -> str:
    """The same few answers stand in most of the cells, so what was worked out for one is kept."""
    return short([cell], MARK_LENGTH)


def read(text: str, cells: int) -> Control | None:
    """The control in a cell of a row with so many cells to fill in; nothing where it is none."""
    found = _CONTROL.fullmatch("".join(text.split()).upper())
    if found is None or len(found[3]) != cells * MARK_LENGTH:
        return None
    marks = tuple(found[3][at : at + MARK_LENGTH] for at in range(0, len(found[3]), MARK_LENGTH))
    return Control(tuple(found[1].split(".")), found[2], marks)


def _seal(members: Sequence[str], names: Sequence[str], fingerprints: Sequence[str]) -> str:
    return short([*members, *names, *fingerprints], SEAL_LENGTH)
