"""What happens above the number of pairs that can be explained: all are counted, and the report says so."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from overlap.analysis.policy import PairLimits, Policy
from overlap.cli import show
from overlap.cli.application import run
from overlap.cli.pipeline import Work
from overlap.model import Decision, PairKind, Tier
from overlap.report.sheets import figures
from overlap.review import decisions
from overlap.review.keys import fingerprints, keys
from overlap.wording import load

SAMPLE = Path(__file__).parents[2] / "data" / "bilag_b.xlsx"


@pytest.fixture(scope="module")
def whole() -> Work:
    """Every pair explained."""
    work = Work(SAMPLE)
    assert work.findings.beyond is None
    return work


def limited(policy: Policy, explained: int = 5000, listed: int = 1000, groups: int = 1000) -> Policy:
    return replace(policy, pairs=replace(policy.pairs, most=PairLimits(explained, listed, groups, {})))


def few(whole: Work, decisions: Path | None = None, **limits: int) -> Work:
    """The same catalogue, as read, under other limits."""
    work = replace(whole, decisions_file=decisions or whole.decisions_file)
    read = {
        name: found
        for name, found in vars(whole).items()
        if name in ("as_read", "mentions", "understanding", "profiles")
    }
    vars(work).update(read | {"policy": limited(whole.policy, **limits)})
    return work


def test_the_likest_pairs_are_explained_and_the_rest_is_counted(whole: Work) -> None:
    """Every figure of the front page is the same as when all pairs are explained."""
    words = load("da")
    every, some = show.story(whole, words), show.story(few(whole, explained=10), words)
    beyond = some.findings.beyond
    assert beyond is not None
    assert [(one.a, one.b) for one in some.overlaps] == [(one.a, one.b) for one in every.overlaps[:10]]
    assert some.count() == every.count()
    focus = [theme for theme in whole.themes if theme.focus]
    assert focus
    assert [some.count(theme) for theme in focus] == [every.count(theme) for theme in focus]
    rest = every.overlaps[10:]
    ids = [one.id for one in whole.catalogue.interventions]
    columns = (beyond.left, beyond.right, beyond.scores, beyond.tiers, beyond.kinds, beyond.themes)
    assert [
        (ids[left], ids[right], score, tier, kind, beyond.theme_sets[themes])
        for left, right, score, tier, kind, themes in zip(*columns, strict=True)
    ] == [(one.a, one.b, one.score, one.tier, one.kind, one.themes) for one in rest]


def test_pairs_by_department_are_counted_to_the_last(whole: Work) -> None:
    """The figure of departments is the same as when all pairs are explained."""
    words = load("da")
    some = few(whole, explained=10, listed=5)
    assert figures.between(show.story(some, words)) == figures.between(show.story(whole, words))


def test_no_more_pairs_are_listed_than_the_policy_says(whole: Work) -> None:
    """The likest of those that are not explained."""
    beyond = few(whole, explained=10, listed=7).findings.beyond
    assert beyond is not None
    assert len(beyond.left) == 7 < beyond.pairs
    assert list(beyond.scores) == [one.score for one in whole.overlaps[10:17]]


def test_a_pair_that_people_confirmed_is_explained_whatever_its_rank(tmp_path: Path, whole: Work) -> None:
    """And counted once: it is no longer among the others."""
    last = whole.overlaps[-1]
    rows = whole.catalogue.interventions
    key, text = keys(rows), fingerprints(rows)
    ordered = sorted((last.a, last.b), key=key.__getitem__)
    said = Decision(
        tuple(key[one] for one in ordered), "overlap", "confirmed", fingerprints=tuple(text[one] for one in ordered)
    )
    file = tmp_path / "decisions.csv"
    file.write_text(decisions.text([said]), encoding="utf-8")
    some = few(whole, file, explained=10)
    kept, beyond = some.overlaps, some.findings.beyond
    assert [(one.a, one.b) for one in kept if one.tier is Tier.CERTAIN] == [(last.a, last.b)]
    assert beyond is not None
    assert len(kept) == 11
    assert len(kept) + beyond.pairs == len(whole.overlaps)


def test_no_more_chains_and_groups_are_kept_than_the_policy_says(whole: Work) -> None:
    """The first chains, the largest groups, and how many there are besides."""
    some = few(whole, groups=2).findings
    assert some.groups == whole.findings.groups[:2]
    assert some.groups_beyond == len(whole.findings.groups) - 2 > 0
    some = few(whole, explained=1).findings
    assert sum(one.kind is PairKind.CHAIN for one in some.pairs) == 1
    assert some.chains_beyond > 0


def test_the_front_page_says_what_is_not_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """And says nothing of it where nothing is."""
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copy(SAMPLE, tmp_path / "alle.xlsx")
    assert run(["run", str(tmp_path / "alle.xlsx"), "--out", str(tmp_path / "a")]) == 0
    assert "OBS" not in capfd.readouterr().out
    assert not (tmp_path / "a" / "alle" / "data" / "overlaps_beyond.csv").exists()
    monkeypatch.setattr(Work, "policy", limited(Work(SAMPLE).policy, explained=10, listed=20))
    shutil.copy(SAMPLE, tmp_path / "few.xlsx")
    assert run(["run", str(tmp_path / "few.xlsx"), "--out", str(tmp_path / "b")]) == 0
    assert "De 10 par, der ligner hinanden mest" in " ".join(capfd.readouterr().out.split())


def test_a_list_of_pairs_says_how_many_have_no_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """On the screen in the sheet, beside data on stderr; nothing where all are explained, or all are asked for."""
    monkeypatch.setenv("COLUMNS", "200")
    rest = len(Work(SAMPLE).overlaps) - 10
    few = shutil.copy(SAMPLE, tmp_path / "few.xlsx")
    monkeypatch.setattr(Work, "policy", limited(Work(SAMPLE).policy, explained=10))
    said = f"I hele kataloget er der flaget {rest} par mere"
    assert run(["overlaps", str(few)]) == 0
    assert said in capfd.readouterr().out
    assert run(["overlaps", str(few), "--format", "csv"]) == 0
    told = capfd.readouterr()
    assert said in told.err
    assert len(told.out.splitlines()) == 11
    assert run(["overlaps", str(few), "--all", "--top", "3"]) == 0
    assert said not in "".join(capfd.readouterr())
    monkeypatch.undo()
    assert run(["overlaps", str(shutil.copy(SAMPLE, tmp_path / "alle.xlsx"))]) == 0
    assert "I hele kataloget" not in "".join(capfd.readouterr())


def test_the_other_pairs_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the columns and figures of the file of those that are explained; the manifest knows it."""
    file = Path(shutil.copy(SAMPLE, tmp_path / "bilag_b.xlsx"))
    assert run(["run", str(SAMPLE), "--out", str(tmp_path / "a"), "--quiet"]) == 0
    monkeypatch.setattr(Work, "policy", limited(Work(SAMPLE).policy, explained=10))
    assert run(["run", str(file), "--out", str(tmp_path / "b"), "--quiet"]) == 0
    whole, few, beyond = (
        list(csv.DictReader((tmp_path / path).read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
        for path in ("a/bilag_b/data/overlaps.csv", "b/bilag_b/data/overlaps.csv", "b/bilag_b/data/overlaps_beyond.csv")
    )
    assert beyond
    columns = list(beyond[0])
    in_both = Counter(tuple(one[name] for name in columns) for one in (*few, *beyond))
    assert in_both >= Counter(tuple(one[name] for name in columns) for one in whole if one["Score"] != "0,0")
    told = json.loads((tmp_path / "b/bilag_b/run.json").read_text(encoding="utf-8"))
    assert "data/overlaps_beyond.csv" in [one["path"] for one in told["files"]]
    assert run(["verify", str(tmp_path / "b" / "bilag_b")]) == 0
