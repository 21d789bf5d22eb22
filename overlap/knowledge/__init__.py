"""What the tool knows, as TOML beside this file: column names, lexicons, policy, rates. Rooms read their own file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

import tomli


def read(name: str) -> Mapping[str, object]:
    """The knowledge file `name` (without ``.toml``; ``lexicon/problems`` for one in a folder)."""
    return tomli.loads(text(f"{name}.toml"))


def text(name: str) -> str:
    """The knowledge file `name` as it stands, with its ending."""
    return resources.files(__package__).joinpath(*name.split("/")).read_text(encoding="utf-8")
