"""One breach of one rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breach:
    """`code` names the sentence in `wording.messages`; `where` is a sheet or a part, `found` what stood there."""

    code: str
    file: str
    where: str = ""
    found: str = ""
