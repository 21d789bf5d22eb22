"""A report is the old one or the new one, never half of one, and a failure says what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from overlap import wording
from overlap.errors import FileError
from overlap.report import files


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix == ".tmp"]


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    target = tmp_path / "ny mappe" / "rapport æøå.xlsx"
    files.write(target, b"en")
    files.write(target, b"to")
    assert target.read_bytes() == b"to"
    assert leftovers(target.parent) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "folder_closed"),
        (errno.EIO, "file_not_written"),
        (errno.ENAMETOOLONG, "name_too_long"),
    ],
    ids=["disk full", "read-only", "broken disk", "long name"],
)
def test_a_failure_leaves_the_old_file(number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "rapport.xlsx"
    files.write(target, b"gammel")

    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError) as caught:
        files.write(target, b"ny")
    assert caught.value.code == code
    assert target.read_bytes() == b"gammel"
    assert leftovers(tmp_path) == []


def test_a_file_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Virus scanners and synchronised folders hold files briefly."""
    target, tried, replace = tmp_path / "rapport.xlsx", [], Path.replace

    def held(self: Path, other: Path) -> Path:
        tried.append(other)
        if len(tried) < 3:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "PAUSE", 0)
    files.write(target, b"ny")
    assert target.read_bytes() == b"ny"


def test_a_file_open_in_excel_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "rapport.xlsx"
    files.write(target, b"gammel")

    def held(self: Path, other: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "PAUSE", 0)
    with pytest.raises(FileError) as caught:
        files.write(target, b"ny")
    assert (caught.value.code, caught.value.values["file"]) == ("file_open", str(target))
    assert leftovers(tmp_path) == []


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        files.write(tmp_path, b"ny")
    assert caught.value.code == "file_is_folder"


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(b"")
    with pytest.raises(FileError) as caught:
        files.write(tmp_path / "reports" / "rapport.xlsx", b"ny")
    assert caught.value.code == "folder_is_file"


def test_every_failure_has_a_sentence() -> None:
    codes = ["file_is_folder", "disk_full", "file_open", "folder_closed", "folder_is_file", "name_too_long"]
    for language in wording.LANGUAGES:
        messages = wording.load(language).messages
        assert [code for code in [*codes, "file_not_written"] if code not in messages] == []


def test_several_files_are_all_made_before_any_old_one_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up at the second file leaves the first as it was."""
    files.write_all(tmp_path, {"a.csv": b"old", "data/b.csv": b"old"})
    synced, fsync = [], os.fsync

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, "full")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError) as caught:
        files.write_all(tmp_path, {"a.csv": b"new", "data/b.csv": b"new"})
    assert caught.value.code == "disk_full"
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert leftovers(tmp_path) == leftovers(tmp_path / "data") == []


def test_a_file_held_by_another_program_stops_those_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest comes last, so it never vouches for a report that is not there."""
    files.write_all(tmp_path, {"a.xlsx": b"old", "run.json": b"old"})
    monkeypatch.setattr(files, "PAUSE", 0)

    def held(self: Path, other: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FileError):
        files.write_all(tmp_path, {"a.xlsx": b"new", "run.json": b"new"})
    assert (tmp_path / "run.json").read_bytes() == b"old"
    assert leftovers(tmp_path) == []
