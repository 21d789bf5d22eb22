"""Groups in which every intervention overlaps every other, and how firm the number of flagged pairs is."""

from __future__ import annotations

from overlap.model import Group, Sensitivity, Verdict
from overlap.report.phrases import counted, number
from overlap.report.sheets.review import said_of
from overlap.report.story import Story
from overlap.report.tables import Column, Shape, Sheet, Table, Value


def groups(story: Story) -> Sheet:
    """Every group, largest first, with what its members cost and how many they reach, where they say so."""
    said = story.voice.words.firmness
    columns = (
        Column(said.members, 60),
        Column(said.size, 8, Shape.NUMBER),
        Column(said.departments, 18, rank=2),
        Column(said.themes, 24),
        Column(said.budget, 24, rank=3),
        Column(said.places, 22, rank=4),
    )
    verdicts = [story.verdict(group) for group in story.findings.groups]
    words, phrases = story.voice.report.review, story.voice.report.phrases
    told = {Verdict.NOT_OVERLAP: words.rejected_groups, Verdict.CHAIN: words.chained_groups}
    left_out = [counted(verdicts.count(which), count, phrases) for which, count in told.items()]
    rows = tuple(
        _group(group, story)
        for group, verdict in zip(story.findings.groups, verdicts, strict=True)
        if verdict not in told
    )
    lines = (said.groups_reading, *story.groups_shown(), *(line for line in left_out if line))
    return Sheet(said.groups_tab, said.groups_heading, lines, Table("groups", columns, rows))


def _group(group: Group, story: Story) -> tuple[Value, ...]:
    said = story.voice.words.firmness
    departments = sorted({name for key in group.members for name in story.by_id[key].departments})
    names = "; ".join(story.name(key) for key in group.members)
    judged = said_of(story.in_order(group), story)
    return (
        f"{names}. {judged}" if judged else names,
        len(group.members),
        ", ".join(departments),
        story.voice.labels.titles(group.themes),
        _sum(group.budget, group.unstated_budget, said.kroner, story),
        _sum(group.places, group.unstated_places, said.children, story) if group.same_unit else said.no_sum,
    )


def _sum(total: int, unstated: int, unit: str, story: Story) -> str:
    said, phrases = story.voice.words.firmness, story.voice.report.phrases
    if not unstated:
        return unit.format(n=number(total, phrases))
    if not total:
        return said.unknown
    return said.at_least.format(sum=unit.format(n=number(total, phrases)), unstated=unstated)


def sensitivity(story: Story) -> Sheet:
    """Flagged pairs with one setting changed at a time."""
    said = story.voice.words.firmness
    columns = (Column(said.change, 60), Column(said.pairs, 14, Shape.NUMBER), Column(said.difference, 14, Shape.NUMBER))
    found = story.findings.sensitivity
    base = found[0].pairs if found else 0
    rows = tuple((_change(one, story), one.pairs, one.pairs - base) for one in found)
    return Sheet(said.tab, said.heading, (said.reading,), Table("sensitivity", columns, rows))


def _change(one: Sensitivity, story: Story) -> str:
    said = story.voice.words.firmness
    if one.change in said.lines:
        return said.lines[one.change]
    part, sign = (one.change[:-3], one.change[-3])
    name = story.voice.report.explained.parts[part]
    return (said.lighter if sign == "-" else said.heavier).format(part=name.lower())
