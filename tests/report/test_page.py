"""The map shows what the workbook shows, filters it truly, needs no network, and can be used without a mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from overlap.model import Findings, Kind
from overlap.report import layout, page
from overlap.report.map import of
from overlap.report.phrases import years_of
from overlap.report.story import Story
from overlap.report.tables import Edition, Mark
from overlap.report.voice import Voice
from tests.report.browser import PROGRAM, Browser

needs_browser = pytest.mark.skipif(not PROGRAM, reason="no Chromium here")


@pytest.fixture
def story(findings: Findings, voice: Voice, edition: Edition) -> Story:
    return Story(findings, voice, edition)


def made(story: Story) -> str:
    return page.render(of(story), story.voice).decode("utf-8")


def fields(story: Story) -> dict[tuple[str, str], Mark]:
    shown = of(story)
    return {
        (line.title, band.text): mark
        for group in shown.groups
        for line in group.lines
        for band, mark in zip(shown.bands, line.marks, strict=True)
    }


def test_every_field_says_what_the_workbook_says(story: Story) -> None:
    """The map and the sheet of ages are made from the same marks."""
    sheet = next(sheet for sheet in layout.sheets(story) if "coverage_ages" in sheet.table.name)
    found = fields(story)
    themes = [column.heading for column in sheet.table.columns[1:]]
    for band, *marks in sheet.table.rows:
        for theme, mark in zip(themes, marks, strict=True):
            assert found[theme, str(band)] == mark


def test_every_overlap_stands_with_its_reason(story: Story) -> None:
    shown = of(story)
    assert [row[-1] for row in shown.pairs.table.rows] == [story.reason(pair) for pair in story.overlaps]
    assert len(shown.interventions.table.rows) == len(story.by_id)


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "@@SCRIPT@@", "</style>",
     "' onmouseover='x", "{text}", "http://evil.example/", "\x00\x1b]0;x\x07", "&lt;b&gt;", "<!--", "]]>", "${1}"],
)  # fmt: skip
def test_nothing_from_the_input_comes_alive(text: str, story: Story) -> None:
    """The same tags and attributes, whatever names, departments and notes hold."""
    calm = Tags(made(story)).found
    every = tuple(
        replace(one, name=text, provider=text, departments=(f"{one.departments}{text}",), partners=text)
        for one in story.findings.catalogue.interventions
    )
    plain = tuple(replace(one, departments=(f"{one.departments}",)) for one in story.findings.catalogue.interventions)
    catalogue = story.findings.catalogue
    wild = replace(catalogue, interventions=every, sheet=text, source=replace(catalogue.source, name=text))
    tame = replace(catalogue, interventions=plain)
    one, other = (
        Tags(made(replace(story, findings=replace(story.findings, catalogue=told)))).found for told in (wild, tame)
    )
    assert one == other
    assert len(one) >= len(calm)


def test_the_page_may_fetch_nothing(story: Story) -> None:
    text = made(story)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    for tag, attributes in Tags(text).found:
        assert not {"src", "style", "srcset"} & attributes.keys(), tag
        assert (attributes.get("href") or "#").startswith("#")
        assert not any(name.startswith("on") for name in attributes)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    found = Browser(tmp_path / "profile")
    yield found
    found.close()


def opened(story: Story, browser: Browser, tmp_path: Path, state: str = "") -> None:
    target = tmp_path / "kort.html"
    target.write_text(made(story), encoding="utf-8")
    browser.open(target.as_uri() + state)


def seen(browser: Browser, name: str) -> list[str]:
    return list(
        browser.run(
            f"Array.from(document.querySelectorAll('#{name} tbody tr:not([hidden])')).map(r => r.cells[0].textContent)"
        )
    )


def primary(story: Story, theme: str, band: str, department: str) -> set[str]:
    """Who has the theme as main theme there, by the findings."""
    return {
        key
        for cell in story.findings.coverage
        if story.voice.labels.title(cell.theme) == theme and years_of(cell.age_band, story.voice.report.phrases) == band
        for key in cell.primary
        if department in story.by_id[key].departments
    }


@needs_browser
def test_the_filters_show_what_the_findings_hold(story: Story, browser: Browser, tmp_path: Path) -> None:
    """Every department and type: the fields count the interventions of the findings, and nothing is fetched."""
    opened(story, browser, tmp_path)
    shown = of(story)
    departments = {choice.text: choice.key for choice in shown.filters[2].choices}
    for name in ("MBU", "MSB", "MKB"):
        browser.run(f"location.hash = 'department={departments[name]}'; new Promise(r => setTimeout(r, 50))")
        for group in shown.groups:
            for line in group.lines:
                for band in shown.bands:
                    link = f"""document.querySelector('[data-theme="{line.theme}"][data-band="{band.key}"]')"""
                    count = re.match(r"\d+", browser.run(f"{link}.lastChild.data"))
                    expected = primary(story, line.title, band.text, name)
                    assert (int(count[0]) if count else 0) == len(expected), (name, line.title, band.text)
    browser.run("location.hash = 'kind=partnership'; new Promise(r => setTimeout(r, 50))")
    partnerships = [one.id for one in story.by_id.values() if one.kind is Kind.PARTNERSHIP]
    assert seen(browser, "interventions") == partnerships
    assert [address for address in browser.asked if not address.startswith(("file:", "about:"))] == []


@needs_browser
def test_a_field_opens_with_the_keyboard(story: Story, browser: Browser, tmp_path: Path) -> None:
    """Tab reaches the fields, Enter shows who stands behind one, and the focus follows to the list."""
    opened(story, browser, tmp_path)
    assert len(seen(browser, "interventions")) == 4
    for _ in range(30):
        browser.press("Tab")
        if browser.run("document.activeElement.dataset.theme !== undefined"):
            break
    asked = browser.run("document.activeElement.textContent")
    browser.press("Enter")
    assert asked == "Angst, 6-9 år: 2 (+1)"
    assert seen(browser, "interventions") == ["1", "2", "3"]
    assert browser.run("document.activeElement.id") == "interventions-heading"
    assert browser.run("document.getElementById('shown').textContent") == "Viser 3 af 4 indsatser og 1 af 1 par."


@needs_browser
def test_a_shared_address_brings_back_the_same_choice(story: Story, browser: Browser, tmp_path: Path) -> None:
    opened(story, browser, tmp_path, "#theme=2&band=1")
    assert browser.run("document.getElementById('filter-theme').selectedOptions[0].text") == "Spiseforstyrrelse"
    assert seen(browser, "interventions") == ["3"]
    browser.run("document.getElementById('reset').click(); new Promise(r => setTimeout(r, 50))")
    assert len(seen(browser, "interventions")) == 4


@needs_browser
def test_a_hostile_page_runs_nothing_in_a_real_browser(story: Story, browser: Browser, tmp_path: Path) -> None:
    text = '"><img src="http://evil.example/x" onerror="window.pwned=1"><script>window.pwned=1</script>'
    every = tuple(replace(one, name=text) for one in story.findings.catalogue.interventions)
    catalogue = replace(story.findings.catalogue, interventions=every)
    opened(replace(story, findings=replace(story.findings, catalogue=catalogue)), browser, tmp_path)
    assert browser.run("window.pwned === undefined && document.images.length === 0")
    assert not any("evil" in address for address in browser.asked)
