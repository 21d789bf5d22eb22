"""Access and evaluation, as offices that never saw the sample would write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from overlap.model import Access, Evaluated
from overlap.reading.values import access, evaluation


def cases(name: str) -> list[tuple[str, str]]:
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(text, value) for text, value in csv.reader(file)][1:]


@pytest.mark.parametrize(("text", "value"), cases("access"), ids=[text for text, _ in cases("access")])
def test_access_is_what_the_words_say(text: str, value: str) -> None:
    assert access.parse(text) == Access(value)


@pytest.mark.parametrize(("text", "value"), cases("evaluation"), ids=[text for text, _ in cases("evaluation")])
def test_evaluation_is_what_the_words_say(text: str, value: str) -> None:
    assert evaluation.parse(text) == Evaluated(value)
