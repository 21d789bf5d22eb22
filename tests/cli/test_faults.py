"""Whatever fails around it, a run ends in the right exit code and one sentence, and leaves the earlier report whole."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from overlap.cli.application import run
from overlap.report import terminal
from tests.cli.starting import STARTS_WITHOUT_LOCALE

REPORT = "rapport.xlsx"
SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs signals and modes of POSIX")
NOT_ROOT = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit code and stderr of one call."""
    code = run(arguments)
    return code, capfd.readouterr().err


def overlap(
    *arguments: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    variables = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(environment or {})}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "overlap", *arguments], capture_output=True, check=False, env=variables, cwd=cwd
    )


def leftovers(folder: Path) -> list[Path]:
    """Temporary files that a reader of the folder would stumble over."""
    return [path for path in folder.rglob("*") if path.suffix == ".tmp" or path.name.startswith(".")]


def one_sentence(told: str) -> None:
    """No traceback; before the sentence there may only be the line on what the reports leave open."""
    assert "Traceback" not in told
    assert 1 <= len(told.strip().splitlines()) <= 2, told


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two interventions, called as the sample is: how a file fails does not depend on how much is written in it."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(("Indsats", "Afdeling", "Målgruppe", "Alder"))
    page.append(("Modige børn", "MBU", "Børn med angst", "8-12"))
    page.append(("Cool i skolen", "MSB", "Børn med angst", "9-13"))
    path = tmp_path_factory.mktemp("small") / "bilag_b.xlsx"
    book.save(path)
    return path


def folder_in_place_of_the_report(out: Path) -> None:
    (out / "bilag_b" / REPORT).mkdir(parents=True)


def file_in_place_of_the_folder(out: Path) -> None:
    out.mkdir(exist_ok=True)
    (out / "bilag_b").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    "prepare", [folder_in_place_of_the_report, file_in_place_of_the_folder], ids=lambda one: one.__name__
)
def test_what_stands_in_the_way_of_a_report_is_named(
    prepare: Callable[[Path], None], tmp_path: Path, small: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 4, and what stood there still stands."""
    prepare(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    code, told = call(capfd, "run", str(small), "--out", str(tmp_path))
    assert code == 4
    one_sentence(told)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("number", ["ENOSPC", "EROFS", "EIO", "EDQUOT"])
def test_a_disk_that_gives_up_leaves_the_earlier_report(
    number: str, tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Full, read-only, broken or over the quota: exit code 4, the old bytes, nothing left over."""
    import errno

    assert call(capfd, "run", str(small), "--out", str(tmp_path))[0] == 0
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def failing(_: int) -> None:
        raise OSError(getattr(errno, number), os.strerror(getattr(errno, number)))

    monkeypatch.setattr(os, "fsync", failing)
    code, told = call(capfd, "run", str(small), "--out", str(tmp_path), "--date", "2024-06-18")
    assert code == 4
    one_sentence(told)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == kept
    assert leftovers(tmp_path) == []


@POSIX
@NOT_ROOT
def test_a_closed_folder_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Exit code 4 and the folder by name."""
    closed = tmp_path / "lukket"
    closed.mkdir(mode=0o500)
    code, told = call(capfd, "run", str(SAMPLE), "--out", str(closed))
    assert code == 4
    assert "lukket" in told
    one_sentence(told)


def test_names_with_danish_letters_and_spaces_are_written_and_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`Børn & unge/bilag æøå.xlsx` is a name like any other."""
    file = tmp_path / "Børn & unge" / "bilag æøå.xlsx"
    file.parent.mkdir()
    shutil.copy(SAMPLE, file)
    code, told = call(capfd, "run", str(file), "--out", str(tmp_path / "ud æ"))
    assert code == 0, told
    assert (tmp_path / "ud æ" / "bilag æøå" / REPORT).is_file()


def test_a_path_longer_than_the_system_takes_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Exit code 4, one sentence."""
    code, told = call(capfd, "run", str(SAMPLE), "--out", str(tmp_path / ("lang" * 100)))
    assert code == 4
    one_sentence(told)


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"HOME": "", "XDG_CACHE_HOME": "", "LOCALAPPDATA": ""}, id="no home"),
        pytest.param({"HOME": "/findes/ikke", "XDG_CACHE_HOME": "/findes/ikke"}, id="a home that is not there"),
        pytest.param({"LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0"}, id="no locale", marks=STARTS_WITHOUT_LOCALE),
        pytest.param({"PYTHONIOENCODING": "cp850"}, id="cp850"),
        pytest.param({"PYTHONIOENCODING": "cp1252"}, id="cp1252"),
        pytest.param({"TERM": "dumb", "COLUMNS": "80"}, id="a dumb terminal"),
    ],
)
def test_a_bare_environment_changes_no_figure(environment: dict[str, str], tmp_path: Path) -> None:
    """The same roles of every theme, byte for byte, wherever it is run."""
    done = overlap("themes", str(SAMPLE), "--format", "csv", environment=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"skolefrav\xc3\xa6r" in done.stdout.splitlines()[0]
    assert len(done.stdout.splitlines()) == 124


@POSIX
def test_a_reader_that_closes_the_pipe_ends_the_run_in_silence() -> None:
    """`overlap ... | head -1` is no failure."""
    command = f'"{sys.executable}" -m overlap themes "{SAMPLE}" --format csv | head -1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S603, S607
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("themes", "{file}"), id="a table"),
        pytest.param(("themes", "{file}", "--format", "csv"), id="data"),
        pytest.param(("run", "{file}", "--out", "{out}"), id="the answer of a run"),
        pytest.param(("run", "{file}", "{file}", "--out", "{out}"), id="the answer of a batch"),
    ],
)
def test_an_answer_that_a_full_disk_will_not_take_is_told(
    arguments: tuple[str, ...], small: Path, tmp_path: Path
) -> None:
    """Exit code 4 and one sentence; the report of a run was written before and stands."""
    call = [argument.format(file=small, out=tmp_path / "ud") for argument in arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "overlap", *call], stdout=full, stderr=subprocess.PIPE, check=False
        )
    told = done.stderr.decode()
    assert done.returncode == 4, told
    assert "No space left" in told
    assert "Exception ignored" not in told
    one_sentence(told)
    if "run" in arguments:
        assert (tmp_path / "ud" / small.stem / REPORT).exists()


AS_ON_WINDOWS = """
import errno, io, os, sys
class Closed(io.RawIOBase):
    def writable(self): return True
    def fileno(self): return 1
    def write(self, text):
        if os.fstat(1).st_rdev == os.stat(os.devnull).st_rdev:
            return len(text)
        raise OSError(errno.EINVAL, "Invalid argument")
from overlap.cli import main, show
class Windows: platform, stdout = "win32", property(lambda self: sys.stdout)
if sys.argv.pop(1) == "windows":
    show.sys = Windows()
sys.stdout = io.TextIOWrapper(io.BufferedWriter(Closed()), encoding="utf-8")
main()
"""


@pytest.mark.parametrize(("system", "code"), [("windows", 0), ("another", 4)])
@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_closed_pipe_is_an_invalid_argument_on_windows_alone(system: str, code: int, form: str, small: Path) -> None:
    call = [sys.executable, "-c", AS_ON_WINDOWS, system, "themes", str(small), "--format", form]
    done = subprocess.run(call, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == code, done.stderr.decode()
    assert bool(done.stderr) == bool(code)


def test_an_answer_that_cannot_be_drawn_does_not_cost_the_report(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is drawn before the report is written, and what goes wrong is told when it is."""

    def broken(*_: object, **__: object) -> None:
        message = "no picture"
        raise ValueError(message)

    monkeypatch.setattr(terminal, "drawn", broken)
    code, told = call(capfd, "run", str(small), "--out", str(tmp_path / "ud"))
    assert (code, "no picture" in told) == (1, True)
    assert (tmp_path / "ud" / small.stem / REPORT).exists()


@POSIX
@pytest.mark.parametrize("files", [("{file}",), ("{file}", "{file}2.xlsx")])
def test_a_report_is_written_where_there_is_no_stdout(files: tuple[str, ...], small: Path, tmp_path: Path) -> None:
    """As under a scheduler; what failed is then told on stderr."""
    named = " ".join(f'"{name.format(file=small)}"' for name in files)
    command = f'"{sys.executable}" -m overlap run {named} --out "{tmp_path}" >&-'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S603, S607
    assert done.returncode == (0 if len(files) == 1 else 4), done.stderr.decode()
    assert (small.name + "2.xlsx" in done.stderr.decode()) == (len(files) == 2)
    assert list(tmp_path.rglob(REPORT))


@POSIX
@pytest.mark.parametrize("reader", ["| true", "> /dev/full"])
def test_what_failed_in_a_batch_is_told_where_its_table_is_not_read(reader: str, small: Path, tmp_path: Path) -> None:
    """The exit code is that of the workbook that is not there, not that of the reader."""
    if "/dev/full" in reader and not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    command = f'"{sys.executable}" -m overlap run "{small}" "{small}2.xlsx" --out "{tmp_path}" {reader}'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)  # noqa: S603, S607
    assert done.returncode == 4
    assert small.name + "2.xlsx" in done.stderr.decode()
    assert b"Exception ignored" not in done.stderr


@POSIX
@pytest.mark.parametrize("after", [0.6, 1.2, 2.0])
def test_an_interruption_leaves_nothing_half_done(after: float, tmp_path: Path) -> None:
    """Ctrl-C at any stage: exit code 130 (or 0, if it came too late), no traceback, a whole report or none."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "overlap", "run", str(SAMPLE), "--out", str(tmp_path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode in (130, -signal.SIGINT, 0), told
    if process.returncode == 130:
        assert b"Traceback" not in told
    assert leftovers(tmp_path) == []


def test_input_that_changes_while_it_is_read_is_read_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The bytes are taken once; a workbook saved a moment later is the next run's."""
    from overlap.reading import preflight

    file = tmp_path / "bilag.xlsx"
    shutil.copy(SAMPLE, file)
    taken = preflight.bytes_of

    def take(path: Path) -> bytes:
        content = taken(path)
        path.write_bytes(b"half a file")
        return content

    monkeypatch.setattr(preflight, "bytes_of", take)
    code, told = call(capfd, "catalogue", str(file), "--format", "csv")
    assert (code, told) == (0, "")


def test_nothing_is_asked_of_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The whole job with every socket refused."""

    def refused(*_: object, **__: object) -> None:
        message = "the network was asked"
        raise AssertionError(message)

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    copy = tmp_path / "net.xlsx"
    shutil.copy(SAMPLE, copy)
    code, told = call(capfd, "run", str(copy), "--out", str(tmp_path / "ud"))
    assert code == 0, told
