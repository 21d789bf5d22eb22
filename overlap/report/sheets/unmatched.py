"""What the word lists may lack, what they hold in vain, and the interventions in which nothing was recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overlap.report.data import AND, Records
from overlap.report.story import Story
from overlap.report.tables import Column, Shape, Sheet, Table

MOST_SHOWN = 60
"""Suggested words on the screen; CSV and JSON hold them all."""

Words = Sequence[tuple[str, tuple[str, ...]]]
"""A word as first written, and the ids of the interventions that use it."""


def sheets(
    words: Words, unread: Mapping[str, Sequence[str]], idle: Mapping[str, Sequence[str]], story: Story
) -> list[Sheet]:
    """`unread` holds ids under ``problem`` and ``form``; `idle` words of the lexicon by concept."""
    said = story.voice.words.unmatched
    suggested = tuple((word, len(ids), "; ".join(story.name(key) for key in ids)) for word, ids in words[:MOST_SHOWN])
    nothing = tuple((said.kinds[kind], story.name(key)) for kind, ids in unread.items() for key in ids)
    unused = tuple((story.voice.labels.title(code), len(some), ", ".join(some)) for code, some in idle.items())
    columns = (Column(said.word, 24), Column(said.times, 12, Shape.NUMBER), Column(said.where, 70))
    concepts = (Column(said.concept, 28), Column(said.times, 12, Shape.NUMBER), Column(said.words, 80))
    return [
        Sheet(said.suggested, said.suggested, (said.suggested_reading,), Table("suggested", columns, suggested)),
        Sheet(
            said.nothing,
            said.nothing,
            (said.nothing_reading if nothing else said.nothing_none,),
            Table("nothing", (Column(said.missing, 30), Column(said.intervention, 60)), nothing),
        ),
        Sheet(said.idle, said.idle, (said.idle_reading,), Table("idle", concepts, unused)),
    ]


def records(words: Words, unread: Mapping[str, Sequence[str]], idle: Mapping[str, Sequence[str]]) -> Records:
    """One row a word or intervention: ``kind`` is word, no_problem, no_form or idle."""
    rows = [("word", word, AND.join(ids)) for word, ids in words]
    rows += [(f"no_{kind}", "", key) for kind, ids in unread.items() for key in ids]
    rows += [("idle", word, code) for code, some in idle.items() for word in some]
    return Records(("kind", "word", "ids"), tuple(rows))
