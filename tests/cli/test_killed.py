"""Killed at any moment, `run` and `review` leave every file as it was or as it would have been, and never half of one.

What they were still writing under another name is gone when the same is run again.

Six moments each by default; OVERLAP_KILLS=100 gives a hundred.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_batch import workbook

KILLS = int(os.environ.get("OVERLAP_KILLS", "6"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL to send")


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "overlap", *arguments]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, cwd=folder, env=where, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file but those that a killed run was still writing under another name."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def unfinished(folder: Path) -> list[Path]:
    return list(folder.rglob("*.tmp"))


def restore(folder: Path, files: Mapping[str, bytes]) -> None:
    for path in list(folder.rglob("*")):
        if path.is_file():
            path.unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def kill_often(folder: Path, arguments: Sequence[str], before: Mapping[str, bytes], seed: int) -> None:
    """Run to the end once, then kill at random moments of that time."""
    began = time.monotonic()
    assert start(folder, *arguments).wait() == 0
    whole = time.monotonic() - began
    after = contents(folder)
    assert after != before
    dice, left_over = random.Random(seed), 0  # noqa: S311 - moments, and no secret
    for _ in range(KILLS):
        restore(folder, before)
        process = start(folder, *arguments)
        # Most of the time is spent thinking; half of the moments are near the end, where files are written.
        time.sleep(dice.uniform(0, whole) if dice.random() < 0.5 else dice.uniform(0.7 * whole, whole))
        process.kill()
        process.wait()
        for name, content in contents(folder).items():
            assert content in (before.get(name), after.get(name)), name
        assert before.keys() <= contents(folder).keys()
        if unfinished(folder):
            left_over += 1
            assert start(folder, *arguments).wait() == 0
            assert (unfinished(folder), contents(folder)) == ([], after)
    print(f"{arguments[0]}: {left_over} of {KILLS} kills left an unfinished file")  # noqa: T201 - shown with -s


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workbook(tmp_path / "a.xlsx", 1)
    os.utime(tmp_path / "a.xlsx", (1_718_700_000, 1_718_700_000))
    assert start(tmp_path, "run", "a.xlsx", "--date", "2024-06-18").wait() == 0
    return tmp_path


def test_a_killed_run_leaves_old_or_new_reports(folder: Path) -> None:
    kill_often(folder, ["run", "a.xlsx", "--date", "2024-06-18", "--title", "Et andet"], contents(folder), 1)


def test_a_killed_review_leaves_the_old_or_the_new_decisions(folder: Path) -> None:
    report = folder / "reports" / "a" / "rapport.xlsx"
    book = openpyxl.load_workbook(report)
    page = book["Forståelse"]
    head = next(row for row in page.iter_rows() if row[0].value == "Indsats")
    for at in range(1, 4):
        page.cell(head[0].row + at, next(cell.column for cell in head if cell.value == "Trin")).value = "Behandling"
    book.save(report)
    (folder / "decisions.csv").write_text(
        "interventions,question,answer,effects,comment,who,date,texts,about\nAAAAAAA,level,2,,,Bo,2024-01-01,BBBBBB,x\n",
        encoding="utf-8",
    )
    kill_often(folder, ["review", str(report), "--date", "2024-06-20"], contents(folder), 2)
