"""Where the settings of a run come from: flag, else environment, else `overlap.toml`, else default."""

from __future__ import annotations

import os
from pathlib import Path

DECISIONS = "decisions.csv"
NO_DECISIONS = Path(os.devnull)
"""For measuring: what the tool finds by itself."""


def decisions_file(stated: Path | None = None) -> Path:
    """The file of decisions: as stated, else OVERLAP_DECISIONS, else `decisions.csv` in the working directory."""
    return stated or Path(os.environ.get("OVERLAP_DECISIONS") or DECISIONS)
