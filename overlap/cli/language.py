"""Which language the tool speaks: `--language`, else the variable OVERLAP_LANGUAGE, else Danish."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from overlap import wording
from overlap.wording.sections import Wording

DEFAULT = "da"
VARIABLE = "OVERLAP_LANGUAGE"


def choose(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language asked for, looked up before the commands are built because their help is written in it.

    An unknown one is left to the option's own check, which names what can be chosen.
    """
    asked = environment.get(VARIABLE, "")
    for at, argument in enumerate(arguments):
        if argument == "--language" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    return asked if asked in wording.LANGUAGES else DEFAULT


def words(arguments: Sequence[str] = ()) -> Wording:
    return wording.load(choose(arguments))
