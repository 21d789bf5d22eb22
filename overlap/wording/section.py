"""The shape that every section of wording has."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False, kw_only_default=True)
def section(shape: type[T]) -> type[T]:
    """A frozen dataclass, filled once from a TOML file.

    `dataclass` would compile the methods of each anew, which takes longer than reading the file: all share these.
    """
    for name, method in (("__init__", _filled), ("__setattr__", _closed), ("__delattr__", _closed)):
        setattr(shape, name, method)
    return dataclass(init=False, eq=False, repr=False)(shape)


def _filled(self: Any, **values: object) -> None:
    """Every field that has no default must be given, and nothing else."""
    fields = self.__dataclass_fields__
    wrong = [name for name in values if name not in fields]
    wrong += [name for name in fields if name not in values and not hasattr(self, name)]
    if wrong:
        message = f"{type(self).__name__}: missing or unknown {wrong}"
        raise TypeError(message)
    vars(self).update(values)


def _closed(self: object, name: str, *_: object) -> NoReturn:
    message = f"{type(self).__name__}.{name} is read only"
    raise FrozenInstanceError(message)
