"""Text from the input made harmless for the places where it could come alive."""

from __future__ import annotations

import re

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell of a CSV file that begins with one of these is taken for a formula (OWASP, CSV injection)."""


STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
"""Controls, lone surrogates and characters for private use (Unicode Cc, Cs and Co) but line breaks and tabs."""


def calm(text: str) -> str:
    """`text` without characters that steer a program; line breaks and tabs stay."""
    # None of them can be printed, and asking that is quicker than looking for them.
    return text if text.isprintable() else STEERING.sub("", text)


def cell(text: str) -> str:
    """`text` for a CSV cell: with an apostrophe before it where a spreadsheet would read it as a formula."""
    quiet = text if text.isprintable() else calm(text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{quiet}" if quiet.startswith(LIVE) or text.startswith(LIVE) else quiet
