"""Why two interventions score as they do: every part with its points, and what it rests on."""

from __future__ import annotations

from overlap.model import Pair, Part
from overlap.report.phrases import listed, number, years_of
from overlap.report.sheets.gaps import cells_of, words_of
from overlap.report.story import Story
from overlap.report.tables import Column, Shape, Sheet, Table, Value


def sheets(pair: Pair, line: float, story: Story) -> list[Sheet]:
    """Two sheets about one pair: the points part by part, and the words and cells behind what was understood.

    `line` is the score from which a pair is flagged.
    """
    words = story.voice.report.explained
    flagged = words.flagged if pair.score >= line else words.not_flagged
    told = flagged.format(
        score=story.decimal(pair.score),
        line=story.decimal(line),
        tier=words.tiers[pair.tier],
        kind=words.kinds[pair.kind],
    )
    heading = words.heading.format(first=story.name(pair.a), second=story.name(pair.b))
    columns = (
        Column(words.part, 24),
        Column(words.points, 10, Shape.NUMBER),
        Column(words.most, 10, Shape.NUMBER, rank=2),
        Column(words.first, 34),
        Column(words.second, 34),
        Column(words.shared, 34),
    )
    rows = tuple(_row(part, pair, story) for part in pair.parts)
    reason = story.reason(pair) if pair.score else words.nothing
    lines = (told, reason, _otherwise(pair, line, story), _sizes(pair, story))
    return [Sheet(words.tab, heading, lines, Table("explained", columns, rows)), _evidence(pair, story)]


def _otherwise(pair: Pair, line: float, story: Story) -> str:
    """What stands between the pair and the line: the part that gives it most, or the one that could give it most."""
    words = story.voice.report.explained
    if pair.score >= line:
        part = max(pair.parts, key=lambda one: one.level * one.weight)
        points, distance, said = part.level * part.weight, pair.score - line, words.would_fall
    else:
        part = max(pair.parts, key=lambda one: (1 - one.level) * max(one.weight, 0))
        points, distance, said = (1 - part.level) * part.weight, line - pair.score, words.would_rise
    name = words.parts.get(part.name, part.name).lower()
    return said.format(part=name, points=story.decimal(points), distance=story.decimal(distance))


def _sizes(pair: Pair, story: Story) -> str:
    """What the two cost and how many they reach, where they say so."""
    words, phrases = story.voice.report.explained, story.voice.report.phrases
    told = []
    for key in (pair.a, pair.b):
        one = story.by_id[key]
        budget = words.budget.format(n=number(one.budget, phrases)) if one.budget is not None else words.budget_unknown
        places = words.places.format(n=number(one.places, phrases)) if one.places is not None else words.places_unknown
        told.append(words.sizes.format(name=story.name(key), budget=budget, places=places))
    return " ".join(told)


def _evidence(pair: Pair, story: Story) -> Sheet:
    """Every problem, form of help and participant that was understood, with the words and cells it was read from."""
    words = story.voice.report.explained
    columns = (
        Column(words.intervention, 30),
        Column(words.understood, 34),
        Column(words.words, 60),
        Column(words.cells, 14),
    )
    rows: list[tuple[Value, ...]] = []
    for key in (pair.a, pair.b):
        one, facets = story.by_id[key], story.findings.understanding[key].facets
        codes = (*facets.problems_main, *facets.problems_other, *facets.forms_main, *facets.forms_other)
        for code in dict.fromkeys((*codes, *facets.addressees, *facets.excluded)):
            mentions = facets.evidence.get(code, ())
            title = story.voice.labels.title(code)
            understood = words.turned_away.format(problem=title) if code in facets.excluded else title
            rows.append((story.name(key), understood, words_of(mentions), cells_of(one, mentions)))
    return Sheet(words.evidence, words.evidence, (), Table("evidence", columns, tuple(rows)))


def _row(part: Part, pair: Pair, story: Story) -> tuple[Value, ...]:
    words = story.voice.report.explained
    points = round(part.level * part.weight, 1) or 0.0
    shared = _told(part, "shared", pair, story) if part.known else words.unknown
    first, second = _told(part, "a", pair, story), _told(part, "b", pair, story)
    return words.parts.get(part.name, part.name), points, round(part.weight, 1), first, second, shared


def _told(part: Part, side: str, pair: Pair, story: Story) -> str:
    """What one side says, or what both share, in words."""
    phrases, terms, labels = story.voice.report.phrases, story.voice.words.terms, story.voice.labels
    value = part.values.get(side, "")
    match part.name:
        case "ages":
            return years_of(value, phrases)
        case "level":
            return terms.levels.get(value, value)
        case "access":
            return terms.access.get(value, value)
        case "problem" if side != "shared":
            facets = story.findings.understanding[pair.a if side == "a" else pair.b].facets
            return listed([labels.title(code) for code in (*facets.problems_main, *facets.problems_other)], phrases)
        case "problem" | "form" | "addressee":
            return listed([labels.title(code) for code in value.split("|") if code], phrases)
        case "text" if side == "shared":
            return ", ".join(part.values.get("words", "").split("|"))
        case _:
            return value
