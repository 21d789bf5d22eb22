"""From a TOML table to a frozen record: every key asked for must be there, no other may be, and types must fit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

T = TypeVar("T", bound=Struct)


class RecordError(Exception):
    """A table does not hold exactly what its record asks for; the text says where and what."""


def fill(record: type[T], table: Mapping[str, Any], where: str) -> T:
    """An instance of `record` from `table`; `where` stands first in every complaint.

    Fields may be str, bool, int, float, other records, ``tuple[X, ...]`` (from a list) and ``Mapping[str, X]``.
    A field with a default may be left out. A field called `why` holds reasons by language: in each
    there must be one for every other key.
    """
    hints, asked = _shape(record)
    missing, unused = sorted(asked - table.keys()), sorted(table.keys() - hints.keys())
    if missing or unused:
        message = f"{where}: missing {missing}, unknown {unused}"
        raise RecordError(message)
    if "why" in hints:
        _check_reasons(table, where)
    return record(**{name: value_of(hints[name], found, f"{where}.{name}") for name, found in table.items()})


@cache
def _shape(record: type[Struct]) -> tuple[Mapping[str, Any], frozenset[str]]:
    """The type of every field, and the names of those without a default; worked out once for each record."""
    found = fields(record)
    return {one.name: one.type for one in found}, frozenset(one.name for one in found if one.required)


def value_of(wanted: Any, found: object, where: str) -> Any:
    """`found` as the type `wanted`, or `RecordError`."""
    if isinstance(wanted, type) and issubclass(wanted, Struct) and isinstance(found, Mapping):
        return fill(wanted, found, where)
    if get_origin(wanted) is tuple and isinstance(found, list):
        if get_args(wanted)[0] is str and set(map(type, found)) <= {str}:  # lists of words, by the hundred
            return tuple(found)
        return tuple(value_of(get_args(wanted)[0], one, f"{where}[{at}]") for at, one in enumerate(found))
    if isinstance(found, Mapping) and get_origin(wanted) is not None and issubclass(get_origin(wanted), Mapping):
        return {name: value_of(get_args(wanted)[1], one, f"{where}.{name}") for name, one in found.items()}
    if wanted is float and isinstance(found, int | float) and not isinstance(found, bool):
        return float(found)
    if wanted in (str, bool, int) and type(found) is wanted:
        return found
    message = f"{where}: expected {wanted}, found {type(found).__name__}"
    raise RecordError(message)


def _check_reasons(table: Mapping[str, Any], where: str) -> None:
    keys, spoken = {name for name in table if name != "why"}, table.get("why", {})
    if not spoken:
        message = f"{where}: no reasons"
        raise RecordError(message)
    for language, reasons in spoken.items():
        missing, unknown = sorted(keys - set(reasons)), sorted(set(reasons) - keys)
        if missing or unknown:
            message = f"{where}, {language}: a reason is missing for {missing}, or reasons an unknown {unknown}"
            raise RecordError(message)
