"""The documentation says what the program says today, and what it shows can be done."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

from overlap import wording
from overlap.cli.application import build, run
from overlap.cli.commands import REGISTER
from overlap.cli.pipeline import Work

ROOT = Path(__file__).parents[2]
BY_HAND = ("CONTRIBUTING.md", "README.md")
PAGES = (*sorted((ROOT / "docs").glob("*.md")), *(ROOT / name for name in BY_HAND if (ROOT / name).exists()))
NAMES = [path.name for path in PAGES]


def _generator() -> ModuleType:
    found = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


generate = _generator()


@pytest.fixture
def clean_clone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with the sample and nothing else, so that no command of a page writes into the working tree."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    danish = tmp_path / "Børn og Unge"
    danish.mkdir()
    shutil.copy(ROOT / "data" / "bilag_b.xlsx", danish / "Skema æøå.xlsx")
    (tmp_path / "vores_ord.toml").write_text('[angst]\nstart = ["uroanfald"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERLAP_DECISIONS", "decisions.csv")
    return tmp_path


def commands() -> Iterator[str]:
    """Every line of a fenced block of README, `docs` and CONTRIBUTING that calls the program, each once."""
    seen: set[str] = set()
    for path in PAGES:
        for block in re.findall(r"^```(?:\w*)\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
            for line in block.splitlines():
                told = re.match(r"(?:\.venv[\\/](?:Scripts|bin)[\\/])?(overlap [a-z].*)", line.strip())
                call = told[1].replace("\\", "/") if told else ""
                if told and "[options]" not in call and "[valg]" not in call and call not in seen:
                    seen.add(call)
                    yield call


def parsed(arguments: list[str], language: str = "da") -> None:
    """Raises where the command does not exist or does not take these arguments."""
    name, *given = arguments
    program = typer.main.get_command(build(wording.load(language)))
    program.commands[name].make_context(name, given)  # type: ignore[attr-defined]


SLOW = ("evaluate",)
"""Commands that are only parsed here, for they take as long as all others together."""


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_generated_parts_are_current(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stale? Run `make docs` and read the difference."""
    monkeypatch.chdir(ROOT)
    text = path.read_text(encoding="utf-8")
    assert generate.page(text) == text


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    """Every link and picture that is not an address on the web is a file here."""
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target


def test_every_message_is_explained_once() -> None:
    """No code is lacking on the page of messages, and none stands under two headings."""
    text = (ROOT / "docs" / "meddelelser.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([\w.]+)` \|", text, re.MULTILINE)
    assert sorted(told) == sorted(wording.load("da").messages)


def test_a_stale_part_is_found() -> None:
    """A page whose generated part was changed by hand is not the page the program makes."""
    page = generate.page("<!-- made: terms tiers -->\n<!-- end -->")
    assert "Sandsynligt" in page
    assert generate.page(page.replace("Sandsynligt", "Sikkert nok")) == page


def test_every_command_stands_in_the_readme() -> None:
    """A command nobody is told of is a command nobody uses."""
    told = set(re.findall(r"^\| `overlap (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert told == set(REGISTER)


def test_the_pages_show_commands() -> None:
    """The search for commands finds them; were it broken, the next test would be empty."""
    found = list(commands())
    assert len(found) > 10
    assert any("--lexicon" in call for call in found)


def test_every_command_shown_can_be_done(
    clean_clone: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each is run as it stands, in the order of the pages; the same workbook is only understood once."""
    known: dict[Work, Work] = {}

    def once(*given: Any, **named: Any) -> Work:
        work = Work(*given, **named)
        return known.setdefault(work, work)

    monkeypatch.setattr("overlap.cli.pipeline.Work", once)
    failed = {}
    for call in commands():
        arguments = shlex.split(call)[1:]
        if arguments[0] in SLOW:
            parsed(arguments)
        elif code := run(arguments):
            failed[call] = (code, capfd.readouterr().err)
    assert failed == {}


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_help_has_an_example_that_can_be_parsed(language: str) -> None:
    """The last sentence of a command's help is a call of that command with options it has."""
    for name, said in wording.load(language).cli.details.items():
        call = re.search(r": overlap (.*)$", said)
        assert call is not None, name
        arguments = shlex.split(call[1])
        assert arguments[0] == name
        parsed(arguments, language)
