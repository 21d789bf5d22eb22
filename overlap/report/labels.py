"""What a concept is called, handed in from the knowledge files: as a heading, and inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """The names of one concept in one language.

    `phrase` is how it stands inside a sentence ("forældrekurser"); empty takes the title with a small first letter.
    `aged` is the phrase with an age after it ("forældre til børn {ages}"); empty puts it behind the phrase.
    """

    title: str
    phrase: str = ""
    aged: str = ""


class Labels:
    """Labels by concept code or theme key; a code without a label stands for itself, so that nothing is hidden."""

    def __init__(self, labels: Mapping[str, Label]) -> None:
        self._labels = dict(labels)

    def title(self, code: str) -> str:
        found = self._labels.get(code)
        return found.title if found else _capital(code.replace("_", " "))

    def phrase(self, code: str) -> str:
        found = self._labels.get(code)
        if found is None:
            return code.replace("_", " ")
        return found.phrase or _small(found.title)

    def aged(self, code: str, ages: str) -> str:
        """The phrase of an addressee with `ages`, itself a phrase such as "på 8-12 år"."""
        found = self._labels.get(code)
        if found is None or not found.aged:
            return f"{self.phrase(code)} {ages}"
        return found.aged.format(ages=ages)

    def titles(self, codes: Iterable[str]) -> str:
        return ", ".join(self.title(code) for code in codes)


def _small(title: str) -> str:
    """A small first letter, unless the first word is an abbreviation ("ADHD", "PPR-forløb")."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
