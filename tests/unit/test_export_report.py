"""The HTML report: a fixed set of tags, nothing fetched, every text of a person's as text (S7)."""

from __future__ import annotations

from html.parser import HTMLParser
from random import Random

import pytest
from msgspec.structs import replace

from companion.exchange.report import WARNING, report_of_client, report_of_disagreement
from companion.model import Call, Client, Disagreement, Link, Note, Recap
from tests.unit.documents import document
from tests.unit.exported import history

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "p", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("ul", "ol", "li", "span", "b", "br", "a", "blockquote", "strong", "em", "code", "pre", "hr"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "href", "rel", "start"}
PIECES = (
    "<script>alert(1)</script>", "<img src=//t.example/x onerror=x>", "</style>", "<svg/onload=x>",
    "](javascript:x)", "[a](javascript:x)", "![i](http://t.example)", "&lt;b&gt;", "\"'><b onx=1>",
    "<!--", "]]>", "\x00", "\u202e", "# ", "> ", "```\n", "\n", " ", "text", "[b](https://ok.example)",
)  # fmt: skip


class Reader(HTMLParser):
    """Notes every tag, attribute and address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href":
                self.addresses.add((value or "").partition(":")[0])


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def hostile(random: Random) -> str:
    return "".join(random.choice(PIECES) for _ in range(random.randrange(12)))


def hostile_report(random: Random) -> str:
    call = Call(
        id="k",
        notes=(Note(id="n", text=hostile(random), who=hostile(random)),),
        links=(Link(title=hostile(random), url=hostile(random)),),
        recaps=(Recap(id="r", subject=hostile(random), text=hostile(random)),),
    )
    client = Client(id="c", name=hostile(random))
    told = Disagreement(id="d", client="c", topic=hostile(random), calls=(call,))
    return "".join(report_of_disagreement(told, client, {}, is_private=False))


@pytest.mark.parametrize("seed", range(200))
def test_what_people_wrote_never_becomes_a_tag(seed: int) -> None:
    seen = read(hostile_report(Random(seed)))
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert seen.addresses <= {"https", "http", "mailto"}


def test_a_report_is_one_file_that_fetches_nothing() -> None:
    whole = history()
    html = "".join(
        report_of_disagreement(whole.disagreements[0], whole.clients[0], {}, is_private=False)
    )
    assert "default-src 'none'" in html
    assert "src=" not in html
    assert "url(" not in html
    assert "<h1>Q4 lead quality</h1>" in html
    assert "<b>Our metric" not in html
    assert '<span class="time">04:12</span> <b>Their metric:</b> cost over revenue' in html


@pytest.mark.parametrize("is_private", [False, True])
def test_a_report_with_private_parts_says_who_it_is_for(is_private: bool) -> None:
    whole = history()
    html = "".join(
        report_of_client(whole.clients[0], whole.disagreements[:1], {}, is_private=is_private)
    )
    assert (WARNING in html) == is_private


@pytest.mark.parametrize("seed", range(10))
def test_a_report_of_any_client_is_well_formed(seed: int) -> None:
    whole = document(seed)
    for client in whole.clients:
        theirs = [each for each in whole.disagreements if each.client == client.id]
        seen = read("".join(report_of_client(client, theirs, {}, is_private=True)))
        assert seen.tags <= TAGS


def test_a_text_of_several_lines_stays_one_point() -> None:
    told = replace(history().disagreements[0], request="One\n\nTwo", calls=())
    html = "".join(report_of_disagreement(told, history().clients[0], {}, is_private=False))
    assert "<b>They ask for:</b> One<br>Two</li>" in html
