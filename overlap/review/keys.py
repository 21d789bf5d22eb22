"""What an intervention is called in the decisions file, and what tells whether its text has changed since.

A key comes from content, never from a row or a counter: name, departments and provider, which stay when descriptions
are improved. A fingerprint comes from what a judgement rests on: target group, description, purpose, age and access,
as they stand in the cells. Both look past case, spaces, and how letters and dashes were typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from overlap.model import Field, Intervention
from overlap.seal import short

KEY_LENGTH = 7
FINGERPRINT_LENGTH = 6
RESTS_ON = (
    Field.TARGET_GROUP,
    Field.DESCRIPTION,
    Field.PURPOSE,
    Field.AGE,
    Field.AGE_FROM,
    Field.AGE_TO,
    Field.ACCESS,
)


def keys(interventions: Sequence[Intervention]) -> Mapping[str, str]:
    """Id to key. Namesakes of one provider are told apart by their texts, and, where those are the same, by a number.

    Rather a new key than somebody else's: where a namesake is added, both get new keys.
    """
    base = {one.id: short(_identity(one), KEY_LENGTH) for one in interventions}
    often = Counter(base.values())
    longer = {
        one.id: base[one.id] if often[base[one.id]] == 1 else short([*_identity(one), *_texts(one)], KEY_LENGTH)
        for one in interventions
    }
    seen: Counter[str] = Counter()
    found = {}
    for one in interventions:
        key = longer[one.id]
        seen[key] += 1
        found[one.id] = key if seen[key] == 1 else f"{key}-{seen[key]}"
    return found


def fingerprints(interventions: Sequence[Intervention]) -> Mapping[str, str]:
    """Id to fingerprint."""
    return {one.id: short(_texts(one), FINGERPRINT_LENGTH) for one in interventions}


def _identity(one: Intervention) -> list[str]:
    return [one.name, "|".join(sorted(one.departments)), one.provider]


def _texts(one: Intervention) -> list[str]:
    return [one.cells[which].text if which in one.cells else one.text(which) for which in RESTS_ON]


BLANK = short([""] * len(RESTS_ON), FINGERPRINT_LENGTH)
"""The fingerprint of an intervention that says nothing about itself."""
