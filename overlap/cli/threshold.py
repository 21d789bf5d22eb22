"""The line in `overlap.toml`: as it is read there, and as it is written when people's labels have set it.

    threshold = { points = 52.3, date = "2024-06-20", labels = 118, precision = 0.6, of = "bilag_b.xlsx" }

A number alone is a line that somebody chose; reports then still say that it is not calibrated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from overlap.model import Threshold

KEY = "threshold"
HIGHEST = 100
_KINDS: Mapping[str, type] = {"date": str, "labels": int, "precision": float, "of": str}


def stated(value: object) -> Threshold | None:
    """The line that `value` states; nothing for what is none."""
    if type(value) in (int, float):
        value = {"points": value}
    if not isinstance(value, dict):
        return None
    points: object = value.get("points")
    told = {name: one for name, one in value.items() if name != "points"}
    if isinstance(points, bool) or not isinstance(points, (int, float)) or not 0 < points <= HIGHEST:
        return None
    if told and not _whole(told):
        return None
    return Threshold(float(points), *(told[name] for name in _KINDS if told))


def _whole(told: Mapping[str, object]) -> bool:
    """Whether the labels are told of in full: a line is calibrated with everything that shows by what, or it is not."""
    if told.keys() != _KINDS.keys() or any(type(told[name]) is not kind for name, kind in _KINDS.items()):
        return False
    try:
        date.fromisoformat(str(told["date"]))
    except ValueError:
        return False
    return int(str(told["labels"])) > 0 and 0 < float(str(told["precision"])) < 1


def written(line: Threshold) -> str:
    """As TOML has it: a number, or a table on one line."""
    if not line.measured:
        return f"{line.points:g}"
    told = (
        ("points", f"{line.points:g}"),
        ("date", f'"{line.day}"'),
        ("labels", str(line.labels)),
        ("precision", f"{line.precision:g}"),
        ("of", _quoted(line.of)),
    )
    return "{ " + ", ".join(f"{name} = {value}" for name, value in told) + " }"


def _quoted(text: str) -> str:
    """A TOML string; control characters have no place in a line."""
    kept = "".join(one for one in text if one.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
