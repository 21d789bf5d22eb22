"""Codes and their values as sentences."""

from __future__ import annotations

from collections.abc import Mapping

from overlap.wording.sections import Wording


def sentence(words: Wording, code: str, values: Mapping[str, str]) -> str:
    """The sentence for a message code; a value called `field` is a field of the model and is said by its label."""
    labels = {"field": words.terms.fields[values["field"]]} if values.get("field") in words.terms.fields else {}
    return words.messages[code].format(**{**values, **labels})
