"""What recommendations 1 and 2 ask to keep an eye on, counted; and the facts of every intervention on one line.

Tables: `access` (how one comes in), `intake` (whether anyone new comes in), `wait` (against the goal of the policy),
`evaluation`, and `funding` (whether the money lasts the budget year). Each is counted for the whole catalogue, each
department, each theme (main theme only) and each theme in each department, and apart for municipal and partnership.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from overlap.analysis.access import longest_wait
from overlap.analysis.coverage import Understood, departments_of, runs, speaking
from overlap.analysis.policy import Policy
from overlap.model import (
    UNSTATED,
    Access,
    Catalogue,
    Cooperation,
    CooperationAnswer,
    Evaluated,
    FactLine,
    Intervention,
    Kind,
    Pair,
    PairKind,
    Role,
    Status,
    Tally,
    Theme,
)

Question = Callable[[Intervention], str]


def tallies(
    catalogue: Catalogue,
    understanding: Understood,
    themes: Sequence[Theme],
    policy: Policy,
    budget_year: int | None = None,
) -> tuple[Tally, ...]:
    """Every line of every table: all, then departments, then themes, then themes by department, each parted by kind."""
    kinds = [kind for kind in Kind if any(one.kind is kind for one in catalogue.interventions)]
    spoken = speaking(catalogue, understanding)
    main = {
        theme.key: [one for one, reading in spoken.get(theme.key, ()) if reading.role is Role.PRIMARY]
        for theme in themes
    }
    groups: list[tuple[str, str, Kind | None, list[Intervention]]] = []
    for theme, rows in ("", list(catalogue.interventions)), *main.items():
        for department in ("", *departments_of(catalogue)):
            here = [one for one in rows if _is_of(one, department)]
            groups += [
                (theme, department, kind, [one for one in here if kind in (None, one.kind)]) for kind in (None, *kinds)
            ]
    found = []
    for table, (ask, answers) in _questions(policy, budget_year).items():
        told = {one.id: ask(one) for one in catalogue.interventions if runs(one)}
        found += [
            _tally(table, theme, department, kind, rows, told, answers) for theme, department, kind, rows in groups
        ]
    return tuple(found)


def facts(
    catalogue: Catalogue,
    understanding: Understood,
    themes: Sequence[Theme],
    pairs: Sequence[Pair],
    work_together: Sequence[Cooperation],
    budget_year: int | None = None,
) -> tuple[FactLine, ...]:
    """One line for every intervention of the catalogue, in its order, ended ones too."""
    overlapping = _others([(pair.a, pair.b) for pair in pairs if pair.kind not in (PairKind.NONE, PairKind.CHAIN)])
    named = _others([(one.a, one.b) for one in work_together if one.answer is CooperationAnswer.NAMED])
    apart = _others([(one.a, one.b) for one in work_together if one.answer is CooperationAnswer.NOT_NAMED])
    order = {one.id: at for at, one in enumerate(catalogue.interventions)}

    def listed(ids: Mapping[str, set[str]], key: str) -> tuple[str, ...]:
        return tuple(sorted(ids.get(key, ()), key=order.__getitem__))

    def on(one: Intervention, role: Role) -> tuple[str, ...]:
        return tuple(theme.key for theme in themes if understanding[one.id].role(theme.key) is role)

    return tuple(
        FactLine(
            id=one.id,
            status=one.status,
            kind=one.kind,
            primary=on(one, Role.PRIMARY),
            secondary=on(one, Role.SECONDARY),
            overlaps=listed(overlapping, one.id),
            evaluated=one.evaluated,
            funding_end=one.funding_end,
            funded=lasts(one, budget_year),
            cooperates=listed(named, one.id),
            apart=listed(apart, one.id),
        )
        for one in catalogue.interventions
    )


def lasts(one: Intervention, budget_year: int | None) -> bool | None:
    """The money lasts to 31 December of the budget year; `None` where its end, or the year, is not stated."""
    if budget_year is None or one.funding_end is None:
        return None
    return one.funding_end >= date(budget_year, 12, 31)


def _questions(policy: Policy, budget_year: int | None) -> dict[str, tuple[Question, tuple[str, ...]]]:
    """Each table's question and its answers, in the order of its columns; `UNSTATED` is always the last."""
    goal = policy.gaps.wait_goal_weeks

    def wait(one: Intervention) -> str:
        weeks = longest_wait(one)
        return UNSTATED if weeks is None else "within" if weeks <= goal else "over"

    def funding(one: Intervention) -> str:
        return {True: "lasts", False: "ends", None: UNSTATED}[lasts(one, budget_year)]

    questions: dict[str, tuple[Question, tuple[str, ...]]] = {
        "access": (lambda one: one.access.value, tuple(answer.value for answer in Access)),
        "intake": (lambda one: "closed" if one.status is Status.CLOSED else "takes_in", ("takes_in", "closed")),
        "wait": (wait, ("within", "over", UNSTATED)),
        "evaluation": (lambda one: one.evaluated.value, tuple(answer.value for answer in Evaluated)),
    }
    if budget_year is not None:
        questions["funding"] = (funding, ("lasts", "ends", UNSTATED))
    return questions


def _is_of(one: Intervention, department: str) -> bool:
    return not department or department in (one.departments or (UNSTATED,))


def _tally(
    table: str,
    theme: str,
    department: str,
    kind: Kind | None,
    rows: Sequence[Intervention],
    told: Mapping[str, str],
    answers: Sequence[str],
) -> Tally:
    """`told` holds the answer of each intervention that runs, by id."""
    base = [one.id for one in rows if one.id in told]
    answered: dict[str, list[str]] = {answer: [] for answer in answers}
    for key in base:
        answered[told[key]].append(key)
    return Tally(
        table=table,
        theme=theme,
        department=department,
        kind=kind,
        base=tuple(base),
        answers={answer: tuple(ids) for answer, ids in answered.items()},
        not_running=tuple(one.id for one in rows if one.id not in told),
    )


def _others(pairs: Sequence[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found
