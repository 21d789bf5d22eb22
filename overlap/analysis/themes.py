"""What an intervention is to each theme: who it is for, what it also takes in, what it turns away, what it only names.

The rule that decided and the mentions it rests on go with every reading. Codes of the rules:
``name``, ``target_group``, ``purpose``  main theme, because the name, the target group or the purpose says so
``one_of_several``  taken in beside other problems   ``in_description``  taken in, named in the description only
``turned_away``     named only to say that it is not handled here
``mentioned``       named only in passing, or as someone else's problem   ``not_named``  not there at all
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from overlap.model import Bearer, Field, Mention, Mentions, Polarity, Reading, Role, Theme

MOST_MAIN = 2
"""Themes that a target group may name and still be for each of them; codebook: one or two main problems."""


_NOT_NAMED = Reading(Role.NONE, "not_named", ())


def readings(mentions: Sequence[Mention], themes: Sequence[Theme]) -> Mapping[str, Reading]:
    """The reading of one intervention for every theme, by key, in the order of `themes`."""
    theme_of = _theme_of(tuple(themes))
    by_theme: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.concept in theme_of:
            by_theme.setdefault(theme_of[mention.concept], []).append(mention)
    taken_in = {key: tuple(one for one in some if takes_in(one)) for key, some in by_theme.items()}
    crowd = {
        which: sum(1 for some in taken_in.values() if any(one.field is which for one in some))
        for which in (Field.NAME, Field.TARGET_GROUP, Field.PURPOSE)
    }
    named = {key: _reading(tuple(by_theme[key]), taken_in[key], crowd) for key in by_theme}
    return {theme.key: named.get(theme.key, _NOT_NAMED) for theme in themes}


@lru_cache(maxsize=8)
def _theme_of(themes: tuple[Theme, ...]) -> Mapping[str, str]:
    return {concept: theme.key for theme in themes for concept in theme.concepts}


def read(mentions: Mentions, themes: Sequence[Theme]) -> Mapping[str, Mapping[str, Reading]]:
    """The readings of every intervention, by id."""
    return {key: readings(some, themes) for key, some in mentions.items()}


def takes_in(mention: Mention) -> bool:
    """Whether the mention says that a child or young person with this is helped here."""
    return mention.polarity is Polarity.INCLUDED and mention.bearer is Bearer.CHILD


def _reading(every: tuple[Mention, ...], taken_in: tuple[Mention, ...], crowd: Mapping[Field, int]) -> Reading:
    turned_away = tuple(one for one in every if one.polarity is Polarity.EXCLUDED)
    if not taken_in:
        if turned_away:
            return Reading(Role.EXCLUDED, "turned_away", turned_away)
        return Reading(Role.NONE, "mentioned", every)
    where = {one.field for one in taken_in}
    if Field.NAME in where:
        return Reading(Role.PRIMARY, "name", taken_in)
    if Field.TARGET_GROUP in where:
        if crowd[Field.TARGET_GROUP] <= MOST_MAIN:
            return Reading(Role.PRIMARY, "target_group", taken_in)
        return Reading(Role.SECONDARY, "one_of_several", taken_in)
    if Field.PURPOSE in where and crowd[Field.TARGET_GROUP] == 0 and crowd[Field.PURPOSE] <= MOST_MAIN:
        return Reading(Role.PRIMARY, "purpose", taken_in)
    return Reading(Role.SECONDARY, "in_description", taken_in)
