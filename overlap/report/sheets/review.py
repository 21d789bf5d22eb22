"""The sheets that people fill in and bring back: each pair and group with its question, each intervention as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overlap.model import OF_EACH_PAIR, Access, Doubt, Effect, Facets, Judgement, Level, Standing, Verdict
from overlap.report.phrases import counted, listed, span
from overlap.report.story import Story
from overlap.report.tables import Column, Sheet, Table, Value
from overlap.seal import control, key_text

VERDICT = ("verdict", "good", "bad", "comment", "who", "day")
WIDTHS = {
    "first": 26,
    "second": 26,
    "members": 52,
    "name": 30,
    "reason": 44,
    "standing": 24,
    "verdict": 18,
    "good": 18,
    "bad": 18,
    "problem_1": 20,
    "problem_2": 20,
    "problems_other": 24,
    "excluded": 20,
    "form_1": 20,
    "form_2": 20,
    "forms_other": 24,
    "addressee": 18,
    "level": 14,
    "setting": 16,
    "wide": 9,
    "ages": 10,
    "access": 13,
    "boundary": 12,
    "doubt": 28,
    "comment": 26,
    "who": 14,
    "day": 12,
    "key": 14,
    "control": 14,
}


def sheets(story: Story) -> list[Sheet]:
    """What there is to judge, and the sheet with the choices; nothing where no keys were handed in."""
    if not story.findings.judgements.keys:
        return []
    found = [sheet for sheet in (pairs(story), groups(story), readings(story)) if sheet.table.rows]
    return [*found, choices(story, found)]


def pairs(story: Story) -> Sheet:
    """The flagged overlaps, best first."""
    words = story.voice.report.review
    rows = tuple(
        _judged((pair.a, pair.b), (story.name(pair.a), story.name(pair.b)), (story.reason(pair),), story)
        for pair in story.overlaps
    )
    columns = _columns(("first", "second", "reason", "standing"), VERDICT, story)
    unplaced = counted(len(story.findings.judgements.unplaced), words.unplaced, story.voice.report.phrases)
    lines = (words.pairs_reading, *story.shown(story.overlaps), words.filling, *([unplaced] if unplaced else []))
    return Sheet(words.pairs_tab, words.pairs_heading, lines, Table("review_pairs", columns, rows))


def groups(story: Story) -> Sheet:
    """The groups in which every intervention overlaps every other, largest first."""
    words = story.voice.report.review
    rows = tuple(
        _judged(group, ("; ".join(story.name(one) for one in group),), (), story)
        for group in map(story.in_order, story.findings.groups)
    )
    columns = _columns(("members", "standing"), VERDICT, story)
    lines = (words.groups_reading, *story.groups_shown(), words.filling)
    return Sheet(words.groups_tab, words.groups_heading, lines, Table("review_groups", columns, rows))


def _judged(ids: tuple[str, ...], names: tuple[str, ...], told: tuple[str, ...], story: Story) -> tuple[Value, ...]:
    found = story.findings.judgements.of.get(ids)
    cells = _answers(found, story)
    return (*names, *told, said_of(ids, story), *cells, *_keyed(ids, names, cells, story))


def _answers(found: Judgement | None, story: Story) -> tuple[str, ...]:
    """What is already decided; blank where the text changed or people disagree, so that it is asked again."""
    if found is None or found.standing is not Standing.CURRENT:
        return ("",) * len(VERDICT)
    terms, one = story.voice.words.terms, found.decisions[0]
    good, bad = ("; ".join(terms.effects[each] for each in one.effects if each.good is way) for way in (True, False))
    return terms.verdicts[one.answer], good, bad, one.comment, one.who, one.day


def said_of(ids: tuple[str, ...], story: Story) -> str:
    """What people said before of a pair or group, and of the groups a pair is in; nothing where nobody did."""
    judged = story.findings.judgements
    told = (standing(judged.of.get(ids), story), _of_group(judged.of_groups.get(ids), story))
    return ". ".join(text for text in told if text)


def _of_group(found: Judgement | None, story: Story) -> str:
    """What a group's verdict is to a pair in it: its own, or a hint."""
    if found is None:
        return ""
    words = story.voice.report.review
    if found.standing is Standing.DISPUTED:
        return words.grouped_apart.format(said=_said(found, story))
    pattern = words.grouped if found.answer in OF_EACH_PAIR else words.grouped_only
    return pattern.format(said=_said(found, story))


def _said(found: Judgement, story: Story) -> str:
    told = dict.fromkeys(signed(one.answer, one.who, story) for one in found.decisions)
    return listed(list(told), story.voice.report.phrases)


def standing(found: Judgement | None, story: Story) -> str:
    """What people said before, in words; nothing where nobody did."""
    if found is None:
        return ""
    words = story.voice.report.review
    said = _said(found, story)
    match found.standing:
        case Standing.CURRENT:
            return said
        case Standing.OLDER:
            return words.older.format(said=said)
        case Standing.DISPUTED:
            return words.disputed.format(said=said)


def signed(answer: str, who: str, story: Story) -> str:
    words = story.voice.report.review
    name = words.signed.format(who=who) if who else ""
    return words.judged.format(verdict=story.voice.words.terms.verdicts[answer], signed=name)


def _keyed(ids: Sequence[str], names: Sequence[str], cells: Sequence[str], story: Story) -> tuple[str, str]:
    """Key and control, both with the interventions in the order of their keys, whatever their order in the sheet."""
    judged = story.findings.judgements
    ordered = sorted(ids, key=lambda one: judged.keys[one])
    members, texts = [judged.keys[one] for one in ordered], [judged.fingerprints[one] for one in ordered]
    return key_text(members), control(members, names, texts, cells).text


def _columns(told: Sequence[str], asked: Sequence[str], story: Story) -> tuple[Column, ...]:
    words, offered = story.voice.report.review.columns, choices_of(story)
    return (
        *(Column(words[code], WIDTHS[code]) for code in told),
        *(
            Column(
                words[code],
                WIDTHS[code],
                entry=True,
                choices=offered.get(LIST_OF.get(code, ""), ()),
                several=code in SEVERAL,
            )
            for code in asked
        ),
        *(Column(words[code], WIDTHS[code], mark=True) for code in ("key", "control")),
    )


LIST_OF = {
    "verdict": "verdict",
    "good": "good",
    "bad": "bad",
    "problem_1": "problem",
    "problem_2": "problem",
    "problems_other": "problem",
    "excluded": "problem",
    "form_1": "form",
    "form_2": "form",
    "forms_other": "form",
    "addressee": "addressee",
    "level": "level",
    "setting": "setting",
    "wide": "wide",
    "access": "access",
}
"""Which list a column offers."""
SEVERAL = ("good", "bad", "problem_2", "problems_other", "excluded", "form_2", "forms_other", "addressee")
"""Columns in which several answers may stand with a semicolon between them."""


def choices_of(story: Story) -> Mapping[str, tuple[str, ...]]:
    """Every list of answers, by its name."""
    terms, words, labels = story.voice.words.terms, story.voice.report.review, story.voice.labels
    coded = {
        name: (*sorted({labels.title(code) for code in codes}), words.nothing)
        for name, codes in story.findings.codes.items()
    }
    return {
        "verdict": tuple(terms.verdicts[one] for one in Verdict),
        "good": tuple(terms.effects[one] for one in Effect if one.good),
        "bad": tuple(terms.effects[one] for one in Effect if not one.good),
        **coded,
        "level": tuple(terms.levels[str(int(one))] for one in Level),
        "setting": tuple(terms.settings.values()),
        "wide": (story.voice.report.data.yes, story.voice.report.data.no),
        "access": tuple(terms.access[one] for one in Access),
    }


READING = (
    "problem_1",
    "problem_2",
    "problems_other",
    "excluded",
    "form_1",
    "form_2",
    "forms_other",
    "addressee",
    "level",
    "setting",
    "wide",
    "ages",
    "access",
    "boundary",
    "comment",
    "who",
    "day",
)


def readings(story: Story) -> Sheet:
    """What was read of every intervention, the readings most worth a look first."""
    words = story.voice.report.review
    columns = _columns(("name", "doubt", "standing"), READING, story)
    rows = tuple(_read(doubt, story) for doubt in story.findings.doubts)
    lines = (words.readings_reading, words.readings_filling, words.filling)
    return Sheet(words.readings_tab, words.readings_heading, lines, Table("review_readings", columns, rows))


def _read(doubt: Doubt, story: Story) -> tuple[Value, ...]:
    """One intervention as it was read; blank are who and when, until somebody corrects it."""
    words, name = story.voice.report.review, story.name(doubt.id)
    cells = (*_facets(story.findings.understanding[doubt.id].facets, story), *_facts(doubt.id, story), "", "", "")
    why = "; ".join(words.doubts[reason] for reason in doubt.why)
    return (name, why, corrections(doubt.id, story), *cells, *_keyed((doubt.id,), (name,), cells, story))


def _facets(read: Facets, story: Story) -> tuple[str, ...]:
    labels, terms = story.voice.labels, story.voice.words.terms

    def several(codes: Sequence[str]) -> str:
        return "; ".join(labels.title(code) for code in codes)

    return (
        *_two(read.problems_main, story),
        several(read.problems_other),
        several(read.excluded),
        *_two(read.forms_main, story),
        several(read.forms_other),
        several(read.addressees),
        terms.levels[str(int(read.level))],
        terms.settings.get(read.setting, read.setting),
        story.voice.report.data.yes if read.wide else story.voice.report.data.no,
    )


def _two(codes: Sequence[str], story: Story) -> tuple[str, str]:
    """The first code, then the others: there may be more than two where people said so."""
    titles = [story.voice.labels.title(code) for code in codes]
    return "".join(titles[:1]), "; ".join(titles[1:])


def _facts(key: str, story: Story) -> tuple[str, str, str]:
    one, read = story.by_id[key], story.findings.understanding[key].facets
    ages, access = span(one.ages, story.voice.report.phrases), story.voice.words.terms.access[one.access]
    return ages, access, "; ".join(read.boundary)


def corrections(key: str, story: Story) -> str:
    """Which parts of the reading people corrected, and what became of it; empty where nobody did."""
    words, phrases = story.voice.report.review, story.voice.report.phrases
    told = []
    judged = story.findings.judgements.readings
    found = {question: judged[key, question] for question in words.questions if (key, question) in judged}
    for which, sentence in (
        (Standing.CURRENT, words.corrected),
        (Standing.OLDER, words.older),
        (Standing.DISPUTED, words.disputed),
    ):
        parts = [words.questions[question] for question, one in found.items() if one.standing is which]
        people = {one.who: None for each in found.values() if each.standing is which for one in each.decisions}
        who = listed([name for name in people if name], phrases)
        signed_by = words.signed.format(who=who) if who else ""
        if parts:
            told.append(sentence.format(signed=signed_by, parts=", ".join(parts), said=", ".join(parts) + signed_by))
    return "; ".join(told)


def choices(story: Story, handed: Sequence[Sheet]) -> Sheet:
    """The lists, one column each; then every key that was handed out, so that a row that vanished is missed."""
    words, found = story.voice.report.review, choices_of(story)
    out = [(row[-2], _subject(sheet, row)) for sheet in handed for row in sheet.table.rows]
    lists: list[Sequence[Value]] = [*found.values(), [key for key, _ in out], [about for _, about in out]]
    most = max(map(len, lists))
    columns = (
        *(Column(words.lists[name], 2 + max(map(len, values), default=0)) for name, values in found.items()),
        *(Column(words.lists[name], 30, mark=True) for name in ("handed_key", "handed_about")),
    )
    rows = tuple(tuple(values[at] if at < len(values) else None for values in lists) for at in range(most))
    return Sheet(words.choices_tab, words.choices_tab, (), Table("choices", columns, rows), printed=False)


def _subject(sheet: Sheet, row: tuple[Value, ...]) -> str:
    names = 2 if sheet.table.name == "review_pairs" else 1
    return " / ".join(str(one) for one in row[:names])
