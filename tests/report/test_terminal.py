"""The terminal shows the workbook's figures, at every width, with every word whole."""

from __future__ import annotations

import io
import itertools

import pytest
from msgspec.structs import replace

from overlap.report import terminal
from overlap.report.tables import Column, Shape, Sheet, Table
from overlap.report.voice import Voice


def shown(sheet: Sheet, voice: Voice, environment: dict[str, str], encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    terminal.show(sheet, voice.report, terminal.console(stream, environment))
    stream.seek(0)
    return stream.read()


WIDTHS = {"80": {"COLUMNS": "80"}, "120": {"COLUMNS": "120"}, "200": {"COLUMNS": "200"}, "piped": {}}


@pytest.mark.parametrize("environment", WIDTHS.values(), ids=WIDTHS.keys())
def test_no_word_is_cut_and_no_line_too_long(
    environment: dict[str, str], sheets: tuple[Sheet, ...], voice: Voice
) -> None:
    """Every word of a column that is shown stands whole in the output; columns that are not are named."""
    width = int(environment.get("COLUMNS", terminal.PIPE_WIDTH))
    for sheet in sheets:
        text = shown(sheet, voice, environment)
        words = set(text.split())
        assert max(len(line) for line in text.splitlines()) <= width, sheet.title
        kept = terminal.fitting(terminal.plain(sheet.table, voice.report.phrases, "utf-8"), width)
        for at, column in enumerate(sheet.table.columns):
            if at not in kept:
                assert column.heading in " ".join(text.split())
                continue
            cells = [terminal.text_of(row[at], column, voice.report.phrases) for row in sheet.table.rows]
            missing = {word for cell in cells for word in cell.split()} - words
            assert missing - {word for word in missing if len(word) > terminal.FOLDED} == set(), sheet.title


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "ascii"])
def test_an_old_code_page_does_not_stop_it(encoding: str, sheets: tuple[Sheet, ...], voice: Voice) -> None:
    """What a code page lacks is replaced by what it has."""
    column = Column("Indsats", 20)
    table = Table("t", (column,), (("Cool Kids – for børn … 😀 “ja”",),))
    text = shown(replace(sheets[0], table=table), voice, {"COLUMNS": "80"}, encoding)
    assert "Cool Kids - for b" in text
    assert '... ? "ja"' in text


@pytest.mark.parametrize(
    "text", ["[/]", "[bold]x[/bold]", "[link=http://evil.example]klik[/link]", "\x1b[31mrød\x1b[0m", "a\x9b2Jb\u202ec"]
)
def test_text_is_neither_markup_nor_control(text: str, sheets: tuple[Sheet, ...], voice: Voice) -> None:
    table = Table("t", (Column("Indsats", 20),), ((text,),))
    found = shown(replace(sheets[0], table=table), voice, {"COLUMNS": "80"})
    printable = "".join(one for one in text if one.isprintable())
    assert printable in found
    assert not any(one in found for one in "\x1b\x9b\u202e")


def test_numbers_are_written_the_danish_way(voice: Voice) -> None:
    phrases = voice.report.phrases
    assert terminal.text_of(1_150_000, Column("x", 5, Shape.AMOUNT), phrases) == "1.150.000"
    assert terminal.text_of(81.4, Column("x", 5, Shape.NUMBER), phrases) == "81,4"


def test_a_table_that_no_screen_holds_keeps_its_first_columns(sheets: tuple[Sheet, ...], voice: Voice) -> None:
    """Words are not broken to make room: what does not fit is left out, from the right, and named."""
    columns = tuple(Column(f"kolonne{at}", 20) for at in range(8))
    table = Table("t", columns, (("sammenhængende",) * 8,))
    text = shown(replace(sheets[0], table=table), voice, {"COLUMNS": "80"})
    assert text.count("sammenhængende") == 5
    assert "kolonne5, kolonne6, kolonne7." in text


def test_rows_that_are_left_out_are_counted(sheets: tuple[Sheet, ...], voice: Voice) -> None:
    """Of a ranked sheet only: the front page is always whole."""
    front, stream = sheets[0], io.StringIO()
    ranked = replace(front, ranked=True)
    terminal.show(ranked, voice.report, terminal.console(stream, {}), most=1)
    assert f"{len(front.table.rows) - 1} rækker mere i rapporten." in stream.getvalue()
    terminal.show(front, voice.report, terminal.console(whole := io.StringIO(), {}), most=1)
    assert "mere i rapporten" not in whole.getvalue()


def test_figures_are_those_of_the_layout_in_every_width(sheets: tuple[Sheet, ...], voice: Voice) -> None:
    """Front page answers, read without line breaks, stand the same at 80 and at 200 columns."""
    for a, b in itertools.pairwise(("80", "200")):
        first, second = (set(shown(sheets[0], voice, {"COLUMNS": width}).split()) for width in (a, b))
        assert first - {"─" * 80} == second - {"─" * 200} or {w for w in first ^ second if "─" not in w} == set()
