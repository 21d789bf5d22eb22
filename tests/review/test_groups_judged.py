"""What people said of a group, and what it means for each pair in it."""

from __future__ import annotations

from copy import deepcopy

import pytest
from msgspec.structs import replace

from overlap.model import Decision, Verdict
from overlap.report.sheets import firmness, overlaps, review
from overlap.review.judged import confirmed, judgements
from tests.review.reviewed_world import WORDS, Cells, brought, catalogue, cell, fill, handed_out, intervention, story

ROWS = [intervention(number) for number in range(1, 13)]
PAIRS, GROUPS = WORDS.report.review.pairs_tab, WORDS.report.review.groups_tab
LABELS = WORDS.terms.verdicts
IN_GROUP = [("1", "2"), ("1", "3"), ("2", "3")]
"""The pairs of the one group; ("2", "4") and all others are outside it."""
HANDED_OUT = handed_out(story(ROWS))


def judged(group: str, pair: str = "", who: str = "Bo") -> tuple[Decision, ...]:
    """The decisions where Anna judged the group and somebody, perhaps, its first pair."""
    sheets: dict[str, Cells] = deepcopy(HANDED_OUT)
    fill(sheets[GROUPS], 1, verdict=group, who="Anna", comment="Se notat 3")
    if pair:
        fill(sheets[PAIRS], 1, verdict=pair, who=who)
    return brought(sheets).decisions


def tiers(decisions: tuple[Decision, ...]) -> dict[tuple[str, str], str]:
    return {(pair.a, pair.b): pair.tier.value for pair in story(ROWS, decisions).overlaps}


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.WANTED])
def test_a_group_that_is_an_overlap_makes_each_of_its_pairs_one(verdict: Verdict) -> None:
    """A group says that all overlap each other: who confirms it, confirms each pair; wanted or not."""
    made = judged(LABELS[verdict])
    found = tiers(made)
    assert [pair for pair, tier in found.items() if tier == "certain"] == IN_GROUP
    told = story(ROWS, made)
    assert [told.findings.judgements.verdict(*pair) for pair in IN_GROUP] == [verdict] * 3
    assert told.findings.judgements.verdict("2", "4") == ""


@pytest.mark.parametrize("verdict", [Verdict.NOT_OVERLAP, Verdict.CHAIN, Verdict.UNSETTLED])
def test_a_group_that_is_none_leaves_each_pair_open_and_says_so(verdict: Verdict) -> None:
    """That not all overlap each other does not tell which of them do not."""
    made = judged(LABELS[verdict])
    told = story(ROWS, made)
    assert set(tiers(made).values()) == {"likely"}
    assert len(told.to_list(told.overlaps)) == len(told.overlaps)
    row = handed_out(told)[PAIRS]
    hint = f"Gruppen er vurderet: {LABELS[verdict]} af Anna. Det afgør ikke parret"
    assert (cell(row, 1, "standing"), cell(row, 1, "verdict")) == (hint, "")


@pytest.mark.parametrize(
    ("pair", "holds"),
    [
        pytest.param("Ikke overlap", Verdict.NOT_OVERLAP, id="no overlap"),
        pytest.param("Bekræftet overlap", Verdict.CONFIRMED, id="an overlap that nobody wanted"),
        pytest.param("Uafklaret", Verdict.UNSETTLED, id="unsettled"),
    ],
)
def test_a_pair_with_its_own_verdict_keeps_it(pair: str, holds: Verdict) -> None:
    made = judged("Bevidst valg", pair)
    found = story(ROWS, made).findings.judgements
    assert [found.verdict(*ends) for ends in IN_GROUP] == [holds, Verdict.WANTED, Verdict.WANTED]


def test_a_pair_that_people_disagree_on_is_not_settled_by_its_group() -> None:
    one, other = judged("Bevidst valg", "Ikke overlap", "Bo"), judged("Bevidst valg", "Bekræftet overlap", "Carl")
    both = tuple(dict.fromkeys((*one, *other)))
    assert story(ROWS, both).findings.judgements.verdict("1", "2") == ""


def test_a_pair_whose_own_verdict_is_on_an_older_text_takes_that_of_its_group() -> None:
    group, pair = judged("Bevidst valg", "Ikke overlap")
    pair, group = (pair, group) if len(pair.members) == 2 else (group, pair)
    old = replace(pair, fingerprints=("AAAAAA", pair.fingerprints[1]))
    assert story(ROWS, (group, old)).findings.judgements.verdict("1", "2") == Verdict.WANTED


def test_a_pair_in_two_groups_that_were_judged_differently_is_open() -> None:
    """The second group is one of last year, of other members, which still holds for those that are left."""
    (first,) = judged("Bevidst valg")
    keys, texts = (story(ROWS).findings.judgements.keys, story(ROWS).findings.judgements.fingerprints)
    ids = sorted(("1", "2", "7"), key=lambda one: keys[one])
    members, prints = tuple(keys[one] for one in ids), tuple(texts[one] for one in ids)
    second = Decision(members, "overlap", "confirmed", who="Bo", day="2024-06-20", fingerprints=prints)
    found = story(ROWS, (first, second)).findings.judgements
    assert [found.verdict(*ends) for ends in (("1", "2"), ("1", "3"), ("1", "7"))] == ["", "wanted", "confirmed"]
    row = handed_out(story(ROWS, (first, second)))[PAIRS]
    assert cell(row, 1, "standing").startswith("Grupper med parret er vurderet forskelligt: ")
    assert ("1", "7") in confirmed(found)


def test_a_changed_text_reopens_the_group_and_with_it_its_pairs() -> None:
    made = judged("Bevidst valg")
    changed = [replace(ROWS[0], description="Noget helt andet"), *ROWS[1:]]
    found = judgements(catalogue(changed), made)
    assert [found.verdict(*ends) for ends in IN_GROUP] == ["", "", ""]


def test_the_next_sheet_shows_the_groups_verdict_on_its_pairs_and_brings_nothing_back_twice() -> None:
    made = judged("Bevidst valg")
    sheets = handed_out(story(ROWS, made))
    assert cell(sheets[PAIRS], 1, "standing") == "Vurderet som gruppe: Bevidst valg af Anna"
    assert cell(sheets[PAIRS], 1, "verdict") == ""
    again = brought(sheets, made)
    assert (again.added, again.changed, again.issues) == ((), (), ())


def test_the_council_reads_the_verdict_and_the_remark_with_each_pair() -> None:
    told = story(ROWS, judged("Bevidst valg"))
    reasons = [str(row[-1]) for row in overlaps.table("x", told.overlaps, told).rows]
    said = [text for text in reasons if text.endswith("Vurderet som gruppe: Bevidst valg af Anna. Se notat 3")]
    assert len(said) == len(IN_GROUP)


@pytest.mark.parametrize(
    ("verdict", "rows", "line"),
    [
        pytest.param("Ikke overlap", 0, "1 gruppe er vurderet som ikke overlap og står ikke på listen.", id="none"),
        pytest.param("Forløbskæde", 0, "1 gruppe er vurderet som forløbskæde og står ikke på listen.", id="chain"),
        pytest.param("Bevidst valg", 1, "", id="wanted"),
        pytest.param("Uafklaret", 1, "", id="unsettled"),
    ],
)
def test_the_list_of_groups_leaves_out_what_people_said_is_none_and_counts_it(
    verdict: str, rows: int, line: str
) -> None:
    sheet = firmness.groups(story(ROWS, judged(verdict)))
    assert len(sheet.table.rows) == rows
    assert list(sheet.lines[1:]) == ([line] if line else [])
    if rows:
        assert str(sheet.table.rows[0][0]).endswith(f"{verdict} af Anna")


def test_judgements_of_what_is_gone_are_counted_on_the_sheet() -> None:
    made = judged("Bevidst valg", "Ikke overlap")
    told = story(ROWS[1:], made)
    lines = [line for sheet in review.sheets(told) for line in sheet.lines]
    assert "2 tidligere vurderinger gælder indsatser, der ikke længere står i skemaet." in lines
