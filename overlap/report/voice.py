"""How a report speaks: the wording of one language, and what the concepts are called in it."""

from __future__ import annotations

from msgspec import Struct

from overlap.model import Gap, Issue
from overlap.report.labels import Labels
from overlap.wording.messages import sentence
from overlap.wording.report import Report
from overlap.wording.sections import Wording


class Voice(Struct, frozen=True):
    words: Wording
    labels: Labels

    @property
    def report(self) -> Report:
        return self.words.report


def issue_sentence(issue: Issue, words: Wording) -> str:
    return sentence(words, issue.code, issue.values)


def gap_sentence(gap: Gap, voice: Voice) -> str:
    """What may be missing, in the words of the test that found it; without a test, its kind and its theme."""
    if gap.reason is None:
        return f"{voice.words.terms.gap_kinds[gap.kind]}: {voice.labels.phrase(gap.theme)}."
    values = {**gap.values, "theme": voice.labels.phrase(gap.theme)}
    return voice.words.gaps.sentence(gap.reason, values)
