"""The lines that install the program do so, from a clean copy of the source and in an empty environment.

They fetch packages and take minutes, so they are run on demand: ``OVERLAP_INSTALL=1 python -m pytest tests/docs``.
Lines for Windows are run with the paths of this system: ``.venv\\Scripts\\`` is ``.venv/bin/``, ``py`` is ``python``.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"^ *```\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
INSTALLING = re.compile(r"(?:py|python) -m (?:pip|venv)|pipx install|uv tool install|make reports")
ASKED = bool(os.environ.get("OVERLAP_INSTALL"))
FETCHING = ("PIP_CERT", "SSL_CERT_FILE", "PIP_INDEX_URL", "PIP_FIND_LINKS", "UV_FIND_LINKS", "HTTPS_PROXY")
"""Where this machine gets packages from; the last lines of an offline installation do without."""


def blocks() -> Iterator[list[str]]:
    """Each block of README that installs, as its lines without what is said of them."""
    for block in BLOCK.findall(README.read_text(encoding="utf-8")):
        lines = [line.partition("#")[0].strip() for line in block.splitlines()]
        if any(INSTALLING.match(line) for line in lines):
            yield [line for line in lines if line and line != "make test"]


BLOCKS = list(blocks())


def test_every_way_in_is_looked_at() -> None:
    """make, pip, a virtual environment on Windows, pipx, uv, and a computer without a network."""
    told = "\n".join("\n".join(lines) for lines in BLOCKS)
    for way in ("make reports", "python -m pip install .", "py -m venv", "pipx install", "uv tool", "--no-index"):
        assert way in told
    assert len(BLOCKS) == 6


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files of the working tree that git knows, and nothing else, under a path with Danish letters."""
    folder = tmp_path / "Børn og Unge" / "overlap"
    known = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    for name in known.decode("utf-8").split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A place with python, pip, pipx and uv, as a user has them, and without the program."""
    folder = tmp_path / "tools"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603
    subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "pipx", "uv"], check=True)  # noqa: S603
    return folder / "bin"


@pytest.mark.skipif(not ASKED, reason="fetches packages: set OVERLAP_INSTALL=1")
@pytest.mark.skipif(os.name == "nt", reason="the lines are those of Windows already: follow the README by hand")
@pytest.mark.parametrize("lines", BLOCKS, ids=lambda lines: lines[0])
def test_the_lines_install_a_program_that_runs(lines: list[str], clone: Path, tools: Path, tmp_path: Path) -> None:
    """After them the sample becomes a report, or did so in the last of them."""
    home = tmp_path / "home"
    home.mkdir()
    path = f"{home / '.local' / 'bin'}:{tools}:/usr/local/bin:/usr/bin:/bin"
    environment = {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in FETCHING if name in os.environ}
    for line in lines:
        here = re.sub(r"^py\b", "python", line).replace(".venv\\Scripts\\", ".venv/bin/").replace("\\", "/")
        if "--no-index" in line:
            environment = {name: told for name, told in environment.items() if name not in FETCHING}
            environment["PIP_CONFIG_FILE"] = os.devnull
        subprocess.run(["bash", "-ec", here], cwd=clone, env=environment, check=True)  # noqa: S603, S607
    if not (clone / "reports" / "bilag_b" / "rapport.xlsx").exists():
        program = ".venv/bin/overlap" if (clone / ".venv").exists() else "overlap"
        call = shlex.join([program, "run", "data/bilag_b.xlsx"])
        subprocess.run(["bash", "-ec", call], cwd=clone, env=environment, check=True)  # noqa: S603, S607
    assert (clone / "reports" / "bilag_b" / "rapport.xlsx").exists()
