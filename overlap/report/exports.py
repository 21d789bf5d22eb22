"""The findings as files for those who count for themselves: CSV as Danish Excel opens it, and JSON for programs.

A CSV file holds the table of a sheet, in the language of the report: semicolon, decimal comma, UTF-8 with its mark.
A JSON file holds records with codes and stable names (`data`), the same in every language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import PurePosixPath

from overlap.model import Beyond
from overlap.report import data as records
from overlap.report import harmless
from overlap.report.sheets import data, gaps, register
from overlap.report.story import BEYOND, Story
from overlap.report.tables import Mark, Table, Value
from overlap.report.voice import issue_sentence

MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""


def files(story: Story) -> Mapping[str, bytes]:
    """Every file by its name."""
    decimal = story.voice.report.phrases.decimal
    found = {f"{name}.csv": csv_bytes(table, decimal) for name, table in tables(story).items()}
    beyond = story.findings.beyond
    if beyond is not None:
        found[PurePosixPath(BEYOND).name] = beyond_bytes(beyond, story)
    return found | {f"{name}.json": records.json_text(content).encode("ascii") for name, content in held(story).items()}


def tables(story: Story) -> Mapping[str, Table]:
    """The tables of the data sheets, and of all gaps and problems, each whole."""
    return {
        "catalogue": data.interventions(story).table,
        "themes": data.themes(story).table,
        "facets": data.facets(story).table,
        "overlaps": data.pairs(story).table,
        "gaps": gaps.table("gaps", story.findings.gaps, story, themes=True),
        "coverage": data.coverage(story).table,
        "check": register.problems(story).table,
    }


def held(story: Story) -> Mapping[str, records.Records | Mapping[str, object]]:
    """The same findings as records."""
    findings, words = story.findings, story.voice.words
    return {
        "catalogue": records.catalogue(findings.catalogue),
        "themes": records.themes(findings.catalogue, findings.themes, findings.understanding),
        "facets": records.facets(findings.catalogue, findings.understanding),
        "overlaps": records.overlaps(findings.pairs, story.reason),
        "gaps": records.gaps(findings.gaps, story.gap),
        "coverage": records.coverage(findings.coverage),
        "check": records.check(findings.catalogue, lambda issue: issue_sentence(issue, words)),
    }


def csv_bytes(table: Table, decimal: str) -> bytes:
    """A CSV file; text that a spreadsheet would run has an apostrophe before it, numbers stay numbers."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless.cell(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([_field(value, decimal) for value in row])
    return out.getvalue().encode("utf-8")


def beyond_bytes(beyond: Beyond, story: Story) -> bytes:
    """The flagged pairs that have no reason, best first, as far as they are listed: the columns of `overlaps.csv`."""
    words, told, terms = story.voice.report.data, story.voice.report.overlaps, story.voice.words.terms
    heads = (words.first_number, words.second_number, told.score, told.tier, told.kind, words.theme)
    ids = [harmless.cell(one.id) for one in story.findings.catalogue.interventions]
    decimal = story.voice.report.phrases.decimal
    themes = [story.voice.labels.titles(keys) for keys in beyond.theme_sets]
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless.cell(head) for head in heads])
    columns = (beyond.left, beyond.right, beyond.scores, beyond.tiers, beyond.kinds, beyond.themes)
    for left, right, score, tier, kind, theme in zip(*columns, strict=True):
        said = (terms.tiers[tier], terms.pair_kinds[kind], themes[theme])
        writer.writerow((ids[left], ids[right], str(score).replace(".", decimal), *said))
    return out.getvalue().encode("utf-8")


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
