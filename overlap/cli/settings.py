"""Where the settings of a run come from: flag, else environment, else `overlap.toml`, else default."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import tomli
from msgspec import Struct, field

from overlap.cli.threshold import stated as stated_threshold
from overlap.cli.threshold import written
from overlap.errors import FileError, InputError
from overlap.model import Threshold

FILE = "overlap.toml"
NO_DECISIONS = Path(os.devnull)
"""For measuring: what the tool finds by itself."""
Value = str | int | Path | Threshold | None


class Origin(StrEnum):
    FLAG = "flag"
    ENVIRONMENT = "environment"
    RUN = "run"
    FILE = "file"
    DEFAULT = "default"


class Known(Struct, frozen=True):
    """A setting: the type of its value, and what holds when nobody says anything."""

    kind: type
    default: Value = None


KNOWN: Mapping[str, Known] = {
    "out": Known(Path, Path("reports")),
    "decisions": Known(Path, Path("decisions.csv")),
    "lexicon": Known(Path),
    "population": Known(Path),
    "threshold": Known(Threshold),
    "template": Known(Path),
    "budget_year": Known(int),
    "date": Known(str),
    "bilag": Known(str, ""),
    "title": Known(str, ""),
    "sag": Known(str, ""),
    "document": Known(str, ""),
    "sender": Known(str, ""),
    "sheet": Known(str),
    "header_row": Known(int),
}
RUNS, FILES = "runs", "files"


class Setting(Struct, frozen=True):
    """A value and where it came from; `where` names the variable or the file."""

    value: Any
    origin: Origin
    where: str = ""


class Config(Struct, frozen=True):
    """What `overlap.toml` says: the settings for all, and those of each run with its workbooks."""

    path: Path | None = None
    common: Mapping[str, Value] = field(default_factory=dict)
    runs: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    inputs: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)

    def run_of(self, file: Path) -> str:
        """The run that a workbook is named in, or nothing."""
        same = (name for name, files in self.inputs.items() if file.resolve() in [one.resolve() for one in files])
        return next(same, "")


def config(environment: Mapping[str, str] = os.environ) -> Config:
    """The settings file: OVERLAP_CONFIG, else `overlap.toml` in the working directory, else nothing.

    Paths in it are relative to its folder. `FileError` where it cannot be read, `InputError` for what it must not hold.
    """
    stated = environment.get("OVERLAP_CONFIG", "")
    path = Path(stated or FILE)
    if not path.is_file():
        if stated:
            raise FileError("config_missing", file=path)
        return Config()
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, changed: int) -> Config:
    try:
        table = tomli.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise FileError("config_missing", file=path) from problem
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise InputError("config_unreadable", file=path, why=problem) from problem
    runs = table.pop(RUNS, {})
    if not isinstance(runs, dict) or not all(isinstance(one, dict) for one in runs.values()):
        raise InputError("config_value", file=path, key=RUNS, found=type(runs).__name__)
    inputs = {name: _inputs(path, name, run.pop(FILES, None)) for name, run in runs.items()}
    told = {name: _values(path, run, f"{RUNS}.{name}.") for name, run in runs.items()}
    return Config(path, _values(path, table, ""), told, inputs)


def _values(path: Path, table: Mapping[str, object], where: str) -> Mapping[str, Value]:
    found: dict[str, Value] = {}
    for key, value in table.items():
        if key not in KNOWN:
            known = ", ".join((*KNOWN, *([FILES] if where else [RUNS])))
            raise InputError("config_key", file=path, key=where + key, known=known)
        kind = KNOWN[key].kind
        if kind is Threshold:
            line = stated_threshold(value)
            if line is None:
                raise InputError("config_threshold", file=path, key=where + key)
            found[key] = line
            continue
        if type(value) is not (str if kind is Path else kind):
            raise InputError("config_value", file=path, key=where + key, found=value)
        found[key] = _beside(path, where + key, str(value)) if kind is Path else value  # type: ignore[assignment]
    return found


def _beside(path: Path, key: str, stated: str) -> Path:
    """In double quotes TOML takes the start of a folder for a sign: of "C:\\elever" it makes an escape."""
    if any(unicodedata.category(sign) == "Cc" for sign in stated):
        raise InputError("config_path", file=path, key=key)
    return path.parent / stated


def _inputs(path: Path, name: str, stated: object) -> tuple[Path, ...]:
    """The workbooks of a run, in the order stated; a pattern stands for its files by name."""
    patterns = [stated] if isinstance(stated, str) else stated
    if not isinstance(patterns, list) or not patterns or not all(isinstance(one, str) for one in patterns):
        raise InputError("config_value", file=path, key=f"{RUNS}.{name}.{FILES}", found=stated)
    found: list[Path] = []
    for pattern in patterns:
        several = any(sign in pattern for sign in "*?[")
        one = _beside(path, f"{RUNS}.{name}.{FILES}", pattern)
        found += sorted(path.parent.glob(pattern)) if several else [one]
    return tuple(one for one in dict.fromkeys(found) if not one.name.startswith("~$"))


def resolved(
    flags: Mapping[str, Any], run: str = "", environment: Mapping[str, str] = os.environ
) -> Mapping[str, Setting]:
    """Every setting with its origin; a flag that is `None` or empty was not given."""
    told = config(environment)
    return {key: _one(key, flags.get(key), told, run, environment) for key in KNOWN}


def _one(key: str, flag: Any, told: Config, run: str, environment: Mapping[str, str]) -> Setting:
    variable = f"OVERLAP_{key.upper()}"
    of_run = told.runs.get(run, {})
    if flag not in (None, ""):
        return Setting(flag, Origin.FLAG, f"--{key.replace('_', '-')}")
    if environment.get(variable):
        return Setting(_typed(key, environment[variable], variable), Origin.ENVIRONMENT, variable)
    if key in of_run:
        return Setting(of_run[key], Origin.RUN, f"{told.path} [{RUNS}.{run}]")
    if key in told.common:
        return Setting(told.common[key], Origin.FILE, str(told.path))
    return Setting(KNOWN[key].default, Origin.DEFAULT)


def _typed(key: str, text: str, variable: str) -> Value:
    try:
        if KNOWN[key].kind is Threshold:
            return stated_threshold(float(text)) or _refused(text)
        return KNOWN[key].kind(text)  # type: ignore[no-any-return]
    except ValueError as problem:
        raise InputError("config_value", file=variable, key=key, found=text) from problem


def told(value: Value) -> str:
    """As the settings file has it; nothing for what is not set."""
    if isinstance(value, Threshold):
        return written(value)
    return "" if value is None else str(value)


def _refused(text: str) -> NoReturn:
    raise ValueError(text)


def chosen_runs(told: Config) -> Sequence[tuple[str, Path, str]]:
    """Each workbook of each run: the name of the run, the file, and the folder of its report inside `out`."""
    return [
        (name, file, name if len(files) == 1 else f"{name}/{file.stem}")
        for name, files in told.inputs.items()
        for file in files
    ]


def run_of_report(report: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The run whose report this is, by the folder it lies in; nothing where no run, or more than one, has it there."""
    told, here = config(environment), report.resolve().parent
    found: dict[str, None] = {}
    for run, file, folder in chosen_runs(told):
        out = Path(resolved({}, run, environment)["out"].value)
        # A workbook that was named on the command line has a folder of its own name.
        if here in [(out / one).resolve() for one in (folder, file.stem)]:
            found[run] = None
    return next(iter(found)) if len(found) == 1 else ""
