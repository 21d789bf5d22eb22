"""What happens above the number of pairs that findings are made of: the likest are kept, and the report says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from overlap.analysis import study
from overlap.cli import pipeline
from overlap.cli.application import run
from overlap.model import PairKind

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"


def test_the_likest_pairs_are_kept_and_the_rest_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No pair disappears unsaid: kept and left out add up to all of them."""
    every = [pair for pair in pipeline.Work(SAMPLE).findings.pairs if pair.kind is not PairKind.CHAIN]
    monkeypatch.setattr(study, "MOST_PAIRS", 10)
    copy = tmp_path / "few.xlsx"
    shutil.copy(SAMPLE, copy)
    findings = pipeline.Work(copy).findings
    kept = [pair for pair in findings.pairs if pair.kind is not PairKind.CHAIN]
    assert [(pair.a, pair.b) for pair in kept] == [(pair.a, pair.b) for pair in every[:10]]
    assert len(kept) + findings.pairs_left_out == len(every)


def test_the_front_page_says_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """And says nothing of it where nothing is."""
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copy(SAMPLE, tmp_path / "alle.xlsx")
    assert run(["run", str(tmp_path / "alle.xlsx"), "--out", str(tmp_path / "a")]) == 0
    assert "OBS" not in capfd.readouterr().out
    monkeypatch.setattr(study, "MOST_PAIRS", 10)
    shutil.copy(SAMPLE, tmp_path / "few.xlsx")
    assert run(["run", str(tmp_path / "few.xlsx"), "--out", str(tmp_path / "b")]) == 0
    assert "kun på de 10 par" in capfd.readouterr().out
