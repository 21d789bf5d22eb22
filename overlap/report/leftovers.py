"""Temporary files that a killed program left: they say who made them, so the next one can tell them from all others.

`.rapport.xlsx.1f3a9c-4711-k3x_9q2a.tmp` was made for `rapport.xlsx` by process 4711 on the machine `1f3a9c`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path

SUFFIX = ".tmp"
MOST = 40
"""Letters of the name a temporary file is made for: the whole must not become too long."""
OLD = 3600.0
"""Seconds after which a file is left over whoever made it: a temporary file lives for moments."""
_OURS = re.compile(r"\.(?P<name>.+)\.(?P<host>[0-9a-f]{6})-(?P<process>\d+)-\w{8}\.tmp")


def prefix(target: Path) -> str:
    """How the name of a temporary file for `target` begins when this process makes it; eight letters follow."""
    return f".{target.name[:MOST]}.{_host()}-{os.getpid()}-"


def sweep(targets: Iterable[Path]) -> None:
    """Remove what was left over beside `targets` by programs that were writing these very files and are gone."""
    names: dict[Path, set[str]] = {}
    for target in targets:
        names.setdefault(target.parent, set()).add(target.name[:MOST])
    for folder, known in names.items():
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                found = _OURS.fullmatch(path.name)
                if found and found["name"] in known and _abandoned(path, found["host"], int(found["process"])):
                    path.unlink()


def _abandoned(path: Path, host: str, process: int) -> bool:
    """Whether nobody is writing it any more: the process is gone, or the file is old."""
    if path.is_symlink() or not path.is_file():
        return False
    if host == _host() and not _runs(process):
        return True
    return time.time() - path.stat().st_mtime > OLD


def _runs(process: int) -> bool:
    """Whether the process may be there. Windows has no question that does no harm: there only age tells."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _host() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "surrogateescape")).hexdigest()[:6]
