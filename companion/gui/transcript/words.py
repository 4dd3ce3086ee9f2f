"""What the window of a transcript says of one, in whole sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from companion.exchange.transcripts import Transcript
from companion.gui.said import call_time
from companion.store.transcripts import Attached


def known_said(known: int) -> str:
    """Return what the call has already, and what becomes of another file."""
    if not known:
        return _say("Choose the file that Zoom, Teams or Google Meet wrote of this call.")
    if known == 1:
        return _say("The call has a transcript of one line; another file is added to it.")
    whole = _say("The call has a transcript of {n} lines; another file is added to it.")
    return whole.format(n=f"{known:,}")


def file_said(name: str, transcript: Transcript) -> str:
    """Return what was read."""
    whole = _say("{file} · {dialect} · {lines} · {length}")
    return whole.format(
        file=name,
        dialect=transcript.dialect,
        lines=lines_said(len(transcript.lines)),
        length=call_time(transcript.length_ms),
    )


def rest_said(transcript: Transcript) -> str:
    """Return what becomes of the lines that are no speech."""
    said = (_unread(len(transcript.unread)), _left_out(len(transcript.left_out)))
    return "\n".join(filter(None, said))


def attached_said(attached: Attached) -> str:
    """Return what was attached."""
    if not attached.lines:
        return _say("All of its lines were there already.")
    lines = lines_said(len(attached.lines))
    if not attached.known:
        return _say("{lines} attached to the call.").format(lines=lines)
    whole = _say("{lines} attached; {n} were there already.")
    if attached.known == 1:
        whole = _say("{lines} attached; one was there already.")
    return whole.format(lines=lines, n=f"{attached.known:,}")


def lines_said(count: int) -> str:
    """Return "1 line" or "12 lines"."""
    return _say("1 line") if count == 1 else _say("{n} lines").format(n=f"{count:,}")


def _unread(count: int) -> str:
    if count == 1:
        return _say("One line has no speaker or time of its own; it is kept as text.")
    whole = _say("{n} lines have no speaker or time of their own; they are kept as text.")
    return whole.format(n=f"{count:,}") if count else ""


def _left_out(count: int) -> str:
    if count == 1:
        return _say("One line is a setting of the program that wrote it, and stays out.")
    whole = _say("{n} lines are settings of the program that wrote it, and stay out.")
    return whole.format(n=f"{count:,}") if count else ""


def _say(words: str) -> str:
    return QCoreApplication.translate("TranscriptWindow", words)
