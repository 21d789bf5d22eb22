"""What the tool knows, as TOML beside this file: column names, lexicons, policy, rates. Rooms read their own file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources


def read(name: str) -> Mapping[str, object]:
    """The knowledge file `name` (without ``.toml``; ``lexicon/problems`` for one in a folder)."""
    return tomllib.loads(text(f"{name}.toml"))


def text(name: str) -> str:
    """The knowledge file `name` as it stands, with its ending."""
    return resources.files(__package__).joinpath(*name.split("/")).read_text(encoding="utf-8")
