"""From the words people pick in a drop-down, or type, to codes; in any language the tool speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from overlap.model import Effect
from overlap.seal import plain

SEVERAL = ";"
"""Between several answers in one cell."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DANISH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class UnknownAnswerError(Exception):
    """A text that is no answer to the question."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        super().__init__(self.text)


class Vocabulary(Struct, frozen=True):
    """`labels`: question to its answers, the label in plain form to the code. `nothing` are labels that mean none.

    `ages` are patterns of ages as they are written in the reports, with groups `low` and `high` where they have them.
    """

    labels: Mapping[str, Mapping[str, str]]
    nothing: frozenset[str]
    ages: tuple[re.Pattern[str], ...]

    def answer(self, question: str, texts: Sequence[str]) -> str:
        """The codes in `texts` joined by "|", empty for a label that means none.

        `UnknownAnswerError` names what is not known.
        """
        if question == "day":
            return _day(texts[0])
        if question == "ages":
            return self._ages(texts[0])
        labels = self.labels[question]
        codes: dict[str, None] = {}
        for part in (part for text in texts for part in text.split(SEVERAL) if part.strip()):
            if plain(part) in self.nothing:
                continue
            if plain(part) not in labels:
                raise UnknownAnswerError(part)
            codes[labels[plain(part)]] = None
        return "|".join(code for code in codes if code)

    def effects(self, codes: str) -> tuple[Effect, ...]:
        return tuple(Effect(code) for code in codes.split("|") if code)

    def _ages(self, text: str) -> str:
        if plain(text) in self.nothing:
            return ""
        tight = re.sub(r"\s*-\s*", "-", plain(text))
        for pattern in self.ages:
            found = pattern.fullmatch(tight)
            if found:
                groups = found.groupdict()
                low, high = groups.get("low"), groups.get("high")
                if "one" in groups:
                    return groups["one"]
                if low and high and int(low) > int(high):
                    break
                return f"{low or ''}-{high or ''}"
        raise UnknownAnswerError(text)


def _day(text: str) -> str:
    """A date as ISO, or nothing for an empty cell."""
    if not text.strip():
        return ""
    iso, danish = _ISO.match(text.strip()), _DANISH.fullmatch(text.strip())
    try:
        if iso:
            return date(*map(int, iso.groups())).isoformat()
        if danish:
            day, month, year = map(int, danish.groups())
            return date(year, month, day).isoformat()
    except ValueError:
        pass
    raise UnknownAnswerError(text)
