"""The constructed sample is read as its labels say (`data/README.md`)."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from overlap import reading
from overlap.model import Access, Catalogue, Kind, Status

DATA = Path(__file__).parents[2] / "data"
ACCESS = {"åben": "open", "henvisning": "referral", "visitation": "visitation", "ukendt": "unknown"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return reading.read(DATA / "bilag_b.xlsx")


@pytest.fixture(scope="module")
def labels() -> dict[str, dict[str, str]]:
    with (DATA / "gold" / "attributes.csv").open(encoding="utf-8", newline="") as file:
        return {row["nr"]: row for row in csv.DictReader(file)}


def number(text: str) -> int | None:
    return int(text) if text else None


def test_all_rows_are_interventions_with_their_own_numbers(catalogue: Catalogue) -> None:
    assert [one.id for one in catalogue.interventions] == [str(at) for at in range(1, 124)]
    assert (catalogue.sheet, catalogue.header_row) == ("Bilag B", 4)


def test_the_title_and_the_remark_above_the_table_are_kept(catalogue: Catalogue) -> None:
    assert [note.address for note in catalogue.notes] == ["A1", "A2"]
    assert "konstrueret eksempeldata" in catalogue.notes[0].text


def test_46_are_partnerships(catalogue: Catalogue) -> None:
    assert Counter(one.kind for one in catalogue.interventions) == {Kind.MUNICIPAL: 77, Kind.PARTNERSHIP: 46}


def test_every_age_is_within_one_year_of_its_label(catalogue: Catalogue, labels: dict[str, dict[str, str]]) -> None:
    """A class spans two years, and the labels name one of them; a side that is not stated is not stated."""
    apart = []
    for one in catalogue.interventions:
        for mine, label in ((one.ages.low, "age_min"), (one.ages.high, "age_max")):
            theirs = number(labels[one.id][label])
            if (mine is None) != (theirs is None) or (
                mine is not None and theirs is not None and abs(mine - theirs) > 1
            ):
                apart.append((one.id, label, mine, theirs))
    assert apart == []


def test_waiting_times_are_those_of_the_labels(catalogue: Catalogue, labels: dict[str, dict[str, str]]) -> None:
    found = {one.id: (one.wait_weeks.low, one.wait_weeks.high) for one in catalogue.interventions}
    wanted = {key: (number(row["wait_weeks_min"]), number(row["wait_weeks_max"])) for key, row in labels.items()}
    assert agreement(found, wanted) >= 0.95


def test_access_is_that_of_the_labels(catalogue: Catalogue, labels: dict[str, dict[str, str]]) -> None:
    found = {one.id: one.access for one in catalogue.interventions}
    assert agreement(found, {key: Access(ACCESS[row["access"]]) for key, row in labels.items()}) >= 0.95


def test_the_ended_and_the_closed_are_known(catalogue: Catalogue) -> None:
    """Number 84 has ended, 69 takes nobody before next year; closed groups and a closed-down nursery are neither."""
    found = {one.id: one.status for one in catalogue.interventions if one.status is not Status.ACTIVE}
    assert found == {"69": Status.CLOSED, "84": Status.ENDED}


def test_several_departments_in_one_cell_are_told_apart(catalogue: Catalogue) -> None:
    of = {one.id: one.departments for one in catalogue.interventions}
    assert of["43"] == of["44"] == ("MBU", "MSB")
    assert of["52"] == ("MBU", "MSB", "MSO", "MKB")
    assert of["71"] == ("MSB",)


def agreement(found: dict[str, object], wanted: dict[str, object]) -> float:
    return sum(found[key] == wanted[key] for key in wanted) / len(wanted)
