"""The findings as files for those who count for themselves: CSV as Danish Excel opens it, and JSON for programs.

A CSV file holds the table of a sheet, in the language of the report: semicolon, decimal comma, UTF-8 with its mark.
A JSON file holds records with codes and stable names (`data`), the same in every language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, TextIO

from overlap.model import Beyond
from overlap.report import data as recorded
from overlap.report import harmless
from overlap.report.sheets import data, gaps
from overlap.report.story import BEYOND, Story
from overlap.report.tables import Mark, Sheet, Table, Value
from overlap.report.voice import issue_sentence

MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""
DELIMITER, END = ";", "\r\n"
SHEETS = {
    "catalogue": "data_interventions",
    "themes": "data_themes",
    "overlaps": "data_pairs",
    "coverage": "data_coverage",
    "check": "problems",
}
"""The files that hold a table of the workbook, and its name there."""


def tables(story: Story, sheets: Sequence[Sheet]) -> Mapping[str, bytes]:
    """The CSV files by name; `sheets` are those of the workbook (`layout.sheets`)."""
    decimal = story.voice.report.phrases.decimal
    found = {f"{name}.csv": csv_bytes(table, decimal) for name, table in each_table(story, sheets)}
    beyond = story.findings.beyond
    if beyond is not None:
        found[PurePosixPath(BEYOND).name] = beyond_bytes(beyond, story)
    return found


def each_table(story: Story, sheets: Sequence[Sheet]) -> Iterator[tuple[str, Table]]:
    """The tables of the data sheets, and of all facets, gaps and problems, each whole."""
    laid = {sheet.table.name: sheet.table for sheet in sheets}
    yield from ((name, laid[table]) for name, table in SHEETS.items())
    yield "facets", data.facets(story).table
    yield "gaps", gaps.table("gaps", story.findings.gaps, story, themes=True)


def records(story: Story) -> Mapping[str, bytes]:
    """The JSON files by name."""
    return {f"{name}.json": recorded.json_text(made()).encode("ascii") for name, made in held(story).items()}


def held(story: Story) -> Mapping[str, Callable[[], recorded.Records | Mapping[str, object]]]:
    """The same findings as records, each made when it is called for."""
    findings, words = story.findings, story.voice.words
    read = findings.catalogue
    return {
        "catalogue": lambda: recorded.catalogue(read),
        "themes": lambda: recorded.themes(read, findings.themes, findings.understanding),
        "facets": lambda: recorded.facets(read, findings.understanding),
        "overlaps": lambda: recorded.overlaps(findings.pairs, story.reason),
        "gaps": lambda: recorded.gaps(findings.gaps, story.gap),
        "coverage": lambda: recorded.coverage(findings.coverage),
        "check": lambda: recorded.check(read, lambda issue: issue_sentence(issue, words)),
    }


def csv_bytes(table: Table, decimal: str) -> bytes:
    """A CSV file; text that a spreadsheet would run has an apostrophe before it, numbers stay numbers."""
    rows = ([_field(value, decimal) for value in row] for row in table.rows)
    return _file([column.heading for column in table.columns], lambda out: _writer(out).writerows(rows))


def beyond_bytes(beyond: Beyond, story: Story) -> bytes:
    """The flagged pairs that have no reason, best first, as far as they are listed: the columns of `overlaps.csv`.

    There may be a million: what can be said of them is made a field once, and a line only joins its fields.
    """
    words, told, terms = story.voice.report.data, story.voice.report.overlaps, story.voice.words.terms
    heads = (words.first_number, words.second_number, told.score, told.tier, told.kind, words.theme)
    decimal = story.voice.report.phrases.decimal
    ids = [_quoted(harmless.cell(one.id)) for one in story.findings.catalogue.interventions]
    scores = {score: _quoted(str(score).replace(".", decimal)) for score in set(beyond.scores)}
    tiers = {tier: _quoted(said) for tier, said in terms.tiers.items()}
    kinds = {kind: _quoted(said) for kind, said in terms.pair_kinds.items()}
    themes = [_quoted(story.voice.labels.titles(keys)) + END for keys in beyond.theme_sets]
    columns = zip(
        map(ids.__getitem__, beyond.left),
        map(ids.__getitem__, beyond.right),
        map(scores.__getitem__, beyond.scores),
        map(tiers.__getitem__, beyond.tiers),
        map(kinds.__getitem__, beyond.kinds),
        map(themes.__getitem__, beyond.themes),
        strict=True,
    )
    return _file(heads, lambda out: out.writelines(map(DELIMITER.join, columns)))


def _file(heads: Sequence[str], rows: Callable[[TextIO], object]) -> bytes:
    """A file of these headings, and of what `rows` writes; as bytes at once, for text takes more room."""
    content = io.BytesIO()
    with io.TextIOWrapper(content, "utf-8", newline="") as out:
        out.write(MARK)
        _writer(out).writerow([harmless.cell(head) for head in heads])
        rows(out)
        out.flush()
        return content.getvalue()


def _writer(out: TextIO) -> Any:
    return csv.writer(out, delimiter=DELIMITER, lineterminator=END)


def _quoted(text: str) -> str:
    """A field as it stands in a file."""
    out = io.StringIO(newline="")
    _writer(out).writerow((text, ""))
    return out.getvalue().removesuffix(DELIMITER + END)


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
