"""What an intervention is to a theme: the rule, the mentions it rests on, and the order."""

from __future__ import annotations

import pytest

from overlap.analysis import themes
from overlap.model import Bearer, Field, Mention, Polarity, Role, Theme

THEMES = (Theme("angst", ("angst", "ocd"), focus=True), Theme("selvskade", ("selvskade",)), Theme("sorg", ("sorg",)))


def mention(
    concept: str,
    field: Field = Field.TARGET_GROUP,
    polarity: Polarity = Polarity.INCLUDED,
    bearer: Bearer = Bearer.CHILD,
) -> Mention:
    return Mention(concept, field, 0, 5, "ordet", polarity, bearer)


CASES = [
    pytest.param([mention("angst", Field.NAME)], Role.PRIMARY, "name", id="in the name"),
    pytest.param([mention("ocd")], Role.PRIMARY, "target_group", id="another concept of the theme"),
    pytest.param([mention("angst", Field.DESCRIPTION)], Role.SECONDARY, "in_description", id="description only"),
    pytest.param([mention("angst", Field.PURPOSE)], Role.PRIMARY, "purpose", id="purpose of a target group unnamed"),
    pytest.param(
        [mention("angst"), mention("selvskade"), mention("sorg")], Role.SECONDARY, "one_of_several", id="one of three"
    ),
    pytest.param([mention("angst", polarity=Polarity.EXCLUDED)], Role.EXCLUDED, "turned_away", id="turned away"),
    pytest.param([mention("angst", polarity=Polarity.BACKGROUND)], Role.NONE, "mentioned", id="in passing"),
    pytest.param([mention("angst", bearer=Bearer.PARENT)], Role.NONE, "mentioned", id="a parent's"),
    pytest.param(
        [mention("angst"), mention("angst", Field.DESCRIPTION, Polarity.EXCLUDED)],
        Role.PRIMARY,
        "target_group",
        id="taken in, the severe cases sent on",
    ),
    pytest.param([], Role.NONE, "not_named", id="not there"),
]


@pytest.mark.parametrize(("mentions", "role", "rule"), CASES)
def test_role_and_rule(mentions: list[Mention], role: Role, rule: str) -> None:
    """Each rule decides its case."""
    reading = themes.readings(mentions, THEMES)["angst"]
    assert (reading.role, reading.rule) == (role, rule)


def test_reading_rests_on_the_mentions_that_decided() -> None:
    """A theme that is taken in shows what takes it in, not what turns it away."""
    taken, away = mention("angst"), mention("angst", Field.DESCRIPTION, Polarity.EXCLUDED)
    assert themes.readings([taken, away], THEMES)["angst"].mentions == (taken,)


def test_every_theme_has_a_reading_in_order() -> None:
    """Tables have one column for each theme, always in the same order."""
    assert list(themes.readings([mention("sorg")], THEMES)) == ["angst", "selvskade", "sorg"]
