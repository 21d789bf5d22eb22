"""Every message the rooms can send has a sentence, and fields are said by name."""

from __future__ import annotations

import pytest

from overlap import wording
from overlap.wording.messages import sentence


def test_a_field_is_said_by_its_label() -> None:
    said = sentence(wording.load("da"), "column_absent", {"field": "target_group", "row": "4"})
    assert "Målgruppe" in said
    assert "target_group" not in said


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_messages_can_be_written_to_any_danish_terminal(language: str) -> None:
    for message in wording.load(language).messages.values():
        message.encode("cp850")
        message.encode("cp1252")
