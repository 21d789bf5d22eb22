"""A section of wording is filled whole, once, and stays as it is."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from overlap.wording.section import section


@section
class Said:
    """Two texts, one of which may be left out."""

    one: str
    none: str = "-"


def test_a_field_is_given_or_has_a_default() -> None:
    told = Said(one="a")
    assert (told.one, told.none, [field.name for field in fields(told)]) == ("a", "-", ["one", "none"])
    assert replace(told, none="").none == ""


@pytest.mark.parametrize("values", [{}, {"one": "a", "two": "b"}], ids=["missing", "unknown"])
def test_what_is_missing_or_unknown_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="missing or unknown"):
        Said(**values)


def test_nothing_is_changed_afterwards() -> None:
    told = Said(one="a")
    with pytest.raises(FrozenInstanceError):
        told.one = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del told.one
