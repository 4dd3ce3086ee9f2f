"""The difference between two versions of a mail: told whole, and taken one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from companion.gui.recap.changes import Change, Same, Words, changes, compare, take

LINES = st.lists(st.sampled_from(["", "Hi Dana,", "## Next step", "by Friday", "by Monday"]))
WORDS = st.builds(Words, subject=st.sampled_from(["a", "b"]), text=LINES.map("\n".join))


@given(WORDS, WORDS)
def test_taking_every_change_gives_the_new_words(mine: Words, new: Words) -> None:
    left = 0
    while found := changes(mine, new):
        mine = take(mine, found[0])
        left += 1
        assert left < 50
    assert mine == new


@given(WORDS, WORDS)
def test_what_is_shown_as_mine_is_all_of_mine(mine: Words, new: Words) -> None:
    shown: list[str] = []
    for part in compare(mine, new):
        if isinstance(part, Same):
            shown += part.lines
        elif not part.is_subject:
            shown += part.mine
    assert "\n".join(shown) == mine.text


def test_equal_words_have_no_change() -> None:
    words = Words(subject="a", text="one\ntwo")
    assert changes(words, words) == ()


def test_a_line_between_others_is_one_change() -> None:
    mine, new = Words(subject="a", text="one\ntwo"), Words(subject="a", text="one\nmore\ntwo")
    assert changes(mine, new) == (Change(start=1, new=("more",)),)


def test_a_chapter_that_shares_nothing_is_one_change() -> None:
    mine = Words(subject="a", text="\n".join(f"mine {n}" for n in range(2_000)))
    new = Words(subject="a", text="\n".join(f"new {n}" for n in range(2_000)))
    assert len(changes(mine, new)) == 1
