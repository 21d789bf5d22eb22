"""Every sentence a person reads, in `da.toml` and `en.toml`, loaded into the frozen sections of `sections.py`.

A key that is missing, misspelt or not used fails when the file is loaded, not in a council memo.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import NoneType
from typing import Any, TypeVar, get_type_hints

from overlap.wording.sections import Wording

LANGUAGES = ("da", "en")

T = TypeVar("T")


class WordingError(Exception):
    """A wording file does not hold exactly the keys its sections ask for."""


@cache
def load(language: str) -> Wording:
    """All wording in `language`, one of `LANGUAGES`."""
    path = resources.files(__package__).joinpath(f"{language}.toml")
    return _fill(Wording, tomllib.loads(path.read_text(encoding="utf-8")), language)


def _fill(section: type[T], table: Mapping[str, Any], where: str) -> T:
    hints = get_type_hints(section)
    names = {field.name for field in dataclasses.fields(section)}  # type: ignore[arg-type]
    if names != table.keys():
        missing, unused = sorted(names - table.keys()), sorted(table.keys() - names)
        message = f"{where}: missing {missing}, unused {unused}"
        raise WordingError(message)
    return section(**{name: _value(hints[name], table[name], f"{where}.{name}") for name in names})


def _value(wanted: Any, found: object, where: str) -> object:
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type) and isinstance(found, dict):
        return _fill(wanted, found, where)
    if wanted is str and isinstance(found, str):
        return found
    if (
        wanted not in (str, NoneType)
        and isinstance(found, dict)
        and all(isinstance(one, str) for one in found.values())
    ):
        return found
    message = f"{where}: expected {wanted}, found {type(found).__name__}"
    raise WordingError(message)
