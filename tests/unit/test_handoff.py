"""A recap handed over as a link or a file keeps its words and names nothing dangerous."""

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.mail.body import to_plain
from companion.mail.handoff import LONGEST_LINK, eml_name, mailto
from companion.method.markdown import escape
from companion.method.one_line import one_line
from companion.model import Recap

TODAY = date(2026, 11, 21)


@settings(max_examples=150, deadline=None)
@given(subject=st.text(max_size=60), text=st.text(max_size=300))
def test_a_short_recap_as_a_link_reads_back_equal(subject: str, text: str) -> None:
    recap = Recap(id="r", to=("a+b&c@x.example", "d@y.example"), subject=subject, text=escape(text))
    link = mailto(recap)
    if link is None:
        return
    parts = urlsplit(link)
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert unquote(parts.path) == "a+b&c@x.example,d@y.example"
    assert fields.get("subject", [""]) == [one_line(subject)]
    assert fields["body"] == [to_plain(recap.text).replace("\n", "\r\n")]
    assert set(fields) <= {"subject", "body"}


def test_a_copy_goes_to_its_own_field_and_nothing_is_attached() -> None:
    recap = Recap(id="r", to=("a@x.example",), cc=("b@x.example",), subject="&attach=/etc/passwd")
    link = mailto(recap)
    assert link is not None
    assert link.startswith("mailto:a@x.example?cc=b@x.example&subject=%26attach%3D%2Fetc%2Fpasswd&")


@pytest.mark.parametrize(("letters", "is_a_link"), [(1900, True), (2000, False), (100_000, False)])
def test_a_link_is_offered_only_while_it_is_short(letters: int, is_a_link: bool) -> None:
    link = mailto(Recap(id="r", to=("a@x.example",), subject="s", text="x" * letters))
    assert (link is not None) is is_a_link
    assert len(link or "") <= LONGEST_LINK


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Q4 lead quality", "2026-11-21 Q4 lead quality.eml"),
        ("../../etc/passwd", "2026-11-21 etc passwd.eml"),
        ('a<b>:"c"|d?*\\e\n', "2026-11-21 a b c d e.eml"),
        ("CON", "2026-11-21 _CON.eml"),
        ("evil\u202elme.exe", "2026-11-21 evil lme.exe.eml"),
        (" . ", "2026-11-21 Recap.eml"),
        ("ü" * 300, f"2026-11-21 {'ü' * 60}.eml"),
    ],
)
def test_a_file_gets_a_name_that_every_system_takes(topic: str, name: str) -> None:
    assert eml_name(topic, TODAY) == name
