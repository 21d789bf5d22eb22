"""The findings as files for those who count for themselves: CSV as Danish Excel opens it, and JSON for programs.

A CSV file holds the table of a sheet, in the language of the report: semicolon, decimal comma, UTF-8 with its mark.
A JSON file holds records with codes and stable names (`data`), the same in every language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from overlap.model import Beyond
from overlap.report import data as records
from overlap.report import harmless
from overlap.report.sheets import data, gaps
from overlap.report.story import BEYOND, Story
from overlap.report.tables import Mark, Sheet, Table, Value
from overlap.report.voice import issue_sentence

ENCODING = "utf-8-sig"
"""With a mark that tells Excel that the file is UTF-8."""
SHEETS = {
    "catalogue": "data_interventions",
    "themes": "data_themes",
    "overlaps": "data_pairs",
    "coverage": "data_coverage",
    "check": "problems",
}
"""The files that hold a table of the workbook, and its name there."""


def files(story: Story, sheets: Sequence[Sheet]) -> Mapping[str, bytes]:
    """Every file by its name; `sheets` are those of the workbook (`layout.sheets`)."""
    decimal = story.voice.report.phrases.decimal
    found = {f"{name}.csv": csv_bytes(table, decimal) for name, table in tables(story, sheets)}
    beyond = story.findings.beyond
    if beyond is not None:
        found[PurePosixPath(BEYOND).name] = beyond_bytes(beyond, story)
    return found | {f"{name}.json": records.json_text(made()).encode("ascii") for name, made in held(story).items()}


def tables(story: Story, sheets: Sequence[Sheet]) -> Iterator[tuple[str, Table]]:
    """The tables of the data sheets, and of all facets, gaps and problems, each whole."""
    laid = {sheet.table.name: sheet.table for sheet in sheets}
    yield from ((name, laid[table]) for name, table in SHEETS.items())
    yield "facets", data.facets(story).table
    yield "gaps", gaps.table("gaps", story.findings.gaps, story, themes=True)


def held(story: Story) -> Mapping[str, Callable[[], records.Records | Mapping[str, object]]]:
    """The same findings as records, each made when it is called for."""
    findings, words = story.findings, story.voice.words
    read = findings.catalogue
    return {
        "catalogue": lambda: records.catalogue(read),
        "themes": lambda: records.themes(read, findings.themes, findings.understanding),
        "facets": lambda: records.facets(read, findings.understanding),
        "overlaps": lambda: records.overlaps(findings.pairs, story.reason),
        "gaps": lambda: records.gaps(findings.gaps, story.gap),
        "coverage": lambda: records.coverage(findings.coverage),
        "check": lambda: records.check(read, lambda issue: issue_sentence(issue, words)),
    }


def csv_bytes(table: Table, decimal: str) -> bytes:
    """A CSV file; text that a spreadsheet would run has an apostrophe before it, numbers stay numbers."""
    heads = [column.heading for column in table.columns]
    return _written(heads, ([_field(value, decimal) for value in row] for row in table.rows))


def beyond_bytes(beyond: Beyond, story: Story) -> bytes:
    """The flagged pairs that have no reason, best first, as far as they are listed: the columns of `overlaps.csv`."""
    words, told, terms = story.voice.report.data, story.voice.report.overlaps, story.voice.words.terms
    heads = (words.first_number, words.second_number, told.score, told.tier, told.kind, words.theme)
    ids = [harmless.cell(one.id) for one in story.findings.catalogue.interventions]
    decimal = story.voice.report.phrases.decimal
    scores = {score: str(score).replace(".", decimal) for score in set(beyond.scores)}
    themes = [story.voice.labels.titles(keys) for keys in beyond.theme_sets]
    # There may be a million rows: each column is looked up by itself, without a step of this program for each row.
    rows = zip(
        map(ids.__getitem__, beyond.left),
        map(ids.__getitem__, beyond.right),
        map(scores.__getitem__, beyond.scores),
        map(terms.tiers.__getitem__, beyond.tiers),
        map(terms.pair_kinds.__getitem__, beyond.kinds),
        map(themes.__getitem__, beyond.themes),
        strict=True,
    )
    return _written(heads, rows)


def _written(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file of these headings and fields; bytes as they come, for the whole as text would take thrice the room."""
    content = io.BytesIO()
    with io.TextIOWrapper(content, ENCODING, newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow([harmless.cell(head) for head in heads])
        writer.writerows(rows)
        out.flush()
        return content.getvalue()


def _field(value: Value, decimal: str) -> str:
    """Numbers without a mark for thousands, so that they can be counted on."""
    match value:
        case None:
            return ""
        case Mark(text, _):
            return harmless.cell(text)
        case str():
            return harmless.cell(value)
        case _:
            return str(value).replace(".", decimal)
