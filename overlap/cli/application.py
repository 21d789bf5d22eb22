"""The commands put together, and the one place where they are run and their failures are told."""

import traceback
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from overlap import __version__
from overlap.cli import failures, language, options
from overlap.cli.commands import REGISTER
from overlap.cli.talk import progress, tell
from overlap.cli.values import plainly
from overlap.errors import OverlapError
from overlap.wording.sections import Wording


def run(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; returns the exit code. Talk goes to stderr, data to stdout."""
    words = language.words(arguments)
    progress.begin(words.cli.stages, arguments)
    try:
        result = build(words)(args=list(arguments), prog_name="overlap", standalone_mode=False)
    except OverlapError as error:
        message, code = failures.explain(error, words)
        tell(message)
        return code
    except TyperException as error:
        tell(failures.explain_usage(error, words, tuple(REGISTER)))
        return failures.USAGE
    except (KeyboardInterrupt, typer.Abort):
        tell(words.cli.interrupted)
        return failures.INTERRUPTED
    except SystemExit:
        # Typer's answer when the reader (head, more) has closed the pipe: that is its choice, not a failure.
        return failures.DONE
    except Exception as error:  # noqa: BLE001 - the user gets a sentence; the traceback only when asked for
        progress.clear()
        if "--verbose" in arguments:
            traceback.print_exc()
        tell(words.cli.ours.format(kind=type(error).__name__, detail=error))
        return failures.OURS
    finally:
        progress.clear()
    return result if isinstance(result, int) else failures.DONE


def build(words: Wording) -> typer.Typer:
    """The application with every help text in one language."""
    app = typer.Typer(
        name="overlap",
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )

    @app.callback(cls=_spoken(TyperGroup, words), help=words.cli.help)
    def common(
        version: bool = options.version(words, f"overlap {__version__}"),
        spoken: options.Language | None = options.spoken(words),
    ) -> None: ...

    for name, register in REGISTER.items():
        register(app, name, words, _spoken(TyperCommand, words))
    return app


def _hidden(param: Any) -> bool:
    """Whether help keeps silent on an option: Typer explains those of completion in English only."""
    return getattr(param, "hidden", False) or param.name in ("install_completion", "show_completion")


def _spoken(base: Any, words: Wording) -> Any:
    """A command class whose own few words (usage, headings, the help option) are in the language of `words`."""

    class Spoken(base):  # type: ignore[misc]
        def parse_args(self, ctx: Any, args: list[str]) -> Any:
            for param in self.get_params(ctx):
                plainly(param)
            return super().parse_args(ctx, args)

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)
            if option is not None:
                option.help = words.cli.help_option
            return option

        def format_usage(self, ctx: Any, formatter: Any) -> None:
            said = {"[OPTIONS]": words.cli.usage_options, "COMMAND [ARGS]...": words.cli.usage_command}
            # Typer writes several files as "{FILE...}...": the metavar says so itself.
            plain = (piece.strip("{}").removesuffix("}...") for piece in self.collect_usage_pieces(ctx))
            pieces = " ".join(said.get(piece, piece) for piece in plain)
            formatter.write_usage(ctx.command_path, pieces, prefix=words.cli.usage + " ")

        def format_options(self, ctx: Any, formatter: Any) -> None:
            params = [param for param in self.get_params(ctx) if not _hidden(param)]
            arguments = [(param.metavar, param.help) for param in params if param.param_type_name == "argument"]
            chosen = [param.get_help_record(ctx) for param in params if param.param_type_name == "option"]
            for heading, rows in ((words.cli.arguments, arguments), (words.cli.options_heading, chosen)):
                if rows:
                    with formatter.section(heading):
                        formatter.write_dl(rows)
            if isinstance(self, TyperGroup):
                with formatter.section(words.cli.commands_heading):
                    formatter.write_dl([(name, words.cli.commands[name]) for name in REGISTER])

    return Spoken
