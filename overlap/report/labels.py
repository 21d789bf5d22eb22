"""What a concept is called, handed in from the knowledge files: as a heading, and inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct


class Label(Struct, frozen=True):
    """The names of one concept in one language.

    `phrase` is how it stands inside a sentence ("forældrekurser"); empty takes the title with a small first letter.
    `aged` is the phrase with an age after it ("forældre til børn {ages}"); empty puts it behind the phrase.
    `beside` is an addressee after the children it belongs to ("deres forældre"), `names` the addressees that a form of
    help names itself ("forældrekurser"). A `vague` form says nothing of what is offered.
    """

    title: str
    phrase: str = ""
    aged: str = ""
    beside: str = ""
    names: frozenset[str] = frozenset()
    vague: bool = False


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

    def beside(self, code: str) -> str:
        """An addressee after the children it belongs to, or nothing where it stands by itself."""
        found = self._labels.get(code)
        return found.beside if found else ""

    def names(self, code: str) -> frozenset[str]:
        """Codes of the addressees that the phrase of a form names itself."""
        found = self._labels.get(code)
        return found.names if found else frozenset()

    def vague(self, code: str) -> bool:
        found = self._labels.get(code)
        return found is not None and found.vague

    def aged(self, code: str, ages: str) -> str:
        """The phrase of an addressee, or of a form that names its own, with `ages` ("på 8-12 år")."""
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
