"""The terms on which a catalogue was analysed, as text: a value, or a file by its name and the fingerprint of it."""

from __future__ import annotations

_SIGNED = " sha256:"


def signed(name: str, fingerprint: str) -> str:
    """A file, or the program, by what it is called and the fingerprint of what it holds."""
    return f"{name}{_SIGNED}{fingerprint}"


def called(term: str) -> str:
    """What people call it; a value is called what it is."""
    return term.partition(_SIGNED)[0]


def held(term: str) -> str:
    """What makes it the same as another, whatever they are called."""
    return term.rpartition(_SIGNED)[2]
