"""Shows the history on a terminal: aligned, days as people say them, no text taken as a command."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec

from companion.method.dates import short_date
from companion.method.moments import format_moment
from companion.method.one_line import one_line
from companion.model import OutcomeKind, Recap, RecapState

if TYPE_CHECKING:
    from companion.model import Call
    from companion.model.outbox import Delivery
    from companion.store.browse import DisagreementRow

OUTCOMES = {
    OutcomeKind.OPEN: "open",
    OutcomeKind.AGREED: "agreed",
    OutcomeKind.TRIAL: "on trial",
    OutcomeKind.PARKED: "parked",
    OutcomeKind.THEIR_CHOICE: "their choice",
    OutcomeKind.WE_WERE_WRONG: "we were wrong",
}
"""The outcomes in the words of the screen."""

RELEASED = {
    RecapState.QUEUED: "waits",
    RecapState.RETRY: "waits",
    RecapState.SENDING: "being sent",
    RecapState.DOT: "being sent",
    RecapState.UNCERTAIN: "not certain",
    RecapState.REFUSED: "refused",
    RecapState.SENT: "sent in part",
}
"""How a recap in the outbox stands, in the words of the screen."""

WIDEST = 48
"""Columns that one cell of a table may take; what is longer ends in an ellipsis."""

_NOBODY_READS = 141  # 128 + SIGPIPE

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_ACTING_IN_TEXT = re.compile(f"[\x00-\x08\x0b-\x1f]|{_ACTING.pattern}")


def prepared(title: str, at: datetime | None, now: datetime) -> str:
    """Return the sentence that says which call was prepared, and when it is."""
    what = f"“{one_line(title)}”" if title else "a call without a title"
    return f"Prepared: {what}, {format_moment(at, now) if at else 'at a time of your choice'}."


def harmless(text: str) -> str:
    """Return *text* for a terminal: line breaks and tabs stay, all that would act is a blank.

    An escape sequence in a note could otherwise recolour, retitle or rewrite the terminal.
    """
    return _ACTING_IN_TEXT.sub(" ", text)


def harmless_json(document: bytes) -> bytes:
    """Return a JSON *document* that means the same and does nothing to a terminal.

    JSON escapes the control characters below the blank itself; these are the others.
    """
    escaped = _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", document.decode())
    return escaped.encode()


def tell_bug(kind: type[BaseException], _error: BaseException, where: TracebackType | None) -> None:
    """Say where a mistake of ours is, without its text, which may hold a person's words."""
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "?"
    sys.stderr.write(
        f"companion: A mistake of ours stopped this ({kind.__name__} at {place})."
        " Nothing that was saved is lost. Please report it.\n"
    )


def leave_quietly() -> int:
    """Turn standard output away, so that Python does not complain of a closed pipe either.

    Returns the exit code of a program whose reader has gone, as a shell reports it.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _NOBODY_READS


def has_colours() -> bool:
    """Tell whether standard output is a terminal whose user has not declined colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def said_day(moment: datetime | None, today: date) -> str:
    """Return the day of *moment* in this computer's time zone, or a dash where it is not known."""
    return "–" if moment is None else short_date(moment.astimezone().date(), today)


def cell(text: str) -> str:
    """Return *text* as one line that fits into a table."""
    line = one_line(text)
    while width(line) > WIDEST:
        line = f"{line[: min(len(line) - 2, WIDEST)].rstrip()}…"
    return line


def width(text: str) -> int:
    """Return how many columns *text* takes: wide letters two, combining marks none."""
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def tell(done: int, whole: int) -> None:
    """Keep how far long work is on the last line of a terminal; clear it at the end."""
    if not sys.stderr.isatty():
        return
    if done == whole:
        sys.stderr.write("\r\x1b[K")
    elif done % 50 == 0:
        sys.stderr.write(f"\r{done:,} of {whole:,}")
        sys.stderr.flush()


def count(number: int, noun: str) -> str:
    """Return ``1 call``, ``2 calls``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def lines(rows: Iterable[DisagreementRow], today: date) -> list[str]:
    """Return one line for each disagreement."""
    return table(
        (
            said_day(row.touched, today),
            OUTCOMES[row.outcome],
            count(row.calls, "call"),
            row.client_name or "–",
            row.topic or "–",
        )
        for row in rows
    )


def found_lines(rows: Sequence[DisagreementRow], today: date) -> Iterator[str]:
    """Yield the line of each disagreement, and below it what a search found in it."""
    for row, line in zip(rows, lines(rows, today), strict=True):
        yield line
        yield f"    {marked(row.passage)}"


def marked(passage: str) -> str:
    """Return what a search found as one line, the words that were looked for in bold."""
    pieces = re.split("([\x02\x03])", passage)
    shown = []
    is_bold = False
    for piece in pieces:
        if piece in {"\x02", "\x03"}:
            is_bold = piece == "\x02"
        else:
            shown.append(_bold(harmless(piece)) if is_bold else harmless(piece))
    return "".join(shown)


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def json_rows(rows: Iterable[DisagreementRow], calls: Mapping[str, Sequence[Call]]) -> bytes:
    """Return *rows* as a JSON list, each with its calls, so that a script gets every id."""
    described = [
        {
            "id": row.id,
            "client": {"id": row.client_id, "name": row.client_name},
            "topic": row.topic,
            "outcome": row.outcome,
            "touched": row.touched,
            "steps_done": row.steps_done,
            "calls": [
                {"id": call.id, "state": call.status, "at": call.moment} for call in calls[row.id]
            ],
            **({"passage": plain(row.passage)} if row.passage else {}),
        }
        for row in rows
    ]
    return msgspec.json.format(msgspec.json.encode(described), indent=1) + b"\n"


def outbox_row(recap: Recap, delivery: Delivery, now: datetime) -> tuple[str, ...]:
    """Return one line of the outbox: how it stands, what is next, why, to whom, about what."""
    if not delivery.is_here:
        comes = "from another computer"
    elif delivery.is_late:
        comes = "asks first"
    else:
        comes = format_moment(delivery.next_try, now) if delivery.next_try else ""
    why = delivery.trouble.replace("_", " ") if delivery.trouble else ""
    waiting = delivery.refused or delivery.addressees
    people = ", ".join([a.address for a in waiting] or [*recap.to, *recap.cc])
    return (RELEASED[recap.state], comes, why, people, recap.subject)


def plain(passage: str) -> str:
    """Return what a search found, without its marks."""
    return re.sub("[\x02\x03]", "", passage)


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return *rows* as lines whose columns stand under each other."""
    cells = [[cell(text) for text in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in cells]


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
