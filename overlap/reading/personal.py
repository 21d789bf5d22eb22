"""Personal data in a catalogue: CPR numbers, e-mail addresses and phone numbers, found, reported and masked.

Publishing personal data has cost municipalities injunctions (Datatilsynet 2020-32-1579), so reports are held back
until somebody has looked. A CPR number is told by its date: mod 11 has not held for all numbers since 2007.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from overlap.model import Catalogue, Cell, Intervention, Issue, PersonalData, Severity
from overlap.reading.grid import Content, Grid, GridCell
from overlap.reading.text import REMEMBERED, shortened

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAP = rf"[\s\u00a0{_HIDDEN}]"
_DASH = "[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d./]"
_CPR = re.compile(
    rf"(?<!\d)(?P<day>\d{{2}})(?P<inner>[-./ ]?)(?P<month>\d{{2}})(?P=inner)(?P<year>\d{{2}})"
    rf"{_GAP}*(?:{_DASH}{_GAP}*)?(?P<serial>\d{{4}})(?!\d|{_DASH}\d)"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|[(\[]\s?(?:at|snabel-?a|@)\s?[)\]])\s?[\w-]{1,64}(?:\.[\w-]{1,64}){0,5}?\.[^\W\d_]{2,24}(?![\w])",
    re.IGNORECASE,
)
_PAIRS = r"[2-9]\d(?:[ .\u00a0]\d{2}){3}"
_PREFIXED = r"(?:\+|00)45[ -]?(?:\d[ .-]?){7}\d"
_FOURS = r"(?!20|19)[2-9]\d{3} (?!20|19)\d{4}"
_CALLED = r"(?<![^\W\d_])(?:tlf|telefon\w*|mobil\w*|sms|ring(?:er|e)?|kontakt|nummer)\W{0,3}(?:[^\W\d]+\W{1,2}){0,3}"
_PHONE = re.compile(
    rf"(?<![\d.,/-])(?<!\d )(?:{_PREFIXED}|{_PAIRS}|{_FOURS})(?![\d]|[ .,-]\d)"
    rf"|(?P<named>{_CALLED})(?P<number>(?!20\d\d[ -]20)[2-9]\d(?:[ .-]?\d){{6}})(?![\d]|[ .,-]\d)",
    re.IGNORECASE,
)
_NOT_A_PHONE = re.compile(
    r"(?:cvr|ean|konto\w*|reg|sag\w*|dok\w*|p-?nr|journal\w*)\W{0,3}(?:nr\W{0,2}|nummer\W{0,2})?$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d" + r"[-./ \u00a0]?\d" * 5)
_SIGNS = "@(["
"""What every piece of personal data holds, six digits at least or one of the signs; most texts need no closer look."""
MASKS = {PersonalData.CPR: "xxxxxx-xxxx", PersonalData.EMAIL: "xxx@xxx", PersonalData.PHONE: "xx xx xx xx"}


class Found(Struct, frozen=True):
    """One piece of personal data: the message code of its kind, and the stretch of the text it fills."""

    code: PersonalData
    start: int
    end: int


@lru_cache(maxsize=REMEMBERED)
def scan(text: str) -> tuple[Found, ...]:
    """All personal data in `text`, in reading order; stretches never overlap."""
    if not _DIGITS.search(text) and not any(sign in text for sign in _SIGNS):
        return ()
    found: list[Found] = []
    for hit in (*_cpr(text), *_emails(text), *_phones(text)):
        if all(hit.end <= other.start or hit.start >= other.end for other in found):
            found.append(hit)
    return tuple(sorted(found, key=lambda hit: hit.start))


def mask(text: str) -> str:
    """`text` with every piece of personal data replaced by a mask of its kind."""
    masked = text
    for hit in reversed(scan(text)):
        masked = masked[: hit.start] + MASKS[hit.code] + masked[hit.end :]
    return masked


def issues(grid: Grid, contact_columns: frozenset[int], number_columns: frozenset[int]) -> tuple[Issue, ...]:
    """An issue for every cell of the sheet that holds personal data, with its text masked.

    Columns of contacts stay out of reports, so there only CPR numbers are reported. A whole number is read as a CPR
    number only outside `number_columns` (amounts and counts); a leading nought is lost in numbers.
    """
    return tuple(
        Issue(code, Severity.WARNING, grid.name, cell.address, {"text": shortened(mask(_digits(cell)))})
        for cells in grid.by_row.values()
        for cell in cells
        for code in _codes(cell, number_columns)
        if code == PersonalData.CPR or cell.column not in contact_columns
    )


def masked(catalogue: Catalogue) -> Catalogue:
    """The catalogue with every text masked: fit for publishing once somebody has said so."""
    return replace(
        catalogue,
        columns=tuple(replace(column, heading=mask(column.heading)) for column in catalogue.columns),
        interventions=tuple(_masked(one) for one in catalogue.interventions),
        issues=tuple(without_personal_data(issue) for issue in catalogue.issues),
        notes=tuple(_masked_cell(note) for note in catalogue.notes),
    )


def without_personal_data(issue: Issue) -> Issue:
    """The issue with its values masked."""
    return replace(issue, values={name: mask(value) for name, value in issue.values.items()})


def _masked(one: Intervention) -> Intervention:
    if not any(map(scan, _texts(one))):
        return one
    return replace(
        one,
        id=mask(one.id),
        name=mask(one.name),
        departments=tuple(mask(department) for department in one.departments),
        provider=mask(one.provider),
        target_group=mask(one.target_group),
        description=mask(one.description),
        purpose=mask(one.purpose),
        partners=mask(one.partners),
        cells={which: _masked_cell(cell) for which, cell in one.cells.items()},
    )


def _texts(one: Intervention) -> Iterator[str]:
    """Every text of an intervention; what a cell says again is not given twice."""
    prose = (one.target_group, one.description, one.purpose)
    own = (one.id, one.name, *one.departments, one.provider, *prose, one.partners)
    yield from own
    yield from {cell.text for cell in one.cells.values()}.difference(own)


def _masked_cell(cell: Cell) -> Cell:
    return replace(cell, text=mask(cell.text))


def _codes(cell: GridCell, number_columns: frozenset[int]) -> Sequence[PersonalData]:
    if cell.content is Content.NUMBER and cell.column in number_columns:
        return ()
    found = scan(_digits(cell))
    return tuple(dict.fromkeys(hit.code for hit in found)) if found else ()


def _digits(cell: GridCell) -> str:
    """The text of a cell; a number of nine digits gets back the nought that a spreadsheet drops."""
    lost = cell.content is Content.NUMBER and cell.text.isdecimal() and len(cell.text) == 9
    return f"0{cell.text}" if lost else cell.text


def _cpr(text: str) -> Iterator[Found]:
    for match in _CPR.finditer(text):
        if _is_day(int(match["day"]), int(match["month"]), int(match["year"])):
            yield Found(PersonalData.CPR, match.start(), match.end())


def _is_day(day: int, month: int, year: int) -> bool:
    """Whether the six digits are a day in any century: 29 February needs a leap year in one of them."""
    return any(_exists(century + year, month, day) for century in (1800, 1900, 2000))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        yield Found(PersonalData.EMAIL, match.start(), match.end())


def _phones(text: str) -> Iterator[Found]:
    for match in _PHONE.finditer(text):
        start = match.start("number") if match["number"] else match.start()
        if not _NOT_A_PHONE.search(text[:start]):
            yield Found(PersonalData.PHONE, start, match.end())
