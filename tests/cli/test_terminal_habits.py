"""How the commands behave for a person, a script and a shell: quiet, completion, no questions."""

from __future__ import annotations

import ast
from pathlib import Path

import openpyxl
import pytest

from overlap.cli.application import run

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
