"""Hints in three busy calls, at each level: how many in an hour, and every one to be judged.

``python -m bench.hints`` prints each hint with what was noted before it; docs/playbooks.md keeps
what a careful reader said of them. The calls are made up, and busier than most: a line every
twenty to forty seconds, as a person types who wants to keep everything.
"""

from __future__ import annotations

import random

from msgspec.structs import replace

from companion.method.hints import Told, listen
from companion.method.live_state import Hint, Level, LiveState
from companion.method.playbook import Captures
from companion.model import Note, NoteKind
from companion.model.value import Value

MINUTES = 45
MINUTE_MS = 60_000

Line = tuple[float, str, str]
"""The minute of the call, a kind of note or an act, and the words."""

ACTS = frozenset({"open_options", "open_other", "options", "metric_set", "next_step"})

WARM: tuple[Line, ...] = (
    (0.6, "fact", "Dana and Sam on the call, CFO joins later"),
    (1.5, "quote", "“we can't go to the board with 30% again”"),
    (2.4, "fact", "budget question moved from Thursday"),
    (3.2, "concern", "leads look busy but don't buy"),
    (4.1, "metric", "cost over revenue, 30% now"),
    (4.6, "metric_set", ""),
    (6.0, "concern", "sales spends Mondays filtering"),
    (7.3, "fact", "form has four fields today"),
    (8.8, "quote", "so whose fault is it that sales gets junk?"),
    (10.1, "point", "volume is on target since March"),
    (11.0, "point", "follow-up takes nine days"),
    (12.2, "idea", "ask for the budget in the form"),
    (13.5, "fact", "why did conversions drop in May? relaunch"),
    (14.8, "promise", "we send the field list"),
    (16.0, "concern", "board wants one number"),
    (18.0, "open_options", ""),
    (18.3, "options", "3"),
    (20.5, "quote", "“B is the one I could defend”"),
    (22.0, "fact", "who is responsible for the landing page? Maya"),
    (24.2, "idea", "score leads together, weekly"),
    (27.0, "fact", "CFO joined"),
    (29.4, "metric", "he looks at 25% by March"),
    (32.5, "concern", "what if it does not work by February?"),
    (35.1, "fact", "trial until 15 January would do"),
    (38.2, "next_step", ""),
    (41.0, "promise", "Sam brings the sales notes"),
)

HEATED: tuple[Line, ...] = (
    (0.5, "fact", "late start, they are cross"),
    (1.2, "quote", "“nine days, nine”"),
    (2.0, "point", "the list went out each Monday"),
    (2.8, "point", "nobody on their side opened it"),
    (3.5, "point", "we asked twice in June"),
    (4.4, "fact", "why didn't you tell us in May?"),
    (5.2, "quote", "“you should have called”"),
    (6.3, "concern", "their sales lead may leave"),
    (7.5, "point", "contract says weekly reports"),
    (8.4, "point", "reports were weekly"),
    (9.2, "fact", "they have the mails"),
    (9.9, "point", "we did what was agreed"),
    (12.0, "quote", "“who dropped the ball then?”"),
    (13.4, "fact", "who will check the mails? Maya"),
    (17.5, "concern", "CFO asks every Friday"),
    (19.2, "fact", "how did you notice it? by the pipeline report"),
    (21.0, "idea", "one inbox for both"),
    (24.0, "open_options", ""),
    (26.0, "options", "1"),
    (30.5, "options", "2"),
    (31.0, "open_other", ""),
    (33.0, "metric", "days from lead to call"),
    (33.4, "metric_set", ""),
    (36.0, "concern", "no time for another tool"),
    (38.6, "fact", "they want to think about it"),
    (42.5, "fact", "Dana has to leave at the hour"),
    (44.0, "next_step", ""),
)

CALM: tuple[Line, ...] = (
    (0.8, "fact", "all there"),
    (2.1, "fact", "went through last month's list"),
    (4.0, "idea", "a shorter report"),
    (6.2, "fact", "report is read by three people"),
    (8.0, "point", "numbers need a sentence each"),
    (10.4, "quote", "“just tell me if I should worry”"),
    (12.6, "fact", "whose turn is it to write it? ours"),
    (15.5, "fact", "first page is what counts"),
    (18.0, "metric", "minutes to read it"),
    (18.2, "metric_set", ""),
    (20.0, "fact", "who approves the template? Dana"),
    (22.1, "promise", "draft in two weeks"),
    (25.7, "point", "charts help"),
    (28.0, "open_options", ""),
    (28.4, "options", "2"),
    (30.1, "open_other", ""),
    (33.9, "concern", "the board gets it on Fridays"),
    (36.0, "fact", "it is nobody's fault that it grew"),
    (39.2, "fact", "keep the long one as an appendix"),
    (43.0, "next_step", ""),
)

CALLS = {"warm": WARM, "heated": HEATED, "calm": CALM}


class Said(Value, frozen=True, kw_only=True):
    """A hint that was shown, with the last thing noted before it."""

    at_ms: int
    hint: Hint
    after: str


def play(name: str, level: Level, seed: int = 7) -> list[Said]:
    """Play a call second by second, its notes typed for some seconds each; return what was said."""
    rng = random.Random(seed)
    lines = [(int(at * MINUTE_MS), kind, text) for at, kind, text in CALLS[name]]
    state = LiveState(now_ms=0, planned_ms=MINUTES * MINUTE_MS, asks=frozenset(Captures))
    told, said, after = Told(), [], ""
    typing_until = 0
    for now in range(0, MINUTES * MINUTE_MS, 1000):
        state = replace(state, now_ms=now, is_typing=now < typing_until)
        due = [line for line in lines if now - 1000 < line[0] <= now]
        for at_ms, kind, text in due:
            state = _after(state, at_ms, now, kind, text)
            after = text or kind
        soon = next((at for at, kind, _ in lines if at > now and kind not in ACTS), None)
        if soon is not None and soon - now <= 1000 * rng.randint(4, 12):
            typing_until = soon
        before = told.hint
        told = listen(told, state, level)
        if told.hint is not None and told.hint != before:
            said.append(Said(at_ms=now, hint=told.hint, after=after))
    return said


def _per_hour(name: str, level: Level) -> float:
    return len(play(name, level)) * 60 / MINUTES


def _after(state: LiveState, at_ms: int, now: int, kind: str, text: str) -> LiveState:
    if kind in ACTS:
        changes: dict[str, dict[str, object]] = {
            "open_options": {"open_captures": Captures.OPTIONS, "opened_ms": now},
            "open_other": {"open_captures": Captures.NEXT_STEP, "opened_ms": now},
            "options": {"options": int(text or 0)},
            "metric_set": {"has_metric": True},
            "next_step": {"has_next_step": True},
        }
        return replace(state, **changes[kind])
    note = Note(id=f"n{at_ms}", at_ms=at_ms, kind=NoteKind(kind), text=text)
    has_metric = state.has_metric or kind == NoteKind.METRIC
    return replace(
        state,
        notes=(*state.notes, note),
        last_note=note,
        noted_ms=now,
        has_metric=has_metric,
        is_typing=False,
    )


def main() -> None:
    """Print every hint for a reader to judge, then how many there are in an hour."""
    for level in (Level.QUIET, Level.MORE):
        for name in CALLS:
            for each in play(name, level):
                minute, second = divmod(each.at_ms // 1000, 60)
                print(f"{level:5} {name:6} {minute:02}:{second:02} {each.hint.rule:9} {each.after}")
    for name in CALLS:
        counts = ", ".join(f"{level} {_per_hour(name, level):.1f}" for level in Level)
        print(f"{name}: hints in an hour: {counts}")


if __name__ == "__main__":
    main()
