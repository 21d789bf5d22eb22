"""CSV as Danish Excel opens it and without anything that runs; JSON with a version."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

from overlap.report.checks.breach import Breach

NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


def check_csv(file: str, content: bytes) -> list[Breach]:
    return list(_csv(file, content))


def _csv(file: str, content: bytes) -> Iterator[Breach]:
    if not content.startswith(b"\xef\xbb\xbf"):
        yield Breach("verify.no_mark", file)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    if not rows or not all(head.strip() for head in rows[0]) or len(set(rows[0])) != len(rows[0]):
        yield Breach("verify.headings", file)
        return
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            yield Breach("verify.columns", file, str(number))
        for value in row:
            if value.startswith(LIVE) and not NUMBER.fullmatch(value):
                yield Breach("verify.formula", file, str(number), value[:40])


def check_json(file: str, content: bytes) -> list[Breach]:
    told = json.loads(content)
    whole = isinstance(told, dict) and isinstance(told.get("version"), int)
    return [] if whole else [Breach("verify.no_version", file)]
