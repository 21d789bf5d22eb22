"""The rooms of the house stand apart: imports point from `cli` towards `model`, never back and never sideways."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "overlap"

ALLOWED = {
    "model": set(),
    "errors": set(),
    "seal": set(),
    "knowledge": set(),
    "wording": {"knowledge"},
    "reading": {"model", "errors", "knowledge"},
    "language": {"model", "errors", "knowledge"},
    "analysis": {"model", "errors"},
    "review": {"model", "errors", "seal"},
    "report": {"model", "errors", "seal", "wording"},
    "cli": {"model", "errors", "seal", "knowledge", "wording", "reading", "language", "analysis", "review", "report"},
}
"""What each room may import besides itself."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "overlap":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("overlap."):
            found.add(room_of(node.module or ""))
        elif isinstance(node, ast.Import):
            found |= {room_of(alias.name) for alias in node.names if alias.name.startswith("overlap.")}
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path}: relative import"
    return found - {"__version__", ""}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    """No import goes back or sideways."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if parts[0] in ("__init__", "__main__"):
        return
    assert imported_rooms(path) <= ALLOWED[parts[0]] | {parts[0]}


def test_every_room_is_in_the_plan() -> None:
    """A new folder or module at the top of the package needs a line in `ALLOWED`."""
    tops = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in MODULES}
    assert tops - {"__init__", "__main__"} <= ALLOWED.keys()
