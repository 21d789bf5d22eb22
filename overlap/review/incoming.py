"""From the rows of a reviewed report to decisions: by key and never by row, and no loss goes unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from overlap.model import AnsweredRow, Decision, Issue, Severity
from overlap.review.answers import UnknownAnswerError, Vocabulary
from overlap.review.decisions import Slot, slot
from overlap.review.forms import COMMENT, CONTROL, DAY, FORMS, KEY, WHO
from overlap.seal import Control
from overlap.seal import read as read_control


class Brought(Struct, frozen=True):
    """What came in. `decisions` is the whole file as it should be; `issues` is everything that did not go through."""

    decisions: tuple[Decision, ...]
    added: tuple[Decision, ...] = ()
    changed: tuple[Decision, ...] = ()
    unchanged: int = 0
    """Rows that hold what they were handed out with."""
    issues: tuple[Issue, ...] = ()


class _Row(Struct, frozen=True):
    """A row whose key, names and fingerprints belong together."""

    answered: AnsweredRow
    members: tuple[str, ...]
    control: Control
    changed: Mapping[str, bool]

    def issue(self, code: str, **values: str) -> Issue:
        return _issue(self.answered, code, **values)

    @property
    def about(self) -> str:
        return _about(self.answered)


class _Desk(Struct):
    """The rows being worked through."""

    vocabulary: Vocabulary
    day: str
    who: str
    issues: list[Issue] = field(default_factory=list)

    def opened(self, answered: AnsweredRow) -> _Row | None:
        """The row, or nothing and an issue where it cannot be told what it speaks of."""
        form = FORMS[answered.form]
        cells = [answered.cells.get(code, "") for code in form.answers]
        members = tuple(answered.cells[KEY].upper().split())
        control = read_control(answered.cells[CONTROL], len(cells))
        names = [answered.cells.get(code, "") for code in form.names]
        if not members or control is None or not control.fits(members, names):
            if any(cells):
                code = "review_no_key" if not members else "review_wrong_key"
                self.issues.append(_issue(answered, code, about=_about(answered)))
            return None
        return _Row(answered, members, control, dict(zip(form.answers, control.changed(cells), strict=True)))

    def answers(self, row: _Row) -> list[Decision]:
        """A decision for each question that the row answers anew."""
        found = []
        signed = any(row.changed[code] for code in (COMMENT, WHO, DAY))
        for question, columns in FORMS[row.answered.form].questions.items():
            again = question == "overlap" and (signed or row.changed["good"] or row.changed["bad"])
            if any(row.changed[column] for column in columns) or again:
                one = self._answer(row, question, columns)
                if one is not None:
                    found.append(one)
        if not found and signed and row.answered.form == "readings":
            self.issues.append(row.issue("review_no_answer", about=row.about))
        return found

    def _answer(self, row: _Row, question: str, columns: Sequence[str]) -> Decision | None:
        cells = row.answered.cells
        texts = [cells[column] for column in columns if cells[column].strip()]
        if not texts:
            code = "review_cleared" if any(row.changed[column] for column in columns) else "review_no_answer"
            self.issues.append(row.issue(code, about=row.about))
            return None
        answer = self._said(row, question, texts)
        if answer is None:
            return None
        effects = self._said(row, "effects", [cells.get("good", ""), cells.get("bad", "")]) or ""
        return Decision(
            members=row.members,
            question=question,
            answer=answer,
            effects=self.vocabulary.effects(effects),
            comment=" ".join(cells[COMMENT].split()),
            who=" ".join(cells[WHO].split()) or self.who,
            day=self._said(row, "day", [cells[DAY]]) or self.day,
            fingerprints=row.control.fingerprints,
            about=row.about,
        )

    def _said(self, row: _Row, question: str, texts: Sequence[str]) -> str | None:
        try:
            return self.vocabulary.answer(question, texts)
        except UnknownAnswerError as unknown:
            self.issues.append(row.issue("review_unknown_value", found=unknown.text, about=row.about))
            return None


def bring(
    rows: Iterable[AnsweredRow], decisions: Sequence[Decision], vocabulary: Vocabulary, *, day: str, who: str = ""
) -> Brought:
    """The decisions with those of `rows` added. `day` and `who` stand where a row leaves them empty."""
    desk = _Desk(vocabulary, day, who)
    opened = [row for row in map(desk.opened, rows) if row is not None]
    unchanged = sum(not any(row.changed.values()) for row in opened)
    told = [(row, one) for row in opened for one in desk.answers(row)]
    kept = _standing(opened)
    single = [(row, one) for row, one in _without_contradictions(told, desk) if not _copied(row, one, kept, desk)]
    known = {slot(one): one for one in decisions}
    added, changed = [], []
    for row, one in single:
        before = known.get(slot(one))
        if before is not None and before.day > one.day and before.fingerprints == one.fingerprints:
            desk.issues.append(row.issue("review_older", about=row.about, day=before.day))
        elif before is None:
            added.append(one)
        elif before != one:
            changed.append(one)
        known[slot(one)] = before if before is not None and before.day > one.day else one
    new = [*added, *changed]
    desk.issues += list(_conflicts(new, known))
    desk.issues += [Issue("review_nameless", Severity.INFO, values={"n": str(n)}) for n in [_nameless(new)] if n]
    return Brought(tuple(known.values()), tuple(added), tuple(changed), unchanged, tuple(desk.issues))


def _without_contradictions(told: Sequence[tuple[_Row, Decision]], desk: _Desk) -> Iterable[tuple[_Row, Decision]]:
    """Each answer once; a row that stands twice with different answers of one person answers nothing."""
    by_slot: dict[Slot, list[tuple[_Row, Decision]]] = defaultdict(list)
    for row, one in told:
        by_slot[slot(one)].append((row, one))
    for found in by_slot.values():
        if len({(one.answer, one.effects, one.comment) for _, one in found}) > 1:
            places = ", ".join(str(row.answered.row) for row, _ in found)
            desk.issues.append(found[0][0].issue("review_doubled", about=found[0][0].about, rows=places))
        else:
            yield found[0]


def _standing(rows: Sequence[_Row]) -> Mapping[tuple[tuple[str, ...], str], _Row]:
    """The rows that still hold the answer they were handed out with, by subject and question."""
    return {
        (row.members, question): row
        for row in rows
        for question, columns in FORMS[row.answered.form].questions.items()
        if not any(row.changed.values()) and any(row.answered.cells[column].strip() for column in columns)
    }


def _copied(row: _Row, one: Decision, kept: Mapping[tuple[tuple[str, ...], str], _Row], desk: _Desk) -> bool:
    """Whether the row was copied and only the copy answered anew: nobody can tell which of the two is meant."""
    other = kept.get((one.members, one.question))
    if other is None:
        return False
    places = f"{row.answered.row}, {other.answered.row}"
    desk.issues.append(row.issue("review_doubled", about=row.about, rows=places))
    return True


def _conflicts(new: Sequence[Decision], known: Mapping[Slot, Decision]) -> Iterable[Issue]:
    """People who answered the same question about the same text differently."""
    by_subject: dict[tuple[object, ...], list[Decision]] = defaultdict(list)
    for one in known.values():
        by_subject[one.members, one.question, one.fingerprints].append(one)
    subjects = dict.fromkeys((one.members, one.question, one.fingerprints) for one in new)
    for subject in subjects:
        answers = by_subject[subject]
        if len({one.answer for one in answers}) > 1:
            people = ", ".join(one.who or "?" for one in answers)
            values = {"about": answers[0].about, "people": people}
            yield Issue("review_conflict", Severity.WARNING, values=values)


def _nameless(new: Sequence[Decision]) -> int:
    return sum(not one.who for one in new)


def vanished(rows: Iterable[AnsweredRow], handed_out: Mapping[str, str]) -> tuple[str, ...]:
    """What was handed out for an answer (key to what it is about) and is in no row: it is not judged, and never no."""
    returned = {" ".join(row.cells[KEY].upper().split()) for row in rows}
    return tuple(about for key, about in handed_out.items() if key not in returned)


def _about(row: AnsweredRow) -> str:
    return " / ".join(" ".join(row.cells.get(code, "").split()) for code in FORMS[row.form].names)


def _issue(row: AnsweredRow, code: str, **values: str) -> Issue:
    return Issue(code, Severity.WARNING, row.sheet, f"{row.row}:{row.row}", values)
