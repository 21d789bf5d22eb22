"""Who stops at a change of age, who goes on, and who is named."""

from __future__ import annotations

from overlap.analysis.answers import answers
from overlap.model import Handover, Status
from tests.analysis.builders import POLICY, SELVSKADE, Row, world


def handovers(*rows: Row) -> tuple[Handover, ...]:
    return answers(*world(*rows), (SELVSKADE,), POLICY).handovers


def test_a_change_of_age_lists_who_stops_stays_and_starts() -> None:
    """At 17/18: number 1 stops and names number 3, which starts; number 2 goes on; the ended one is not there."""
    (found,) = handovers(
        Row("1", ages=(10, 17), partners="Indsats 3"),
        Row("2", ages=(15, 30)),
        Row("3", ages=(18, 30)),
        Row("4", ages=(10, 17), status=Status.ENDED),
    )
    assert (found.transition, found.last) == ("17/18", 17)
    assert (found.stops, found.stays, found.starts, found.named) == (("1",), ("2",), ("3",), ("1",))


def test_a_change_of_age_at_which_nobody_stops_is_not_listed() -> None:
    """An offer from 10 to 30 passes all of them."""
    assert handovers(Row("1", ages=(10, 30))) == ()


def test_an_offer_named_by_the_one_that_takes_over_is_named() -> None:
    """It does not matter which of the two cells says so."""
    (found,) = handovers(Row("1", ages=(10, 17)), Row("2", ages=(18, 30), partners="Leverandør 1"))
    assert found.named == ("1",)
