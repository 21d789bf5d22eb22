"""Ages that a sentence about the target group states in passing ("piger i alderen 13-17 år", "til barnet er et år").

Prose is full of numbers that are no ages of the child ("10 års erfaring", "samtaler med unge under 23"), so only
forms that name whose age it is are read; anything else stays unstated.
"""

from __future__ import annotations

import re

from overlap.model import Span
from overlap.reading.text import plain
from overlap.reading.values import age_signs, ages
from overlap.reading.values.numbers import with_digits

_PEOPLE = (
    r"(?:børn|unge|piger|drenge|elever|alderen|aldersgruppen|aldersgruppe|alder|teenagere|studerende|mødre|fædre|barn)"
)
_YEARS = r"(?: ?-?årige?s?| ?år(?!s))"
_RANGE = rf"(?:mellem )?\d{{1,2}}(?:,\d)?(?:{_YEARS})? ?(?:-+|til|og) ?\d{{1,2}}(?:,\d)?(?!\d)"
_CLASS = r"(?:klasse|kl\.|årgang)"
_CLASSES = rf"\d{{1,2}}\.? ?(?:-+|til|og) ?\d{{1,2}}\.? ?{_CLASS}|\d{{1,2}}\. ?{_CLASS}(?:s?elev\w*)?"
_STAGES = (
    r"(?:ind|ud)skoling\w*|mellemtrin\w*|(?:dagtilbuds|børnehave|vuggestue|skole|førskole|spæd)børn"
    r"|skoleelever|gymnasieelever|teenage\w*|nyfødte"
)
_NO_AGE = r"(?! ?(?:gange|uger|timer|mdr|måned|%|kr|\d))"
_BOUND = r"(?:på )?(?:under|over|fra|op til|til og med|ældre end|yngre end) (?:det fyldte )?"
_FORMS = re.compile(
    rf"(?P<range>{_RANGE}{_YEARS})"
    rf"|{_PEOPLE}(?: er)?(?: på| fra|:|,)* ?\(?(?P<bare>{_RANGE}){_NO_AGE}"
    rf"|(?P<classes>(?:fra )?(?:{_CLASSES})(?: og op(?:efter)?)?)"
    rf"|(?<!\w)(?P<stage>{_STAGES})(?!\w)"
    rf"|{_PEOPLE} (?P<open>{_BOUND}\d{{1,2}}\.?{_YEARS}?{_NO_AGE}(?: og op(?:efter)?)?)"
    r"|(?P<plus>(?<!\d)\d{1,2} ?\+|\d{1,2} år og (?:op(?:efter)?|derover|ældre))"
    r"|(?P<one>\d{1,2}-årige)"
)
_UNTIL = re.compile(r"til barnet (?:er|bliver|fylder) (\d{1,2})(?: ?år| ?mdr| ?måneder)")


def find(text: str) -> Span:
    """The hull of the ages that `text` states of those it is for; no bounds where it states none."""
    words = with_digits(plain(text), age_signs.knowledge().number_units)
    stretches = [next(part for part in match.groups() if part) for match in _FORMS.finditer(words)]
    return _read(stretches)


def find_first_years(text: str) -> Span:
    """The ages in a description that follows a family from birth "til barnet er N år"; else no bounds."""
    words = with_digits(plain(text), age_signs.knowledge().number_units)
    until = _UNTIL.search(words)
    return Span(0, (ages.parse(until[0]) or Span()).high) if until else Span()


def _read(stretches: list[str]) -> Span:
    if not stretches:
        return Span()
    return ages.parse("; ".join(stretches)) or Span()
