"""Facets coded by a person come in through the sheet Forståelse, and find what they find when put in directly."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from pathlib import Path

import pytest

from overlap.cli.application import run
from overlap.cli.pipeline import Work
from overlap.model import Facets

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
import corrections  # type: ignore[import-not-found]  # noqa: E402 - the script that measures it

CODES = ("problems_main", "problems_other", "excluded", "forms_main", "forms_other", "addressees", "boundary")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The decisions of someone who corrected every reading of the sample."""
    found: Path = corrections.through_the_file(tmp_path_factory.mktemp("gold"), gold(), None)
    return found


def gold() -> dict[str, Facets]:
    return dict(corrections.gold.read(corrections.GOLD).facets)


def told(facets: Facets, known: set[str]) -> tuple[object, ...]:
    """What the sheet can hold: no problem "andet", and no name that is no number of the workbook."""
    sets = {name: set(getattr(facets, name)) for name in CODES}
    sets["boundary"] &= known
    for name in ("problems_main", "problems_other"):
        sets[name] -= {corrections.OTHER}
    return (*sets.values(), facets.level, facets.setting, facets.wide)


def test_every_reading_is_what_the_person_wrote(file: Path) -> None:
    """All of the ten parts, of all 123 rows."""
    read, coded = Work(corrections.SAMPLE, decisions_file=file).understanding, gold()
    known = set(read)
    assert {key: told(read[key].facets, known) for key in coded} == {
        key: told(one, known) for key, one in coded.items()
    }
    assert len(coded) == 123


def test_the_curve_is_drawn_in_the_order_of_the_sheet(file: Path) -> None:
    """Of the report that was filled in: every row, once."""
    work = Work(corrections.SAMPLE)
    report = file.parent / "reports" / "bilag_b" / "rapport.xlsx"
    assert corrections.fill(report, work, gold(), ()) == corrections.order_of(work)
    assert len(set(corrections.order_of(work))) == 123


def figures(capfdbinary: pytest.CaptureFixture[bytes], labels: Path, *asked: str) -> dict[tuple[str, ...], float]:
    capfdbinary.readouterr()
    assert run(["evaluate", str(corrections.SAMPLE), "--gold", str(labels), "--format", "csv", *asked]) == 0
    rows = csv.DictReader(io.StringIO(capfdbinary.readouterr()[0].decode()))
    return {(row["method"], row["scope"], row["grade"], row["measure"]): float(row["value"]) for row in rows}


def test_evaluate_finds_the_same_by_the_file_as_by_the_labels(
    file: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """To the last figure, when the labels are those the sheet can hold; and clearly more than without corrections."""
    rows = list(csv.DictReader(io.StringIO((corrections.GOLD / "facets.csv").read_text(encoding="utf-8"))))
    for row in rows:
        for name in ("problems_main", "problems_other"):
            row[name] = "|".join(code for code in row[name].split("|") if code != corrections.OTHER)
    with (tmp_path / "facets.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    shutil.copy(corrections.GOLD / "overlaps.csv", tmp_path)
    by_file = figures(capfdbinary, tmp_path, "--with-decisions", str(file))
    straight, without = figures(capfdbinary, tmp_path, "--facets-gold"), figures(capfdbinary, tmp_path)
    pairs = [key for key in straight if key[0] == "overlap" and key[1] in ("all", "focus")]
    assert len(pairs) > 10
    assert {key: by_file[key] for key in pairs} == {key: straight[key] for key in pairs}
    first = ("overlap", "all", "1", "average_precision")
    assert by_file[first] > without[first] + 0.05
