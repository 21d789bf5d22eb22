"""One sentence in words for each flagged pair: what the two share, then what sets them apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from overlap.model import Intervention, Pair
from overlap.report.phrases import aged, decoded, listed, years_of
from overlap.report.voice import Voice

FAR = 2
"""Years."""
Parts = Mapping[str, Mapping[str, str]]
"""The values of each part of a score, by its name."""


def pair_sentence(pair: Pair, first: Intervention, second: Intervention, voice: Voice) -> str:
    """Why `first` (pair.a) and `second` (pair.b) are flagged, from the parts of the score alone."""
    parts = {part.name: part.values for part in pair.parts}
    words = voice.report.reasons
    shared = _shared(parts, voice)
    opening = words.both.format(clauses=listed(shared, voice.report.phrases)) if shared else words.alike
    clauses = [opening, *_text(parts, len(shared), voice), *_apart(pair, parts, first, second, voice)]
    if naming := _value(parts, "mention", "by"):
        clauses.append(words.mention[naming])
    if _value(parts, "boundary", "shared"):
        clauses.append(words.boundary)
    return words.join.join(clauses) + "."


def _shared(parts: Parts, voice: Voice) -> list[str]:
    words, phrases = voice.report.reasons, voice.report.phrases
    problems = _phrases(_value(parts, "problem", "shared"), voice)
    forms = _phrases(_value(parts, "form", "shared"), voice)
    ages = _value(parts, "ages", "shared")
    audience = _audience(_value(parts, "addressee", "shared"), ages, voice)
    clauses = [words.about.format(problems=problems)] if problems else []
    if forms and audience:
        clauses.append(words.offering_to.format(forms=forms, audience=audience))
    elif forms:
        clauses.append(words.offering.format(forms=forms))
    elif audience:
        clauses.append(words.serving.format(audience=audience))
    if ages and not audience:
        clauses.append(words.aged.format(ages=years_of(ages, phrases)))
    return clauses


def _audience(addressees: str, ages: str, voice: Voice) -> str:
    """For whom, with their ages after the last: "børn og unge på 12-15 år"; nothing when the text does not tell."""
    codes = _codes(addressees)
    if not codes:
        return ""
    told = [voice.labels.phrase(code) for code in codes]
    if ages:
        told[-1] = voice.labels.aged(codes[-1], aged(ages, voice.report.phrases))
    return listed(told, voice.report.phrases)


def _text(parts: Parts, shared: int, voice: Voice) -> list[str]:
    """The words both texts use, where little else is shared."""
    found = _codes(_value(parts, "text", "words"))
    if not found or shared > 1:
        return []
    quoted = [f'"{word}"' for word in found]
    return [voice.report.reasons.words.format(words=listed(quoted, voice.report.phrases))]


def _apart(pair: Pair, parts: Parts, first: Intervention, second: Intervention, voice: Voice) -> list[str]:
    """What sets the two apart, first everything about the first, then the same about the second, in the same order."""
    words, phrases = voice.report.reasons, voice.report.phrases
    ages = {side: _value(parts, "ages", side) if "ages" in pair.differences and _far(parts) else "" for side in "ab"}
    told = {
        "form": (words.offering_one, *_both(parts, "form", lambda codes: _phrases(codes, voice))),
        "addressee": (
            words.serving_one,
            _audience(_value(parts, "addressee", "a"), ages["a"], voice),
            _audience(_value(parts, "addressee", "b"), ages["b"], voice),
        ),
        "ages": (words.ages_one, years_of(ages["a"], phrases), years_of(ages["b"], phrases)),
        "level": (words.level_one, *_both(parts, "level" if "level" in parts else "step", words.levels.get)),
        "access": ("{one}", words.access.get(first.access, ""), words.access.get(second.access, "")),
        "department": (words.department_one, listed(first.departments, phrases), listed(second.departments, phrases)),
    }
    if "addressee" in pair.differences:
        told.pop("ages")
    different = [told[code] for code in told if code in pair.differences]
    facts = [(template.format(one=a), template.format(one=b)) for template, a, b in different if a and b and a != b]
    if not facts:
        return []
    one, other = (listed(side, phrases) for side in zip(*facts, strict=True))
    return [words.apart.format(a=one, b=other)]


def _far(parts: Parts) -> bool:
    """Whether one side has two years or more outside the ages both share; fewer are not worth a clause."""
    shared = decoded(_value(parts, "ages", "shared"))
    for side in "ab":
        own = decoded(_value(parts, "ages", side))
        for mine, common in ((own.low, shared.low), (own.high, shared.high)):
            if (mine is None) != (common is None) or abs((mine or 0) - (common or 0)) >= FAR:
                return True
    return False


def _both(parts: Parts, name: str, told: Callable[[str], str | None]) -> tuple[str, str]:
    return told(_value(parts, name, "a")) or "", told(_value(parts, name, "b")) or ""


def _phrases(codes: str, voice: Voice) -> str:
    return listed([voice.labels.phrase(code) for code in _codes(codes)], voice.report.phrases)


def _codes(joined: str) -> list[str]:
    return [code for code in joined.split("|") if code]


def _value(parts: Parts, name: str, key: str) -> str:
    return parts.get(name, {}).get(key, "")
