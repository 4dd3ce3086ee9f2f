"""How what is to be followed up is said: the headings, and each line with its facts and its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.client.words import late_said, own
from companion.gui.said import client_said, local, topic_said
from companion.gui.today.ages import ago, days_ago
from companion.gui.today.words import agreement_title, check_in, check_in_title, scope_change
from companion.method.dates import short_date
from companion.model.value import Value
from companion.store.follow_up import (
    Asked,
    Beside,
    FollowLine,
    FollowStep,
    Group,
    GroupRows,
)
from companion.store.today import CheckIn, ScopeChange


class Said(Value, frozen=True, kw_only=True):
    """A line in words. *day* stands at its right; ``is_late`` where that day has passed."""

    title: str
    facts: str
    day: str
    is_late: bool = False
    is_done: bool = False


def heading(group: Group) -> str:
    """Return what stands above the lines of a group."""
    return {
        Group.OURS_DUE: _tr("Ours, due"),
        Group.THEIRS_DUE: _tr("Theirs, due"),
        Group.AGREEMENTS: _tr("Scope changed, agreement not updated"),
        Group.CHECK_INS: _tr("Check-ins, due"),
        Group.OURS_TO_COME: _tr("Ours, to come"),
        Group.THEIRS_TO_COME: _tr("Theirs, to come"),
        Group.CHECK_INS_TO_COME: _tr("Check-ins, to come"),
        Group.OURS_UNDATED: _tr("Ours, no day yet"),
        Group.THEIRS_UNDATED: _tr("Theirs, no day yet"),
        Group.DONE: _tr("Done in the last 7 days"),
        Group.UPDATED: _tr("Agreement updated in the last 7 days"),
    }[group]


def beside_said() -> Beside:
    """Return what stands in every title of a group, so that the filter finds what one reads."""
    to_update, to_meet = agreement_title(""), check_in_title("")
    return {Group.AGREEMENTS: to_update, Group.UPDATED: to_update, Group.CHECK_INS: to_meet}


def line_said(group: Group, line: FollowLine, now: datetime) -> Said:
    """Return a line of *group* as it is said at *now*."""
    if isinstance(line, CheckIn):
        return _check_in_said(line, now)
    if group is Group.AGREEMENTS:
        return _agreement_said(line, now)
    if group is Group.UPDATED:
        return _updated_said(line, now)
    return _step_said(line, now)


def counted(groups: Sequence[GroupRows]) -> str:
    """Return "3 due · 9 to come · 2 without a day"; empty where nothing waits."""
    sizes = {each.group: len(each.rows) for each in groups}
    parts = (
        (_tr("{count} due"), Group.OURS_DUE, Group.THEIRS_DUE, Group.CHECK_INS),
        (_tr("{count} to update"), Group.AGREEMENTS),
        (
            _tr("{count} to come"),
            Group.OURS_TO_COME,
            Group.THEIRS_TO_COME,
            Group.CHECK_INS_TO_COME,
        ),
        (_tr("{count} without a day"), Group.OURS_UNDATED, Group.THEIRS_UNDATED),
    )
    totals = ((whole, sum(sizes.get(group, 0) for group in of)) for whole, *of in parts)
    return " · ".join(whole.format(count=f"{total:,}") for whole, total in totals if total)


def nothing_said(asked: Asked) -> tuple[str, str]:
    """Return what stands where no line is, and what to do about it."""
    if asked.words.strip():
        return _tr("No line says that."), _tr("Fewer or shorter words find more.")
    if asked.side is not None:
        return _tr("Nothing waits on this side."), _tr("“All” shows what the other side has to do.")
    return (
        _tr("Nothing is to be followed up."),
        _tr(
            "The next steps that you agree on in a call come here, with who does them and by when. "
            "So do agreements that do not say yet what changed, and days to check in with a client."
        ),
    )


def day_said(day: date | None, today: date) -> str:
    """Return "Thu 26 Nov", or what stands for no day."""
    return short_date(day, today) if day else _tr("no day yet")


def spoken(group: Group, said: Said) -> str:
    """Return a line as a screen reader says it."""
    parts = (said.title, said.facts, said.day, heading(group))
    return ", ".join(part for part in parts if part)


def _step_said(step: FollowStep, now: datetime) -> Said:
    is_done = step.done_at is not None
    is_late = step.due is not None and step.due < now.date() and not is_done
    facts = (client_said(step.client_name), own(step.owner), topic_said(step.topic))
    return Said(
        title=own(step.text) or _tr("A next step without words"),
        facts=" · ".join(part for part in facts if part),
        day=_done_said(step.done_at, now) if step.done_at else _due_said(step, now.date()),
        is_late=is_late,
        is_done=is_done,
    )


def _due_said(step: FollowStep, today: date) -> str:
    if step.due is None:
        return own(step.due_text)
    if step.due < today:
        return late_said((today - step.due).days)
    return _tr("today") if step.due == today else short_date(step.due, today)


def _done_said(moment: datetime, now: datetime) -> str:
    return _tr("done {when}").format(when=days_ago((now.date() - local(moment).date()).days))


def _agreement_said(step: FollowStep, now: datetime) -> Said:
    facts = (client_said(step.client_name), own(step.owner), topic_said(step.topic))
    return Said(
        title=_agreement_title(step, now),
        facts=" · ".join(part for part in facts if part),
        day=ago(step.agreed_at, now) if step.agreed_at else "",
        is_late=True,
    )


def _updated_said(step: FollowStep, now: datetime) -> Said:
    said = _agreement_said(step, now)
    days = (now.date() - step.updated_on).days if step.updated_on else 0
    when = _tr("updated {when}").format(when=days_ago(days))
    return Said(title=said.title, facts=said.facts, day=when, is_done=True)


def _agreement_title(step: FollowStep, now: datetime) -> str:
    """Return what Today says of the same step."""
    change = ScopeChange(
        disagreement_id=step.disagreement_id,
        client_name=step.client_name,
        topic=step.topic,
        step_id=step.step_id,
        text=step.text,
        agreed_at=step.agreed_at,
    )
    return scope_change(change, now).title


def _check_in_said(due: CheckIn, now: datetime) -> Said:
    today = now.date()
    day = late_said((today - due.on).days) if due.on < today else short_date(due.on, today)
    return Said(
        title=check_in(due, now).title,
        facts="",
        day=_tr("today") if due.on == today else day,
        is_late=due.on < today,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUp", text)
