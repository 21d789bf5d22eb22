"""Where Python itself cannot start, nothing of ours can be tested."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

STARTS_WITHOUT_LOCALE = pytest.mark.skipif(
    not str(Path(__file__)).isascii() and sys.version_info < (3, 13),
    reason="before 3.13 Python reads where an editable install lies in the letters of the system, here ASCII",
)
