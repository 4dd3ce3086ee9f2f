"""What the recap window shows, read and written in single acts of the store; no Qt in here."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec.structs import replace

from companion.attaching import is_left_out
from companion.gui.recap import correcting
from companion.method.metric import parse_metric
from companion.method.one_line import one_line
from companion.method.people import is_same
from companion.method.recap import Draft, RecapSource, compose
from companion.model import (
    Advice,
    Call,
    Client,
    Contact,
    Disagreement,
    Me,
    Metric,
    MetricPoint,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    Reply,
    Side,
    new_id,
)
from companion.model.value import Value
from companion.store import Store


class Page(Value, frozen=True, kw_only=True):
    """A recap with everything around it.

    ``fresh`` is what the rules would write now; ``corrects`` is the recap that this one puts
    right, where it is a correction, ``corrected_by`` the one that puts this one right;
    ``advice_typed`` is advice that is not on record yet, ``answer_typed`` their answer as far as
    it was pasted;
    ``is_calendar_left_out`` tells that the next steps do not go with the mail as a file.
    """

    me: Me
    client: Client
    disagreement: Disagreement
    call: Call
    recap: Recap
    fresh: Draft
    advice_typed: Advice = Advice()
    answer_typed: str = ""
    corrects: Recap | None = None
    corrected_by: Recap | None = None
    is_calendar_left_out: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether the recap can still be changed."""
        return self.recap.state is RecapState.DRAFT

    @property
    def is_outdated(self) -> bool:
        """Whether nobody changed the draft and the rules would write it another way now."""
        return self.is_draft and not self.recap.edited and self.composed != self.recap

    @property
    def composed(self) -> Recap:
        """The recap with the words of the rules; its recipients stay."""
        return replace(
            self.recap,
            subject=self.fresh.subject,
            text=self.fresh.text,
            template=self.fresh.template,
            language=self.fresh.language,
        )


class Typed(Value, frozen=True, kw_only=True):
    """The parts of a recap that a person may change, as they stand in the window."""

    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str


def open_page(store: Store, call_id: str, now: datetime) -> Page:
    """Return the call's newest recap, composed and stored now where there is none.

    Raises NotThere for a call that is not in the history.
    """
    known = store.recaps.of_call(call_id)
    if known:
        return renew_page(store, call_id, known[-1].id, now)
    draft = compose(source_of(store, call_id, now))
    recap = Recap(
        id=new_id(),
        template=draft.template,
        language=draft.language,
        to=draft.to,
        subject=draft.subject,
        text=draft.text,
    )
    store.recaps.put(call_id, recap)
    return read_page(store, call_id, recap.id, now)


def read_page(store: Store, call_id: str, recap_id: str, now: datetime) -> Page:
    """Return the recap with everything around it, changing nothing. Raises NotThere."""
    source = source_of(store, call_id, now)
    recap = store.recaps.get(recap_id)
    known = store.recaps.of_call(call_id)
    corrects = correcting.first_of(recap, known)
    fresh = compose(source)
    if corrects is not None:
        fresh = correcting.corrected_draft(store, source, fresh, corrects)
    return Page(
        me=source.me,
        client=source.client,
        disagreement=source.disagreement,
        call=source.call,
        recap=recap,
        fresh=fresh,
        advice_typed=_advice_typed(store, call_id),
        answer_typed=correcting.typed_answer(store, recap_id),
        corrects=corrects,
        corrected_by=correcting.correction_of(recap, known),
        is_calendar_left_out=is_left_out(store, recap_id),
    )


def renew_page(store: Store, call_id: str, recap_id: str, now: datetime) -> Page:
    """Return the recap, composed anew from the call of now unless a person changed it."""
    page = read_page(store, call_id, recap_id, now)
    if not page.is_outdated:
        return page
    return replace(page, recap=store.recaps.put(call_id, page.composed))


def keep_typed(store: Store, call_id: str, recap_id: str, typed: Typed, *, edited: bool) -> None:
    """Keep what stands in the window; a recap that has left the house stays as it went."""
    recap = store.recaps.get(recap_id)
    if recap.state is RecapState.DRAFT:
        changed = replace(
            recap, to=typed.to, cc=typed.cc, subject=typed.subject, text=typed.text, edited=edited
        )
        store.recaps.put(call_id, changed)


def begin_correction(store: Store, call_id: str, first: Recap, now: datetime) -> Page:
    """Begin a recap that puts *first* right, from its own words, and return it.

    Where one was begun already, that one is returned.
    """
    begun = correcting.correction_of(first, store.recaps.of_call(call_id))
    recap = begun or store.recaps.put(call_id, correcting.new_correction(first))
    return renew_page(store, call_id, recap.id, now)


def record_answer(store: Store, page: Page, reply: Reply, now: datetime) -> Recap:
    """Record what came back to the recap of *page*."""
    source = source_of(store, page.call.id, now)
    return correcting.record_answer(store, source, page.recap, reply, now)


def set_outcome(store: Store, call_id: str, outcome: Outcome) -> None:
    """Keep where the call landed; what another outcome carried goes with that outcome."""
    with store.write():
        standing = store.calls.get(call_id).outcome
        if standing is not None and standing.kind is not outcome.kind:
            store.live.set_outcome(call_id, None)
        store.live.set_outcome(call_id, outcome)


def keep_advice(store: Store, call_id: str, advice: Advice, now: datetime) -> None:
    """Keep advice while it is typed; it goes on record by ``record_advice`` alone."""
    text = "" if advice == Advice() else msgspec.json.encode(advice).decode()
    store.drafts.keep(_advice_place(call_id), text, now)


def record_advice(store: Store, call_id: str, advice: Advice, now: datetime) -> None:
    """Put advice on record, stamped with *now*; what is on record already stays."""
    outcome = Outcome(
        kind=OutcomeKind.THEIR_CHOICE, at=now, advice=replace(advice, recorded_at=now)
    )
    with store.write():
        set_outcome(store, call_id, outcome)
        store.drafts.keep(_advice_place(call_id), "", now)


def set_metric(store: Store, page: Page, line: str, now: datetime) -> None:
    """Keep their metric from one typed line, such as "cost ÷ revenue, now 30, wants 24 by Feb"."""
    read = parse_metric(line, now.date())
    known = page.client.metric(page.disagreement.metric)
    points = known.points if known else ()
    if read.now is not None or read.target is not None:
        points += (MetricPoint(at=now, now=read.now, target=read.target, by=read.by),)
    metric = replace(known or Metric(id=new_id()), label=read.label, unit=read.unit, points=points)
    with store.write():
        store.people.save_metric(page.client.id, metric)
        store.disagreements.set_metric(page.disagreement.id, metric)


def give_address(store: Store, page: Page, name: str, address: str) -> None:
    """Keep the address of an attendee who had none, in the call and among the client's contacts."""
    attendees = tuple(
        replace(person, email=address) if person.name == name and not person.email else person
        for person in page.call.attendees
    )
    known = next((c for c in page.client.contacts if is_same(c.name, name)), None)
    contact = replace(known or Contact(id=new_id(), name=name), email=address)
    with store.write():
        store.live.set_attendees(page.call.id, attendees)
        if known is None or not known.email:
            store.people.save_contact(page.client.id, contact)


def without_address(page: Page) -> tuple[str, ...]:
    """Return the names of those on their side for whom no address is known."""
    known = [contact.name for contact in page.client.contacts if contact.email.strip()]
    return tuple(
        one_line(person.name)
        for person in page.call.attendees
        if person.side is Side.THEIRS
        and one_line(person.name)
        and not person.email.strip()
        and not any(is_same(person.name, name) for name in known)
    )


def source_of(store: Store, call_id: str, now: datetime) -> RecapSource:
    """Return everything that the recap of a call is composed from. Raises NotThere."""
    disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
    client = store.people.client(disagreement.client)
    call = store.calls.get(call_id)
    return RecapSource(
        me=store.people.me(),
        client=client,
        disagreement=disagreement,
        call=call,
        playbook=store.playbooks.script(call.playbook),
        today=now.date(),
        now=now,
        language=client.language or "en",
        template=client.template or "warm",
        texts=store.texts.own(),
    )


def _advice_place(call_id: str) -> str:
    return f"advice:{call_id}"


def _advice_typed(store: Store, call_id: str) -> Advice:
    text = store.drafts.get(_advice_place(call_id))
    return msgspec.json.decode(text, type=Advice) if text else Advice()
