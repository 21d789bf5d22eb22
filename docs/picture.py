"""The picture of the front page in README: `python docs/picture.py reports/bilag_b/rapport.xlsx`.

Needs LibreOffice (`soffice`), poppler (`pdftoppm`) and ImageMagick (`convert`) on the path; nothing else in the project
does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

PICTURE = Path(__file__).parent / "pictures" / "forside.png"
DOTS_PER_INCH = 80


def draw(report: Path) -> None:
    """Write `PICTURE` from the first sheet of `report`; the others take minutes to lay out."""
    with tempfile.TemporaryDirectory() as folder:
        front = Path(folder) / "front.xlsx"
        book = openpyxl.load_workbook(report)
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        book.save(front)
        _call("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(front))
        page = Path(folder) / "page"
        rate = str(DOTS_PER_INCH)
        _call("pdftoppm", "-l", "1", "-singlefile", "-r", rate, "-png", str(front.with_suffix(".pdf")), str(page))
        # Few colours: the page has few, and the file is a third of the size.
        _call(
            "convert", f"{page}.png", "-trim", "-bordercolor", "white", "-border", "12", "-colors", "24", str(PICTURE)
        )


def _call(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
