"""The documentation says what the program says today, and what it shows can be done."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main
from msgspec.structs import replace

from overlap import wording
from overlap.analysis.need import Rates
from overlap.cli.application import build, run
from overlap.cli.commands import REGISTER
from overlap.cli.pipeline import Work
from overlap.cli.settings import config
from overlap.knowledge.records import fill
from overlap.language import lexicon
from overlap.model import AgeBand, Field, Role
from overlap.report.story import Story
from tests.cli.test_threshold import fill as label_sheet

ROOT = Path(__file__).parents[2]
BY_HAND = ("CONTRIBUTING.md", "README.md")
PAGES = (*sorted((ROOT / "docs").glob("*.md")), *(ROOT / name for name in BY_HAND if (ROOT / name).exists()))
NAMES = [path.name for path in PAGES]


def _script(name: str) -> ModuleType:
    found = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


generate, picture = _script("generate"), _script("picture")


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


@pytest.fixture(scope="module")
def pictured() -> Story:
    story = picture.told()
    assert isinstance(story, Story)
    return story


@pytest.mark.parametrize("name", picture.SOURCES)
def test_a_picture_shows_what_is_said_today(name: str, pictured: Story) -> None:
    """Stale? Run `make pictures`, and look at what it made."""
    assert picture.stamp(ROOT / name) == picture.fingerprint(name, pictured)


def test_every_picture_on_a_page_is_made_by_the_command() -> None:
    shown = {
        (path.parent / target).resolve().relative_to(ROOT).as_posix()
        for path in PAGES
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", path.read_text(encoding="utf-8"))
    }
    assert shown == set(picture.SOURCES)


@pytest.mark.parametrize("name", picture.SOURCES)
def test_other_figures_make_another_fingerprint(name: str, pictured: Story) -> None:
    """One pair fewer, and one intervention without its themes, is seen in every picture."""
    found = pictured.findings
    first = found.catalogue.interventions[0].id
    themes = {key: replace(one, role=Role.NONE) for key, one in found.understanding[first].themes.items()}
    blank = {**found.understanding, first: replace(found.understanding[first], themes=themes)}
    other = replace(pictured, findings=replace(found, pairs=found.pairs[1:], understanding=blank))
    assert picture.fingerprint(name, other) != picture.fingerprint(name, pictured)


def test_a_picture_carries_its_fingerprint_and_stays_a_picture(tmp_path: Path) -> None:
    plain = (ROOT / "docs" / "pictures" / "forside.png").read_bytes()
    (tmp_path / "one.png").write_bytes(picture.stamped(plain.replace(picture.MARK, b"x" * len(picture.MARK)), "abc"))
    assert picture.stamp(tmp_path / "one.png") == "abc"


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
        if "--labels" in call:
            label_sheet(Path("mærkning.xlsx"))  # what people do between two of the commands
        if code := run(shlex.split(call)[1:]):
            failed[call] = (code, capfd.readouterr().err)
    assert failed == {}


def fenced() -> Iterator[tuple[str, str]]:
    """Every line of a fenced block that is neither output nor a file, with the page it stands on."""
    for path in (*PAGES, ROOT / "CHANGELOG.md", ROOT / "reports" / "README.md"):
        for language, block in BLOCK.findall(path.read_text(encoding="utf-8")):
            if not language:
                yield from ((path.name, line.strip()) for line in block.splitlines() if line.strip())


BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
INSTALLING = re.compile(
    r"(?:py|python|\.venv\\Scripts\\python) -m (?:pip|venv) .*|pipx install .*|uv tool install .*"  # test_install.py
)


def test_no_line_is_shown_that_nothing_runs() -> None:
    """A line calls the program (run below), make (asked below) or installs (`test_install.py`, on demand)."""
    other = [
        (page, line)
        for page, line in fenced()
        if not re.match(r"(?:\.venv\\Scripts\\)?overlap |make \w", line) and not INSTALLING.fullmatch(line)
    ]
    assert other == []


def spans() -> Iterator[str]:
    """Every piece of code in a sentence or a table."""
    for path in (*PAGES, ROOT / "CHANGELOG.md", ROOT / "reports" / "README.md"):
        yield from SPAN.findall(BLOCK.sub("", path.read_text(encoding="utf-8")))


def test_a_command_named_in_a_sentence_is_there_with_its_options() -> None:
    """`overlap themes --unmatched` in the text is a command and an option of it; what stands for a name is left out."""
    program = typer.main.get_command(build(wording.load("da")))
    named = [span.split() for span in spans() if re.match(r"overlap [a-z]", span)]
    assert len(named) > 20
    for _, name, *given in named:
        command = program.commands[name]  # type: ignore[attr-defined]
        known = {option for param in command.params for option in param.opts}
        assert {word for word in given if word.startswith("--")} <= known, (name, given)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here; everything can be done without it")
def test_what_make_is_asked_for_it_can_do() -> None:
    """Every target in a block, a sentence or a table; what it would do is asked, for doing it all takes an hour."""
    told = {line.split()[1] for _, line in fenced() if line.startswith("make ")}
    told |= {span.split()[1] for span in spans() if span.startswith("make ")}
    assert {"reports", "test", "check", "docs", "quality", "bench"} <= told
    for target in sorted(told):
        asked = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)  # noqa: S603, S607
        assert asked.returncode == 0, (target, asked.stderr)


def test_every_example_of_a_file_is_taken(tmp_path: Path) -> None:
    """What a page shows of TOML can be written so: words, headings, age bands, rates and settings."""
    taken = []
    for path in PAGES:
        for language, block in BLOCK.findall(path.read_text(encoding="utf-8")):
            if language == "toml":
                taken.append(_taken(tomllib.loads(block), block, tmp_path / "vores_ord.toml"))
    assert sorted(taken) == ["bands", "heading", "rate", "settings", "words", "words"]


def _taken(table: dict[str, Any], block: str, file: Path) -> str:
    """What the example is about; raises where it could not be used."""
    if "rate" in table:
        fill(Rates, table, "rate")
        return "rate"
    if "bands" in table:
        bands = [fill(AgeBand, band, "bands") for band in table["bands"]]
        assert all(one.high + 1 == other.low for one, other in pairwise(bands))
        return "bands"
    if set(table) <= set(Field):
        assert all(set(columns) == {"exact"} for columns in table.values())
        return "heading"
    file.write_text(block, encoding="utf-8")
    if "runs" in table:
        assert config({"OVERLAP_CONFIG": str(file)}).runs
        return "settings"
    lexicon.load(extra=file)
    return "words"


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_help_has_an_example_that_can_be_parsed(language: str) -> None:
    """The last sentence of a command's help is a call of that command with options it has."""
    for name, said in wording.load(language).cli.details.items():
        call = re.search(r": overlap (.*)$", said)
        assert call is not None, name
        arguments = shlex.split(call[1])
        assert arguments[0] == name
        parsed(arguments, language)
