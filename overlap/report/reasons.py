"""One sentence in words for each flagged pair: what the two share, then what sets them apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from overlap.model import Intervention, Pair, Span
from overlap.report.phrases import aged, decoded, listed, span
from overlap.report.voice import Voice
from overlap.wording.report import Helping

FAR = 2
"""Years."""
MOST_FACTS = 3
"""Facts a side that are told of what sets the two apart."""
MOST_CHARACTERS = 250
"""A longer sentence is told with fewer facts."""
TELLING = ("addressee", "form", "access", "level", "ages", "department")
"""What sets two interventions apart, the most telling first."""
SUBTITLE = re.compile(r"\s+[-\u2013\u2014]\s+|\s*[(\[]")
"""Where the short part of a name ends."""
Parts = Mapping[str, Mapping[str, str]]
"""The values of each part of a score, by its name."""


def pair_sentence(pair: Pair, first: Intervention, second: Intervention, voice: Voice) -> str:
    """Why `first` (pair.a) and `second` (pair.b) are flagged, from the parts of the score alone."""
    parts = {part.name: part.values for part in pair.parts}
    words = voice.report.reasons
    shared = _shared(parts, voice)
    opening = words.both.format(clauses=listed(shared, voice.report.phrases)) if shared else words.alike
    before, after = [opening, *_text(parts, len(shared), voice)], []
    if naming := _value(parts, "mention", "by"):
        one, other = _called(first.name, second.name)
        after.append(words.mention[naming].format(a=one or words.first, b=other or words.second))
    if _value(parts, "boundary", "shared"):
        after.append(words.boundary)
    facts = _facts(pair, parts, first, second, voice)
    for most in range(MOST_FACTS, 0, -1):
        told = words.join.join([*before, *_apart(facts, most, voice), *after]) + "."
        if len(told) <= MOST_CHARACTERS:
            break
    return told


def _shared(parts: Parts, voice: Voice) -> list[str]:
    problems = _phrases(_codes(parts, "problem", "shared"), voice)
    about = [voice.report.reasons.about.format(problems=problems)] if problems else []
    forms, people = _codes(parts, "form", "shared"), _codes(parts, "addressee", "shared") or _named(parts, voice)
    return about + _help(forms, people, _value(parts, "ages", "shared"), voice.report.reasons.two, voice)


def _named(parts: Parts, voice: Voice) -> list[str]:
    """The addressees of both where they differ only in words: a form both offer names every one of them."""
    sides = [_codes(parts, "addressee", side) for side in "ab"]
    every = [*sides[0], *sides[1]]
    forms = _codes(parts, "form", "shared")
    return every if all(sides) and any(set(every) <= voice.labels.names(code) for code in forms) else []


def _help(forms: Sequence[str], people: Sequence[str], ages: str, said: Helping, voice: Voice) -> list[str]:
    """What is offered, to whom, at what ages; a form that names its participants stands last and takes the ages."""
    labels, phrases = voice.labels, voice.report.phrases
    telling = [code for code in forms if not labels.vague(code)]
    naming = [code for code in telling if people and set(people) <= labels.names(code)]
    audience = "" if naming else _audience(people, ages, voice)
    telling.sort(key=lambda code: (bool(labels.names(code)), code in naming))
    offered = [labels.phrase(code) for code in telling]
    if naming and ages:
        offered[-1] = labels.aged(telling[-1], aged(ages, phrases))
    clauses = []
    if offered and audience and not any(labels.names(code) for code in telling):
        clauses.append(said.offering_to.format(forms=listed(offered, phrases), audience=audience))
    else:
        clauses += [said.offering.format(forms=listed(offered, phrases))] if offered else []
        clauses += [said.serving.format(audience=audience)] if audience else []
    return clauses + (_of_ages(ages, said, voice) if not (audience or naming) else [])


def _of_ages(ages: str, said: Helping, voice: Voice) -> list[str]:
    own = decoded(ages)
    if not own.known:
        return []
    if own.low == own.high:
        return [said.aged_single.format(age=own.low)]
    return [said.aged.format(span=span(own, voice.report.phrases))]


def _audience(people: Sequence[str], ages: str, voice: Voice) -> str:
    """For whom: "børn og unge på 12-15 år og deres forældre"; nothing when the text does not tell.

    Parents, families and staff follow the children they belong to, and have the ages where they stand alone.
    """
    labels, phrases = voice.labels, voice.report.phrases
    leading = [code for code in people if not labels.beside(code)] or list(people)
    if not leading:
        return ""
    told = [labels.phrase(code) for code in leading]
    beside = [labels.beside(code) for code in people if code not in leading]
    if not ages:
        return listed([*told, *beside], phrases)
    told[-1] = labels.aged(leading[-1], aged(ages, phrases))
    return listed([listed(told, phrases), *beside], phrases)


def _text(parts: Parts, shared: int, voice: Voice) -> list[str]:
    """The words both texts use, where little else is shared."""
    found = _codes(parts, "text", "words")
    if not found or shared > 1:
        return []
    quoted = [f'"{word}"' for word in found]
    return [voice.report.reasons.words.format(words=listed(quoted, voice.report.phrases))]


Facts = tuple[Mapping[str, str], Mapping[str, str]]
"""What sets apart the first and the second, by its code; a side that has nothing to tell lacks the code."""


def _facts(pair: Pair, parts: Parts, first: Intervention, second: Intervention, voice: Voice) -> Facts:
    """Codes for `addressee`, `form` and `ages`, whole clauses for the rest; only what both state is a difference."""
    words, phrases = voice.report.reasons, voice.report.phrases
    levels = [words.levels.get(_value(parts, "level" if "level" in parts else "step", side), "") for side in "ab"]
    departments = [listed(one.departments, phrases) for one in (first, second)]
    both = {
        "addressee": [_value(parts, "addressee", side) for side in "ab"] if not _named(parts, voice) else ["", ""],
        "form": [_value(parts, "form", side) for side in "ab"],
        "access": [words.access.get(one.access, "") for one in (first, second)],
        "level": [words.level.format(one=one) if one else "" for one in levels],
        "department": [words.department.format(one=one) if one else "" for one in departments],
    }
    stated = {code: told for code, told in both.items() if code in pair.differences and all(told)}
    stated["ages"] = [_own_ages(parts, side) if "ages" in pair.differences else "" for side in "ab"]
    one, other = ({code: told[at] for code, told in stated.items() if told[0] != told[1]} for at in (0, 1))
    return one, other


def _own_ages(parts: Parts, side: str) -> str:
    """The ages of one side as a code, or nothing where the shared ones tell enough."""
    own, common = decoded(_value(parts, "ages", side)), decoded(_value(parts, "ages", "shared"))
    return _value(parts, "ages", side) if _far(own, common) else ""


def _apart(facts: Facts, most: int, voice: Voice) -> list[str]:
    """The `most` telling facts, first those about the first, then the same about the second, in the same order."""
    words = voice.report.reasons
    chosen = [code for code in TELLING if any(side.get(code) for side in facts)][:most]
    clauses = []
    for which, side in zip((words.first, words.second), facts, strict=True):
        told = {code: side.get(code, "") for code in chosen}
        forms, people = _split(told.get("form", "")), _split(told.get("addressee", ""))
        ages = side.get("ages", "") if people or "ages" in told else ""
        said = _help(forms, people, ages, words.one, voice)
        said += [told[code] for code in ("access", "level", "department") if told.get(code)]
        if said:
            clauses.append(words.apart.format(which=which, facts=listed(said, voice.report.phrases)))
    return clauses


def _far(own: Span, common: Span) -> bool:
    """Whether one side has two years or more outside the ages both share; fewer are not worth a clause.

    No lower end begins at birth; no upper end is far from any.
    """
    if not own.known:
        return False
    if not common.known or (own.high is None) != (common.high is None):
        return True
    return abs((own.low or 0) - (common.low or 0)) >= FAR or abs((own.high or 0) - (common.high or 0)) >= FAR


def _called(first: str, second: str) -> tuple[str, str]:
    """Both names up to a dash or a bracket; in full where that would leave nothing, or make them the same."""
    one, other = (SUBTITLE.split(name, maxsplit=1)[0].strip() or name for name in (first, second))
    return (first, second) if one == other else (one, other)


def _phrases(codes: Sequence[str], voice: Voice) -> str:
    return listed([voice.labels.phrase(code) for code in codes], voice.report.phrases)


def _codes(parts: Parts, name: str, key: str) -> list[str]:
    return _split(_value(parts, name, key))


def _split(joined: str) -> list[str]:
    return [code for code in joined.split("|") if code]


def _value(parts: Parts, name: str, key: str) -> str:
    return parts.get(name, {}).get(key, "")
