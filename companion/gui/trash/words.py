"""What deleting takes away and what the trash holds, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.said import calls_said, client_said, short_day, topic_said
from companion.store.overdue import KEPT_DAYS
from companion.store.trash import Kind, Leaving, TrashLine


def name_said(thing: Leaving | TrashLine) -> str:
    """Return how something that is deleted is called."""
    if thing.kind is Kind.CLIENT:
        return client_said(thing.name)
    if thing.kind is Kind.CALL:
        return _tr("A call about “{topic}”").format(topic=topic_said(thing.name))
    return _tr("“{topic}”").format(topic=topic_said(thing.name))


def question_said(leaving: Leaving) -> str:
    """Return what is asked before much is deleted at once."""
    whole = _tr(
        "{name}: {calls} of {all} would go to the trash. They can be restored for {days} days."
    )
    return whole.format(
        name=name_said(leaving),
        calls=calls_said(len(leaving.call_ids)),
        all=leaving.all_calls,
        days=KEPT_DAYS,
    )


def deleted_said(line: TrashLine) -> str:
    """Return what was done, once something is in the trash."""
    return _tr("{name} is in the trash for {days} days.").format(
        name=name_said(line), days=KEPT_DAYS
    )


def facts_said(line: TrashLine, now: datetime) -> str:
    """Return what stands below a name in the list: whose, how much, since when and until when."""
    kinds = {
        Kind.CLIENT: _tr("client"),
        Kind.DISAGREEMENT: _tr("disagreement"),
        Kind.CALL: _tr("call"),
    }
    whose = "" if line.kind is Kind.CLIENT else client_said(line.client)
    count = "" if line.kind is Kind.CALL else calls_said(line.calls)
    days = _tr("deleted {day}, kept until {last}").format(
        day=short_day(line.deleted_at, now), last=short_day(line.gone_on, now)
    )
    return " · ".join(filter(None, (kinds[line.kind], whose, count, days)))


def erase_said(lines: Sequence[TrashLine]) -> str:
    """Return what deleting for good means, before it is done."""
    if len(lines) == 1:
        what = _tr("{name} will be deleted for good, out of the history file itself.")
        what = what.format(name=name_said(lines[0]))
    else:
        what = _tr("All {count} will be deleted for good, out of the history file itself.")
        what = what.format(count=len(lines))
    rest = _tr(
        "This cannot be undone. Companion has made no copies; exports, mails that were sent and "
        "copies that you made elsewhere stay."
    )
    return f"{what} {rest}"


def erased_said(is_whole: bool) -> str:
    """Return what was done, once something is deleted for good."""
    if is_whole:
        return _tr("Deleted for good. The history file holds nothing of it any more.")
    return _tr(
        "Deleted for good. Another program is reading the history; the last traces leave the "
        "file once that program has ended."
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Trash", text)
