"""One-line fields hold no line breaks, no control characters and nothing that turns text round."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.method.one_line import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Q4 lead quality", "Q4 lead quality"),
        ("Q4\nlead\r\nquality\t", "Q4 lead quality"),
        ("two  blanks stay", "two  blanks stay"),
        ("Dana\u202egpj.exe", "Dana gpj.exe"),
        ("a \u2028 \x00 b", "a b"),
        ("soft\u00adly", "softly"),
        ("\ufeffNorthwind", "Northwind"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("half \ud83d pair", "half pair"),
        ("\n", ""),
    ],
)
def test_a_line_keeps_its_words_and_loses_what_is_no_text(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_a_line_stays_as_it_is_when_cleaned_again(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert len(line.splitlines()) <= 1
    line.encode()
