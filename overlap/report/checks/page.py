"""A page: language, title, headings in order, labels, heads of tables, and a policy that lets nothing in or out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from overlap.report.checks import contrast
from overlap.report.checks.breach import Breach

REACHING = ("src", "srcset", "action", "formaction", "data", "poster", "ping", "background")
FIELDS = ("input", "select", "textarea")
RULE = re.compile(r"background: (#[0-9A-Fa-f]{6}); color: (#[0-9A-Fa-f]{6})")
Attributes = dict[str, str]


class Reader(HTMLParser):
    """The tags of a page with their attributes, and the text inside those that need one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self.inside: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.inside.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        while tag in self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self.inside):
            self.texts[tag][-1] += data

    def all(self, *names: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.tags if tag in names]


def check(file: str, content: bytes) -> list[Breach]:
    text = content.decode("utf-8")
    page = Reader(text)
    return [
        *_document(file, page),
        *_headings(file, page),
        *_fields(file, page),
        *_tables(file, page),
        *_safety(file, page),
        *(
            Breach("verify.contrast", file, f"{two[2]} / {two[1]}", f"{contrast.ratio(two[1], two[2]):.1f}")
            for two in RULE.finditer(text)
            if contrast.ratio(two[1], two[2]) < contrast.TEXT
        ),
    ]


def _document(file: str, page: Reader) -> Iterator[Breach]:
    if not any(one.get("lang") for one in page.all("html")):
        yield Breach("verify.no_language", file)
    if not any(text.strip() for text in page.texts.get("title", [])):
        yield Breach("verify.no_title", file)
    if len(page.all("main")) != 1:
        yield Breach("verify.landmark", file, "main")
    ids = [one["id"] for _, one in page.tags if "id" in one]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield Breach("verify.double_id", file, twice)
    for one in page.all("img", "svg"):
        if not (one.get("alt") or one.get("aria-label")):
            yield Breach("verify.no_alt_text", file, one.get("id", ""))


def _headings(file: str, page: Reader) -> Iterator[Breach]:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    if levels.count(1) != 1:
        yield Breach("verify.no_headings", file)
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield Breach("verify.heading_order", file, found=str(after))


def _fields(file: str, page: Reader) -> Iterator[Breach]:
    labelled = {one.get("for", "") for one in page.all("label")}
    for one in page.all(*FIELDS):
        if not (one.get("id") in labelled or one.get("aria-label") or one.get("aria-labelledby")):
            yield Breach("verify.no_label", file, one.get("id", ""))
    for text in page.texts.get("button", []):
        if not text.strip():
            yield Breach("verify.no_label", file, "button")


def _tables(file: str, page: Reader) -> Iterator[Breach]:
    if len(page.all("caption")) < len(page.all("table")):
        yield Breach("verify.no_caption", file)
    if any(not one.get("scope") for one in page.all("th")) or (page.all("table") and not page.all("thead")):
        yield Breach("verify.no_header_row", file)


def _safety(file: str, page: Reader) -> Iterator[Breach]:
    policies = [
        one.get("content", "")
        for one in page.all("meta")
        if one.get("http-equiv", "").lower() == "content-security-policy"
    ]
    if not any("default-src 'none'" in policy and "unsafe" not in policy for policy in policies):
        yield Breach("verify.no_policy", file)
    for tag, attributes in page.tags:
        reaching = [attributes[name] for name in REACHING if name in attributes]
        reaching += [attributes["href"]] if not attributes.get("href", "#").startswith("#") else []
        for target in reaching:
            yield Breach("verify.link", file, tag, target)
        for name in attributes:
            if name.startswith("on") or name == "style":
                yield Breach("verify.live", file, tag, name)
