"""The Danish word list of simplemma, searched where it lies on disk.

Unpacking its 788,000 words takes longer than everything else that is done with a catalogue of 123. So they are
written once, sorted, to the folder where programs of this user keep what can be made again; later runs search that
file without reading it in. Where there is no such folder, or it is closed or full, the list is unpacked each time.
"""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

NAMED = "words-{:08x}.txt"
EVERY = f"words-{'[0-9a-f]' * 8}.txt"
"""All that the file was ever named: by the fingerprint of simplemma's list then."""
STRETCH = 2**12
"""Bytes that are searched for a word, about 300 words; the first words of 2,600 stretches are soon read."""


@cache
def lookup() -> Callable[[str], bool]:
    """Whether a word in lower case is in the list; the same answers from the file and without one."""
    file = place(os.environ)
    if file is None:
        return _unpacked()
    if not file.exists():
        with suppress(OSError):
            write(file)
    try:
        return Lines(file).__contains__
    except (OSError, ValueError):
        return _unpacked()


def place(environment: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where the file belongs, named by the fingerprint of simplemma's list; nothing for a user without a home."""
    home = environment.get("HOME", "")
    folders = {
        "win32": environment.get("LOCALAPPDATA", ""),
        "darwin": home and f"{home}/Library/Caches",
    }
    folder = folders.get(platform, environment.get("XDG_CACHE_HOME", "") or (home and f"{home}/.cache"))
    try:
        return Path(folder, "overlap", NAMED.format(crc32(_packed().read_bytes()))) if folder else None
    except OSError:
        return None


def _packed() -> Path:
    """The list as simplemma carries it. Importing it, or asking for its version, takes longer than reading this."""
    spec = find_spec("simplemma")
    return Path(str(spec and spec.origin)).parent / "strategies" / "dictionaries" / "data" / "da.plzma"


def write(file: Path) -> None:
    """The whole list in `file`, or no file: it is finished under another name first. Those of older lists go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = "\n".join(["", *sorted(set(_words())), ""]).encode()
    handle, name = tempfile.mkstemp(prefix=".words", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(content)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    for other in file.parent.glob(EVERY):
        if other != file:
            with suppress(OSError):
                other.unlink()


class Lines:
    """A file of words, one a line, sorted by code point, with an empty line at either end.

    UTF-8 keeps that order in its bytes, so the file is searched as it is: the first word of every stretch says in which
    one a word must stand. `ValueError` for a file that is not whole.
    """

    def __init__(self, file: Path, stretch: int = STRETCH) -> None:
        with file.open("rb") as stream:
            self._bytes = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:1] != b"\n" or self._bytes[-1:] != b"\n":
            raise ValueError(file)
        size = len(self._bytes)
        breaks = [self._bytes.find(b"\n", at) for at in range(0, size, stretch)]
        self._breaks = sorted({0, *breaks, size - 1})
        self._firsts = [self._bytes[at + 1 : self._bytes.find(b"\n", at + 1)] for at in self._breaks[:-1]]

    def __contains__(self, word: str) -> bool:
        wanted = word.encode(errors="replace")
        if b"\n" in wanted:
            return False
        stretch = bisect_right(self._firsts, wanted) - 1
        if stretch < 0:
            return False
        end = self._breaks[stretch + 1] + 1
        return self._bytes.find(b"\n" + wanted + b"\n", self._breaks[stretch], end) >= 0


def _words() -> Iterator[str]:
    """Every word that simplemma knows in lower case: listed so, or listed with a capital in front."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    for word in DefaultDictionaryFactory().get_dictionary("da"):
        small = word.lower()
        if word in (small, small.capitalize()) and "\n" not in word:
            yield small


def _unpacked() -> Callable[[str], bool]:
    from simplemma import is_known

    return lambda word: bool(is_known(word, lang="da", low_memory=True))
