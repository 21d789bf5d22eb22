"""The pictures in README and the tour, made from the sample: `python docs/picture.py` makes those that are stale.

A picture carries the fingerprint of what was said when it was made, and a test compares it with what is said today.
Needs LibreOffice (`soffice`), poppler (`pdftoppm`), ImageMagick (`convert`) and Chromium; nothing else in the project
does.
"""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from overlap import wording
from overlap.cli import show
from overlap.cli.pipeline import Work
from overlap.report import layout, memo, page, word, workbook
from overlap.report.map import of as map_of
from overlap.report.sheets import figures
from overlap.report.story import Story
from overlap.report.tables import Imprint, Sheet

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "bilag_b.xlsx"
DAY = date(2024, 6, 18)
"""Of the pictured reports, so that a picture does not grow old by itself."""
MARK = b"overlap-source"
SHARP = 80
"""Dots an inch."""
LOOK = ("+dither", "-colors", "64", "-strip")
"""Few colours, none mixed of dots: the pages have few, and a file is a third of the size."""


def told(work: Work | None = None) -> Story:
    """What the pictured reports are about: the sample, without anybody's decisions."""
    work = work or Work(SAMPLE, decisions_file=Path(os.devnull))
    return show.story(work, wording.load("da"), DAY, Imprint())


def _first(story: Story) -> Sheet:
    return layout.sheets(story)[0]


def _figure(story: Story) -> Sheet:
    return figures.themes(story)


def _map(story: Story) -> object:
    """What stands at the top of the map: lines, choices, how many there are, and the coverage."""
    shown = map_of(story)
    counts = (len(shown.interventions.table.rows), len(shown.pairs.table.rows))
    return (shown.title, shown.lines, shown.filters, shown.bands, shown.groups, counts)


SOURCES: Mapping[str, Callable[[Story], object]] = {
    "docs/pictures/forside.png": _first,
    "reports/pictures/figur.png": _figure,
    "reports/pictures/notat.png": memo.of,
    "reports/pictures/kort.png": _map,
}
"""What each picture shows, by its place in the project."""


def fingerprint(name: str, story: Story) -> str:
    return hashlib.sha256(repr(SOURCES[name](story)).encode("utf-8")).hexdigest()


def stamp(path: Path) -> str:
    """The fingerprint in a picture; empty where it has none."""
    for kind, content in _chunks(path.read_bytes()):
        key, _, value = content.partition(b"\0")
        if kind == b"tEXt" and key == MARK:
            return value.decode("ascii")
    return ""


def stamped(picture: bytes, value: str) -> bytes:
    """A picture (PNG) with a fingerprint before its last part."""
    content = MARK + b"\0" + value.encode("ascii")
    check = struct.pack(">I", zlib.crc32(b"tEXt" + content))
    part = struct.pack(">I", len(content)) + b"tEXt" + content + check
    end = picture.rindex(b"IEND") - 4
    return picture[:end] + part + picture[end:]


def _chunks(picture: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        found.append((picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]))
        at += length + 12
    return found


def draw(name: str, story: Story, folder: Path) -> Path:
    """The picture called `name` as a file in `folder`."""
    made = folder / "made.png"
    if name.endswith("kort.png"):
        (folder / "map.html").write_bytes(page.render(map_of(story), story.voice))
        shot = f"--screenshot={folder / 'shot.png'}"
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=900,635")
        _call("chromium", *flags, f"--user-data-dir={folder}", shot, (folder / "map.html").as_uri())
        _call("convert", str(folder / "shot.png"), *LOOK, str(made))
    elif name.endswith("notat.png"):
        pages = _pages(word.render(memo.of(story), story.voice.report, story.edition), "memo.docx", folder, last=2)
        _call("convert", *map(str, pages), "+append", "-resize", "1158x", *LOOK, str(made))
    else:
        sheet = _first(story) if name.endswith("forside.png") else _figure(story)
        book = workbook.render([sheet], story.voice.report.printing, story.edition)
        (only,) = _pages(book, "sheet.xlsx", folder, last=1)
        _call("convert", str(only), "-trim", "-bordercolor", "white", "-border", "12", *LOOK, str(made))
    return made


def _pages(content: bytes, name: str, folder: Path, last: int) -> list[Path]:
    """The first pages of a document as pictures."""
    file = folder / name
    file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    _call("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    _call("pdftoppm", "-l", str(last), "-r", str(SHARP), "-png", str(file.with_suffix(".pdf")), str(folder / "page"))
    return sorted(folder.glob("page-*.png"))


def _call(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def main() -> None:
    story = told()
    for name in SOURCES:
        current = fingerprint(name, story)
        if (ROOT / name).exists() and stamp(ROOT / name) == current:
            continue
        with tempfile.TemporaryDirectory() as folder:
            picture = stamped(draw(name, story, Path(folder)).read_bytes(), current)
        (ROOT / name).write_bytes(picture)
        sys.stderr.write(f"{name}\n")


if __name__ == "__main__":
    main()
