"""What a killed program left is removed by the next that writes the same file, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from overlap.report import files, leftovers

GONE = 2**22 + 1
"""A process that cannot be: Linux gives no such number."""
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot be asked whether a process runs")
KILLED = """
import os, signal
from pathlib import Path
from overlap.report import files
files._replace = lambda temporary, target: os.kill(os.getpid(), signal.SIGKILL)
files.write_all(Path("."), {"a.csv": b"new", "data/b.csv": b"new"})
"""


def left(folder: Path, name: str, *, seconds: float = 0) -> Path:
    """A file of that name, written so many seconds ago."""
    path = folder / name
    path.write_bytes(b"half")
    now = path.stat().st_mtime
    os.utime(path, (now - seconds, now - seconds))
    return path


@posix
def test_a_killed_program_leaves_the_old_file_and_the_next_one_clears_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    where = {**os.environ, "PYTHONPATH": str(Path(files.__file__).parents[2])}
    killed = subprocess.run([sys.executable, "-c", KILLED], cwd=tmp_path, env=where, check=False)  # noqa: S603
    assert killed.returncode == -9
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert len(list(tmp_path.rglob("*.tmp"))) == 2
    files.write_all(tmp_path, {"a.csv": b"newer", "data/b.csv": b"newer"})
    assert list(tmp_path.rglob("*.tmp")) == []
    assert (tmp_path / "a.csv").read_bytes() == b"newer"


@posix
@pytest.mark.parametrize(
    "target", ["a.csv", "et meget langt navn på en fil, som ingen ville give den i virkeligheden.csv"]
)
def test_one_of_a_process_that_is_gone_is_removed_at_once(target: str, tmp_path: Path) -> None:
    own = leftovers.prefix(Path(target)).replace(f"-{os.getpid()}-", f"-{GONE}-")
    path = left(tmp_path, f"{own}abcd1234.tmp")
    files.write(tmp_path / target, b"new")
    assert not path.exists()


def test_one_of_another_machine_goes_when_it_is_old(tmp_path: Path) -> None:
    young = left(tmp_path, f".a.csv.000000-{GONE}-abcd1234.tmp", seconds=leftovers.OLD / 2)
    old = left(tmp_path, f".a.csv.000000-{GONE}-abcd1235.tmp", seconds=leftovers.OLD * 2)
    files.write(tmp_path / "a.csv", b"new")
    assert (young.exists(), old.exists()) == (True, False)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(leftovers.prefix(Path("a.csv")) + "abcd1234.tmp", id="of a program that runs"),
        pytest.param(f".b.csv.000000-{GONE}-abcd1234.tmp", id="of another file"),
        pytest.param(".a.csv.abcd1234.tmp", id="of another program"),
        pytest.param("~WRL0001.tmp", id="of Word"),
        pytest.param(f"a.csv.000000-{GONE}-abcd1234.tmp", id="not hidden"),
        pytest.param(f".a.csv.000000-{GONE}-abcd1234.tmp.xlsx", id="another ending"),
    ],
)
def test_what_is_not_known_as_left_over_stays(name: str, tmp_path: Path) -> None:
    """Young ones of a running process, and whatever has another name, however old."""
    running = str(os.getpid()) in name
    path = left(tmp_path, name, seconds=0 if running else 10 * leftovers.OLD)
    files.write(tmp_path / "a.csv", b"new")
    assert path.exists()


def test_a_folder_of_that_name_stays(tmp_path: Path) -> None:
    folder = tmp_path / f".a.csv.000000-{GONE}-abcd1234.tmp"
    folder.mkdir()
    os.utime(folder, (0, 0))
    files.write(tmp_path / "a.csv", b"new")
    assert folder.is_dir()
