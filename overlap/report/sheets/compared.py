"""What changed since the last round: the sum, then interventions, overlaps and gaps one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from overlap.report.data import VERSION, Records
from overlap.report.tables import Column, Shape, Sheet, Table, Value
from overlap.wording.sections import Wording


class Line(Struct, frozen=True):
    """One difference. `what` is intervention, overlap or gap; `change` a code; `before` and `after` texts or codes."""

    what: str
    change: str
    a: str
    b: str = ""
    name: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    note: str = ""


COLUMNS = ("what", "change", "a", "b", "name", "field", "before", "after", "note")


def records(lines: Iterable[Line]) -> Records:
    return Records(COLUMNS, tuple(tuple(getattr(line, name) for name in COLUMNS) for line in lines))


def content(
    lines: Iterable[Line], counts: Mapping[str, int], terms: Mapping[str, tuple[str, str]]
) -> Mapping[str, object]:
    """`terms` are those on which the rounds were analysed differently: by name, what they were and are."""
    return {
        "version": VERSION,
        "terms": {name: list(pair) for name, pair in terms.items()},
        "counts": dict(counts),
        "rows": [asdict(line) for line in lines],
    }


def sheets(
    lines: Sequence[Line], counts: Mapping[str, int], old: str, new: str, words: Wording, caveat: str = ""
) -> list[Sheet]:
    """The sum first, under the `caveat` if there is one; of the others those that hold anything."""
    said = words.report.compared
    summed = tuple((said.counts[name], number) for name, number in counts.items())
    columns = (Column(said.subject, 60), Column(said.number, 10, Shape.NUMBER))
    told = (said.base.format(old=old, new=new), *filter(None, [caveat]))
    first = Sheet(said.tab, said.heading, told, Table("compared", columns, summed))
    rest = (_sheet(what, [line for line in lines if line.what == what], words) for what in said.tabs)
    return [first, *(sheet for sheet in rest if sheet.table.rows)]


def _sheet(what: str, lines: Sequence[Line], words: Wording) -> Sheet:
    said = words.report.compared
    columns: tuple[Column, ...] = (Column(said.change, 18), Column(said.name, 44))
    rows: tuple[tuple[Value, ...], ...]
    if what == "intervention":
        columns += (
            Column(said.field, 16),
            Column(said.before, 44),
            Column(said.after, 44),
            Column(said.note, 30, rank=2),
        )
        rows = tuple(
            (said.changes[line.change], line.name, said.fields.get(line.field, ""), line.before, line.after, line.note)
            for line in lines
        )
    else:
        columns += (Column(said.note, 90),)
        rows = tuple((said.changes[line.change], line.name, line.note) for line in lines)
    return Sheet(said.tabs[what], said.tabs[what], (), Table(f"compared_{what}", columns, rows), ranked=True)
