"""A round from a workbook or a report folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from overlap.model import Intervention, PairKind

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.report.story import Story
    from overlap.review.rounds import Round
    from overlap.wording.sections import Wording


ASKED = ("budget_year", "population", "lexicon", "decisions")
"""What may be asked for that brings pairs and gaps about. The lines are among the settings, which tell more of them."""


def of_path(path: Path, work: Work, words: Wording) -> Round:
    """What a report folder holds, or what a workbook gives when it is analysed now."""
    from overlap.cli import show
    from overlap.review import roundfile

    if path.is_dir():
        return roundfile.read(path)
    work.catalogue  # noqa: B018 - a file that is not there is said before its date is asked for
    return of_story(show.story(work, words), work.asked)


def of_story(story: Story, asked: Mapping[str, str]) -> Round:
    """The catalogue with what was found in it, `asked` as `Work.asked` has it."""
    from overlap.cli.jobs import program
    from overlap.review.keys import fingerprints, keys
    from overlap.review.rounds import Flag, Hole, Round, Row
    from overlap.review.terms import signed

    rows = story.findings.catalogue.interventions
    key_of, text_of = keys(rows), fingerprints(rows)
    return Round(
        name=story.findings.catalogue.source.name,
        rows=tuple(Row(one.id, key_of[one.id], text_of[one.id], told(one)) for one in rows),
        flags=tuple(
            Flag(pair.a, pair.b, round(pair.score, 1), pair.tier.value, pair.kind.value, story.reason(pair))
            for pair in story.findings.pairs
            if pair.kind is not PairKind.CHAIN
        ),
        holes=tuple(
            Hole((gap.kind.value, gap.theme, gap.age_band, gap.department, gap.step, gap.reason or ""), story.gap(gap))
            for gap in story.findings.gaps
        ),
        language=story.voice.words.language,
        terms={
            "version": signed(story.edition.version, program()),
            **{name: value for name, value in asked.items() if name in ASKED},
            **story.findings.settings,
        },
    )


def told(one: Intervention) -> Mapping[str, str]:
    """The fields that are compared, as data writes them; empty is not stated."""
    from overlap.report.data import CATALOGUE

    values = {name: value(one) for name, value in CATALOGUE.items() if name not in ("id", "row")}
    texts = {"description": one.description, "purpose": one.purpose, "status": one.status.value}
    return {name: "" if value is None else str(value) for name, value in {**values, **texts}.items()}
