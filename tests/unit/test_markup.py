"""What a person typed shows literally: in the Markdown, in the plain text and in the HTML."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.mail.body import to_html, to_plain
from companion.method.markdown import escape, safe_link
from companion.method.one_line import one_line

OUR_TAGS = {"div", "p", "br", "h2", "strong", "ul", "li", "a"}
PIECES = st.sampled_from(
    [
        *"*_`[]()<>#&!~\\|=+-\"' \n\t",
        *("<b>", "</p>", "<img src=x onerror=y>", "![i](https://x)", "[x](javascript:y)"),
        *("&lt;", "&#60;", "1. ", "12) ", "- ", "```", "~~~", "---", "===", "# ", "> ", "    "),
        *(
            "https://a.example",
            "<https://a.example>",
            "[a]: https://x",
            "word",
            "é",
            "日本",
            "\u202e",
        ),
    ]
)
HOSTILE = st.lists(PIECES | st.characters(), max_size=25).map("".join)


class Tags(HTMLParser):
    """Collects the tags, attributes and words of an HTML text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("typed", "markdown"),
    [
        ("R&D (30%), C++ & Co. – 100 <= 200", "R&D (30%), C++ & Co. – 100 <= 200"),
        ("send *all* of it", r"send \*all\* of it"),
        ("snake_case_name _now_", r"snake_case_name \_now\_"),
        ("<b>x</b>", r"\<b>x\</b>"),
        ("# 1 priority", r"\# 1 priority"),
        ("#1 priority", "#1 priority"),
        ("1. first", r"1\. first"),
        ("- a dash", r"\- a dash"),
        ("-5% since May", "-5% since May"),
        ("[x](y)", r"\[x\](y)"),
        ("AT&amp;T", r"AT\&amp;T"),
        ("two\n\nlines", "two\nlines"),
    ],
)
def test_only_what_would_mean_something_is_escaped(typed: str, markdown: str) -> None:
    assert escape(typed) == markdown


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_an_escaped_line_is_read_back_as_it_was_typed(typed: str) -> None:
    line = one_line(typed)
    assert to_plain(escape(line)) == f"{line}\n"
    assert Tags(to_html(escape(line))).words.strip() == line


@settings(max_examples=200, deadline=None)
@given(HOSTILE, HOSTILE)
def test_user_text_never_becomes_a_tag_or_an_attribute(title: str, text: str) -> None:
    markdown = (
        f"## Heading\n\n- {escape(one_line(title))} — Dana, by **Thursday**.\n\n{escape(text)}\n"
    )
    tags = Tags(to_html(markdown)).tags
    lines = len(escape(text).splitlines())
    wanted = ["div", "h2", "ul", "li", "strong"] + (["p"] if lines else []) + ["br"] * (lines - 1)
    assert [tag for tag, _ in tags] == wanted
    assert {names for _, names in tags} <= {(), ("style",)}


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_whatever_is_edited_by_hand_no_foreign_tag_or_address_comes_out(markdown: str) -> None:
    known = OUR_TAGS | {"em", "code", "pre", "ol", "blockquote", "hr"}
    known |= {f"h{level}" for level in range(1, 7)}
    for tag, names in Tags(to_html(markdown)).tags:
        assert tag in known
        assert set(names) <= {"style", "href", "title", "start", "class"}
    to_plain(markdown).encode()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//x",
        "x",
        "",
        "http:",
        "[::",
    ],
)
def test_a_link_of_another_kind_is_no_link(url: str) -> None:
    assert safe_link(url) == ""
    assert "href" not in to_html(f"[title]({url})")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.com/a_b?c=d&e=%20f#g", "https://example.com/a_b?c=d&e=%20f#g"),
        ("https://example.com/a (b)> <c", "https://example.com/a%20%28b%29%3E%20%3Cc"),
        ("mailto:dana@northwind.example", "mailto:dana@northwind.example"),
        ("HTTPS://example.com/\nx", "HTTPS://example.com/%20x"),
    ],
)
def test_a_link_keeps_its_address(url: str, safe: str) -> None:
    assert safe_link(url) == safe
    assert f'href="{safe.replace("&", "&amp;")}"' in to_html(f"[t]({escape(safe)})")


def test_a_broken_address_is_no_link() -> None:
    assert safe_link("https://[::") == ""


def test_the_plain_text_reads_like_a_letter() -> None:
    markdown = (
        "Hi Dana,\n\n## Next steps\n\n- Draft **it**\n- Send [the plan](https://x.example/p)\n\n"
        "1. one\n2. two\n   - inner\n   more\n\n> quoted\n\nBest regards,\nPriya\n"
    )
    assert to_plain(markdown) == (
        "Hi Dana,\n\nNext steps\n- Draft it\n- Send the plan <https://x.example/p>\n\n"
        "1. one\n2. two\n  - inner\n    more\n\nquoted\n\nBest regards,\nPriya\n"
    )


def test_an_image_becomes_a_link_and_html_stays_text() -> None:
    html = to_html("![i](https://x.example/i.png) <script>x</script>")
    assert "<img" not in html
    assert "&lt;script&gt;" in html
