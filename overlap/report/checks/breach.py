"""One breach of one rule."""

from __future__ import annotations

from msgspec import Struct


class Breach(Struct, frozen=True):
    """`code` names the sentence in `wording.messages`; `where` is a sheet or a part, `found` what stood there."""

    code: str
    file: str
    where: str = ""
    found: str = ""
