"""One report to be made: from which workbook, with which settings, into which folder, and whether it has to be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from overlap.cli.pipeline import Work
from overlap.cli.settings import Setting, chosen_runs, config, resolved
from overlap.cli.works import settled
from overlap.errors import InputError
from overlap.report.manifest import NAME
from overlap.report.tables import Imprint


class State(StrEnum):
    """What a report is to its settings and its workbook."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"
    ALTERED = "altered"
    """Somebody wrote in it since."""


class Job(Struct, frozen=True):
    name: str
    work: Work
    folder: Path
    day: date | None
    imprint: Imprint
    template: Path | None = None

    @property
    def fingerprint(self) -> str:
        """Of everything that decides what the report says: files by their bytes, settings, date and program."""
        return self.fingerprint_with(_digest(self.work.file))

    def fingerprint_with(self, workbook: str) -> str:
        """The same, of a workbook with that digest: it may have been saved anew since it was read."""
        work = self.work
        files = (work.lexicon_file, work.population_file, work.decided_in, self.template)
        told = {
            "files": [workbook, *(None if one is None else _digest(one) for one in files)],
            "options": [work.sheet, work.header_row, work.budget_year, work.threshold and asdict(work.threshold)],
            "imprint": asdict(self.imprint),
            "day": str(self.day or _written(work.file)),
            "program": program(),
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def state(self, language: str) -> State:
        """Whether the report in the folder is the one that would be made now."""
        try:
            told: dict[str, Any] = json.loads((self.folder / NAME).read_text(encoding="utf-8"))
            same = told["options"].get("fingerprint") == self.fingerprint and told["language"] == language
            files = {self.folder / one["path"]: one["sha256"] for one in told["files"]}
        except FileNotFoundError:
            return State.MISSING
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return State.OUTDATED
        if not all(path.is_file() for path in files):
            return State.MISSING
        if any(_digest(path) != digest for path, digest in files.items()):
            return State.ALTERED
        return State.CURRENT if same else State.OUTDATED


def _written(path: Path) -> str:
    """The day of the file, which is the date of a report that nobody gave one; empty where there is no file."""
    from overlap.cli.show import day_of

    return str(day_of(path, None)) if path.is_file() else ""


def _digest(path: Path) -> str:
    """Of the bytes; of a file that cannot be read, nothing that another could have."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as problem:
        return f"unreadable: {type(problem).__name__} {path.name}"


@cache
def program() -> str:
    """The fingerprint of the program itself: its code, knowledge and wording."""
    digest = hashlib.sha256()
    for name, content in sorted(_files(resources.files("overlap"), "")):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def _files(folder: Traversable, where: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for one in folder.iterdir():
        name = f"{where}/{one.name}"
        if one.is_dir():
            found += [] if one.name == "__pycache__" else _files(one, name)
        elif not one.name.endswith(".pyc"):
            found.append((name, one.read_bytes()))
    return found


def jobs(files: Sequence[Path], flags: Mapping[str, Any]) -> list[Job]:
    """One for each workbook named, else for each that `overlap.toml` names; `InputError` where there is none."""
    told = config()
    if files:
        return [job(folder, file, folder, flags, told.run_of(file)) for file, folder in _folders(files).items()]
    found = [job(folder, file, folder, flags, run) for run, file, folder in chosen_runs(told)]
    if not found:
        raise InputError("config_no_runs", file=told.path or "overlap.toml")
    return found


def _folders(files: Sequence[Path]) -> Mapping[Path, str]:
    """A folder for each workbook, named after it; namesakes from several folders are numbered."""
    found: dict[Path, str] = {}
    for file in files:
        same = sum(folder.partition("~")[0] == file.stem for folder in found.values())
        found.setdefault(file, f"{file.stem}~{same + 1}" if same else file.stem)
    return found


def job(name: str, file: Path, folder: str, flags: Mapping[str, Any], run: str) -> Job:
    values = {key: one.value for key, one in resolved(flags, run).items()}
    imprint = Imprint(*(values[key] for key in ("bilag", "title", "sag", "document", "sender")))
    return Job(
        name,
        settled(file, run, **flags),
        Path(values["out"]) / folder,
        _day(values["date"]),
        imprint,
        values["template"],
    )


def _day(stated: Any) -> date | None:
    """The date on the reports; `InputError` for a text that is none."""
    if stated is None or isinstance(stated, date):
        return stated
    try:
        return date.fromisoformat(stated)
    except ValueError as problem:
        raise InputError("config_value", file="overlap.toml", key="date", found=stated) from problem


def origins(run: str = "") -> Mapping[str, Setting]:
    """Every setting as it holds for a run, with where it comes from."""
    return resolved({}, run)
