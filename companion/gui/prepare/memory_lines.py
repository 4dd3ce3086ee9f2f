"""What the side of a preparation says of earlier calls, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from companion.method.dates import day_and_month, long_date
from companion.method.one_line import one_line
from companion.method.playbook import PlaybookScript
from companion.model import Side
from companion.store.memory import OpenStep, PastDisagreement


def when_and_how(past: PastDisagreement, today: date) -> str:
    """Return "12 May · chose option B"; what is not known is left out."""
    parts = []
    if past.moment is not None:
        parts.append(day_and_month(past.moment.date(), today))
    if past.chosen:
        whole = QCoreApplication.translate("MemoryPanel", "chose option {label}")
        parts.append(whole.format(label=one_line(past.chosen)))
    if past.until is not None:
        whole = QCoreApplication.translate("MemoryPanel", "until {day}")
        parts.append(whole.format(day=day_and_month(past.until, today)))
    return " · ".join(parts)


def dots(past: PastDisagreement, playbook: PlaybookScript) -> tuple[bool, ...]:
    """Return for each step of the playbook whether it was done."""
    return tuple(step.key in past.steps_done for step in playbook.steps)


def skipped(past: PastDisagreement, playbook: PlaybookScript) -> str:
    """Return "“Say we” was skipped."; empty where all steps were done, or none was ticked."""
    left = [step.title for step in playbook.steps if step.key not in past.steps_done]
    if not left or len(left) == len(playbook.steps):
        return ""
    quoted = [f"“{title.translate({ord('“'): None, ord('”'): None})}”" for title in left]
    if len(quoted) == 1:
        whole = QCoreApplication.translate("MemoryPanel", "{step} was skipped.")
        return whole.format(step=quoted[0])
    whole = QCoreApplication.translate("MemoryPanel", "{steps} and {last} were skipped.")
    return whole.format(steps=", ".join(quoted[:-1]), last=quoted[-1])


def whose(step: OpenStep) -> str:
    """Return "ours, Maya" or "theirs"."""
    if step.side is Side.OURS:
        side = QCoreApplication.translate("MemoryPanel", "ours")
    else:
        side = QCoreApplication.translate("MemoryPanel", "theirs")
    owner = one_line(step.owner)
    return f"{side}, {owner}" if owner else side


def due_in_words(step: OpenStep, today: date) -> str:
    """Return "due 3 days ago", "due tomorrow", "due Thursday", or what was said for a day."""
    if step.due is None:
        return one_line(step.due_text)
    days = (step.due - today).days
    if days < -1:
        whole = QCoreApplication.translate("MemoryPanel", "due {count} days ago")
        return whole.format(count=-days)
    near = {
        -1: QCoreApplication.translate("MemoryPanel", "due yesterday"),
        0: QCoreApplication.translate("MemoryPanel", "due today"),
        1: QCoreApplication.translate("MemoryPanel", "due tomorrow"),
    }
    if days in near:
        return near[days]
    whole = QCoreApplication.translate("MemoryPanel", "due {day}")
    week = long_date(step.due, today).partition(" ")[0]
    return whole.format(day=week if days < 7 else day_and_month(step.due, today))


def is_overdue(step: OpenStep, today: date) -> bool:
    """Whether its day is past."""
    return step.due is not None and step.due < today
