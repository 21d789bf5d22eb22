"""What a large catalogue costs: work is done once, and what is held does not grow with the number of flagged pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from overlap.analysis import likeness, overlaps, study, sweep
from overlap.analysis.names import Names
from overlap.analysis.policy import PairPolicy, Policy
from overlap.model import Findings
from tests.analysis.builders import POLICY
from tests.analysis.pair_worlds import THEMES, One, prepared

MOST = 20


def few() -> Policy:
    most = replace(POLICY.pairs.most, explained=MOST, listed=30)
    pairs: PairPolicy = replace(POLICY.pairs, most=most)
    return replace(POLICY, pairs=pairs)


def studied(size: int) -> Findings:
    """Interventions that all are alike: every pair is flagged."""
    ones = [One(str(at), words=("hest", "vand", f"ord{at}")) for at in range(size)]
    catalogue, understanding, arrays = prepared(ones)
    return study.study(catalogue, understanding, THEMES, arrays, few())


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the dear parts are asked."""
    told: Counter[str] = Counter()

    def count(holder: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(holder, name)

        def asked(*arguments: Any, **named: Any) -> Any:
            told[name] += 1
            return real(*arguments, **named)

        monkeypatch.setattr(holder, name, asked)

    for holder, name in ((sweep, "ready"), (overlaps, "pair"), (Names, "naming"), (likeness, "postings")):
        count(holder, name)
    return told


@pytest.mark.parametrize("size", [12, 24, 48])
def test_all_pairs_are_gone_over_once_and_records_are_made_of_the_likest_alone(size: int, calls: Counter[str]) -> None:
    """However many pairs are flagged; names of partners are asked for twice for each record at most."""
    findings = studied(size)
    every = size * (size - 1) // 2
    assert findings.beyond is not None
    assert findings.beyond.pairs == every - MOST
    assert len(findings.beyond.left) <= 30
    assert calls["ready"] == calls["postings"] == 1
    assert calls["pair"] == len(findings.pairs) == MOST
    assert calls["naming"] <= 2 * MOST


def test_pairs_waiting_to_be_sorted_are_bounded() -> None:
    """Those held back never outgrow a few times what will be kept, whatever comes."""
    import numpy as np

    likest = sweep._Likest(10)
    held = []
    for at in range(200):
        scores = np.linspace(0, 50, 10) + at / 10
        likest.take(scores, np.arange(10), np.full(10, at))
        held.append(likest.size)
    assert max(held) <= (sweep.SPARE + 1) * 10
    assert (
        likest.columns()[0].tolist()
        == sorted((50 * k / 9 + at / 10 for k in range(10) for at in range(200)), reverse=True)[:10]
    )
