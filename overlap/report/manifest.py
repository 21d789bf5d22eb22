"""`run.json`: what a report was made from and with, and the fingerprint of every file of it. Written last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from msgspec.structs import asdict

from overlap.report.story import Story

NAME = "run.json"
VERSION = 1
"""Raised when a name goes or changes its meaning, not when one is added."""


def content(story: Story, options: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    """The manifest of `files` (by path inside the report); `options` are what the run was asked for."""
    catalogue, edition = story.findings.catalogue, story.edition
    told = {
        "version": VERSION,
        "program": {"name": "overlap", "version": edition.version},
        "language": story.voice.words.language,
        "date": edition.day.isoformat(),
        "input": {
            "file": catalogue.source.name,
            "sha256": catalogue.source.sha256,
            "sheet": catalogue.sheet,
            "header_row": catalogue.header_row,
            "interventions": len(catalogue.interventions),
        },
        "imprint": asdict(edition.imprint),
        "options": dict(options),
        "settings": dict(story.findings.settings),
        "files": [
            {"path": path, "bytes": len(found), "sha256": hashlib.sha256(found).hexdigest()}
            for path, found in sorted(files.items())
        ],
    }
    return (json.dumps(told, ensure_ascii=True, indent=1) + "\n").encode("ascii")
