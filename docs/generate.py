"""The parts of the documentation that the program itself knows: `make docs` writes them, a test finds them stale.

A page holds such a part between ``<!-- made: NAME ARGUMENT... -->`` and ``<!-- end -->``. Everything else on a page is
written by hand. The makers are below; each gives Markdown.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

from overlap import knowledge, wording
from overlap.cli.application import run
from overlap.cli.commands import REGISTER
from overlap.report.sheets.register import setting

ROOT = Path(__file__).parent.parent
PAGES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md")

PART = re.compile(r"(?P<start><!-- made: (?P<call>[^>]+?) -->\n)(?P<made>.*?)(?P<end><!-- end -->)", re.DOTALL)


def page(text: str) -> str:
    """`text` with every generated part as the program has it today."""

    def fresh(found: re.Match[str]) -> str:
        name, *arguments = found["call"].split()
        return f"{found['start']}{MAKERS[name](arguments, text)}\n{found['end']}"

    return PART.sub(fresh, text)


def messages(prefixes: Sequence[str], text: str) -> str:
    """The messages whose code begins with one of `prefixes`; with none, those that no other part of the page has."""
    said = wording.load("da").messages
    parts = [found["call"].split() for found in PART.finditer(text)]
    taken = tuple(prefix for name, *given in parts if name == "messages" for prefix in given)
    codes = [code for code in said if (code.startswith(tuple(prefixes)) if prefixes else not code.startswith(taken))]
    return _table(("Kode", "Meddelelse"), [(f"`{code}`", _plain(said[code])) for code in sorted(codes)])


def help_of(arguments: Sequence[str], _: str) -> str:
    """The help of the program and of every command, in the language asked for."""
    (language,) = arguments
    return "\n\n".join(
        f"## overlap {name}".rstrip() + "\n\n```text\n" + shown((*filter(None, [name]), "--help"), language) + "\n```"
        for name in ("", *REGISTER)
    )


def screen(arguments: Sequence[str], _: str) -> str:
    """The first so many lines of what `overlap ARGUMENTS` shows on a terminal of 100 columns."""
    most, *call = arguments
    lines = shown(call, "da").splitlines()
    cut = [*lines[: int(most)], "[...]"] if len(lines) > int(most) else lines
    return "\n".join(("```text", *cut, "```"))


def method(arguments: Sequence[str], _: str) -> str:
    """The sentences of the method sheet."""
    (language,) = arguments
    said = wording.load(language).report.method
    return "\n".join(f"- {line}" for line in (*said.lines, said.uncalibrated))


def settings(sections: Sequence[str], _: str) -> str:
    """The settings of one part of the policy as the method sheet prints them, with the reason for each."""
    (section,) = sections
    names = wording.load("da").report.method.settings
    table: Mapping[str, object] = knowledge.read("policy")
    for key in section.split("."):
        table = table[key]  # type: ignore[assignment]
    told = table["why"]
    assert isinstance(told, Mapping)
    why = told["da"]
    rows = [
        (setting(f"{section}.{key}", names), str(value).replace(".", ","), why[key])
        for key, value in table.items()
        if key != "why" and isinstance(value, int | float)
    ]
    return _table(("Indstilling", "Værdi", "Hvorfor"), rows)


def terms(groups: Sequence[str], _: str) -> str:
    """The labels of closed choices, with the code that stands in CSV and JSON."""
    (group,) = groups
    labels: Mapping[str, str] = getattr(wording.load("da").terms, group)
    return _table(("I rapporten", "I CSV og JSON"), [(label, f"`{code}`") for code, label in labels.items()])


def shown(arguments: Sequence[str], language: str) -> str:
    """What a call writes on stdout, without colour and without blanks at the end of lines."""
    caught = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    fixed = {"COLUMNS": "100", "NO_COLOR": "1", "OVERLAP_LANGUAGE": language, "OVERLAP_DECISIONS": os.devnull}
    with patch.dict(os.environ, fixed), redirect_stdout(caught):
        run(list(arguments))
    text = caught.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def _plain(sentence: str) -> str:
    """A sentence with its placeholders as Markdown shows them."""
    return re.sub(r"\{(\w+)\}", r"`{\1}`", sentence)


MAKERS: Mapping[str, Callable[[Sequence[str], str], str]] = {
    "messages": messages,
    "help": help_of,
    "screen": screen,
    "method": method,
    "settings": settings,
    "terms": terms,
}


def main() -> None:
    os.chdir(ROOT)
    for path in PAGES:
        before = path.read_text(encoding="utf-8")
        after = page(before)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            sys.stderr.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
