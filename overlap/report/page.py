"""The map as one HTML page: no network, no tracking, and only the style and script it was made with may run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from importlib import resources

from overlap.report.harmless import calm
from overlap.report.map import Chosen, Group, Line, Listing, Map
from overlap.report.palette import HEAD, LINE, MARKS, TITLE
from overlap.report.tables import Column, Mark, Shape, Value
from overlap.report.voice import Voice
from overlap.wording.documents import MapPage

LONG = 46
"""Characters from which a column holds sentences and gets the room that is left."""
SHORT = 12
"""Characters up to which a column stays on one line."""


def render(what: Map, voice: Voice) -> bytes:
    """The page in UTF-8."""
    words = voice.report.map
    style, script = _filled(_template("page.css"), _colours()), _template("page.js")
    values = {
        "LANGUAGE": voice.words.language,
        "STYLE_HASH": _hash(style),
        "SCRIPT_HASH": _hash(script),
        "STYLE": style,
        "TITLE": _text(what.title),
        "SKIP": _text(words.skip),
        "LINES": _paragraphs(what.lines),
        "NO_SCRIPT": _text(words.no_script),
        "FILTERS": _text(words.filters),
        "CHOICES": "\n".join(_choices(one, words) for one in what.filters),
        "RESET": _text(words.reset),
        "SHOWN": _text(words.shown),
        "COVERAGE_HEADING": _text(words.coverage_heading),
        "COVERAGE_READING": _text(words.coverage_reading),
        "COUNTED": _text(words.counted),
        "COVERAGE": _coverage(what, voice),
        "INTERVENTIONS": _listing(what.interventions, voice),
        "PAIRS": _listing(what.pairs, voice),
        "ABOUT": _text(words.about),
        "ABOUT_LINES": _paragraphs(what.about),
        "SCRIPT": script,
    }
    return _filled(_template("page.html"), values).encode("utf-8")


def _template(name: str) -> str:
    return resources.files("overlap.report").joinpath("template", name).read_text(encoding="utf-8")


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Every ``@@NAME@@`` of the template with its value, in one pass: text of the input is never a template."""
    pieces = template.split("@@")
    return "".join(values[piece] if at % 2 else piece for at, piece in enumerate(pieces))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _colours() -> Mapping[str, str]:
    tones = "\n".join(
        f".{tone.value} {{ background: {look.fill}; color: {look.text}; }}" for tone, look in MARKS.items()
    )
    return {
        "TITLE_COLOUR": TITLE,
        "LINE_COLOUR": LINE,
        "HEAD_FILL": HEAD.fill,
        "HEAD_TEXT": HEAD.text,
        "TONES": tones,
    }


def _text(text: str) -> str:
    return escape(calm(text), quote=True)


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n".join(f"<p>{_text(line)}</p>" for line in lines)


def _choices(one: Chosen, words: MapPage) -> str:
    options = [f'<option value="">{_text(words.all)}</option>']
    options += [f'<option value="{choice.key}">{_text(choice.text)}</option>' for choice in one.choices]
    name = f"filter-{one.name}"
    return (
        f'<div><label for="{name}">{_text(one.label)}</label>'
        f'<select id="{name}" autocomplete="off">{"".join(options)}</select></div>'
    )


def _coverage(what: Map, voice: Voice) -> str:
    words, said = voice.report.map, voice.report.coverage
    heads = "".join(f'<th scope="col">{_text(band.text)}</th>' for band in what.bands)
    bodies = "\n".join(_group(group, what) for group in what.groups)
    return (
        f'<div class="wide" role="region" aria-labelledby="coverage-heading" tabindex="0">'
        f'<table id="map" class="map" data-nobody="{_text(said.nobody)}" data-extra="{_text(said.extra)}">'
        f'<caption class="unseen">{_text(words.coverage_heading)}</caption>'
        f'<thead><tr><th scope="col">{_text(words.theme)}</th>{heads}</tr></thead>\n{bodies}</table></div>'
    )


def _group(group: Group, what: Map) -> str:
    across = len(what.bands) + 1
    head = f'<tr class="group"><th scope="rowgroup" colspan="{across}">{_text(group.heading)}</th></tr>'
    lines = "\n".join(_line(line, what) for line in group.lines)
    return f"<tbody>{head}\n{lines}</tbody>"


def _line(line: Line, what: Map) -> str:
    fields = "".join(
        f'<td class="{mark.tone.value}"><a href="#interventions" data-theme="{line.theme}" data-band="{band.key}">'
        f'<span class="unseen">{_text(line.title)}, {_text(band.text)}: </span>{_text(mark.text)}</a></td>'
        for band, mark in zip(what.bands, line.marks, strict=True)
    )
    return f'<tr data-theme="{line.theme}"><th scope="row">{_text(line.title)}</th>{fields}</tr>'


def _listing(what: Listing, voice: Voice) -> str:
    heads = "".join(f'<th scope="col"{_side(column)}>{_text(column.heading)}</th>' for column in what.table.columns)
    rows = "\n".join(
        f"<tr{_keys(keys)}>{''.join(_cell(*pair, voice) for pair in zip(row, what.table.columns, strict=True))}</tr>"
        for row, keys in zip(what.table.rows, what.keys, strict=True)
    )
    name, words = what.name, voice.report.map
    empty = "" if not what.table.rows else " hidden"
    return (
        f'<section class="list" aria-labelledby="{name}-heading">'
        f'<h2 id="{name}-heading" tabindex="-1">{_text(what.heading)}</h2>\n<p>{_text(what.reading)}</p>\n'
        f'<div class="wide" role="region" aria-labelledby="{name}-heading" tabindex="0"><table id="{name}">'
        f'<caption class="unseen">{_text(what.heading)}</caption><thead><tr>{heads}</tr></thead>\n'
        f'<tbody>{rows}</tbody></table></div>\n<p id="{name}-none"{empty}>{_text(words.none_shown)}</p></section>'
    )


def _side(column: Column) -> str:
    if column.shape is not Shape.TEXT:
        return ' class="number"'
    return ' class="long"' if column.width >= LONG else ' class="short"' if column.width <= SHORT else ""


def _keys(keys: Mapping[str, str]) -> str:
    return "".join(f' data-{name}="{_text(value)}"' for name, value in keys.items())


def _cell(value: Value, column: Column, voice: Voice) -> str:
    match value:
        case None:
            text = ""
        case Mark(told, _):
            text = told
        case str():
            text = value
        case _:
            text = str(value).replace(".", voice.report.phrases.decimal)
    return f"<td{_side(column)}>{_text(text)}</td>"
