"""Text from the input made harmless for the places where it could come alive."""

from __future__ import annotations

import unicodedata

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell of a CSV file that begins with one of these is taken for a formula (OWASP, CSV injection)."""


def calm(text: str) -> str:
    """`text` without characters that steer a program; line breaks and tabs stay."""
    kept = (one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs", "Co"))
    return "".join(kept)


def cell(text: str) -> str:
    """`text` for a CSV cell: with an apostrophe before it where a spreadsheet would read it as a formula."""
    quiet = calm(text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{quiet}" if quiet.startswith(LIVE) or text.startswith(LIVE) else quiet
