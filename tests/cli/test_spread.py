"""A second process changes nothing but the time."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from overlap.analysis import pairs
from overlap.cli import pipeline, show
from overlap.cli import spread as spreading
from overlap.cli.outputs import everything
from overlap.cli.pipeline import Work
from overlap.cli.spread import spread
from overlap.errors import FileError, OverlapError
from overlap.model import Catalogue
from overlap.wording import load

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * one for one in items]


def by_whom(items: Sequence[int]) -> list[int]:
    return [os.getpid()] * len(items)


def only_here(items: Sequence[int]) -> list[int]:
    if os.getpid() != items[-1]:
        raise ValueError
    return [0] * len(items)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "FROM", 2)
    monkeypatch.setattr(spreading, "COPIED_FROM", 2)
    monkeypatch.setattr(spreading, "_processors", lambda: 2)


@pytest.mark.usefixtures("two")
def test_answers_come_in_the_order_of_the_items() -> None:
    assert spread(doubled, [5, 1, 4, 1, 3]) == [10, 2, 8, 2, 6]


@pytest.mark.usefixtures("two")
def test_the_second_half_is_done_elsewhere() -> None:
    here = os.getpid()
    assert [one == here for one in spread(by_whom, range(4))] == [True, True, False, False]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("sizes", "done_here"),
    [([5, 1, 1, 1, 1, 1], 1), ([1, 1, 1, 1, 4], 4), ([9, 1], 0), ([0, 0, 0], 3), ([1, 1, 1], 1)],
)
def test_the_halves_are_of_the_work_not_of_the_items(sizes: list[int], done_here: int) -> None:
    here = os.getpid()
    asked = spread(by_whom, sizes, size=int)
    assert [one == here for one in asked] == [at < done_here for at in range(len(sizes))]


@pytest.mark.usefixtures("two")
def test_what_fails_elsewhere_is_done_here() -> None:
    here = os.getpid()
    assert spread(only_here, [here] * 4) == [0] * 4


class OnlyHere:
    """Cannot be received by another process."""

    def __init__(self, made_by: int) -> None:
        self.made_by = made_by

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return _received, (self.made_by,)


def _received(made_by: int) -> OnlyHere:
    os._exit(made_by % 2 + 1)


@pytest.mark.parametrize("size", [1, 2**20], ids=["small", "more than a pipe holds"])
def test_a_process_that_dies_over_its_task_is_not_waited_for(size: int) -> None:
    fatal = [OnlyHere(os.getpid()), *range(size)]
    assert spreading.beside(list, partial(len, fatal), "spawn") == ([], size + 1)


def _told(pid: Path) -> bytes:
    pid.write_text(str(os.getpid()), encoding="utf-8")
    return bytes(2**20)


def _killed(pid: Path) -> None:
    while not pid.exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux a process is copied")
def test_a_copy_does_not_outlive_the_first(tmp_path: Path) -> None:
    """Its answer is more than a pipe holds, and nobody is left to take it."""
    pid = tmp_path / "pid"
    first = get_context("fork").Process(
        target=spreading.beside, args=(partial(_killed, pid), partial(_told, pid), "fork")
    )
    first.start()
    first.join()
    for _ in range(500):
        if not Path("/proc", pid.read_text(encoding="utf-8"), "cmdline").is_file():
            return
        time.sleep(0.01)
    pytest.fail("the copy still waits")


def test_few_items_and_one_processor_need_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(spread(by_whom, range(10))) == {os.getpid()}
    monkeypatch.setattr(spreading, "FROM", 2)
    monkeypatch.setattr(spreading, "COPIED_FROM", 2)
    monkeypatch.setattr(spreading, "_processors", lambda: 1)
    assert set(spread(by_whom, range(10))) == {os.getpid()}


def test_a_catalogue_is_understood_the_same_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "_processors", lambda: 1)
    one = Work(SAMPLE)
    alone = one.mentions, one.understanding
    monkeypatch.setattr(spreading, "FROM", 2)
    monkeypatch.setattr(spreading, "COPIED_FROM", 2)
    monkeypatch.setattr(spreading, "_processors", lambda: 2)
    other = Work(SAMPLE)
    vars(other).update(as_read=one.as_read)
    assert (other.mentions, other.understanding) == alone
    assert list(other.mentions) == list(one.mentions)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("started", ["spawn", "fork"])
def test_findings_are_the_same_by_two(monkeypatch: pytest.MonkeyPatch, started: str) -> None:
    """Half of the pairs compared here, half elsewhere."""
    if started == "fork":
        if sys.platform != "linux":
            pytest.skip("only on Linux a process is copied")
        monkeypatch.setattr(spreading, "FROM", 10_000)
    one, other = Work(SAMPLE), Work(SAMPLE)
    for work in (one, other):
        vars(work).update({name: getattr(one, name) for name in ("as_read", "mentions", "understanding", "profiles")})
    alone = one.findings
    monkeypatch.setattr(pairs, "CELLS", 500)
    assert other.findings == alone


@pytest.mark.usefixtures("two")
def test_a_report_is_the_same_to_the_byte_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook elsewhere, the other files here; the same files in the same order."""
    work, words = Work(SAMPLE), load("da")
    story = show.story(work, words)
    by_two = everything(work, story)
    monkeypatch.setattr(spreading, "FROM", 10_000)
    by_copy = everything(work, story)
    monkeypatch.setattr(spreading, "COPIED_FROM", 10_000)
    alone = everything(work, story)
    assert list(by_two) == list(by_copy) == list(alone)
    assert [name for name in alone if not by_two[name] == by_copy[name] == alone[name]] == []


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("only on Linux a process is copied")
    monkeypatch.setattr(spreading, "_processors", lambda: 2)


@pytest.mark.usefixtures("copied")
def test_a_hundred_items_are_shared_with_a_copy_of_this_process() -> None:
    """The copy, which has its memory to copy as well, gets the smaller share."""
    here = os.getpid()
    assert [one == here for one in spread(by_whom, range(100))] == [True] * 54 + [False] * 46
    assert set(spread(by_whom, range(99))) == {here}
    assert spread(only_here, [here] * 100) == [0] * 100


@pytest.mark.usefixtures("copied")
def test_no_copy_is_made_beside_other_threads() -> None:
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        assert (spreading.way(500), spreading.way(5_000)) == ("", "spawn")
    finally:
        done.set()
        waiting.join()


@pytest.mark.usefixtures("copied")
def test_a_template_that_cannot_be_read_is_told_of_all_the_same(tmp_path: Path) -> None:
    """What goes wrong in the copy is met again here."""
    broken = tmp_path / "skabelon.docx"
    broken.write_text("no template", encoding="utf-8")
    work = Work(SAMPLE)
    with pytest.raises(FileError):
        everything(work, show.story(work, load("da")), template=broken)


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("file", [SAMPLE, SAMPLE.with_name("none.xlsx")], ids=["sound", "missing"])
def test_a_workbook_is_read_once_and_by_a_copy(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that is wrong: the copy tells what is."""
    readers, read = tmp_path / "readers", pipeline._masked

    def told(work: Work) -> Catalogue:
        with readers.open("a", encoding="utf-8") as lines:
            lines.write(f"{os.getpid()}\n")
        return read(work)

    monkeypatch.setattr(pipeline, "_masked", told)
    with contextlib.nullcontext() if file == SAMPLE else pytest.raises(FileError, match="input_missing"):
        Work(file).as_read  # noqa: B018 - read when it is asked for
    (reader,) = readers.read_text(encoding="utf-8").split()
    assert int(reader) != os.getpid()


@pytest.mark.usefixtures("copied")
def test_a_catalogue_read_by_a_copy_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    by_copy = Work(SAMPLE).as_read
    monkeypatch.setattr(spreading, "_processors", lambda: 1)
    assert Work(SAMPLE).as_read == by_copy


@pytest.mark.usefixtures("copied")
def test_what_is_wrong_with_a_workbook_is_told_before_what_is_wrong_with_the_lexicon(tmp_path: Path) -> None:
    """Whoever reads it: the lexicon is compiled meanwhile, and asked for later."""
    broken = tmp_path / "ord.toml"
    broken.write_text("[angst", encoding="utf-8")
    with pytest.raises(FileError, match="input_missing"):
        Work(tmp_path / "none.xlsx", lexicon_file=broken).catalogue  # noqa: B018 - read when it is asked for
    work = Work(SAMPLE, lexicon_file=broken)
    assert work.catalogue.interventions
    with pytest.raises(OverlapError):
        work.lexicon  # noqa: B018 - compiled again when it is asked for
