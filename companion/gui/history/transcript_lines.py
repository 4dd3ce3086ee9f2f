"""The transcript of a call as the history tells it: folded, and unfolded a part at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from companion.gui.history.found import Found
from companion.gui.history.lines import Line, Run, act, body, heading, muted, said, timed
from companion.gui.said import call_time, listed
from companion.model import Call, CallState, TranscriptLine

_MOST_NAMES = 6


def transcript_lines(
    found: Found, call: Call, unfolded: Mapping[str, tuple[TranscriptLine, ...]]
) -> Iterator[Line]:
    """Yield a call's transcript, as much of it as is *unfolded*, or the way to attach one."""
    head, translate = found.transcripts.get(call.id), QCoreApplication.translate
    if call.status is not CallState.ENDED:
        return
    attach = act(translate("Transcript", "Attach a transcript…"), "attach", call.id)
    if head is None:
        yield body(attach)
        return
    yield heading(translate("Transcript", "Transcript"))
    lines = unfolded.get(call.id)
    hide, show = translate("Transcript", "Hide"), translate("Transcript", "Show")
    fold = act(show if lines is None else hide, "transcript", call.id)
    another = act(translate("Transcript", "Add another file…"), "attach", call.id)
    facts = muted(_facts(head.count, [_name(found, each) for each in head.speakers]))
    yield body(facts, Run("  "), fold, Run("  "), another)
    if lines is None:
        matches = (each.line for each in found.matches if each.call_id == call.id)
        yield from _spoken(found, matches)
        return
    yield from _spoken(found, lines)
    if len(lines) < head.count:
        whole = translate("Transcript", "Show more ({left} lines)")
        left = f"{head.count - len(lines):,}"
        yield body(act(whole.format(left=left), "transcript_more", call.id))


def _facts(count: int, names: list[str]) -> str:
    translate = QCoreApplication.translate
    whole = translate("Transcript", "{n} lines").format(n=f"{count:,}")
    if count == 1:
        whole = translate("Transcript", "1 line")
    shown = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        more = translate("Transcript", "{n} others").format(n=len(names) - _MOST_NAMES)
        shown.append(more)
    return f"{whole} · {listed(shown)}" if shown else whole


def _spoken(found: Found, lines: Iterable[TranscriptLine]) -> Iterator[Line]:
    """Yield what was said, the name only where another one goes on."""
    before = None
    for line in lines:
        name = _name(found, line.speaker)
        who = (*said(name, "strong"), Run(": ")) if name and name != before else ()
        yield timed(call_time(line.at_ms), *who, *said(line.text))
        before = name


def _name(found: Found, heard: str) -> str:
    """Return the person whom a name in a transcript means."""
    known = (each.name for each in found.client.speakers if each.heard == heard)
    return next(known, "") or heard
