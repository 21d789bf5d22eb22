"""Text as it stands in cells, and the plain form of it that is compared: same letters however they were typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
_ODD = re.compile(f"[{''.join(map(chr, _INVISIBLE | _DASHES))}]")
REMEMBERED = 10_000
"""Texts whose meaning is remembered: in a large catalogue the same few hundred answers stand in most cells."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def shown(text: str) -> str:
    """`text` as a person should see it: Excel's ``_x000D_`` escapes and control characters gone, line breaks kept."""
    if text.isprintable() and "_x" not in text:  # most texts: on one line, with nothing to take away
        return unicodedata.normalize("NFC", text).strip()
    unescaped = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    joined = unescaped.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _CONTROL.sub("", unicodedata.normalize("NFC", joined)).strip()


def shortened(text: str, longest: int = 80) -> str:
    """`text` on one line, cut at a word where it is longer than a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " ..."


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """`text` for comparing: composed, lower case, one kind of dash and space, nothing invisible."""
    composed = unicodedata.normalize("NFC", shown(text))
    if _ODD.search(composed):  # seldom; translating costs far more than looking
        composed = composed.translate(_INVISIBLE).translate(_DASHES)
    return " ".join(composed.split()).casefold()
