"""Ages in years, inclusive, from the ways people write them; the meaning of school stages stands in `ages.toml`.

The text is cut into signs (a number with its unit, a stage, "til", "under", "+"), and the row of signs is matched
against the few forms an age can take. Several groups in one cell give the hull.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from overlap.model import Span
from overlap.reading.text import REMEMBERED, plain
from overlap.reading.values import age_signs
from overlap.reading.values.answers import too_long, unstated
from overlap.reading.values.numbers import value, with_digits
from overlap.reading.values.restored import range_in_text

OLDEST = 120
LAST_CLASS = 10
_PARENTHESES = re.compile(r"\([^()]*\)")


class _Sign(Struct, frozen=True):
    """One sign of the text: `kind` is a letter of the forms below; a number has a `unit`, or none yet."""

    kind: str
    number: float = 0
    unit: str = ""
    span: tuple[int, int] = (0, 0)


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> Span | None:
    """The ages that the text of an age cell states; no bounds for "alle" and the like, `None` if it cannot be read."""
    if too_long(text):
        return None
    if unstated(text) or plain(text).strip(" .") in age_signs.knowledge().all:
        return Span()
    if typed := range_in_text(text):
        return Span(*typed)
    outside = _PARENTHESES.sub(" ", plain(text))
    return _read(outside) or _read(plain(text).replace("(", " ; ").replace(")", " "))


def said(ages: Span) -> str:
    """`ages` in the shortest form that `parse` reads back as the same."""
    if ages.low is None:
        return "-" if ages.high is None else f"≤{ages.high}"
    if ages.high is None:
        return f"{ages.low}+"
    return f"{ages.low}-{ages.high}"


def _read(text: str) -> Span | None:
    known = age_signs.knowledge()
    regular = known.exceptions.sub(" ", with_digits(text, known.number_units))
    signs = _with_units(list(_signs(regular)))
    if signs is None:
        return None
    return _hull([part for match in _FORMS.finditer(_letters(signs)) for part in [_part(match, signs)] if part])


def _signs(text: str) -> Iterator[_Sign]:
    known = age_signs.knowledge()
    for match in known.sign.finditer(text):
        kind, words = str(match.lastgroup), match[0]
        if kind == "number":
            number, unit = age_signs.number_and_unit(match)
            yield _Sign("N", number=value(number), unit=unit)
        elif kind == "group":
            yield _Sign("I", span=known.group(words))
        elif kind == "point":
            yield _Sign("I", span=known.point(words))
        elif kind == "adult":
            yield _Sign("V", span=known.adult(words))
        elif kind == "word":
            if words not in known.filler:
                yield _Sign("x")
        else:
            yield _Sign(age_signs.LETTERS[kind])


def _with_units(signs: list[_Sign]) -> list[_Sign] | None:
    """Every number as an interval of years. A bare number takes the unit of its neighbours; alone it must stand clean.

    A number that cannot be an age becomes an unknown word; `None` where bare numbers stand among unknown words.
    """
    units = [sign.unit if sign.kind == "N" else "" for sign in signs]
    for order in (range(len(signs) - 1, -1, -1), range(len(signs))):
        passing = ""
        for at in order:
            if signs[at].kind == "N":
                passing = units[at] = units[at] or passing
            elif signs[at].kind in "xI":
                passing = ""
    bare = [at for at, sign in enumerate(signs) if sign.kind == "N" and not units[at]]
    if bare and not any(units) and any(sign.kind == "x" for sign in signs):
        return None if not any(sign.kind in "IV" for sign in signs) else [s for s in signs if s.kind != "N"]
    lone = "year" if not any(units) else ""
    return [
        _interval(sign, unit or lone) if sign.kind == "N" else sign
        for at, (sign, unit) in enumerate(zip(signs, units, strict=True))
        if not (sign.kind == "I" and _explained(signs[at + 1 :]))
    ]


def _explained(following: list[_Sign]) -> bool:
    """Whether a stage is followed at once by its ages in numbers ("udskoling 7.-9. klasse"): then these count."""
    return (bool(following) and following[0].kind in "NM") or _letters(following[:2]) in ("FN", "UN", "BN")


def _interval(sign: _Sign, unit: str) -> _Sign:
    years = int(sign.number)
    if unit == "month":
        return replace(sign, kind="I", unit=unit, span=(years // 12, years // 12))
    if unit in ("class", "upper"):
        grade = years + (LAST_CLASS - 1 if unit == "upper" else 0)
        fits = 0 <= years <= LAST_CLASS if unit == "class" else 1 <= years <= 3
        return replace(sign, kind="I", span=(grade + 6, grade + 7)) if fits else replace(sign, kind="x")
    if unit == "year" and years <= OLDEST:
        return replace(sign, kind="I", unit=unit, span=(years, years))
    return replace(sign, kind="x")


def _before(sign: _Sign) -> int:
    """The last year of age below what the sign says: 1 for "under 18 måneder", 2 for "under 2½ år"."""
    if sign.unit in ("month", "year"):
        return math.ceil(sign.number / (12 if sign.unit == "month" else 1)) - 1
    return sign.span[0] - 1


_FORMS = re.compile(
    "(?P<up>F?I\\+|\\+I(?!D)|FI(?!A?[DUB]+I))"
    "|(?P<before>F?IA?D?BI)"
    "|(?P<range>F?IA?[DU]+I|MI[AD]I)"
    "|(?P<below>D?BI)"
    "|(?P<to>[UD]+I|I_)"
    "|(?P<adult>V(?:F?I)?)"
    "|(?P<alone>I)"
)
"""The forms of an age. I interval, F from, D through, U up to, B below, M between, A and, + and up, _ and down."""


def _letters(signs: list[_Sign]) -> str:
    return "".join(sign.kind for sign in signs)


def _part(match: re.Match[str], signs: list[_Sign]) -> Span | None:
    """The span of one form; `None` when its lower end lies above its upper end, or nobody is that young."""
    stated = [sign for sign in signs[match.start() : match.end()] if sign.kind in "IV"]
    first, last, below = stated[0].span, stated[-1].span, _before(stated[-1])
    match match.lastgroup:
        case "up" | "adult":
            return Span(low=last[0])
        case "below":
            return Span(high=below) if below >= 0 else None
        case "to":
            return Span(high=first[1])
        case "before":
            low, high = first[0], below
        case _:
            low, high = first[0], last[1]
    return Span(low, high) if low <= high else None


def _hull(parts: list[Span]) -> Span | None:
    if not parts:
        return None
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return Span(low, high)
