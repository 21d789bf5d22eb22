"""From an exception to one sentence and an exit code. The only place that knows the codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from overlap.errors import FileError, InputError, OverlapError, PersonalDataError, UsageError
from overlap.wording.sections import Wording

DONE, OURS, USAGE, INPUT, FILE, PERSONAL, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130

EXIT_CODES: Mapping[type[OverlapError], int] = {
    UsageError: USAGE,
    InputError: INPUT,
    FileError: FILE,
    PersonalDataError: PERSONAL,
}


def sentence(words: Wording, code: str, values: Mapping[str, str]) -> str:
    """The sentence of a message code with its values filled in."""
    return words.messages[code].format(**values)


def explain(error: OverlapError, words: Wording) -> tuple[str, int]:
    """One sentence and the exit code of a failure that was foreseen."""
    near = error.values.get("near", "")
    meant = " " + words.cli.mistakes["hint"].format(near=near) if near else ""
    return sentence(words, error.code, {**error.values, "hint": meant}), EXIT_CODES[type(error)]


def explain_usage(error: Any, words: Wording, commands: tuple[str, ...]) -> str:
    """A sentence for a complaint of the command-line parser, by its kind; the parser itself speaks only English."""
    mistakes = words.cli.mistakes
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.ctx.get_help()) if error.ctx else mistakes["usage"]
    if kind == "NoSuchOption":
        said = mistakes["option"].format(option=error.option_name) + hint(error.option_name, error.possibilities, words)
    elif kind == "MissingParameter":
        said = mistakes["missing"].format(name=_name(error))
    elif kind == "BadParameter":
        said = mistakes["value"].format(name=_name(error), expected=getattr(error.param, "metavar", "") or "")
    elif (asked := _asked_command(error)) is not None:
        said = mistakes["command"].format(command=asked) + hint(asked, commands, words)
    else:
        said = mistakes["usage"]
    return f"{said} {words.cli.try_help}"


def hint(asked: str, known: Sequence[str] | None, words: Wording) -> str:
    """`` Mente du X?`` where one of `known` is close to what was asked for, else nothing."""
    near = closest(asked, known or ())
    return " " + words.cli.mistakes["hint"].format(near=near) if near else ""


def closest(asked: str, known: Sequence[str]) -> str:
    """The one of `known` that was probably meant, or nothing."""
    return next(iter(get_close_matches(asked, known, n=1, cutoff=0.5)), "")


def _asked_command(error: Any) -> str | None:
    """The unknown word that stood where a command should, if that is what the parser complains of."""
    start = "No such command "
    return error.message[len(start) :].split("'")[1] if error.message.startswith(start + "'") else None


def _name(error: Any) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name)
