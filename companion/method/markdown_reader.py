"""Reads a recap's Markdown so that nothing in it is HTML, an image or a link of another kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def markdown_reader() -> MarkdownIt:
    """Return a CommonMark reader without HTML, images and indented code; a new line is a break."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    reader.disable(["image", "code"])
    reader.validateLink = _is_allowed_link  # type: ignore[method-assign]
    return reader


def clean_markdown(markdown: str) -> str:
    """Return the text without characters that no mail can carry (halves of pairs, NUL).

    A byte order mark goes too: where a text begins with one, some readers take it away.
    """
    whole = markdown.encode("utf-8", "replace").decode("utf-8").replace("\ufeff", "")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", whole)


def _is_allowed_link(url: str) -> bool:
    return re.match(r"(?:https?://|mailto:)[^\s]", url, re.IGNORECASE) is not None
