"""One hint at most, two minutes apart, none late, and none where it is unwanted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from companion.method.hints import BETWEEN_MS, SHOWN_FOR_MS, Told, listen, put_away
from companion.method.live_state import Hint, Level, LiveState, Rule
from companion.method.playbook import Captures
from companion.model import Note, NoteKind

MINUTE = 60_000
CALL = LiveState(now_ms=0, planned_ms=45 * MINUTE, asks=frozenset({Captures.METRIC}))
KNOWN = replace(CALL, has_metric=True)


def _typed(at_ms: int, note_id: str = "n", text: str = "Whose fault is it?") -> LiveState:
    note = Note(id=note_id, text=text, at_ms=at_ms)
    return replace(KNOWN, now_ms=at_ms, noted_ms=at_ms, notes=(note,), last_note=note)


def _rule(told: Told) -> Rule | None:
    return told.hint.rule if told.hint else None


def test_a_hint_is_told_at_once() -> None:
    assert _rule(listen(Told(), _typed(1000), Level.QUIET)) is Rule.BLAME


def test_what_matters_most_is_told_where_two_come_together() -> None:
    both = replace(_typed(40 * MINUTE), has_metric=True)
    told = listen(Told(), both, Level.MORE)
    assert _rule(told) is Rule.NEXT_STEP
    later = listen(
        put_away(told), replace(both, now_ms=42 * MINUTE, has_next_step=True), Level.MORE
    )
    assert _rule(later) is None


def test_no_second_hint_within_two_minutes_and_none_is_queued() -> None:
    told = put_away(listen(Told(), _typed(1000), Level.MORE))
    early = listen(told, _typed(1000 + BETWEEN_MS - 1, "m"), Level.MORE)
    assert _rule(early) is None
    after = replace(_typed(1000 + BETWEEN_MS - 1, "m"), now_ms=1000 + BETWEEN_MS)
    assert _rule(listen(early, after, Level.MORE)) is None
    assert _rule(listen(early, _typed(1000 + BETWEEN_MS, "o"), Level.MORE)) is Rule.BLAME


def test_a_hint_that_would_come_late_does_not_come() -> None:
    late = replace(_typed(1000), now_ms=1000 + 10_001)
    assert _rule(listen(Told(), late, Level.MORE)) is None
    window_opened_again = replace(CALL, now_ms=30 * MINUTE)
    assert _rule(listen(Told(), window_opened_again, Level.MORE)) is None


def test_a_hint_waits_for_a_gap_between_words_but_not_for_long() -> None:
    typing = replace(CALL, now_ms=15 * MINUTE, is_typing=True)
    told = listen(Told(), typing, Level.QUIET)
    assert _rule(told) is None
    gap = replace(CALL, now_ms=15 * MINUTE + 20_000)
    assert _rule(listen(told, gap, Level.QUIET)) is Rule.METRIC
    assert _rule(listen(told, replace(gap, now_ms=15 * MINUTE + 30_001), Level.QUIET)) is None


@pytest.mark.parametrize("state", [_typed(1000), replace(CALL, now_ms=15 * MINUTE)])
def test_off_says_nothing_and_keeps_nothing_for_later(state: LiveState) -> None:
    told = listen(Told(), state, Level.OFF)
    assert _rule(told) is None
    assert _rule(listen(told, state, Level.MORE)) is None


def test_the_client_safe_view_takes_the_hint_off_and_lets_others_go() -> None:
    told = listen(Told(), _typed(1000), Level.MORE)
    hidden = listen(told, replace(_typed(1000), is_shown=False), Level.MORE)
    assert _rule(hidden) is None
    assert _rule(listen(hidden, _typed(1000), Level.MORE)) is None


def test_a_hint_stands_for_half_a_minute() -> None:
    told = listen(Told(), replace(CALL, now_ms=15 * MINUTE), Level.QUIET)
    still = replace(CALL, now_ms=15 * MINUTE + SHOWN_FOR_MS)
    assert _rule(listen(told, still, Level.QUIET)) is Rule.METRIC
    assert _rule(listen(told, replace(still, now_ms=still.now_ms + 1), Level.QUIET)) is None


def test_a_hint_that_was_followed_goes_by_itself() -> None:
    told = listen(Told(), replace(CALL, now_ms=15 * MINUTE), Level.QUIET)
    assert _rule(listen(told, replace(KNOWN, now_ms=15 * MINUTE + 5_000), Level.QUIET)) is None


def test_the_quiet_level_tells_each_thing_once_in_a_call() -> None:
    told = put_away(listen(Told(), _typed(0), Level.QUIET))
    again = _typed(10 * MINUTE, "m")
    assert _rule(listen(told, again, Level.QUIET)) is None
    assert _rule(listen(told, again, Level.MORE)) is Rule.BLAME


def test_the_quiet_level_says_nothing_of_empty_slots() -> None:
    state = replace(KNOWN, open_captures=Captures.OPTIONS, now_ms=MINUTE)
    assert _rule(listen(Told(), state, Level.QUIET)) is None
    assert _rule(listen(Told(), state, Level.MORE)) is Rule.OPTIONS


KINDS = st.sampled_from([NoteKind.POINT, NoteKind.CONCERN, NoteKind.FACT])
EVENTS = st.lists(
    st.tuples(st.integers(0, 90_000), KINDS, st.booleans(), st.booleans()), max_size=40
)


@given(EVENTS, st.sampled_from([Level.QUIET, Level.MORE]))
def test_whatever_happens_two_hints_are_two_minutes_apart(
    events: list[tuple[int, NoteKind, bool, bool]], level: Level
) -> None:
    told, now = Told(), 0
    notes: tuple[Note, ...] = ()
    shown: list[tuple[int, Hint]] = []
    for place, (wait, kind, blames, typing) in enumerate(events):
        now += wait
        text = "whose fault is it?" if blames else "they said so"
        note = Note(id=str(place), kind=kind, text=text, at_ms=now)
        notes = (*notes, note)
        state = replace(CALL, now_ms=now, notes=notes, last_note=note, noted_ms=now)
        told = listen(told, replace(state, is_typing=typing), level)
        if told.hint is not None and (not shown or shown[-1][1].key != told.hint.key):
            assert told.hint.is_fresh(now)
            shown.append((now, told.hint))
    times = [at for at, _ in shown]
    assert all(b - a >= BETWEEN_MS for a, b in pairwise(times))
    assert len({hint.key for _, hint in shown}) == len(shown)
