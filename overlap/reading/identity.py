"""A name for every intervention that stays the same next year: its own number, else a short key of its content."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from overlap.model import Field
from overlap.reading.text import plain

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 6
IDENTITY = (Field.NAME, Field.DEPARTMENT, Field.PROVIDER)
"""What makes an intervention the same one: not its description, which people improve."""


def keys(rows: Mapping[int, Mapping[Field, str]]) -> Mapping[int, str]:
    """The id of every row. A number that is missing or not unique gives way to the key of the content."""
    numbers = {row: " ".join(texts.get(Field.NUMBER, "").split()) for row, texts in rows.items()}
    often = Counter(numbers.values())
    taken: Counter[str] = Counter()
    ids: dict[int, str] = {}
    for row, texts in rows.items():
        number = numbers[row]
        if number and often[number] == 1:
            ids[row] = number
            continue
        key = content_key(texts)
        taken[key] += 1
        ids[row] = key if taken[key] == 1 else f"{key}-{taken[key]}"
    return ids


def content_key(texts: Mapping[Field, str]) -> str:
    """``K-`` and six letters of Crockford's base 32 from name, department and provider in plain form."""
    words = "\x1f".join(plain(texts.get(field, "")) for field in _identity(texts))
    digest = int.from_bytes(hashlib.sha256(words.encode()).digest()[:5], "big")
    return "K-" + "".join(_CROCKFORD[(digest >> (5 * at)) & 31] for at in range(_LENGTH))


def _identity(texts: Mapping[Field, str]) -> Sequence[Field]:
    return IDENTITY if texts.get(Field.NAME) else (*IDENTITY, Field.TARGET_GROUP, Field.DESCRIPTION)
