"""When a pair is an overlap, of which kind and how sure.

Definitions after GAO's fragmentation, overlap and duplication (GAO-15-49SP), made testable on a catalogue:

- *duplication*: same main problem, same form of help, same addressee, same step, same access, and at least four fifths
  of the shorter age interval shared;
- *overlap*: a shared problem, shared ages, and the same form of help or the same step;
- *fragmentation*: a shared problem and shared ages in different departments, but another form and another step;
What merely follows on (*chain*, `chains.py`) is never an overlap.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from overlap.analysis.likeness import speaks_of
from overlap.analysis.pairs import PARTS, Comparison, compare_two, signed_weights
from overlap.analysis.policy import PairPolicy, Policy
from overlap.analysis.profiles import Profiles
from overlap.analysis.sides import Side, common, meant, span_text
from overlap.model import (
    Access,
    Catalogue,
    Intervention,
    Level,
    Pair,
    PairKind,
    Part,
    Role,
    Span,
    Theme,
    Tier,
    Understanding,
)

SAME_AGES = 0.8
"""Share of the shorter age interval that must be shared in a duplication (METHOD 2.2)."""

MOST_WORDS = 6
"""Shared words named in a reason; the heaviest first."""


def flagged(
    catalogue: Catalogue,
    understanding: Mapping[str, Understanding],
    themes: Sequence[Theme],
    profiles: Profiles,
    comparison: Comparison,
    policy: Policy,
    *,
    floor: float | None = None,
) -> tuple[Pair, ...]:
    """Records of the pairs that score at least `floor` (default: the lower line), in the order of the comparison."""
    least = policy.pairs.lines.possible if floor is None else floor
    sides = [Side(row, understanding[row.id]) for row in catalogue.interventions]
    return tuple(
        pair(sides, themes, profiles, comparison, at, policy)
        for at in range(len(comparison.scores))
        if comparison.scores[at] >= least
    )


def single(
    catalogue: Catalogue,
    understanding: Mapping[str, Understanding],
    themes: Sequence[Theme],
    profiles: Profiles,
    first: int,
    second: int,
    policy: Policy,
) -> Pair:
    """The record of the interventions at two positions, also when they share nothing."""
    sides = [Side(row, understanding[row.id]) for row in catalogue.interventions]
    return pair(sides, themes, profiles, compare_two(first, second, profiles, policy.pairs), 0, policy)


def pair(
    sides: Sequence[Side],
    themes: Sequence[Theme],
    profiles: Profiles,
    comparison: Comparison,
    at: int,
    policy: Policy,
) -> Pair:
    """The record of the comparison's pair number `at`: score by part, kind, tier, direction and differences."""
    left, right = int(comparison.left[at]), int(comparison.right[at])
    a, b = sides[left], sides[right]
    points = float(comparison.scores[at])
    return Pair(
        a=a.row.id,
        b=b.row.id,
        score=points,
        tier=tier(points, policy.pairs),
        kind=kind(a, b, policy) if points >= policy.pairs.lines.possible else PairKind.NONE,
        themes=shared_themes(a, b, themes),
        parts=_parts(a, b, profiles, comparison, at, policy),
        inside=_inside(a.row, b.row),
        differences=tuple(differences(a, b, policy.pairs.stepless)),
    )


def tier(points: float, policy: PairPolicy) -> Tier:
    if points >= policy.lines.likely:
        return Tier.LIKELY
    return Tier.POSSIBLE if points >= policy.lines.possible else Tier.NONE


def kind(a: Side, b: Side, policy: Policy) -> PairKind:
    """The kind of a pair that is flagged, by tests a person can redo by hand."""
    one, other = a.read.facets, b.read.facets
    same_form = bool(set(one.forms_main) & set(other.forms_main))
    same_step = one.level == other.level != Level.UNKNOWN
    duplicate = (
        same_form
        and same_step
        and bool(set(one.problems_main) & set(other.problems_main))
        and bool(set(one.addressees) & set(other.addressees))
        and a.row.access == b.row.access != Access.UNKNOWN
        and containment(a.row.ages, b.row.ages, policy) >= SAME_AGES
    )
    if duplicate:
        return PairKind.DUPLICATION
    if not same_form and not same_step and not set(a.row.departments) & set(b.row.departments):
        return PairKind.FRAGMENTATION
    return PairKind.OVERLAP


def containment(one: Span, other: Span, policy: Policy) -> float:
    """Shared years over the years of the shorter interval, 0-1; 0 where either side states no age."""
    if not (one.known and other.known):
        return 0.0
    a, b = bounds(one, policy), bounds(other, policy)
    years = min(a[1], b[1]) - max(a[0], b[0]) + 1
    return max(0, years) / max(1, min(a[1] - a[0], b[1] - b[0]) + 1)


def bounds(span: Span, policy: Policy) -> tuple[int, int]:
    low = policy.ages.lowest if span.low is None else span.low
    return low, max(low, policy.ages.highest if span.high is None else span.high)


def shared_themes(a: Side, b: Side, themes: Sequence[Theme]) -> tuple[str, ...]:
    """Themes that both work on, main problems of both first; a theme that either turns away never counts.

    Both work on a theme when their facets share one of its problems, or when both take it in.
    """
    one, other = a.read.facets, b.read.facets
    main = set(one.problems_main) & set(other.problems_main)
    every = {*one.problems_main, *one.problems_other} & {*other.problems_main, *other.problems_other}
    takes_in = (Role.PRIMARY, Role.SECONDARY)
    found = []
    for at, theme in enumerate(themes):
        roles = (a.read.role(theme.key), b.read.role(theme.key))
        shared = bool(every & set(theme.concepts)) or all(role in takes_in for role in roles)
        if shared and Role.EXCLUDED not in roles:
            found.append((not main & set(theme.concepts), at, theme.key))
    return tuple(key for _, _, key in sorted(found))


def _inside(a: Intervention, b: Intervention) -> str:
    """The id of the one whose ages lie inside the other's; nothing when they are equal, cross or are not stated."""
    if None in (a.ages.low, a.ages.high, b.ages.low, b.ages.high) or a.ages == b.ages:
        return ""
    (a_low, a_high), (b_low, b_high) = (a.ages.low or 0, a.ages.high or 0), (b.ages.low or 0, b.ages.high or 0)
    if b_low <= a_low and a_high <= b_high:
        return a.id
    return b.id if a_low <= b_low and b_high <= a_high else ""


def differences(a: Side, b: Side, stepless: Container[str]) -> Iterator[str]:
    """Codes of what sets the two apart where both sides are known; no step where a main form is `stepless`."""
    one, other = a.read.facets, b.read.facets
    if a.row.ages.known and b.row.ages.known and a.row.ages != b.row.ages:
        yield "ages"
    if _apart(one.addressees, other.addressees):
        yield "addressee"
    if _apart(one.forms_main, other.forms_main):
        yield "form"
    on_steps = not any(form in stepless for form in (*one.forms_main, *other.forms_main))
    if on_steps and Level.UNKNOWN not in (one.level, other.level) and one.level != other.level:
        yield "level"
    if _stated(a, b) and a.row.access != b.row.access:
        yield "access"
    if _apart(a.row.departments, b.row.departments):
        yield "department"


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other)


def _parts(a: Side, b: Side, profiles: Profiles, comparison: Comparison, at: int, policy: Policy) -> tuple[Part, ...]:
    signed = signed_weights(policy.pairs.weights)
    values = _values(a, b, profiles, comparison, at, policy)
    known = {
        "problem": bool(comparison.problem_known[at]),
        "ages": a.row.ages.known and b.row.ages.known,
        "form": bool(a.read.facets.forms_main and b.read.facets.forms_main),
        "addressee": bool(a.read.facets.addressees and b.read.facets.addressees),
        "level": Level.UNKNOWN not in (a.read.facets.level, b.read.facets.level),
    }
    points = (
        Part(
            name,
            float(comparison.levels[at, column]),
            float(signed[column]),
            known.get(name, True),
            values.get(name, {}),
        )
        for column, name in enumerate(PARTS)
    )
    access = {"a": a.row.access.value, "b": b.row.access.value}
    # Access gives no points (it did not help on any labelled catalogue), but belongs in the reason.
    return (*points, Part("access", float(a.row.access == b.row.access), 0.0, _stated(a, b), access))


def _stated(a: Side, b: Side) -> bool:
    return Access.UNKNOWN not in (a.row.access, b.row.access)


def _values(
    a: Side, b: Side, profiles: Profiles, comparison: Comparison, at: int, policy: Policy
) -> dict[str, dict[str, str]]:
    """Codes and numbers behind each part, for the sentence and for `explain`."""
    one, other = a.read.facets, b.read.facets
    left, right = int(comparison.left[at]), int(comparison.right[at])
    main = [code for code in one.problems_main if code in other.problems_main]
    every = [
        code
        for code in (*one.problems_main, *one.problems_other)
        if code in (*other.problems_main, *other.problems_other) and code not in main
    ]
    return {
        "problem": {"main": "|".join(main), "shared": "|".join([*main, *every])},
        "ages": {
            "a": span_text(a.row.ages),
            "b": span_text(b.row.ages),
            "shared": span_text(common(*(meant(side.row, side.read.facets, policy.ages) for side in (a, b)))),
        },
        "form": _two(one.forms_main, other.forms_main),
        "addressee": _two(one.addressees, other.addressees),
        "text": {"words": "|".join(shared_words(left, right, profiles))},
        "level": {"a": str(int(one.level)), "b": str(int(other.level))},
        "mention": _who_names(left, right, profiles),
        "boundary": {"shared": "1"} if comparison.levels[at, PARTS.index("boundary")] else {},
    }


def _who_names(left: int, right: int, profiles: Profiles) -> dict[str, str]:
    """``by``: a, b or both; nothing where neither names the other."""
    by = [side for side, pair in (("a", (left, right)), ("b", (right, left))) if speaks_of(*pair, profiles)]
    return {"by": "both" if len(by) == 2 else by[0]} if by else {}


def _two(one: tuple[str, ...], other: tuple[str, ...]) -> dict[str, str]:
    return {"a": "|".join(one), "b": "|".join(other), "shared": "|".join(code for code in one if code in other)}


def shared_words(left: int, right: int, profiles: Profiles) -> list[str]:
    """Words both texts hold, the most telling first, spelled as the catalogue most often spells them."""
    here, there = profiles.words[left], profiles.words[right]
    common = [(-weight * there[word], word) for word, weight in here.items() if word in there]
    return [profiles.spelled.get(word, word) for _, word in sorted(common)[:MOST_WORDS]]
