"""Made-up catalogues of any size, the same for the same seed: every row is drawn anew, none is a copy of another.

`python benchmarks/catalogue.py 12054 out.xlsx [seed]` writes one.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

WORDS: Mapping[str, Sequence[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{(\w+)\}")


def rows(count: int, seed: int = 1) -> list[list[str | int]]:
    """The rows of a catalogue under the headings of `words.toml`."""
    draw = random.Random(seed)  # noqa: S311 - a seeded sample, not a secret
    return [_row(number, draw) for number in range(1, count + 1)]


def write(path: Path, count: int, seed: int = 1) -> Path:
    """A workbook like Bilag B with `count` interventions."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Bilag B")
        for at, values in enumerate((WORDS["headings"], *rows(count, seed))):
            for column, value in enumerate(values):
                sheet.write(at, column, value)
    return path


def _row(number: int, draw: random.Random) -> list[str | int]:
    low = draw.choices((0, 3, 6, 8, 10, 12, 13, 15, 16, 18), (2, 3, 6, 4, 6, 6, 6, 5, 3, 1))[0]
    high = min(25, low + draw.choice((2, 3, 4, 5, 6, 8, 10, 12)))
    name, place = draw.choice(WORDS["names"]), draw.choice(WORDS["places"])
    partners = ", ".join(draw.sample(WORDS["providers"], draw.randint(0, 3)))
    return [
        number,
        f"{name} {place} {number}" if draw.random() < 0.5 else f"{name} - {_said('{forms}', draw)} i {place}",
        draw.choice(WORDS["departments"]),
        draw.choice(WORDS["providers"]),
        draw.choice(WORDS["kinds"]),
        _said(draw.choice(WORDS["targets"]), draw, age=f"{low}-{high}"),
        f"{low}-{high} år" if draw.random() < 0.9 else "",
        " ".join(_said(one, draw) for one in draw.sample(WORDS["sentences"], draw.randint(2, 6))),
        _said(draw.choice(WORDS["purposes"]), draw),
        draw.choice(WORDS["access"]),
        f"{draw.randint(0, 30)} uger" if draw.random() < 0.7 else "",
        draw.randint(5, 200),
        draw.randint(50, 4000) * 1000,
        draw.choice(WORDS["ends"]),
        draw.choice(WORDS["evaluation"]),
        partners,
    ]


def _said(pattern: str, draw: random.Random, **fixed: str) -> str:
    text = _SLOT.sub(lambda slot: fixed.get(slot[1]) or draw.choice(WORDS[slot[1]]), pattern)
    return text[0].upper() + text[1:]


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1]), int((sys.argv[3:] or ["1"])[0])))
