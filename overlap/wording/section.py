"""The shape that every section of wording has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False)
def section(shape: type[T]) -> type[T]:
    """A frozen dataclass with slots, filled once from a TOML file.

    Nobody compares or prints sections, and making the methods for it would take longer than reading the file.
    """
    return dataclass(frozen=True, slots=True, eq=False, repr=False)(shape)
