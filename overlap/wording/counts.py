"""A noun in the forms that a number asks for."""

from __future__ import annotations

from msgspec import Struct


class Count(Struct, frozen=True, kw_only=True):
    """A noun with its number: for none at all, for one, and for `{n}` of them."""

    none: str
    one: str
    many: str
