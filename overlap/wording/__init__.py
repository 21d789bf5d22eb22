"""Every sentence a person reads, in `da.toml` and `en.toml`, loaded into the frozen sections of `sections.py`.

A key that is missing, misspelt or not used fails when the file is loaded, not in a council memo.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import tomli

from overlap.knowledge.records import fill
from overlap.wording.sections import Wording

LANGUAGES = ("da", "en")


@cache
def load(language: str) -> Wording:
    """All wording in `language`, one of `LANGUAGES`; `RecordError` where a file and its sections differ."""
    path = resources.files(__package__).joinpath(f"{language}.toml")
    return fill(Wording, tomli.loads(path.read_text(encoding="utf-8")), language)
