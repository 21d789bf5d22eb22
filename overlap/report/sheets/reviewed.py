"""What a reviewed report brought in, and what did not go through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overlap.model import OVERLAP_QUESTION, YES, Decision, Issue
from overlap.report.data import Records
from overlap.report.sheets.register import ranked
from overlap.report.tables import Column, Sheet, Table, Value
from overlap.report.voice import Voice, issue_sentence


def records(brought: Sequence[Decision]) -> Records:
    columns = ("interventions", "question", "answer", "effects", "comment", "who", "date", "about")
    rows = (
        (
            " ".join(one.members),
            one.question,
            one.answer,
            "|".join(one.effects),
            one.comment,
            one.who,
            one.day,
            one.about,
        )
        for one in brought
    )
    return Records(columns, tuple(rows))


def sheets(
    brought: Sequence[Decision], issues: tuple[Issue, ...], named: Mapping[str, str], voice: Voice
) -> list[Sheet]:
    """The new answers, then everything that a person should look at; only those of the two that hold anything.

    `named` is what each key that was handed out is about.
    """
    found = [_answers(brought, named, voice), _issues(issues, voice)]
    return [sheet for sheet in found if sheet.table.rows]


def _answers(brought: Sequence[Decision], named: Mapping[str, str], voice: Voice) -> Sheet:
    words = voice.report.review
    columns = (
        Column(words.brought_about, 50),
        Column(words.brought_question, 18, rank=2),
        Column(words.brought_answer, 30),
        Column(words.columns["comment"], 30, rank=3),
        Column(words.columns["who"], 14),
        Column(words.columns["day"], 12, rank=4),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (one.about, words.questions[one.question], answer_text(one, named, voice), one.comment, one.who, one.day)
        for one in brought
    )
    return Sheet(words.brought_tab, words.brought_tab, (), Table("brought", columns, rows))


def answer_text(one: Decision, named: Mapping[str, str], voice: Voice) -> str:
    """The answer as people read it."""
    terms, data = voice.words.terms, voice.report.data
    codes = [code for code in one.answer.split("|") if code]
    match one.question:
        case question if question == OVERLAP_QUESTION:
            said = terms.verdicts[one.answer]
        case "level":
            said = terms.levels[one.answer or "0"]
        case "access":
            said = terms.access[one.answer or "unknown"]
        case "setting":
            said = terms.settings.get(one.answer, one.answer)
        case "wide":
            said = data.yes if one.answer == YES else data.no
        case "ages":
            said = one.answer
        case "boundary":
            said = ", ".join(named.get(code, code) for code in codes)
        case _:
            said = voice.labels.titles(codes)
    return said or voice.report.review.nothing


def _issues(issues: tuple[Issue, ...], voice: Voice) -> Sheet:
    said, words = voice.report.problems, voice.report.review
    columns = (
        Column(said.severity, 12),
        Column(said.sheet, 20, rank=2),
        Column(said.cell, 9),
        Column(said.problem, 95),
    )
    rows = tuple(
        (
            voice.words.terms.severities[one.severity],
            one.sheet,
            one.cell.partition(":")[0],
            issue_sentence(one, voice.words),
        )
        for one in ranked(issues)
    )
    return Sheet(words.brought_issues, words.brought_issues, (), Table("brought_issues", columns, rows))
