"""Pair scoring written once more as one would first write it: pair by pair, part by part, nothing skipped."""

from __future__ import annotations

from itertools import combinations

from rapidfuzz import fuzz

from overlap.analysis.likeness import WHOLE, speaks_of
from overlap.analysis.pairs import TOP, signed_weights
from overlap.analysis.policy import PairPolicy
from overlap.analysis.profiles import Profiles

Score = tuple[int, int, float]


def plain_scores(profiles: Profiles, policy: PairPolicy, floor: float) -> list[Score]:
    """Every pair with more than 0 points and at least `floor`, best first, ties by position."""
    found = [(i, j, plain_score(i, j, profiles, policy)) for i, j in combinations(range(len(profiles.ids)), 2)]
    return sorted((one for one in found if one[2] > 0 and one[2] >= floor), key=lambda one: (-one[2], one[0], one[1]))


def plain_score(i: int, j: int, profiles: Profiles, policy: PairPolicy) -> float:
    """The points of one pair, 0-100."""
    set_to = policy.levels
    problem, ratio = _problem(i, j, profiles, policy), _ratio(i, j, profiles)
    mute = not (profiles.strengths[i].any() and profiles.strengths[j].any())
    years, ages = _ages(i, j, profiles, policy)
    if not years or not (problem > 0 or (mute and ratio >= set_to.alike_text)):
        return 0.0
    by_ratio = min(max((ratio - set_to.ratio_none) / (set_to.ratio_full - set_to.ratio_none), 0.0), 1.0)
    text = 0.5 * min(_cosine(i, j, profiles) / set_to.cosine_full, 1.0) + 0.5 * by_ratio
    problem = problem if problem > 0 else text
    form = _form(i, j, profiles, policy)
    step_i, step_j = float(profiles.levels[i]), float(profiles.levels[j])
    levels = (
        problem,
        ages,
        form,
        0.5 * _both(profiles.addressees, i, j) + 0.5 * _both(profiles.addressee_families, i, j),
        text,
        problem * ages * form,
        float(speaks_of(i, j, profiles) or speaks_of(j, i, profiles)),
        float((i, j) in profiles.boundaries),
        abs(step_i - step_j) if step_i and step_j else 0.0,
    )
    if profiles.wordings[i] == profiles.wordings[j]:
        return 100.0
    total = 0.0
    for level, weight in zip(levels, signed_weights(policy.weights).tolist(), strict=True):
        total += level * weight
    return min(max(round(total * 10) / 10, 0.0), TOP)


def _problem(i: int, j: int, profiles: Profiles, policy: PairPolicy) -> float:
    one, other = profiles.strengths[i].tolist(), profiles.strengths[j].tolist()
    cosine = 0.0
    for a, b in zip(profiles.problems[i].tolist(), profiles.problems[j].tolist(), strict=True):
        cosine += a * b
    best = max((a * b for a, b in zip(one, other, strict=True)), default=0.0)
    share = policy.levels.best_problem
    return min((1 - share) * cosine + share * best, 1.0)


def _ages(i: int, j: int, profiles: Profiles, policy: PairPolicy) -> tuple[bool, float]:
    """Whether any year is shared (or ages are not stated), and the level."""
    if not (profiles.ages_known[i] and profiles.ages_known[j]):
        return True, policy.levels.unknown_ages
    (low_i, low_j), (high_i, high_j) = (
        (float(column[i]), float(column[j])) for column in (profiles.lows, profiles.highs)
    )
    lengths = high_i - low_i + 1, high_j - low_j + 1
    years = max(min(high_i, high_j) - max(low_i, low_j) + 1, 0.0)
    share = policy.levels.containment
    level = share * years / max(min(lengths), 1.0) + (1 - share) * years / max(sum(lengths) - years, 1.0)
    return years > 0, level


def _form(i: int, j: int, profiles: Profiles, policy: PairPolicy) -> float:
    main, other = profiles.forms_main, profiles.forms_other
    if _both(main, i, j):
        return 1.0
    partly = bool((main[i] * other[j]).any() or (other[i] * main[j]).any())
    by_part = policy.levels.form_other if partly else 0.0
    return max(by_part, policy.levels.form_family if _both(profiles.form_families, i, j) else 0.0)


def _both(marks: object, i: int, j: int) -> bool:
    """Do both have one and the same mark?"""
    return bool((marks[i] * marks[j]).any())  # type: ignore[index]


def _cosine(i: int, j: int, profiles: Profiles) -> float:
    one, other = profiles.words[i], profiles.words[j]
    return sum(round(one[word] * WHOLE) * round(other[word] * WHOLE) for word in one.keys() & other.keys()) / WHOLE**2


def _ratio(i: int, j: int, profiles: Profiles) -> float:
    one, other = profiles.sorted_words[i], profiles.sorted_words[j]
    return fuzz.ratio(one, other) / 100 if one and other else 0.0
