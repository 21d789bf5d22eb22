"""The front page: the answer in a few sentences, the base of every figure, and the sheet to look at next."""

from __future__ import annotations

import re
from collections import Counter

from overlap.model import CooperationAnswer, Gap, GapKind, Kind, Role, Severity, Theme
from overlap.report import imprint
from overlap.report.phrases import counted, day, joined, listed, number
from overlap.report.sheets import gaps, overlaps
from overlap.report.story import BEYOND, Story
from overlap.report.tables import Column, Sheet, Table, Value

Row = tuple[Value, ...]
LINE = re.compile(r"line([-+])(\d+)")
"""The changes of the line among the changes of `Sensitivity`."""
BOTH_WAYS = 2


def sheet(story: Story) -> Sheet:
    words = story.voice.report.front
    columns = (Column(words.topic, 24), Column(words.answer, 84), Column(words.grounds, 38), Column(words.where, 24))
    rows = (
        pairs(story),
        *firmness(story),
        *(focus(theme, story) for theme in story.findings.themes if theme.focus),
        *(strengthen(theme, story) for theme in story.findings.themes if theme.strengthen),
        *cooperation(story),
        *counts(story),
        problems(story),
    )
    heading = imprint.titled(words.heading, story.voice.report.printing, story.edition.imprint)
    return Sheet(words.tab, heading, lines(story), Table("front", columns, rows))


def lines(story: Story) -> tuple[str, ...]:
    """What it rests on, what the workbook says about itself, when it was made, and how it is to be read."""
    words, phrases, catalogue = story.voice.report.front, story.voice.report.phrases, story.findings.catalogue
    partnerships = sum(one.kind is Kind.PARTNERSHIP for one in catalogue.interventions)
    base = words.base.format(
        interventions=all_interventions(story),
        partnerships=counted(partnerships, phrases.partnerships, phrases),
        sheet=catalogue.sheet,
        file=catalogue.source.name,
    )
    dated = words.dated.format(day=day(story.edition.day, phrases), version=story.edition.version)
    case = imprint.line(story.voice.report.printing, story.edition)
    return base, *quoted(story), dated, case, *left_out(story), words.caution


def quoted(story: Story) -> tuple[str, ...]:
    """What the workbook says about itself."""
    words = story.voice.report.front
    return tuple(words.quoted.format(text=note.text) for note in story.findings.catalogue.notes)


def left_out(story: Story) -> tuple[str, ...]:
    """What is said where there are more pairs than can be explained."""
    beyond = story.findings.beyond
    if beyond is None:
        return ()
    words, phrases = story.voice.report.front, story.voice.report.phrases
    listed = number(len(beyond.left), phrases)
    told = {
        "kept": number(len(story.overlaps), phrases),
        "pairs": counted(beyond.pairs, phrases.pairs, phrases),
        "file": BEYOND,
        "listed": words.left_out_listed.format(listed=listed) if len(beyond.left) < beyond.pairs else "",
    }
    return (words.left_out.format(**told),)


def all_interventions(story: Story) -> str:
    phrases = story.voice.report.phrases
    return counted(len(story.by_id), phrases.interventions, phrases)


def pairs(story: Story) -> Row:
    words, phrases = story.voice.report.front, story.voice.report.phrases
    size = len(story.by_id)
    grounds = words.pairs_grounds.format(
        interventions=all_interventions(story), pairs=counted(size * (size - 1) // 2, phrases.pairs, phrases)
    )
    return words.pairs_topic, pairs_answer(story), grounds, story.voice.report.data.pairs


def pairs_answer(story: Story) -> str:
    words, phrases = story.voice.report.front, story.voice.report.phrases
    count = story.count()
    if not count.pairs:
        return words.pairs_none
    return words.pairs_answer.format(
        pairs=counted(count.pairs, phrases.pairs, phrases),
        tiers=story.tiers(count),
        # Fragmentation is another finding than an overlap (METHOD 2.2).
        split=counted(count.split, words.pairs_split, phrases),
        across=counted(count.across, words.pairs_across, phrases),
        partly=counted(count.partly, words.pairs_partly, phrases),
    )


def firmness(story: Story) -> list[Row]:
    """What the number of pairs would be with the line lower and higher."""
    words, phrases = story.voice.report.front, story.voice.report.phrases
    moved = {
        one[1]: (one[2], change.pairs) for change in story.findings.sensitivity if (one := LINE.match(change.change))
    }
    if len(moved) != BOTH_WAYS:
        return []
    (points, lower), (_, higher) = moved["-"], moved["+"]
    answer = words.firm_answer.format(
        points=points, lower=counted(lower, phrases.pairs, phrases), higher=counted(higher, phrases.pairs, phrases)
    )
    answer = f"{answer} {story.calibrated(words.firm_calibrated, words.firm_uncalibrated)}"
    grounds = words.firm_grounds.format(settings=len(story.findings.sensitivity) - 1)
    return [(words.firm_topic, answer, grounds, story.voice.words.firmness.tab)]


def focus(theme: Theme, story: Story) -> Row:
    words = story.voice.report.front
    topic = words.theme_topic.format(theme=story.voice.labels.phrase(theme.key))
    return topic, focus_answer(theme, story), grounds(theme, story), overlaps.theme_title(theme, story)


def focus_answer(theme: Theme, story: Story) -> str:
    words, phrases, count = story.voice.report.front, story.voice.report.phrases, story.count(theme)
    if not count.pairs:
        return words.theme_none
    main = [pair for pair in story.overlaps_on(theme) if story.is_main(theme, pair)]
    nearest = next(iter(story.to_list(main) or main), None)
    closest = words.theme_nearest.format(first=story.name(nearest.a), second=story.name(nearest.b)) if nearest else ""
    return words.theme_answer.format(
        pairs=counted(count.pairs, phrases.pairs, phrases),
        tiers=story.tiers(count),
        split=counted(count.split, words.theme_split, phrases),
        main=words.theme_main_all if 1 < count.main == count.pairs else counted(count.main, words.theme_main, phrases),
        nearest=closest,
    ).strip()


def grounds(theme: Theme, story: Story) -> str:
    """How many interventions the theme has, told the same way everywhere."""
    words, phrases = story.voice.report.front, story.voice.report.phrases
    return words.theme_grounds.format(
        theme=story.voice.labels.phrase(theme.key),
        primary=counted(len(story.with_role(theme, Role.PRIMARY)), phrases.interventions, phrases),
        secondary=number(len(story.with_role(theme, Role.SECONDARY)), phrases),
    )


def strengthen(theme: Theme, story: Story) -> Row:
    words = story.voice.report.front
    topic = words.gaps_topic.format(theme=story.voice.labels.phrase(theme.key))
    return topic, gaps_answer(theme, story), grounds(theme, story), gaps.theme_title(theme, story)


def gaps_answer(theme: Theme, story: Story) -> str:
    """The gaps of each kind, in the order of the findings: at which ages, or how many where ages do not tell."""
    words, phrases = story.voice.report.front, story.voice.report.phrases
    kinds: dict[GapKind, list[Gap]] = {}
    for gap in story.findings.gaps:
        if gap.theme == theme.key and gap.kind is not GapKind.NOT_STATED:
            kinds.setdefault(gap.kind, []).append(gap)
    if not kinds:
        return words.gaps_none
    told = []
    for kind, found in kinds.items():
        bands = joined([gap.age_band for gap in found])
        where = phrases.years.format(span=listed(bands, phrases)) if all(bands) else number(len(found), phrases)
        told.append(f"{story.voice.words.terms.gap_kinds[kind].lower()} ({where})")
    return words.gaps_answer.format(kinds=", ".join(told))


def counts(story: Story) -> list[Row]:
    """Ways in, waiting time and evaluation, with the base of the sheet that each points to."""
    words, phrases, sheets = story.voice.report.front, story.voice.report.phrases, story.voice.words.answers
    told = {
        "access": (words.access_topic, words.access_answer, sheets.access.tab),
        "wait": (words.wait_topic, words.wait_answer, sheets.wait.tab),
        "evaluation": (words.evaluated_topic, words.evaluated_answer, sheets.evaluation.tab),
    }
    goal = story.findings.settings.get("gaps.wait_goal_weeks", "")
    rows: list[Row] = []
    for table, (topic, sentence, tab) in told.items():
        tally = story.tally(table)
        if tally:
            numbers = {answer: number(len(ids), phrases) for answer, ids in tally.answers.items()}
            base = counted(len(tally.base), phrases.interventions, phrases)
            answer = sentence.format(**numbers, goal=goal)
            rows.append((topic, answer, words.running_grounds.format(interventions=base), tab))
    return rows


def cooperation(story: Story) -> list[Row]:
    words, phrases = story.voice.report.front, story.voice.report.phrases
    found = Counter(one.answer for one in story.findings.answers.cooperation)
    if not found:
        return []
    answer = words.cooperation_answer.format(**{one.value: number(found[one], phrases) for one in CooperationAnswer})
    base = words.cooperation_grounds.format(pairs=counted(found.total(), phrases.pairs, phrases))
    if not story.all_explained:
        base = words.left_out_grounds.format(grounds=base)
    return [(words.cooperation_topic, answer, base, story.voice.words.answers.cooperation.tab)]


def problems(story: Story) -> Row:
    words, phrases, catalogue = story.voice.report.front, story.voice.report.phrases, story.findings.catalogue
    numbers = Counter(issue.severity for issue in catalogue.issues)
    told = {f"{kind.value}s": counted(numbers[kind], phrases.severities[kind], phrases) for kind in Severity}
    rows = [one.row for one in catalogue.interventions]
    base = words.problems_grounds.format(
        interventions=all_interventions(story), first=min(rows, default=0), last=max(rows, default=0)
    )
    answer = words.problems_answer.format(**told)
    return words.problems_topic, answer[:1].upper() + answer[1:], base, story.voice.report.problems.tab
