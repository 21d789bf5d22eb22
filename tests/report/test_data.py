"""Data for scripts: the columns promised, codes and not words, empty where nothing is stated."""

from __future__ import annotations

import csv
import io
import json

import pytest

from overlap.model import Findings
from overlap.report import data
from overlap.report.voice import Voice, issue_sentence


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_catalogue_has_the_promised_columns(findings: Findings) -> None:
    text = data.csv_text(data.catalogue(findings.catalogue))
    assert text.splitlines()[0] == (
        "id,row,name,department,provider,kind,target_group,age_min,age_max,access,wait_weeks_min,wait_weeks_max,"
        "evaluated,places,budget,funding_end,partners"
    )
    first, *_, last = read(text)
    assert (first["id"], first["row"], first["age_min"], first["budget"]) == ("1", "5", "7", "1150000")
    assert (last["age_min"], last["age_max"], last["department"]) == ("", "", "")


def test_themes_have_one_column_each_in_the_order_of_the_lexicon(findings: Findings) -> None:
    text = data.csv_text(data.themes(findings.catalogue, findings.themes, findings.understanding))
    assert text.splitlines()[0] == "id,row,name,angst,autisme,spiseforstyrrelse"
    assert [row["spiseforstyrrelse"] for row in read(text)] == ["none", "excluded", "primary", "none"]


def test_facets_have_the_promised_columns(findings: Findings) -> None:
    text = data.csv_text(data.facets(findings.catalogue, findings.understanding))
    assert text.splitlines()[0] == (
        "id,row,name,problems_main,problems_other,excluded,forms_main,forms_other,addressee,level,setting,wide,boundary"
    )
    assert read(text)[0]["level"] == "2"


def test_overlaps_and_gaps_have_the_promised_columns(findings: Findings) -> None:
    overlaps = read(data.csv_text(data.overlaps(findings.pairs, lambda _: "Fordi; 1, 2")))
    assert list(overlaps[0]) == ["a", "b", "score", "tier", "kind", "themes", "reason"]
    assert (overlaps[0]["score"], overlaps[0]["reason"]) == ("81.4", "Fordi; 1, 2")
    gaps = read(data.csv_text(data.gaps(findings.gaps, lambda _: "Fordi")))
    assert list(gaps[0]) == ["kind", "theme", "age_band", "department", "step", "interventions", "reason"]
    assert [gap["kind"] for gap in gaps] == ["G1", "G2"]


def test_json_has_a_version_and_is_pure_ascii(findings: Findings) -> None:
    text = data.json_text(data.catalogue(findings.catalogue))
    assert text.isascii()
    content = json.loads(text)
    assert content["version"] == 1
    assert content["rows"][0]["name"] == "Modige børn"
    assert content["rows"][3]["age_min"] is None


@pytest.mark.parametrize("rows", [(), (('",\n', None),), (("æ\U0001f642", 1), ("{}: [,", -2.5), ("", 0))])
def test_json_is_written_as_python_writes_it(rows: tuple[tuple[str, float | None], ...]) -> None:
    """One field a line, one space further in at each level."""
    told = {"version": 1, "rows": [{"a": text, "b,": value} for text, value in rows]}
    assert data.json_text(data.Records(("a", "b,"), rows)) == json.dumps(told, indent=1) + "\n"


def test_check_lists_every_problem_with_its_cell(findings: Findings, voice: Voice) -> None:
    content = json.loads(data.json_text(data.check(findings.catalogue, lambda one: issue_sentence(one, voice.words))))
    assert (content["file"], content["sheet"], content["header_row"], content["rows"]) == (
        "bilag.xlsx",
        "Bilag B",
        4,
        4,
    )
    assert content["issues"][0] == {
        "severity": "warning",
        "code": "age_is_date",
        "sheet": "Bilag B",
        "cell": "G8",
        "message": 'Alderen "6-dec" er en dato.',
    }
