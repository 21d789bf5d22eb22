"""A budget round later: 60 decisions, then an edition with 10 changed, 5 removed and 5 new rows, in another order."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

import openpyxl
import pytest

from overlap.cli.application import run
from overlap.cli.pipeline import Work
from overlap.model import Decision, Standing, Verdict
from overlap.review import decisions
from overlap.review.keys import fingerprints, keys

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"
HEAD = 4
REWRITTEN, RENAMED, SPACED = 4, 2, 4
"""Of the ten changed rows: another description, another name, only spaces and capitals."""


@dataclass(frozen=True)
class Edition:
    file: Path
    rewritten: frozenset[str]
    renamed: frozenset[str]
    spaced: frozenset[str]
    removed: frozenset[str]


def decided(work: Work, number: int) -> list[Decision]:
    """One decision on each of the first pairs, every verdict in turn."""
    rows = work.catalogue.interventions
    key, text = keys(rows), fingerprints(rows)
    verdicts = list(Verdict)
    found = []
    for at, pair in enumerate(islice(work.overlaps, number)):
        ends = sorted((pair.a, pair.b), key=lambda one: key[one])
        members, texts = tuple(key[one] for one in ends), tuple(text[one] for one in ends)
        verdict = verdicts[at % len(verdicts)].value
        found.append(Decision(members, "overlap", verdict, who="Anna", day="2024-06-20", fingerprints=texts))
    return found


def next_edition(folder: Path, dice: random.Random) -> Edition:
    """The sample as another year's office would send it."""
    book = openpyxl.load_workbook(SAMPLE)
    page = book["Bilag B"]
    places = {str(cell.value): cell.column for cell in page[HEAD]}
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEAD + 1) if row[1].value]
    name, text = places["Indsats"] - 1, places["Beskrivelse af indsatsen"] - 1
    drawn = iter(dice.sample(range(len(rows)), 15))
    kinds = {kind: [rows[at] for at in islice(drawn, n)] for kind, n in (("r", 4), ("n", 2), ("s", 4), ("x", 5))}
    for row in kinds["r"]:
        row[text] = f"Nyt i år: {row[text]} Tilbuddet er nu også for søskende."
    for row in kinds["n"]:
        row[name] = f"{row[name]} (nyt navn)"
    for row in kinds["s"]:
        row[text] = f" {row[text]} ".replace(" ", "  ").upper()
    ids = {kind: frozenset(str(row[0]) for row in some) for kind, some in kinds.items()}
    kept = [row for row in rows if row not in kinds["x"]]
    for number in range(5):
        new = [None] * len(rows[0])
        new[0], new[name], new[text] = 900 + number, f"Ny indsats {number}", f"Noget helt andet, nummer {number}"
        kept.append(new)
    dice.shuffle(kept)
    for merge in [one for one in page.merged_cells.ranges if one.min_row > HEAD]:
        page.unmerge_cells(str(merge))
    page.delete_rows(HEAD + 1, page.max_row)
    for row in kept:
        page.append(row)
        for cell in page[page.max_row]:
            if isinstance(cell.value, datetime):
                cell.number_format = "d-mmm"  # as the sample shows the 6-12 that became a date
    file = folder / "bilag_b_2025.xlsx"
    book.save(file)
    return Edition(file, ids["r"], ids["n"], ids["s"], ids["x"])


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Work:
    return Work(SAMPLE, decisions_file=tmp_path_factory.mktemp("none") / "none.csv")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_reopened_and_gone_is_what_a_person_would_say(old: Work, seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same draws every time
    made = decided(old, 60)
    assert len(made) == 60
    pairs = [(pair.a, pair.b) for pair in islice(old.overlaps, 60)]
    file = tmp_path / "decisions.csv"
    file.write_text(decisions.text(made), encoding="utf-8")
    edition = next_edition(tmp_path, dice)
    judged = Work(edition.file, decisions_file=file).judgements
    reopened = edition.rewritten | edition.renamed
    for pair, decision in zip(pairs, made, strict=True):
        found = judged.of.get(pair) or judged.of.get((pair[1], pair[0]))
        if edition.removed & set(pair):
            assert found is None
            assert decision.members in [one.members for one in judged.unplaced]
        else:
            assert found is not None
            assert found.standing is (Standing.OLDER if reopened & set(pair) else Standing.CURRENT)
            assert found.decisions[0].answer == decision.answer
    gone = [pair for pair in pairs if edition.removed & set(pair)]
    assert len(judged.unplaced) == len(gone)


def test_compare_names_each_change_of_an_edition(
    old: Work, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    edition = next_edition(tmp_path, random.Random(7))  # noqa: S311 - the same draws every time
    assert run(["compare", str(SAMPLE), str(edition.file), "--format", "json"]) == 0
    told = json.loads(capfdbinary.readouterr()[0])
    by = {
        change: {
            row["b"] or row["a"] for row in told["rows"] if (row["what"], row["change"]) == ("intervention", change)
        }
        for change in ("begun", "ended", "renamed", "changed")
    }
    assert by["begun"] == {"900", "901", "902", "903", "904"}
    assert by["ended"] == edition.removed
    assert by["renamed"] == edition.renamed
    assert by["changed"] == edition.rewritten
    counts = told["counts"]
    assert counts["same"] + counts["changed"] + counts["ended"] == counts["rows_old"] == 123
