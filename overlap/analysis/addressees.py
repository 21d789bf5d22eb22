"""Who sits in the room: the persons a target group is about, not those they have to do with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from overlap.analysis.facetbook import People
from overlap.analysis.sentences import sentence_of
from overlap.model import Field, Intervention, Mention, Polarity, Span

_WORD = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[.;!?\n]")


class Rank(Enum):
    """`HEAD` is somebody the intervention is for; `BESIDE` is named with them."""

    HEAD = auto()
    BESIDE = auto()


def heads(text: str, mentions: Sequence[Mention], people: People) -> tuple[Mention, ...]:
    """The mentions of persons in `text` that it is for, in reading order.

    The first person is a head. Another one is if only words of `joined` stand between it and a head, or if it is led in
    by `joins_late` ("... og deres forældre"). Somebody right before another person describes it ("unge mødre").
    Persons of the first sentence count whatever it goes on to say of them ("unge, som ikke kan ..."); later ones only
    if they are not turned away.
    """
    in_order = sorted(mentions, key=lambda one: (one.start, -one.end))
    named = [one for one in in_order if one.polarity is Polarity.INCLUDED or sentence_of(text, one.start) == 0]
    persons = [one for at, one in enumerate(named) if not _is_part_of(one, named[:at], named[at + 1 :], text)]
    found: list[Mention] = []
    before: Mention | None = None
    rank = Rank.HEAD
    for person in persons:
        if before is not None:
            rank = _rank(text[before.end : person.start], rank, people)
        if rank is Rank.HEAD:
            found.append(person)
        before = person
    return tuple(found)


def _is_part_of(one: Mention, earlier: Sequence[Mention], later: Sequence[Mention], text: str) -> bool:
    """Whether `one` lies inside another person ("hele familien") or stands right before one that it describes."""
    if any(other.start <= one.start and one.end <= other.end for other in earlier):
        return True
    return any(other.start >= one.end and not text[one.end : other.start].strip() for other in later[:1])


def _rank(between: str, rank: Rank, people: People) -> Rank:
    words = _WORD.findall(between.lower())
    spoken = " ".join(words)
    if any(spoken == cue or spoken.endswith(" " + cue) for cue in people.joins_late):
        return Rank.HEAD
    if not _CLAUSE_END.search(between) and all(word in people.joined for word in words):
        return rank
    return Rank.BESIDE


def codes(found: Sequence[Mention], intervention: Intervention, people: People) -> dict[str, list[Mention]]:
    """Addressee codes with the mentions behind them; children and young people told apart by age where words do not."""
    by_code: dict[str, list[Mention]] = {}
    for mention in found:
        for code in placed(mention.concept, intervention.ages, people):
            by_code.setdefault(code, []).append(mention)
    return by_code


def placed(concept: str, ages: Span, people: People) -> tuple[str, ...]:
    """The codes of one person: itself, or child, young person or both by the ages of the intervention."""
    child, youth = (people.child,), (people.youth,)
    low, high = ages.low, ages.high
    if concept == people.youth:
        return child if high is not None and high < people.oldest_child else youth
    if concept == people.child:
        if low is not None and low >= people.youngest_youth:
            return youth
        return (*child, *youth) if _reaches_youth(low, high, people) else child
    if concept not in people.placed_by_age:
        return (concept,)
    if high is not None and high <= people.oldest_child:
        return child
    if _middle(low, high) > people.youngest_youth or (high is None and concept == people.adult):
        return youth
    return (*child, *youth)


def _middle(low: int | None, high: int | None) -> float:
    """The middle of the ages; 0 where nothing is stated, the one stated end where the other is open."""
    known = [age for age in (low, high) if age is not None]
    return sum(known) / len(known) if known else 0.0


def _reaches_youth(low: int | None, high: int | None, people: People) -> bool:
    """Whether "children" here are young people too: up to nearly grown, or more above the border than below it."""
    if low is None or high is None:
        return False
    return high >= people.nearly_grown or _middle(low, high) >= people.middle_of_both


def persons_in(mentions: Sequence[Mention], field: Field, concepts: frozenset[str]) -> list[Mention]:
    return [one for one in mentions if one.field is field and one.concept in concepts]
