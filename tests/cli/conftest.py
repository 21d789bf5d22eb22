"""The same workbook is read and understood once for all calls in one process, as long as its bytes stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from overlap.cli import pipeline


@pytest.fixture(scope="session", autouse=True)
def work_done_once() -> Iterator[None]:
    """Commands ask `pipeline` for a `Work`; two calls about the same bytes get the same one, with what it holds."""
    made: dict[object, pipeline.Work] = {}
    real = pipeline.Work

    def work(*arguments: object, **named: object) -> pipeline.Work:
        new = real(*arguments, **named)  # type: ignore[arg-type]
        paths = (new.file, new.lexicon_file, new.population_file, new.decided_in)
        return made.setdefault((new, *map(_bytes, paths)), new)

    patch = pytest.MonkeyPatch()
    patch.setattr(pipeline, "Work", work)
    yield
    patch.undo()


def _bytes(path: Path | None) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path is not None and path.is_file() else str(path)
