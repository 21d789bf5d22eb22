"""The comparison of two rounds as lines to print, in the order of the new round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from overlap.report.phrases import counted
from overlap.report.sheets.compared import Line
from overlap.report.sheets.register import setting
from overlap.review.terms import called

if TYPE_CHECKING:
    from overlap.review.rounds import Comparison, Flag, Round
    from overlap.wording.sections import Wording


MOST_TERMS = 4
"""Terms that are told by name where more than one would be left over."""


def caveat(found: Comparison, words: Wording) -> str:
    """On what the two rounds were analysed differently: pairs and gaps may have come or gone by that alone."""
    said, phrases = words.report.compared, words.report.phrases
    told = [
        said.term.format(
            name=said.terms.get(name) or setting(name, words.report.method.settings),
            old=_value(name, old, words),
            new=said.rewritten if _value(name, old, words) == _value(name, new, words) else _value(name, new, words),
        )
        for name, (old, new) in found.terms.items()
    ]
    if len(told) > MOST_TERMS + 1:
        told[MOST_TERMS:] = [counted(len(told) - MOST_TERMS, said.more_terms, phrases)]
    return said.caveat.format(terms="; ".join(told)) if told else ""


def _value(name: str, value: str, words: Wording) -> str:
    """As people read it; of a file its name."""
    if not value:
        return words.report.compared.not_given
    if name in words.report.compared.terms:
        return called(value)
    return value.replace(".", words.report.phrases.decimal)


def counts(found: Comparison) -> Mapping[str, int]:
    """The sums, by their code; the first two are the base of all."""
    return {
        "rows_old": len(found.old.rows),
        "rows_new": len(found.new.rows),
        "begun": len(found.begun),
        "ended": len(found.ended),
        "renamed": sum(one.renamed for one in found.matches),
        "changed": len(found.changed),
        "same": len(found.matches) - len(found.changed),
        "pairs_come": len(found.pairs_come),
        "pairs_gone": len(found.pairs_gone),
        "pairs_kept": len(found.pairs_kept),
        "gaps_come": len(found.holes_come),
        "gaps_gone": len(found.holes_gone),
        "gaps_kept": len(found.holes_kept),
    }


def lines(found: Comparison, words: Wording, theme: Callable[[str], str]) -> Iterator[Line]:
    """Every difference; what stayed as it was is only counted. `theme` gives what a theme is called."""
    yield from _interventions(found, words)
    said = words.report.compared
    for change, pairs, each in (("come", found.pairs_come, found.new), ("gone", found.pairs_gone, found.old)):
        for one in pairs:
            why = f"{said.partner[change]} " if one.partner else ""
            yield Line(
                "overlap",
                change,
                one.flag.a,
                one.flag.b,
                _names(one.flag, each),
                note=why + _told(one.flag.reason, each, words),
            )
    for change, holes, each in (("come", found.holes_come, found.new), ("gone", found.holes_gone, found.old)):
        for hole in holes:
            name = theme(hole.slot[1]) if hole.slot[1] else ""
            yield Line("gap", change, "|".join(hole.slot), name=name, note=_told(hole.text, each, words))


def _told(sentence: str, each: Round, words: Wording) -> str:
    """A sentence of a round, which may be an old report in another language than the one spoken now."""
    spoken = each.language in ("", words.language)
    return sentence if spoken else words.report.compared.elsewhere.format(file=each.name)


def _interventions(found: Comparison, words: Wording) -> Iterator[Line]:
    for row in found.begun:
        yield Line("intervention", "begun", row.id, name=f"{row.id} {row.name}")
    for row in found.ended:
        yield Line("intervention", "ended", row.id, name=f"{row.id} {row.name}")
    for one in found.changed:
        note = words.report.compared.known[one.how].format(likeness=one.likeness)
        for name, (before, after) in one.changes.items():
            change = "renamed" if name == "name" else "changed"
            title = f"{one.new.id} {one.new.name}"
            yield Line("intervention", change, one.old.id, one.new.id, title, name, before, after, note)


def _names(flag: Flag, each: Round) -> str:
    named = {row.id: row.name for row in each.rows}
    return f"{flag.a} {named.get(flag.a, '')} / {flag.b} {named.get(flag.b, '')}"
