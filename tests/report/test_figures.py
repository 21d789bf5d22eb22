"""Each figure is drawn from the table beside it, said in words, and legible without telling colours apart."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from msgspec.structs import replace

from overlap.model import Answers, Findings, Kind, Tally
from overlap.report import layout, palette, workbook
from overlap.report.checks import contrast
from overlap.report.sheets import figures
from overlap.report.story import Story
from overlap.report.tables import Edition, Sheet
from overlap.report.voice import Voice


@pytest.fixture
def story(findings: Findings, voice: Voice, edition: Edition) -> Story:
    return Story(findings, voice, edition)


def figure(name: str, story: Story) -> Sheet:
    return next(sheet for sheet in figures.sheets(story) if sheet.table.name == f"figure_{name}")


def test_interventions_by_department_and_type(story: Story) -> None:
    assert figure("departments", story).table.rows == (
        ("MBU", 1, 0),
        ("MKB", 0, 1),
        ("MSB", 1, 0),
        ("Uoplyst", 1, 0),
    )


def test_interventions_by_age_count_everyone_who_takes_in_any_of_it(story: Story) -> None:
    """1 is for 7-12, 2 for 8-13, 3 from 13; 4 states no age and the bands have no field for it."""
    assert figure("ages", story).table.rows == (("6-9 år", 2, 0), ("13-15 år", 1, 1))


def test_overlaps_are_counted_by_the_departments_they_lie_in(story: Story) -> None:
    assert figure("between", story).table.rows == (("MBU og MSB", 1),)


def test_answers_are_those_of_the_tallies(story: Story) -> None:
    """Municipal and partnership apart; without a tally there is no figure."""
    assert not [sheet for sheet in figures.sheets(story) if sheet.table.name == "figure_wait"]
    lines = tuple(
        Tally("wait", "", "", kind, ("1", "2"), {"within": ("1",), "over": ids, "unknown": ()})
        for kind, ids in ((Kind.MUNICIPAL, ("2", "3")), (Kind.PARTNERSHIP, ()))
    )
    answers = Answers(tallies=lines)
    told = replace(story, findings=replace(story.findings, answers=answers))
    assert [row[1:] for row in figure("wait", told).table.rows] == [(1, 1), (2, 0)]


def test_a_figure_is_said_in_words_with_every_number(story: Story) -> None:
    for sheet in figures.sheets(story):
        assert sheet.chart is not None
        for value in (value for row in sheet.table.rows for value in row):
            assert str(value) in sheet.chart.alt


def test_every_chart_stands_beside_its_table_with_words_and_numbers(story: Story) -> None:
    """One drawing on each of these sheets, with alternative text, a title and a label on every bar."""
    sheets = layout.sheets(story)
    content = workbook.render(sheets, story.voice.report.printing, story.edition)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if "drawings/drawing" in name]
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    drawings = [one for one in drawings if "<xdr:wsDr" in one]
    assert len(drawings) == len(charts) == len(figures.sheets(story))
    for one in drawings:
        assert re.search(r'<xdr:cNvPr [^>]*descr="Søjlediagram\. [^"]+"', one)
    for one in charts:
        assert "<c:title>" in one
        assert one.count('<c:showVal val="1"/>') == one.count("<c:ser>")


def test_bars_stand_out_from_the_paper_and_letters_from_their_ground() -> None:
    assert all(contrast.ratio(colour, palette.PAPER) >= contrast.GRAPHIC for colour in palette.SERIES)
    assert contrast.ratio(palette.INK, palette.PAPER) >= contrast.TEXT
    for look in (palette.HEAD, *palette.MARKS.values()):
        assert contrast.ratio(look.text, look.fill) >= contrast.TEXT


def test_contrast_is_that_of_wcag() -> None:
    assert contrast.ratio("#FFFFFF", "000000") == pytest.approx(21)
    assert contrast.ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
