"""Links of a preparation, one on a line."""

from __future__ import annotations

import pytest

from companion.gui.prepare.links import read_links, write_links
from companion.model import Link


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("Proposal https://example.com/p", Link(title="Proposal", url="https://example.com/p")),
        ("https://example.com", Link(url="https://example.com")),
        ("Terms: http://example.com?a=b#c", Link(title="Terms", url="http://example.com?a=b#c")),
        ("Ask Dana mailto:dana@example.com", Link(title="Ask Dana", url="mailto:dana@example.com")),
    ],
)
def test_an_address_at_the_end_is_the_link(line: str, link: Link) -> None:
    assert read_links(line) == ((link,), ())


@pytest.mark.parametrize(
    "line",
    ["file:///etc/passwd", "Click javascript:alert(1)", "data:text/html,x", "https://", "a plan"],
)
def test_what_is_no_web_or_mail_address_stays_text(line: str) -> None:
    assert read_links(line) == ((Link(title=line),), (line,))


def test_every_line_is_a_link_and_empty_lines_are_none() -> None:
    links, plain = read_links("A https://a.example\n\n  \nB https://b.example\n")
    assert [link.title for link in links] == ["A", "B"]
    assert plain == ()


def test_written_links_are_read_back() -> None:
    links = (Link(title="A plan", url="https://a.example"), Link(title="only text"))
    assert read_links(write_links(links))[0] == links
