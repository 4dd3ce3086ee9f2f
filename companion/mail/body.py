"""A recap's Markdown as the plain text and the HTML of a mail, both from the same reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.method.markdown_reader import clean_markdown, markdown_reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_TEXT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px"
_PAGE = f"{_TEXT};line-height:1.5;color:#1b1f23"
_HEADING = "margin:18px 0 4px;font-size:15px;font-weight:bold"
_STYLES = {
    "p": "margin:0 0 12px",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING),
    "ul": "margin:0 0 12px;padding-left:22px",
    "ol": "margin:0 0 12px;padding-left:22px",
    "li": "margin:0 0 4px",
    "blockquote": "margin:0 0 12px;padding-left:12px;border-left:3px solid #d0d4d8",
    "a": "color:#0b6e5f",
}
"""Styles stand in each tag: mail programs drop style sheets."""


def to_html(markdown: str) -> str:
    """Return the HTML of a mail: a fixed set of tags with fixed styles, no foreign ones.

    HTML in the Markdown is shown as text, images become links, and a link that is not https,
    http or mailto stays text (reliability, S5 and S7).
    """
    reader = markdown_reader()
    tokens = reader.parse(clean_markdown(markdown))
    for token in _all(tokens):
        style = _STYLES.get(token.tag)
        if style and token.nesting == 1:
            token.attrSet("style", style)
        if token.type == "link_open" and not token.attrGet("href"):
            del token.attrs["href"]  # "[text]()" leads nowhere, not to the mail itself
    return f'<div style="{_PAGE}">\n{reader.renderer.render(tokens, reader.options, {})}</div>\n'


def to_plain(markdown: str) -> str:
    """Return the plain text of a mail: a heading is a line, a list has dashes, a link its address.

    Lines are not wrapped: every mail program wraps them to its own width.
    """
    written = _PlainText().write(markdown_reader().parse(clean_markdown(markdown)))
    return written.strip("\n") + "\n"


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


class _PlainText:
    """Writes the plain text of one reading, block by block."""

    def __init__(self) -> None:
        self._marks: list[str] = []  # what stands before a list's next item, innermost list last
        self._start = ""  # what the next line of text begins with

    def write(self, tokens: Sequence[Token]) -> str:
        """Return the text of all blocks."""
        return "".join(self._list_piece(token) or self._piece(token) for token in tokens)

    def _list_piece(self, token: Token) -> str:
        """Keep count of the lists that are open; a blank line follows the outermost one."""
        if token.type == "bullet_list_open":
            self._marks.append("- ")
        elif token.type == "ordered_list_open":
            self._marks.append(f"{token.attrGet('start') or 1}. ")
        elif token.type == "list_item_open":
            self._start = "  " * (len(self._marks) - 1) + self._marks[-1]
            self._marks[-1] = _following(self._marks[-1])
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._marks.pop()
            self._start = "  " * len(self._marks)
            return "" if self._marks else "\n"
        return ""

    def _piece(self, token: Token) -> str:
        if token.type == "inline":
            line = _line(token.children or ())
            indent = " " * len(self._start)
            written = self._start + line.replace("\n", f"\n{indent}") + "\n"
            self._start = indent
            return written
        if token.type == "paragraph_close" and not self._marks:
            return "\n"
        return {"fence": f"{token.content}\n", "hr": "---\n\n"}.get(token.type, "")


def _following(mark: str) -> str:
    """Return "3. " after "2. ", and a dash after a dash."""
    return mark if mark == "- " else f"{int(mark[:-2]) + 1}. "


def _line(tokens: Sequence[Token]) -> str:
    """Return the words of one block; a link is followed by its address unless it shows it."""
    words: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrGet("href") or ""), len(words)))
        elif token.type == "link_close":
            address, begin = links.pop()
            if "".join(words[begin:]) not in {address, address.removeprefix("mailto:")}:
                words.append(f" <{address}>")
        elif token.type in {"softbreak", "hardbreak"}:
            words.append("\n")
        else:
            words.append(token.content)
    return "".join(words)
