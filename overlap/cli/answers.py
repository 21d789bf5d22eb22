"""The words of the review sheets in every language the tool speaks, so that a report in either can be brought back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from overlap import wording
from overlap.model import NO, YES, Access, Effect, Level, Verdict
from overlap.seal import plain

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.reading.reviewed import Headings
    from overlap.review.answers import Vocabulary
    from overlap.wording.report import ReviewSheets
    from overlap.wording.sections import Wording

HANDED = "handed"
"""The form that lists what was handed out."""


def spoken() -> Iterator[Wording]:
    return (wording.load(language) for language in wording.LANGUAGES)


def headings() -> Headings:
    """For each form and language, its headings and the codes of their columns."""
    return {
        f"{form}.{words.language}": codes
        for words in spoken()
        for form, codes in _headings(words.report.review).items()
    }


def _headings(words: ReviewSheets) -> Mapping[str, Mapping[str, str]]:
    from overlap.reading.text import plain as heading
    from overlap.review.forms import CONTROL, FORMS, KEY

    found = {
        name: {heading(words.columns[code]): code for code in (*form.names, *form.answers, KEY, CONTROL)}
        for name, form in FORMS.items()
    }
    handed = {heading(words.lists["handed_key"]): KEY, heading(words.lists["handed_about"]): "about"}
    return {**found, HANDED: handed}


def vocabulary(work: Work, handed: Mapping[str, str]) -> Vocabulary:
    """What every label means; codes are understood as well.

    `handed` is what each key that was handed out is about: its intervention's number, then its name.
    """
    from overlap.cli.show import labels
    from overlap.review.answers import Vocabulary

    coded: dict[str, dict[str, str]] = {
        name: {plain(code): code for code in codes} for name, codes in work.codes.items()
    }
    closed: dict[str, dict[str, str]] = {
        "overlap": {},
        "effects": {},
        "level": {},
        "access": {},
        "setting": {},
        "wide": {},
    }
    for words in spoken():
        named = labels(work, words.language)
        for name, codes in work.codes.items():
            coded[name] |= {plain(named[code].title): code for code in codes if code in named}
        terms = words.terms
        closed["overlap"] |= {plain(terms.verdicts[one]): one.value for one in Verdict}
        closed["effects"] |= {plain(terms.effects[one]): one.value for one in Effect}
        closed["level"] |= {plain(terms.levels[str(int(one))]): str(int(one)) for one in Level}
        closed["setting"] |= {plain(label): code for code, label in terms.settings.items()}
        closed["wide"] |= {plain(words.report.data.yes): YES, plain(words.report.data.no): NO}
        closed["access"] |= {plain(terms.access[one]): one.value for one in Access}
    of_reading = {
        "problems_main": coded["problem"],
        "problems_other": coded["problem"],
        "excluded": coded["problem"],
        "forms_main": coded["form"],
        "forms_other": coded["form"],
        "addressee": coded["addressee"],
        "boundary": {plain(about.partition(" ")[0]): key.upper() for key, about in handed.items() if " " not in key},
    }
    nothing = frozenset(plain(words.report.review.nothing) for words in spoken())
    return Vocabulary({**closed, **of_reading}, nothing, tuple(_ages()))


def _ages() -> Iterator[re.Pattern[str]]:
    """Ages as figures ("7-12", "13-", "6") and as each language writes them, with or without the unit."""
    low, high, one = r"(?P<low>\d{1,2})", r"(?P<high>\d{1,2})", r"(?P<one>\d{1,2})"
    yield re.compile(rf"(?:{low})?\s*-\s*(?:{high})?(?<!^-)")
    yield re.compile(one)
    for words in spoken():
        phrases = words.report.phrases
        for pattern in (phrases.span, phrases.span_from, phrases.span_to):
            text = re.escape(plain(pattern).replace("{low}", "LOW").replace("{high}", "HIGH"))
            ages = text.replace("LOW", low).replace("HIGH", high)
            unit = re.escape(plain(phrases.years).replace("{span}", "SPAN")).replace("SPAN", ages)
            yield re.compile(ages)
            yield re.compile(unit)
        yield re.compile(re.escape(plain(phrases.years).replace("{span}", "SPAN")).replace("SPAN", one))
