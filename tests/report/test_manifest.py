"""`run.json` tells what a report was made from and with, and the fingerprint of every file."""

from __future__ import annotations

import hashlib
import json

from msgspec.structs import replace

from overlap.model import Findings
from overlap.report import manifest
from overlap.report.story import Story
from overlap.report.tables import Edition, Imprint
from overlap.report.voice import Voice


def test_the_manifest_names_input_settings_version_and_every_file(
    findings: Findings, voice: Voice, edition: Edition
) -> None:
    story = Story(findings, voice, replace(edition, imprint=Imprint(sag="EMN-2023-015813")))
    told = json.loads(manifest.content(story, {"budget_year": "2025"}, {"b": b"bb", "a": b""}))
    assert (told["version"], told["date"]) == (1, "2024-06-18")
    assert told["program"] == {"name": "overlap", "version": "0.1.0"}
    assert told["input"] == {
        "file": "bilag.xlsx", "sha256": "ab" * 32, "sheet": "Bilag B", "header_row": 4, "interventions": 4
    }  # fmt: skip
    assert told["imprint"]["sag"] == "EMN-2023-015813"
    assert (told["options"], told["settings"]) == ({"budget_year": "2025"}, {"pairs.lines.likely": "70"})
    assert told["files"] == [
        {"path": "a", "bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()},
        {"path": "b", "bytes": 2, "sha256": hashlib.sha256(b"bb").hexdigest()},
    ]
