"""How a client's page says things: the three lines, a disagreement, a promise, the last recap."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.said import calls_said, short_day, topic_said
from companion.gui.widgets.chip import kind_word
from companion.method.before_call import CallLine, Promised, Says
from companion.method.dates import short_date
from companion.method.one_line import one_line
from companion.model import Contact, Expectation, OutcomeKind, RecapState, ReplyKind
from companion.store.client_page import ClientPage, ClientTalk, LastRecap, SaidPromise

LONGEST = 300
"""Characters of a person's own words that a line shows."""

MOST_PEOPLE = 3
"""Contacts that are named at the head; the others stand below."""


def head_said(page: ClientPage) -> str:
    """Return "Dana Ortiz, CFO · Sam Lee · 6 disagreements, 5 settled"."""
    people = [contact_said(contact) for contact in page.client.contacts[:MOST_PEOPLE]]
    if (more := len(page.client.contacts) - MOST_PEOPLE) > 0:
        people.append(_tr("{count} more").format(count=more))
    return " · ".join([*people, _counted(page.disagreements, page.settled)])


def contact_said(contact: Contact) -> str:
    """Return "Dana Ortiz, CFO"; the address for somebody without a name."""
    name, role = one_line(contact.name) or one_line(contact.email), one_line(contact.role)
    return f"{name}, {role}" if role else name


def line_said(line: CallLine, today: date) -> str:
    """Return one of the three lines before the call, as a whole sentence."""
    text, because = own(line.text), own(line.because)
    day = day_said(line.day, today) or own(line.day_text)
    if line.says is Says.LAST:
        return _last_said(line, topic_said(text), day)
    if line.says in (Says.WE_OWE, Says.THEY_OWE):
        return _owed_said(line, text, day)
    if line.says is Says.PICKED:
        whole = _tr("What settled it: option {text}, {because}") if because else ""
        whole = whole or _tr("What settled it: option {text}")
        return whole.format(text=text, because=_because(because))
    return {
        Says.THEIR_CHOICE: _tr("They chose otherwise: {text}"),
        Says.WE_WERE_WRONG: _tr("We were wrong: {text}"),
        Says.NONE_BECAUSE: _tr("Nothing was agreed: {because}"),
        Says.UNSETTLED: _unsettled(line),
        Says.RECAP: _tr("They still wait for the recap of {text}"),
        Says.NOTHING: _tr("They wait for nothing from us"),
    }[line.says].format(text=text, because=because)


def _because(reason: str) -> str:
    """Return a reason after a comma: "because it is fast", and as it is where it says so itself."""
    if reason.casefold().startswith("because"):
        return reason
    return _tr("because {reason}").format(reason=reason) if reason[:1].islower() else f"“{reason}”"


def _last_said(line: CallLine, topic: str, day: str) -> str:
    whole = {
        OutcomeKind.OPEN: _tr("Last time: {topic}, still open since {day}"),
        OutcomeKind.TRIAL: _tr("Last time: {topic}, on trial until {day}"),
        OutcomeKind.PARKED: _tr("Last time: {topic}, parked until {day}"),
    }.get(line.outcome, _tr("Last time: {topic}, {outcome} {day}"))
    if not day:
        whole = _tr("Last time: {topic}, {outcome}")
    return whole.format(topic=topic, outcome=kind_word(line.outcome), day=day)


def _unsettled(line: CallLine) -> str:
    if line.outcome is OutcomeKind.OPEN:
        return _tr("Nothing has settled it yet")
    return _tr("What settled it was not written down")


def _owed_said(line: CallLine, text: str, day: str) -> str:
    ours = line.says is Says.WE_OWE
    said = _tr("We still owe them: {text}") if ours else _tr("They still owe us: {text}")
    parts = [said.format(text=text)]
    if line.late_days:
        parts.append(late_said(line.late_days))
    elif day:
        parts.append(_tr("due {day}").format(day=day))
    if line.more:
        parts.append(_tr("and {count} more").format(count=line.more))
    return ", ".join(parts)


def is_late(line: CallLine) -> bool:
    """Whether the line is about something of ours that is late, or a recap that was not sent."""
    return line.says is Says.RECAP or (line.says is Says.WE_OWE and line.late_days > 0)


def late_said(days: int) -> str:
    """Return "1 day late" or "3 days late"."""
    return _tr("1 day late") if days == 1 else _tr("{count} days late").format(count=days)


def talk_facts(talk: ClientTalk, now: datetime) -> str:
    """Return "21 Nov · 2 calls · option B, because it costs sales the least"."""
    parts = [short_day(talk.touched, now), calls_said(talk.calls)]
    if talk.chosen:
        moved = own(talk.why)
        whole = _tr("option {label}, {because}") if moved else _tr("option {label}")
        parts.append(whole.format(label=own(talk.chosen), because=_because(moved)))
    if talk.steps == 0 and talk.call_id and talk.outcome is OutcomeKind.OPEN:
        parts.append(_tr("no next step yet"))
    elif talk.open_steps:
        one, many = _tr("1 next step to do"), _tr("{count} next steps to do")
        parts.append(one if talk.open_steps == 1 else many.format(count=talk.open_steps))
    return " · ".join(part for part in parts if part)


def promise_facts(step: Promised, today: date) -> str:
    """Return "Priya · due 26 Nov" or "Maya · 3 days late"."""
    parts = [own(step.owner)]
    if step.due is None:
        parts.append(own(step.due_text))
    elif step.due < today:
        parts.append(late_said((today - step.due).days))
    else:
        parts.append(_tr("due {day}").format(day=day_said(step.due, today)))
    return " · ".join(part for part in parts if part) or _tr("no day yet")


def said_facts(promise: SaidPromise, now: datetime) -> str:
    """Return "Dana, in the call of 21 Nov"."""
    day = short_day(promise.at, now)
    whole = _tr("{who}, said on {day}") if promise.who else _tr("said on {day}")
    return whole.format(who=own(promise.who), day=day) if day else own(promise.who)


def recap_title(recap: LastRecap) -> str:
    """Return what the last recap was about."""
    return topic_said(recap.topic)


def recap_facts(recap: LastRecap, now: datetime) -> str:
    """Return "sent 21 Nov · they confirmed it 22 Nov"."""
    if recap.state is not RecapState.SENT:
        return _tr("on its way")
    parts = [_tr("sent {day}").format(day=short_day(recap.sent_at, now)).strip()]
    answers = {
        ReplyKind.CONFIRMED: _tr("they confirmed it {day}"),
        ReplyKind.CORRECTED: _tr("they corrected it {day}"),
    }
    if recap.reply is None:
        parts.append(_tr("no answer yet"))
    else:
        parts.append(answers[recap.reply].format(day=short_day(recap.replied_at, now)).strip())
    return " · ".join(parts)


def expectation_facts(expectation: Expectation, today: date) -> str:
    """Return "We stop at 110 % and talk · agreed 3 Feb"; what is to be asked where it is open."""
    if not expectation.answer:
        return _tr("to ask in the next call")
    agreed = _tr("agreed {day}").format(day=day_said(expectation.agreed_on, today))
    return " · ".join([own(expectation.answer), *([agreed] if expectation.agreed_on else [])])


def day_said(day: date | None, today: date) -> str:
    """Return "21 Nov", with the year where it is not this one; empty for none."""
    return short_date(day, today).partition(" ")[2] if day else ""


def own(text: str) -> str:
    """Return a person's own words in one line, cut where they are very long."""
    line = one_line(" ".join(text.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _counted(count: int, settled: int) -> str:
    if count == 0:
        return _tr("no disagreement yet")
    if count == 1:
        return _tr("1 disagreement, settled") if settled else _tr("1 disagreement, open")
    return _tr("{count} disagreements, {settled} settled").format(count=count, settled=settled)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Client", text)
