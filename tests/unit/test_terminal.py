"""What is shown on a terminal stands straight and does nothing."""

from __future__ import annotations

import json

import pytest

from companion.terminal import WIDEST, cell, harmless, harmless_json, marked, table, width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("見積", 4), ("e\u0301", 1), ("😀", 2), ("a\u200db", 2)]
)
def test_a_letter_takes_the_columns_that_it_takes(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_stand_under_each_other() -> None:
    lines = table([("open", "見積", "x"), ("we were wrong", "b", "y")])
    assert lines == ["open           見積  x", "we were wrong  b     y"]


@pytest.mark.parametrize("text", ["x" * 500, "見" * 500, "x" + "e\u0301" * 500])
def test_a_long_text_is_cut_to_its_cell(text: str) -> None:
    assert width(cell(text)) <= WIDEST
    assert cell(text).endswith("…")


def test_a_found_word_is_bold_and_its_surroundings_are_harmless() -> None:
    assert marked("the \x02board\x03 \x1b[2J") == "the \x1b[1mboard\x1b[0m  [2J"


def test_lines_and_tabs_stay_and_what_acts_does_not() -> None:
    assert harmless("a\n\tb\x1b[31m\x9b\u202e\x7f") == "a\n\tb [31m   "


def test_json_for_a_terminal_means_the_same() -> None:
    document = json.dumps({"a\x9b": "\u202e\x7fé"}, ensure_ascii=False).encode()
    shown = harmless_json(document)
    assert json.loads(shown) == json.loads(document)
    assert not {"\x9b", "\u202e", "\x7f"} & set(shown.decode())
