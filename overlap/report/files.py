"""Writing a file so that a reader finds the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from overlap.errors import FileError
from overlap.report import leftovers

TRIES = 5
PAUSE = 0.2
"""Seconds between tries: virus scanners and synchronised folders hold a file for moments."""


def write(target: Path, content: bytes) -> None:
    """`target` holds `content`, or is as it was and `FileError` says why. The folder is made when it is missing."""
    write_all(target.parent, {target.name: content})


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Every file of `contents` (by its path inside `folder`) in the order given; or none, where one cannot be made.

    All temporary files are finished before the first old file is replaced, so that a full disk changes nothing. A file
    that turns out to be held by another program when its turn comes stops the rest: the last file, which names the
    fingerprints of the others, then does not fit, and `overlap verify` tells. What a killed program left behind while
    it wrote these files is removed first.
    """
    leftovers.sweep(folder / name for name in contents)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in contents.items():
            target = folder / name
            waiting.append((_made(target, content), target))
        while waiting:
            temporary, target = waiting[0]
            _replaced(temporary, target)
            waiting.pop(0)
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _made(target: Path, content: bytes) -> Path:
    try:
        if target.is_dir():
            raise FileError("file_is_folder", file=target)
        target.parent.mkdir(parents=True, exist_ok=True)
        return _beside(target, content)
    except OSError as problem:
        raise _explained(problem, target) from problem


def _replaced(temporary: Path, target: Path) -> None:
    try:
        _replace(temporary, target)
    except OSError as problem:
        raise _explained(problem, target) from problem


def _beside(target: Path, content: bytes) -> Path:
    """A finished temporary file in the folder of `target`."""
    handle, name = tempfile.mkstemp(prefix=leftovers.prefix(target), suffix=leftovers.SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_usual_mode(target))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _usual_mode(target: Path) -> int:
    """The mode `target` has, or a new file would get: a temporary file is closed to everyone else."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(temporary: Path, target: Path) -> None:
    try:
        for last in (*[False] * (TRIES - 1), True):
            try:
                temporary.replace(target)
            except PermissionError:
                if last:
                    raise
                time.sleep(PAUSE)
            else:
                return
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _explained(problem: OSError, target: Path) -> FileError:
    """The sentence for what went wrong."""
    folder = target.parent
    if problem.errno == errno.ENOSPC:
        return FileError("disk_full", file=target)
    if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        open_elsewhere = problem.errno != errno.EROFS and target.exists() and os.access(folder, os.W_OK)
        return FileError("file_open" if open_elsewhere else "folder_closed", file=target, folder=folder)
    if problem.errno in (errno.ENOTDIR, errno.EEXIST):
        return FileError("folder_is_file", file=target, folder=folder)
    if problem.errno == errno.ENAMETOOLONG:
        return FileError("name_too_long", file=target)
    return FileError("file_not_written", file=target, why=problem.strerror or type(problem).__name__)
