"""Both languages say the same things, with the same placeholders."""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Iterator, Mapping

from overlap import wording


def sentences(section: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(section, str):
        yield where, section
    elif isinstance(section, Mapping):
        for name, value in section.items():
            yield from sentences(value, f"{where}.{name}")
    elif dataclasses.is_dataclass(section):
        for field in dataclasses.fields(section):
            yield from sentences(getattr(section, field.name), f"{where}.{field.name}")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    """A sentence translated is a sentence that can be filled with the same values."""
    danish, english = (dict(sentences(wording.load(language))) for language in wording.LANGUAGES)
    assert danish.keys() == english.keys()
    differing = [key for key in danish if placeholders(danish[key]) != placeholders(english[key])]
    assert differing == []
