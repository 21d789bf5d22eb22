"""The sheets that people fill in: their columns by code, which of them name the subject and which can be answered."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

KEY, CONTROL = "key", "control"
WHO, DAY, COMMENT = "who", "day", "comment"


class Form(Struct, frozen=True):
    """`names` say what the row is about; `answers` can be filled in, in the order in which the control marks them."""

    names: tuple[str, ...]
    answers: tuple[str, ...]
    questions: Mapping[str, tuple[str, ...]]
    """Question to the columns that answer it together."""


_SIGNED = (COMMENT, WHO, DAY)
_VERDICT = ("verdict", "good", "bad", *_SIGNED)
_READING: Mapping[str, tuple[str, ...]] = {
    "problems_main": ("problem_1", "problem_2"),
    "problems_other": ("problems_other",),
    "excluded": ("excluded",),
    "forms_main": ("form_1", "form_2"),
    "forms_other": ("forms_other",),
    "addressee": ("addressee",),
    "level": ("level",),
    "setting": ("setting",),
    "wide": ("wide",),
    "ages": ("ages",),
    "access": ("access",),
    "boundary": ("boundary",),
}
PAIRS, GROUPS, READINGS = "pairs", "groups", "readings"
FORMS: Mapping[str, Form] = {
    PAIRS: Form(("first", "second"), _VERDICT, {"overlap": ("verdict",)}),
    GROUPS: Form(("members",), _VERDICT, {"overlap": ("verdict",)}),
    READINGS: Form(("name",), (*(column for columns in _READING.values() for column in columns), *_SIGNED), _READING),
}
