"""Why two interventions score as they do: every part with its points, and what it rests on."""

from __future__ import annotations

from overlap.model import Pair, Part
from overlap.report.phrases import listed, years_of
from overlap.report.story import Story
from overlap.report.tables import Column, Shape, Sheet, Table, Value


def sheets(pair: Pair, line: float, story: Story) -> list[Sheet]:
    """One sheet about one pair; `line` is the score from which a pair is flagged."""
    words, terms = story.voice.report.explained, story.voice.words.terms
    flagged = words.flagged if pair.score >= line else words.not_flagged
    told = flagged.format(
        score=story.decimal(pair.score),
        line=story.decimal(line),
        tier=terms.tiers[pair.tier].lower(),
        kind=terms.pair_kinds[pair.kind].lower(),
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
    return [Sheet(words.tab, heading, (told, story.reason(pair)), Table("explained", columns, rows))]


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
