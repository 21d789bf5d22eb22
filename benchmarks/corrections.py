"""What an hour of corrections is worth: average precision after the first so many readings are corrected.

    python benchmarks/corrections.py [DRAWS]

The report of the sample is made, its sheet Forståelse is filled in as an analyst would (the cells of a row that a
person coded otherwise in `data/gold/facets.csv`), brought back with `overlap review`, and the pairs are scored with the
decisions file that came of it. Beside it: the same facets put straight in place of those read, and rows corrected in
random order.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import chdir
from pathlib import Path

import openpyxl
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from overlap import wording
from overlap.cli.application import run
from overlap.cli.judged import by_ids, with_facets
from overlap.cli.pipeline import Work
from overlap.cli.show import labels
from overlap.model import Facets
from overlap.review import decisions, evaluation, gold

ROOT = Path(__file__).parents[1]
SAMPLE, GOLD = ROOT / "data" / "bilag_b.xlsx", ROOT / "data" / "gold"
OTHER = "andet"
CUTS = (0, 10, 20, 40, 80, 123)
WORDS = wording.load("da")
COLUMNS = WORDS.report.review.columns
Cells = Mapping[str, str]


def cells(coded: Facets, title: Mapping[str, str], known: Collection[str]) -> Cells:
    """What an analyst would write for these facets, by the code of the column; a blank list is "Ingen".

    `known` are the numbers of the workbook: the sheet knows those it sends others on to by nothing else. "Andet" is no
    problem that can be chosen: two interventions do not share a problem because both have another one.
    """
    none, data = WORDS.report.review.nothing, WORDS.report.data

    def several(codes: Sequence[str]) -> str:
        return "; ".join(title[code] for code in codes) or none

    problems = tuple(code for code in coded.problems_main if code != OTHER)
    others = tuple(code for code in coded.problems_other if code != OTHER)
    forms = coded.forms_main
    return {
        "problem_1": several(problems[:1]),
        "problem_2": several(problems[1:]) if problems[1:] else "",
        "problems_other": several(others),
        "excluded": several(coded.excluded),
        "form_1": several(forms[:1]),
        "form_2": several(forms[1:]) if forms[1:] else "",
        "forms_other": several(coded.forms_other),
        "addressee": several(coded.addressees),
        "level": WORDS.terms.levels[str(int(coded.level))],
        "setting": WORDS.terms.settings[coded.setting],
        "wide": data.yes if coded.wide else data.no,
        "boundary": "; ".join(one for one in coded.boundary if one in known) or none,
    }


def fill(report: Path, work: Work, coded: Mapping[str, Facets], chosen: Collection[str] | None) -> list[str]:
    """Correct the rows of `chosen` (ids; all where `None`) where they differ; the ids in the order of the sheet."""
    title = {code: label.title for code, label in labels(work, "da").items()}
    book = openpyxl.load_workbook(report)
    page: Worksheet = book[WORDS.report.review.readings_tab]
    head = next(row for row in page.iter_rows() if row[0].value == COLUMNS["name"])
    place = {str(cell.value): cell.column for cell in head}
    order = []
    for row in range(head[0].row + 1, page.max_row + 1):
        one = str(page.cell(row, place[COLUMNS["name"]]).value or "").partition(" ")[0]
        order += [one] if one in coded else []
        if one not in coded or (chosen is not None and one not in chosen):
            continue
        for code, text in cells(coded[one], title, coded.keys()).items():
            cell = page.cell(row, place[COLUMNS[code]])
            if not _same(str(cell.value or ""), text):
                cell.value = text
    book.save(report)
    return order


def _same(cell: str, text: str) -> bool:
    """Whether a cell says the same already: the order of codes in a list says nothing, a blank is none."""
    none = WORDS.report.review.nothing
    before, after = ({part.strip() for part in one.split(";")} - {"", none} for one in (cell, text))
    return before == after


def through_the_file(folder: Path, coded: Mapping[str, Facets], chosen: Collection[str] | None) -> Path:
    """The decisions file after the rows of `chosen` were corrected in a report, and the report brought back."""
    file, report = folder / "decisions.csv", folder / "reports" / "bilag_b" / "rapport.xlsx"
    with chdir(folder):
        file.unlink(missing_ok=True)
        assert run(["run", str(SAMPLE), "--force", "--quiet"]) == 0
        fill(report, Work(SAMPLE), coded, chosen)
        assert run(["review", str(report), "--who", "Anna", "--quiet", "--format", "csv"]) == 0
    return file


def average_precision(work: Work, scored: Work, found: gold.Gold) -> float:
    ground = evaluation.ground(work.catalogue, found, ())
    return evaluation.tool_line(work.catalogue, by_ids(work, scored.comparison), ground).ranking.average_precision.value


def directly(work: Work, found: gold.Gold, chosen: Collection[str]) -> float:
    some = replace(found, facets={key: one for key, one in found.facets.items() if key in chosen})
    return average_precision(work, with_facets(work, some), found)


def of_file(work: Work, found: gold.Gold, file: Path) -> float:
    return average_precision(work, Work(SAMPLE, decisions_file=file), found)


def order_of(work: Work) -> list[str]:
    """The ids as the sheet has them: the readings most worth a look first."""
    return [one.id for one in work.findings.doubts]


def main(draws: int) -> None:
    work, found = Work(SAMPLE), gold.read(GOLD)
    print(
        "| corrected | as the sheet has them | decisions | straight into the facets | random order | lowest-highest |"
    )
    print("|---|---|---|---|---|---|")
    order = order_of(work)
    dice = random.Random(20240618)  # noqa: S311 - the same draws every time
    orders = [dice.sample(order, len(order)) for _ in range(draws)]
    for cut in CUTS:
        with tempfile.TemporaryDirectory() as name:
            file = through_the_file(Path(name), found.facets, set(order[:cut]))
            by_file, answers = of_file(work, found, file), len(decisions.read(file))
        straight = directly(work, found, set(order[:cut]))
        drawn = [directly(work, found, set(one[:cut])) for one in orders]
        mean = sum(drawn) / len(drawn)
        span = f"{min(drawn):.3f}-{max(drawn):.3f}"
        print(f"| {cut} | {by_file:.3f} | {answers} | {straight:.3f} | {mean:.3f} | {span} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
