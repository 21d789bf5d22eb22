"""How the commands behave for a person, a script and a shell: quiet, completion, no questions."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from overlap import wording
from overlap.cli.application import run
from overlap.cli.talk import CLEAR
from overlap.report import terminal
from overlap.report.tables import Column, Mark, Sheet, Table, Tone

PACKAGE = Path(__file__).parents[2] / "overlap"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Two interventions on one theme, in a folder whose name has Danish letters and a blank."""
    folder = tmp_path / "Børn og Unge ÆØÅ"
    folder.mkdir()
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(("Indsats", "Afdeling", "Målgruppe", "Alder"))
    page.append(("Modige børn", "MBU", "Børn med angst", "8-12"))
    page.append(("Cool i skolen", "MSB", "Børn med angst", "9-13"))
    book.save(folder / "skema på dansk.xlsx")
    return folder / "skema på dansk.xlsx"


@pytest.mark.parametrize("several", [False, True], ids=["one", "several"])
def test_quiet_writes_the_report_and_says_nothing(
    workbook: Path, several: bool, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Nothing on stdout or stderr, and the report stands in a folder named as the workbook, Danish letters and all."""
    files = [str(workbook)]
    if several:
        other = workbook.with_name("andet.xlsx")
        other.write_bytes(workbook.read_bytes())
        files.append(str(other))
    out = workbook.parent / "Rapporter på området"
    assert run(["run", *files, "--out", str(out), "--quiet"]) == 0
    assert capfdbinary.readouterr() == (b"", b"")
    assert (out / "skema på dansk" / "rapport.xlsx").exists()


def test_quiet_still_tells_what_went_wrong(workbook: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A failure among several is told on stderr with its exit code."""
    gone = workbook.with_name("findes ikke.xlsx")
    out = str(workbook.parent / "ud")
    assert run(["run", str(workbook), str(gone), "--out", out, "--quiet"]) == 4
    stdout, stderr = capfdbinary.readouterr()
    assert stdout == b""
    assert b"findes ikke.xlsx" in stderr
    assert len(stderr.splitlines()) == 1


def test_a_template_is_written_quietly(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["template", str(tmp_path / "skema.xlsx"), "--quiet"]) == 0
    assert capfdbinary.readouterr() == (b"", b"")


def test_a_shell_is_offered_the_commands(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """What bash asks when someone presses Tab after `overlap ex`."""
    monkeypatch.setenv("_OVERLAP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "overlap ex")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run([]) == 0
    assert capfdbinary.readouterr()[0].split() == [b"explain"]


def test_completion_stands_in_no_help(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Its two options are explained by Typer in English only."""
    assert run(["--help"]) == 0
    assert b"completion" not in capfdbinary.readouterr()[0]


def test_usage_names_several_files_plainly(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["run", "--help"]) == 0
    usage = capfdbinary.readouterr()[0].decode().splitlines()[0]
    assert "FIL..." in usage
    assert not set("{}") & set(usage)


class Watched(io.StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("options", "terminal", "shown"),
    [((), "xterm", True), (("--quiet",), "xterm", False), ((), "dumb", False)],
    ids=["watched", "quiet", "dumb terminal"],
)
def test_a_person_who_waits_is_told_what_goes_on(
    workbook: Path, options: tuple[str, ...], terminal: str, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of the work on one line that is written over, narrower than the screen, and gone at the end."""
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    screen = Watched()
    monkeypatch.setattr("sys.stderr", screen)
    assert run(["run", str(workbook), "--out", str(workbook.parent / "ud"), *options]) == 0
    told = screen.getvalue()
    stages = list(wording.load("da").cli.stages.values())
    said = [stage for stage in stages if f"{CLEAR}{stage}" in told]
    assert said == ([stage for stage in stages if "mærkningerne" not in stage] if shown else [])
    if shown:
        first_line = told.index("Skrevet:")
        assert told[:first_line].endswith(CLEAR)
        assert all(len(line.rpartition(CLEAR)[2]) <= 80 for line in told[:first_line].split("\n"))


def test_a_failure_takes_the_line_of_progress_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went wrong stands on a line of its own, broken between words."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    screen = Watched()
    monkeypatch.setattr("sys.stderr", screen)
    assert run(["themes", str(tmp_path / "findes ikke.xlsx")]) == 4
    before, _, message = screen.getvalue().rpartition(CLEAR)
    assert before
    assert all(len(line) < 40 for line in message.splitlines() if str(tmp_path) not in line)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal of this kind")
@pytest.mark.parametrize("columns", [80, 120])
def test_in_a_real_terminal_no_line_is_too_long_and_nothing_waits_for_an_answer(workbook: Path, columns: int) -> None:
    """The program in a terminal of its own, whose keyboard nobody touches."""
    import fcntl
    import pty
    import struct
    import termios

    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {name: told for name, told in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    environment |= {"TERM": "xterm", "PYTHONPATH": str(PACKAGE.parent), "PYTHONWARNINGS": "ignore"}
    call = [sys.executable, "-m", "overlap", "run", workbook.name, "--out", "ud", "--verbose"]
    with subprocess.Popen(  # noqa: S603
        call, stdin=theirs, stdout=theirs, stderr=theirs, cwd=workbook.parent, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        # The end of the other side is an error on Linux and nothing on macOS.
        with contextlib.suppress(OSError):
            while more := os.read(mine, 65536):
                shown += more
    os.close(mine)
    assert process.returncode == 0, shown.decode("utf-8")
    text = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode("utf-8")).replace("\r\n", "\n")
    lines = [line.rpartition(CLEAR)[2] for line in text.split("\n")]
    assert CLEAR in text
    assert "notat.docx" in text
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "NO_COLOR"])
def test_colour_is_left_out_when_asked(colour: bool, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves weight, never colour."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    screen = Watched()
    sheet = Sheet("Ark", "Ark", (), Table("t", (Column("Dækning", 10),), ((Mark("Hul", Tone.MISSING),),)))
    terminal.show(sheet, wording.load("da").report, terminal.console(screen, os.environ))
    assert bool(re.search(r"\x1b\[(?:\d;)*(?:3[0-7]|9[0-7]|38;)", screen.getvalue())) is colour


def test_a_sheet_that_is_not_there_is_told_without_talk_of_a_table(
    workbook: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """No sheet called nothing, and no headings in row 0."""
    assert run(["check", str(workbook), "--sheet", "Bilag C"]) == 3
    shown = capfdbinary.readouterr()[0].decode("utf-8")
    assert "Bilag C" in shown
    assert '""' not in shown
    assert "række 0" not in shown


def test_a_misspelt_theme_is_guessed_before_all_are_named(
    workbook: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The guess is not at the end of forty codes."""
    assert run(["gaps", str(workbook), "--theme", "angts"]) == 2
    told = capfdbinary.readouterr()[1].decode("utf-8")
    assert told.index("Mente du angst?") < told.index("skolefravær")


def test_nothing_asks_a_question() -> None:
    """No module of the package reads from the keyboard, so no script ever hangs."""
    asking = {"input", "prompt", "confirm", "getpass"}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            assert name not in asking, f"{path}: {name}"
