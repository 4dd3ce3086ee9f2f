"""How the source of a line is said: "From the note at 14:06 · metric: CFO looks at cost"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from companion.gui.recap.sources import Origin as LineOrigin
from companion.gui.said import call_time, clock_time
from companion.gui.widgets.chip import kind_word
from companion.method.one_line import one_line
from companion.method.recap_sources import Origin, Source
from companion.model import Call, Note, NoteKind

MOST_SOURCES = 4
"""Records behind one line that are told; a greeting may have thirty."""

LONGEST = 200
"""Letters of a record that are told."""


def said(line: LineOrigin, call: Call) -> str:
    """Return in plain text what a line was made from; empty for a blank one."""
    told = list(dict.fromkeys(_said(source, call) for source in line.sources[:MOST_SOURCES]))
    if line.is_own:
        if not told:
            return _tr("Your words; nothing recorded stands behind them.")
        return "\n".join([_tr("Your words. What stands behind them:"), *told])
    return "\n".join(told) or _tr("Part of the letter; nothing recorded stands behind it.")


def _said(source: Source, call: Call) -> str:
    if source.origin is Origin.NOTE:
        note = next((note for note in call.notes if note.id == source.key), None)
        return _note(source, note)
    words = one_line(source.text)[:LONGEST]
    told = _origins()[source.origin].format(time=_time(source), key=one_line(source.key)[:LONGEST])
    noted = _metric_note(call) if source.origin is Origin.METRIC else ""
    whole = _tr("{told}: {words}").format(told=told, words=words) if words else told
    return "\n".join(filter(None, (whole, noted)))


def _note(source: Source, note: Note | None) -> str:
    words = one_line(source.text)[:LONGEST]
    time = _time(source)
    told = _tr("From the note{time}").format(time=time)
    if note is not None and note.kind is not NoteKind.FACT:
        return _tr("{told} · {kind}: {words}").format(
            told=told, kind=kind_word(note.kind), words=words
        )
    return _tr("{told}: {words}").format(told=told, words=words)


def _metric_note(call: Call) -> str:
    """Return the last note of the call about their number, which is where it was said."""
    notes = [note for note in call.notes if note.kind is NoteKind.METRIC and one_line(note.text)]
    if not notes:
        return ""
    last = max(notes, key=lambda note: note.at_ms)
    source = Source(origin=Origin.NOTE, key=last.id, text=last.text, at_ms=last.at_ms, at=last.at)
    return _note(source, last)


def _time(source: Source) -> str:
    """Return " at 14:06", or the time on the call's clock where the wall's is not known."""
    if source.at is not None:
        return _tr(" at {time}").format(time=clock_time(source.at))
    if source.at_ms:
        return _tr(" at {time} of the call").format(time=call_time(source.at_ms))
    return ""


def _origins() -> dict[Origin, str]:
    return {
        Origin.CALL: _tr("From the call{time}"),
        Origin.ATTENDEE: _tr("From the people on the call: {key}"),
        Origin.METRIC: _tr("From their metric"),
        Origin.DISAGREEMENT: _tr("From the preparation"),
        Origin.ANSWER: _tr("From what was answered in the call{time}"),
        Origin.OPTION: _tr("From option {key}"),
        Origin.CHOICE: _tr("From the choice of {key}"),
        Origin.NEXT_STEP: _tr("From the next step{time}"),
        Origin.OUTCOME: _tr("From where it landed{time}"),
        Origin.ADVICE: _tr("From the advice on record{time}"),
        Origin.MISTAKE: _tr("From what we got wrong"),
        Origin.READ_BACK: _tr("From the agreement as it was read back{time}"),
        Origin.CLIENT: _tr("From what is kept about the client"),
        Origin.LINK: _tr("From the links of the call"),
        Origin.ME: _tr("From who signs"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sources", text)
