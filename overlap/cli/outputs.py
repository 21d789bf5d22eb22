"""Every file of a report, by its name, in the order they are put in place: first those that may be open elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from overlap.cli.pipeline import signed
from overlap.cli.rounds import of_story
from overlap.cli.spread import beside, way
from overlap.cli.talk import progress

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.report.story import Story
    from overlap.report.tables import Edition, Sheet
    from overlap.wording.report import Printing

WORKBOOK, MEMO, MAP, DATA = "rapport.xlsx", "notat.docx", "kort.html", "data"


def everything(
    work: Work,
    story: Story,
    fingerprint: str = "",
    template: Path | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Mapping[str, bytes]:
    """The whole report of one workbook; the manifest, which holds the fingerprints of the others, comes last.

    `meanwhile` is done in the first process, which has less to do where there are two. A copy of it makes all that
    consists of sheets. One started afresh gets the sheets as they are laid out, a fraction of the findings behind them.
    """
    from overlap.report import layout, manifest

    started, told = way(len(story.by_id)), partial(_told, story, work.asked, template, meanwhile)
    if started == "spawn":
        progress.stage("workbook")
        sheets = layout.sheets(story)
        printed = partial(_workbook, sheets, story.voice.report.printing, story.edition)
        mine, theirs = beside(partial(told, sheets), printed, started)
    else:
        mine, theirs = beside(told, partial(_sheets, story), started)
    made = dict.fromkeys((WORKBOOK, MEMO, MAP), b"") | theirs | mine
    asked = {**work.asked, **({"template": signed(template)} if template else {}), "fingerprint": fingerprint}
    return made | {manifest.NAME: manifest.content(story, asked, made)}


def _sheets(story: Story) -> dict[str, bytes]:
    """All files that consist of sheets."""
    from overlap.report import layout

    progress.stage("workbook")
    sheets = layout.sheets(story)
    return _workbook(sheets, story.voice.report.printing, story.edition) | _tables(story, sheets)


def _workbook(sheets: Sequence[Sheet], words: Printing, edition: Edition) -> dict[str, bytes]:
    from overlap.report import workbook

    return {WORKBOOK: workbook.render(sheets, words, edition)}


def _tables(story: Story, sheets: Sequence[Sheet]) -> dict[str, bytes]:
    from overlap.report import exports

    progress.stage("data")
    return _in_folder(exports.tables(story, sheets))


def _told(
    story: Story,
    asked: Mapping[str, str],
    template: Path | None,
    meanwhile: Callable[[], object] | None,
    sheets: Sequence[Sheet] = (),
) -> dict[str, bytes]:
    """All files that need the story and no sheets; with `sheets`, their tables too."""
    from overlap.report import exports, memo, page, word
    from overlap.report.map import of as map_of
    from overlap.review import roundfile

    progress.stage("memo")
    made = {MEMO: word.render(memo.of(story), story.voice.report, story.edition, template)}
    progress.stage("map")
    made[MAP] = page.render(map_of(story), story.voice)
    if sheets:
        made |= _tables(story, sheets)
    progress.stage("data")
    made |= _in_folder(exports.records(story))
    made[roundfile.NAME] = roundfile.content(of_story(story, asked))
    if meanwhile:
        meanwhile()
    return made


def _in_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{DATA}/{name}": content for name, content in files.items()}
