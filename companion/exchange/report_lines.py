"""Sections as HTML: a fixed set of tags, and every text of a person's between them as text."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from companion.exchange.told_lines import Line, Section
from companion.method.markdown import safe_link
from companion.method.markdown_reader import clean_markdown, markdown_reader
from companion.method.one_line import one_line


def as_text(text: str) -> str:
    """Return *text* as HTML that shows it and is nothing else, in an attribute too."""
    return html.escape(one_line(text), quote=True)


def as_html(section: Section, deeper: int = 0) -> Iterator[str]:
    """Yield a section, its heading *deeper* levels below its own."""
    level = min(section.level + deeper, 6)
    yield f"<h{level}>{as_text(section.title)}</h{level}>\n"
    if section.lines:
        yield from _items(section.lines)
    if section.markdown:
        yield f"<blockquote>\n{_written(section.markdown)}</blockquote>\n"


def _items(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield a list, and in it the lines that stand below another one as lists of their own."""
    yield "<ul>\n"
    for is_below, group in groupby(lines, key=lambda line: line.level > 0):
        items = "".join(f"<li>{_item(line)}</li>\n" for line in group)
        yield f"<ul>\n{items}</ul>\n" if is_below else items
    yield "</ul>\n"


def _item(line: Line) -> str:
    text = "<br>".join(map(as_text, line.text.split("\n")))
    parts = (
        f'<span class="time">{as_text(line.time)}</span>' if line.time else "",
        f"<b>{as_text(line.begun)}</b>" if line.label else "",
        text,
        f'<span class="remark">({as_text(line.remark)})</span>' if line.remark else "",
        _link(line.url) if line.url else "",
    )
    return " ".join(filter(None, parts))


def _link(url: str) -> str:
    safe = html.escape(safe_link(url), quote=True)
    return f'<a href="{safe}" rel="noreferrer">{as_text(url)}</a>' if safe else as_text(url)


def _written(markdown: str) -> str:
    reader = markdown_reader()
    tokens = reader.parse(clean_markdown(markdown))
    for token in (each for outer in tokens for each in outer.children or ()):
        if token.type == "link_open" and not token.attrGet("href"):
            del token.attrs["href"]  # "[text]()" leads nowhere, not to the report itself
    return str(reader.renderer.render(tokens, reader.options, {}))
