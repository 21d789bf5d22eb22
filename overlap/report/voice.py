"""How a report speaks: the wording of one language, and what the concepts are called in it."""

from __future__ import annotations

from dataclasses import dataclass

from overlap.model import Gap, Issue
from overlap.report.labels import Labels
from overlap.report.phrases import years_of
from overlap.wording.report import Report
from overlap.wording.sections import Wording


@dataclass(frozen=True, slots=True)
class Voice:
    words: Wording
    labels: Labels

    @property
    def report(self) -> Report:
        return self.words.report


def issue_sentence(issue: Issue, words: Wording) -> str:
    return words.messages[issue.code].format(**issue.values)


def gap_sentence(gap: Gap, voice: Voice) -> str:
    """What may be missing, and where: the kind, then the ages, department and step it is about."""
    parts = [voice.words.terms.gap_kinds[gap.kind], voice.labels.title(gap.theme)]
    if gap.age_band:
        parts.append(years_of(gap.age_band, voice.report.phrases))
    parts += [part for part in (gap.department, gap.step) if part]
    return ", ".join(parts)
