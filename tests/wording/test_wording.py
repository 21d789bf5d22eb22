"""Both languages say the same things, with the same placeholders."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

import pytest
from msgspec import Struct
from msgspec.structs import fields

from overlap import knowledge, wording


def sentences(section: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(section, str):
        yield where, section
    elif isinstance(section, Mapping):
        for name, value in section.items():
            yield from sentences(value, f"{where}.{name}")
    elif isinstance(section, tuple):
        for at, value in enumerate(section):
            yield from sentences(value, f"{where}[{at}]")
    elif isinstance(section, Struct):
        for field in fields(section):
            yield from sentences(getattr(section, field.name), f"{where}.{field.name}")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    """A sentence translated is a sentence that can be filled with the same values."""
    danish, english = (dict(sentences(wording.load(language))) for language in wording.LANGUAGES)
    assert danish.keys() == english.keys()
    differing = [key for key in danish if placeholders(danish[key]) != placeholders(english[key])]
    assert differing == []


def spoken(table: object, where: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Everything in a knowledge file that is said by language, by where it stands; reasons one by one."""
    if isinstance(table, Mapping) and table and set(table) <= {*wording.LANGUAGES}:
        told = list(table.values())
        if isinstance(told[0], Mapping):
            for key in told[0]:
                yield f"{where}.{key}", {language: reasons[key] for language, reasons in table.items()}
        else:
            yield where, table
    elif isinstance(table, Mapping | list):
        items = table.items() if isinstance(table, Mapping) else enumerate(table)
        for name, value in items:
            yield from spoken(value, f"{where}.{name}")


def digits(text: str) -> list[str]:
    """The numbers of a text, decimal comma and point alike."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


@pytest.mark.parametrize("name", ["policy", "rates"])
def test_reasons_and_sources_are_told_in_every_language_with_the_same_figures(name: str) -> None:
    """Each is there in Danish and in English, not one copied for the other, with the same numbers in it."""
    found = dict(spoken(knowledge.read(name)))
    assert len(found) > 20
    for where, told in found.items():
        assert set(told) == set(wording.LANGUAGES), where
        assert all(text.strip() for text in told.values()), where
        assert digits(told["da"]) == digits(told["en"]), where
        assert told["da"] != told["en"], where
