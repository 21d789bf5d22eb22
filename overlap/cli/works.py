"""A workbook with the settings that hold for it: the one place from which every command gets its work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from overlap.cli import pipeline
from overlap.cli.settings import config, resolved, run_of_report


def work(file: Path, **flags: Any) -> pipeline.Work:
    """A flag goes before the environment, that before the run that `overlap.toml` names the workbook in.

    A flag that is `None` was not given.
    """
    return settled(file, config().run_of(file), **flags)


def returned(report: Path, **flags: Any) -> pipeline.Work:
    """The work that a report came from, as far as its decisions and words go; `file` is the report itself."""
    return settled(report, run_of_report(report), **flags)


def settled(file: Path, run: str, **flags: Any) -> pipeline.Work:
    """A workbook as the settings of `run` have it; an empty name is no run."""
    values = {key: one.value for key, one in resolved(flags, run).items()}
    return pipeline.Work(
        file,
        sheet=values["sheet"],
        header_row=values["header_row"],
        lexicon_file=values["lexicon"],
        budget_year=values["budget_year"],
        population_file=values["population"],
        decisions_file=values["decisions"],
        threshold=values["threshold"],
    )
