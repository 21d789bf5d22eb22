"""Which step of the ladder an intervention stands on (1-4), and where it takes place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from overlap.analysis.facetbook import FacetBook
from overlap.analysis.facetpolicy import StepPolicy
from overlap.model import Access, Field, Intervention, Kind, Level, Mention, Polarity

_SECTION = re.compile(r"§+\s*(\d+)")
_WHERE_LAW_STANDS = (Field.LAW, Field.ACCESS, Field.FUNDING, Field.TARGET_GROUP, Field.DESCRIPTION, Field.PROVIDER)


def laws_in(intervention: Intervention, book: FacetBook) -> tuple[int, ...]:
    """Steps of the sections of law that the row names."""
    found = {number for field in _WHERE_LAW_STANDS for number in _SECTION.findall(intervention.text(field))}
    return tuple(sorted(book.laws[number] for number in found if number in book.laws))


def level_of(
    intervention: Intervention, mentions: Sequence[Mention], forms: Sequence[str], book: FacetBook, policy: StepPolicy
) -> Level:
    """The step of the strongest form, moved by law, words and access. `UNKNOWN` without a form, a law or a word.

    Law and words for residential or full-time help lift to 4, those for treatment to 3. Open doors ease help in the
    family or towards a job by a step; volunteers, associations and offers to anyone lower talks that need no referral.
    """
    said = {book.levels[one.concept] for one in mentions if _counts(one, book)}
    laws = laws_in(intervention, book)
    if not forms:
        return Level(max(laws, default=max(said, default=0)))
    form, is_open = forms[0], intervention.access is Access.OPEN
    treated = Level.TREATMENT in said or any(law >= Level.TREATMENT for law in laws)
    step = max(book.forms[form].level, *(law for law in laws if law >= Level.TREATMENT), 0)
    if treated and step == Level.EARLY and intervention.access is not Access.OPEN:
        return Level.TREATMENT
    if is_open and not treated and form in policy.eased_forms:
        return Level.LIGHT if Level.LIGHT in said else Level.EARLY
    broad = any(one.concept == book.wide for one in mentions)
    light = intervention.kind is Kind.PARTNERSHIP or Level.LIGHT in said or broad
    if step == Level.EARLY and is_open and not treated and light and form in policy.light_forms:
        return Level.LIGHT
    return Level(step)


def _counts(mention: Mention, book: FacetBook) -> bool:
    return mention.concept in book.levels and mention.polarity is Polarity.INCLUDED


def setting_of(
    intervention: Intervention, mentions: Sequence[Mention], forms: Sequence[str], book: FacetBook, policy: StepPolicy
) -> str:
    """Where it takes place: by words, by the main form, else by who provides it."""
    votes: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        if mention.concept in book.settings and mention.polarity is Polarity.INCLUDED:
            votes[book.settings[mention.concept]] += policy.said
    for form in forms:
        setting = book.forms[form].setting
        if setting:
            votes[setting] += policy.usual
    provider = policy.setting_of_kind.get(intervention.kind.value, "")
    if provider:
        votes[provider] += policy.provider
    return max(votes, key=lambda code: (votes[code], code)) if votes else ""
