"""Options and arguments that several commands share, each made in one place."""

from enum import StrEnum
from typing import Any

import typer

from overlap import wording
from overlap.wording.sections import Wording


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Language = StrEnum("Language", {name: name for name in wording.LANGUAGES})  # type: ignore[misc]


def file(words: Wording) -> Any:
    return argument(words, "file")


def argument(words: Wording, name: str, default: Any = ...) -> Any:
    return typer.Argument(default, metavar=words.cli.metavars[name], help=words.cli.options[name], show_default=False)


def option(words: Wording, name: str, default: Any = None) -> Any:
    """``--name``, underscores written as dashes; its help and its metavar (where it takes a value) are in wording."""
    return typer.Option(
        default,
        f"--{name.replace('_', '-')}",
        metavar=words.cli.metavars.get(name),
        help=words.cli.options[name],
        show_default=False,
    )


def output_format(words: Wording) -> Any:
    return option(words, "format", Format.TABLE)


def spoken(words: Wording) -> Any:
    """`--language`: read before the commands are built (`language.choose`); here it is only checked and explained."""
    return option(words, "language")


def verbose(words: Wording) -> Any:
    return option(words, "verbose", default=False)


def quiet(words: Wording) -> Any:
    return option(words, "quiet", default=False)


def version(words: Wording, said: str) -> Any:
    def say(asked: bool) -> None:
        if asked:
            typer.echo(said)
            raise typer.Exit

    return typer.Option(
        False, "--version", callback=say, is_eager=True, help=words.cli.options["version"], show_default=False
    )


def sheet(words: Wording) -> Any:
    return option(words, "sheet")


def header_row(words: Wording) -> Any:
    return option(words, "header_row")


def lexicon(words: Wording) -> Any:
    return option(words, "lexicon")


def day(words: Wording, said: str = "date") -> Any:
    """`--date`, explained by the help text named `said`."""
    return typer.Option(
        None,
        "--date",
        metavar=words.cli.metavars["date"],
        formats=["%Y-%m-%d"],
        help=words.cli.options[said],
        show_default=False,
    )
