"""Are the files of a report those its manifest names, to the last byte?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from overlap.report.checks.breach import Breach
from overlap.report.manifest import NAME


def check(contents: Mapping[str, bytes]) -> list[Breach]:
    """`contents`: every file of the report by its path inside it."""
    if NAME not in contents:
        return [Breach("verify.no_manifest", NAME)]
    try:
        told = {str(one["path"]): str(one["sha256"]) for one in json.loads(contents[NAME])["files"]}
    except (ValueError, KeyError, TypeError):
        return [Breach("verify.unreadable", NAME)]
    breaches = [Breach("verify.file_missing", path) for path in told if path not in contents]
    for path, content in contents.items():
        if path in told and hashlib.sha256(content).hexdigest() != told[path]:
            breaches.append(Breach("verify.file_changed", path))
        elif path not in told and path != NAME:
            breaches.append(Breach("verify.file_unknown", path))
    return breaches
