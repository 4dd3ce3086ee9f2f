"""How a released recap stands, in the words of a calm colleague: what is, what can be done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.courier import Found, Need
from companion.gui.recap.outbox_bar import Act, Standing
from companion.gui.recap.trouble import advice_said, trouble_said
from companion.method.dates import day_and_month
from companion.model import Recap, RecapState
from companion.model.outbox import Addressee, Delivery, Trouble
from companion.model.value import Value

SLOW_AFTER_S = 10
"""Seconds after which a mail that is being sent is said to take its time."""

_ACCOUNT_HELPS = frozenset(
    {
        Trouble.SIGN_IN_NEEDED,
        Trouble.NO_ENCRYPTION,
        Trouble.CERTIFICATE_OTHER_HOST,
        Trouble.NOT_A_MAIL_SERVER,
        Trouble.SENDER_REFUSED,
    }
)
_PASSWORD_HELPS = frozenset({Trouble.WRONG_PASSWORD, Trouble.APP_PASSWORD_NEEDED})


class Situation(Value, frozen=True, kw_only=True):
    """Everything that the words depend on; ``sending_s`` is for how long it has been leaving."""

    recap: Recap
    delivery: Delivery
    now: datetime
    need: Need = Need.NOTHING
    found: Found | None = None
    has_imap: bool = False
    sending_s: float = 0.0


def standing(at: Situation) -> Standing | None:
    """Return what the bar says; None where there is nothing to say of the outbox."""
    state = at.delivery.state
    if state is RecapState.DRAFT:
        return None
    if state is RecapState.SENT:
        return _partly_sent(at) if at.delivery.refused else None
    if not at.delivery.is_here:
        return _elsewhere()
    return {
        RecapState.QUEUED: _waiting,
        RecapState.RETRY: _waiting,
        RecapState.SENDING: _leaving,
        RecapState.DOT: _leaving,
        RecapState.REFUSED: _refused,
        RecapState.UNCERTAIN: _uncertain,
    }[state](at)


def state_said(recap: Recap, delivery: Delivery | None, now: datetime) -> str:
    """Return the few words that stand for the state beside the ways out."""
    if recap.state is RecapState.SENT:
        if recap.sent_at is None or recap.via != "smtp":
            return _tr("Marked as sent")
        return _tr("Sent {when}").format(when=_when(recap.sent_at, now))
    if recap.state is RecapState.RETRY and delivery and delivery.next_try:
        return _tr("Will be tried again {when}").format(when=_when(delivery.next_try, now))
    return {
        RecapState.QUEUED: _tr("Waits to be sent"),
        RecapState.SENDING: _tr("On its way"),
        RecapState.DOT: _tr("On its way"),
        RecapState.RETRY: _tr("Will be tried again"),
        RecapState.REFUSED: _tr("Not sent"),
        RecapState.UNCERTAIN: _tr("It may have been sent"),
    }.get(recap.state, "")


def _waiting(at: Situation) -> Standing:
    if at.delivery.is_late:
        return _late(at)
    if at.need is not Need.NOTHING and _is_due(at):
        return _in_need(at)
    if at.delivery.state is RecapState.RETRY:
        return _retry(at)
    people = _people_said(at)
    if _is_due(at):
        return Standing(words=_tr("It goes to {people} now.").format(people=people))
    ahead = (at.delivery.next_try - at.now).total_seconds() if at.delivery.next_try else 0
    seconds = max(1, round(ahead))
    return Standing(
        words=_tr(
            "Sending to {people} in {count} s. If you close Companion before, it goes at the next"
            " start."
        ).format(people=people, count=seconds),
        spoken=_tr("It is sent to {people} in a few seconds. Control Z takes it back.").format(
            people=people
        ),
        acts=(Act.UNDO,),
    )


def _late(at: Situation) -> Standing:
    since = at.delivery.queued_at
    words = _tr("It waited for so long that we ask first: should it still go?")
    if since is not None:
        words = _tr("It has waited since {day}, {time}, so we ask first: should it still go?")
        day = day_and_month(_there(since, at.now).date(), at.now.date())
        words = words.format(day=day, time=f"{_there(since, at.now):%H:%M}")
    return Standing(words=words, acts=(Act.NOW, Act.DRAFT), tone="concern")


def _in_need(at: Situation) -> Standing:
    if at.need is Need.ACCOUNT:
        words = _tr("There is no mail account on this computer. The recap waits until there is.")
        return Standing(words=words, acts=(Act.ACCOUNT, Act.DRAFT), tone="concern")
    words = _tr("Your mail password is needed to send. The recap waits for it.")
    return Standing(words=words, acts=(Act.PASSWORD, Act.DRAFT), tone="concern")


def _retry(at: Situation) -> Standing:
    happened = trouble_said(at.delivery.trouble, at.delivery.code)
    if at.delivery.next_try is None or at.delivery.next_try <= at.now:
        words = _tr("{happened} The recap is kept, and is tried again now.")
        return Standing(words=words.format(happened=happened), acts=(Act.DRAFT,))
    words = _tr("{happened} The recap is kept, and is tried again {when}.").format(
        happened=happened, when=_when(at.delivery.next_try, at.now)
    )
    return Standing(words=words, acts=(Act.NOW, Act.DRAFT), tone="concern")


def _leaving(at: Situation) -> Standing:
    if at.sending_s < SLOW_AFTER_S:
        return Standing(words=_tr("It is on its way to {people}.").format(people=_people_said(at)))
    words = _tr("The mail server takes its time. You need not wait here; nothing is sent twice.")
    if at.delivery.state is RecapState.DOT:
        words = _tr(
            "The mail server has it and takes its time to say so. You need not wait here; who stops"
            " now will not know whether it went out."
        )
    return Standing(words=words, acts=(Act.STOP,))


def _refused(at: Situation) -> Standing:
    trouble = at.delivery.trouble
    happened = trouble_said(trouble, at.delivery.code)
    if trouble is Trouble.RECIPIENTS_REFUSED and at.delivery.refused:
        happened = _addresses_said(at.delivery.refused)
    words = _tr("{happened} The recap is kept, and nobody has it yet. {advice}").format(
        happened=happened, advice=advice_said(trouble)
    )
    helps = (Act.PASSWORD,) if trouble in _PASSWORD_HELPS else ()
    helps = (Act.ACCOUNT,) if trouble in _ACCOUNT_HELPS else helps
    return Standing(words=words, acts=(*helps, Act.AGAIN, Act.DRAFT), tone="concern")


def _uncertain(at: Situation) -> Standing:
    if at.found is Found.LOOKING:
        words = _tr("The line broke at the very end. We look whether it is in your Sent folder.")
        return Standing(words=words)
    words = {
        Found.NOT_THERE: _tr(
            "The line broke at the very end, and it is not in your Sent folder. Not every server"
            " keeps what it sends, so it may have gone out all the same."
        ),
        Found.NOT_LOOKED: _tr(
            "The line broke at the very end, and your Sent folder could not be looked at. It may"
            " have been sent."
        ),
    }.get(
        at.found or Found.LOOKING,
        _tr(
            "The line broke at the very end, so it may have been sent. Look in your Sent folder,"
            " or ask them whether it came."
        ),
    )
    look = (Act.LOOK,) if at.has_imap else ()
    acts = (*look, Act.WAS_SENT, Act.AGAIN, Act.NOT_SENT)
    return Standing(words=words, acts=acts, tone="concern")


def _partly_sent(at: Situation) -> Standing:
    words = _tr("{refused} Everybody else has it.").format(
        refused=_addresses_said(at.delivery.refused)
    )
    one = len(at.delivery.refused) == 1
    again = _tr("Send again to it") if one else _tr("Send again to them")
    return Standing(words=words, acts=(Act.AGAIN,), again=again, tone="concern")


def _elsewhere() -> Standing:
    words = _tr(
        "Another computer had this recap to send. From here it never goes by itself; do you know"
        " what became of it?"
    )
    return Standing(words=words, acts=(Act.WAS_SENT, Act.NOT_SENT), tone="concern")


def _addresses_said(refused: tuple[Addressee, ...]) -> str:
    """Name the addresses that the server refused, with its answer where they share one."""
    names = ", ".join(person.address for person in refused)
    codes = {person.code for person in refused if person.code}
    if len(codes) != 1:
        return _tr("The mail server did not take {names}.").format(names=names)
    whole = _tr("The mail server did not take {names}; its answer was {code}.")
    return whole.format(names=names, code=codes.pop())


def _people_said(at: Situation) -> str:
    people = [person.address for person in at.delivery.addressees]
    if len(people) == 1:
        return people[0]
    return _tr("{count} people").format(count=len(people))


def _is_due(at: Situation) -> bool:
    return at.delivery.next_try is None or at.delivery.next_try <= at.now


def _when(moment: datetime, now: datetime) -> str:
    """Return "at 15:06", with the day where it is another one."""
    there = _there(moment, now)
    time = f"{there:%H:%M}"
    if there.date() == now.date():
        return _tr("at {time}").format(time=time)
    day = day_and_month(there.date(), now.date())
    return _tr("on {day} at {time}").format(day=day, time=time)


def _there(moment: datetime, now: datetime) -> datetime:
    """Return *moment* on the clock that *now* was read from."""
    return moment.astimezone(now.tzinfo)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Standing", text)
