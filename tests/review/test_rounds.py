"""Two rounds side by side: every row is known again by content or not at all, and each finding is in one list."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from overlap.errors import FileError, InputError
from overlap.review import roundfile
from overlap.review.rounds import Flag, Hole, How, Round, Row, compare


def row(number: int, name: str, text: str, **fields: str) -> Row:
    told = {"name": name, "department": "MBU", "target_group": text, **fields}
    return Row(str(number), f"KEY{name}", f"TEXT{text}", told)


OLD = Round(
    "2024.xlsx",
    (
        row(1, "Modige børn", "Børn på 8-12 år, der er bange for meget i hverdagen"),
        row(2, "Skolestart", "Elever, der er blevet væk fra skolen i mere end en måned"),
        row(3, "Legegruppen", "Små børn, der leger alene"),
        row(4, "Fodbold for alle", "Unge, der savner et hold"),
    ),
    (Flag("1", "2", 60.0, "likely", "overlap"), Flag("1", "3", 50.0, "possible", "overlap")),
    (Hole(("G1", "angst", "13-17", "", "", "nobody")),),
)


def test_the_same_round_has_no_changes() -> None:
    found = compare(OLD, OLD)
    assert (found.begun, found.ended, found.changed, found.pairs_come, found.pairs_gone) == ((), (), (), (), ())
    assert (len(found.pairs_kept), len(found.holes_kept)) == (2, 1)


def test_order_and_numbers_mean_nothing() -> None:
    """Shuffled and numbered anew, it is still the same round."""
    again = tuple(replace(one, id=str(9 - at)) for at, one in enumerate(reversed(OLD.rows)))
    became = {one.name: one.id for one in again}
    ids = {one.id: became[one.name] for one in OLD.rows}
    new = Round("2025.xlsx", again, tuple(replace(one, a=ids[one.b], b=ids[one.a]) for one in OLD.flags), OLD.holes)
    found = compare(OLD, new)
    assert (found.begun, found.ended, found.changed, found.pairs_come, found.pairs_gone) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("new", "how"),
    [
        pytest.param(row(1, "Modige børn", "En helt ny tekst"), How.KEY, id="same name, another text"),
        pytest.param(row(7, "Tapre unger", OLD.rows[0].fields["target_group"]), How.TEXT, id="same text, another name"),
        pytest.param(
            row(7, "Modige børn og unge", "Børn på 8-13 år, der er bange for meget i hverdagen"),
            How.LIKENESS,
            id="both a little changed",
        ),
    ],
)
def test_a_row_is_known_again_and_by_what(new: Row, how: How) -> None:
    found = compare(OLD, replace(OLD, rows=(*OLD.rows[1:], new)))
    assert [(one.old.id, one.how) for one in found.matches if one.new.id == new.id] == [("1", how)]
    assert (found.begun, found.ended) == ((), ())


def test_a_row_of_another_kind_is_new_even_with_the_number_of_the_old() -> None:
    """A counter that moved on is no evidence."""
    new = row(1, "Chatten", "Alle, der vil skrive med en voksen om aftenen")
    found = compare(OLD, replace(OLD, rows=(*OLD.rows[1:], new)))
    assert ([one.name for one in found.begun], [one.name for one in found.ended]) == (["Chatten"], ["Modige børn"])
    assert [(change.flag.b, change.partner) for change in found.pairs_gone] == [("2", True), ("3", True)]


def test_changes_are_told_field_by_field_and_letters_are_no_change() -> None:
    fields = {**OLD.rows[0].fields, "department": " mbu ", "places": "40"}
    found = compare(OLD, replace(OLD, rows=(replace(OLD.rows[0], fields=fields), *OLD.rows[1:])))
    assert [one.changes for one in found.changed] == [{"places": ("", "40")}]


def test_overlaps_and_gaps_come_go_and_stay() -> None:
    hole = Hole(("G2", "angst", "6-12", "", "", "single"))
    found = compare(OLD, replace(OLD, flags=(OLD.flags[0], Flag("2", "3", 44.0, "possible", "overlap")), holes=(hole,)))
    assert [(change.flag.a, change.flag.b, change.partner) for change in found.pairs_come] == [("2", "3", False)]
    assert [(change.flag.a, change.flag.b, change.partner) for change in found.pairs_gone] == [("1", "3", False)]
    assert (len(found.pairs_kept), found.holes_come, found.holes_gone) == (1, (hole,), OLD.holes)


def test_what_is_not_stated_is_no_gap_that_closes() -> None:
    """A report made with a budget year asks when the money ends; compared without one, no gap has gone."""
    unknown = Hole(("U", "angst", "", "", "", "funding_end"))
    found = compare(replace(OLD, holes=(*OLD.holes, unknown)), OLD)
    assert (found.holes_come, found.holes_gone, found.holes_kept) == ((), (), OLD.holes)


def test_a_round_reads_back_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / roundfile.NAME).write_bytes(roundfile.content(OLD))
    assert roundfile.read(tmp_path) == OLD


def test_rounds_differ_in_the_terms_that_both_tell() -> None:
    """A term that only one has is one that the other was not given; a round that tells none says nothing of them."""
    old = replace(OLD, terms={"line": "48", "version": "1", "population": "a.csv"})
    new = replace(OLD, terms={"line": "60", "version": "1", "budget_year": "2026"})
    found = compare(old, new).terms
    assert found == {"line": ("48", "60"), "budget_year": ("", "2026"), "population": ("a.csv", "")}
    assert compare(OLD, new).terms == compare(old, OLD).terms == compare(old, old).terms == {}


def test_a_round_of_a_newer_program_is_told_from_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    newer = roundfile.content(OLD).replace(b'"version": 1', b'"version": 2')
    (tmp_path / roundfile.NAME).write_bytes(newer)
    with pytest.raises(InputError) as told:
        roundfile.read(tmp_path)
    assert (told.value.code, told.value.values["found"]) == ("round_newer", "2")


def test_a_folder_without_a_round_and_a_broken_one_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        roundfile.read(tmp_path)
    (tmp_path / "data").mkdir()
    for broken in (b'{"version": 1}', b'{"name": "a"', b'{"name": "\xe6", "rows": [], "flags": [], "holes": []}'):
        (tmp_path / roundfile.NAME).write_bytes(broken)
        with pytest.raises(InputError):
            roundfile.read(tmp_path)
