"""Things that wait today, one of each sort, and the page that shows them."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from companion.gui.today.page import TodayPage
from companion.gui.today.row import TodayRow
from companion.model import (
    Call,
    CallState,
    Client,
    Confidence,
    Disagreement,
    InboxNote,
    Metric,
    NextStep,
    Note,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    Reply,
    ReplyKind,
    Review,
    Side,
)
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import HistoryPage

DAY = NOON.date()
WAITING = InboxNote(id="i-1", at=NOON - timedelta(hours=3), text="ask <b>Dana</b>")
CORRECTED = Reply(kind=ReplyKind.CORRECTED, at=NOON - timedelta(days=1), text="It was May.")


def held(call_id: str, hours_ago: int, *recaps: Recap, **more: object) -> Call:
    """Return a call that ended some hours ago, agreed."""
    at = NOON - timedelta(hours=hours_ago)
    outcome = Outcome(kind=OutcomeKind.AGREED, at=at)
    given = {"started_at": at, "ended_at": at, "outcome": outcome, "recaps": recaps} | more
    return Call(id=call_id, state=CallState.ENDED, **given)  # type: ignore[arg-type]


def sent(recap_id: str, reply: Reply | None = None) -> Recap:
    return Recap(id=recap_id, state=RecapState.SENT, reply=reply)


def tell(store: Store, number: int, topic: str, *calls: Call, **more: object) -> None:
    opened = NOON - timedelta(days=20)
    given = {"id": f"d-{number}", "client": "c-1", "topic": topic, "opened_at": opened} | more
    store.disagreements.put(Disagreement(calls=calls, **given))  # type: ignore[arg-type]


def clients(store: Store) -> None:
    metric = Metric(id="m-1", label="Days to launch")
    store.people.put_client(Client(id="c-1", name="Northwind", metrics=(metric,)))


def prepared(store: Store) -> None:
    at = NOON + timedelta(hours=2)
    options = tuple(Option(label=label, text="x") for label in "ABC")
    call = Call(id="k-1", state=CallState.PREPARED, planned_at=at, planned_minutes=30)
    parts = {name: getattr(call, name) for name in call.__struct_fields__}
    call = Call(**parts | {"options": options})
    tell(store, 1, "Scope of phase two", call, metric="m-1")


def unsent(store: Store) -> None:
    tell(store, 2, "Reporting cadence", held("k-2", 2, Recap(id="r-2")))


def released(store: Store) -> None:
    tell(store, 9, "Late invoices", held("k-9", 5, Recap(id="r-9", state=RecapState.UNCERTAIN)))


def corrected(store: Store) -> None:
    tell(store, 3, "Night shift", held("k-3", 30, sent("r-3", CORRECTED)))


def awaited(store: Store) -> None:
    waits = Recap(id="r-9", state=RecapState.SENT, sent_at=NOON - timedelta(days=4))
    tell(store, 9, "Summer budget", held("k-9", 24 * 4 + 1, waits))


def due_step(store: Store) -> None:
    due = DAY - timedelta(days=3)
    step = NextStep(id="s-1", text="Send weekly lead list", owner="Maya", due=due)
    theirs = NextStep(id="s-2", text="Confirm the budget", side=Side.THEIRS, due=DAY)
    tell(store, 4, "Lead quality", held("k-4", 90, sent("r-4"), next_steps=(step, theirs)))


def changed_scope(store: Store) -> None:
    step = NextStep(id="s-5", text="Add a second shop", scope_changed=True)
    tell(store, 5, "Second shop", held("k-5", 72, sent("r-5"), next_steps=(step,)))


def due_check_in(store: Store) -> None:
    store.agenda.plan_check_in("c-1", DAY)


def due_review(store: Store) -> None:
    reviews = (Review(due=DAY),)
    tell(store, 6, "Budget cut", held("k-6", 24 * 30 * 6, sent("r-6")), reviews=reviews)


def due_verdict(store: Store) -> None:
    confidence = (Confidence(at=NOON - timedelta(days=41), percent=70),)
    call = held("k-11", 24 * 40, sent("r-11"))
    tell(store, 11, "Discount", call, confidence=confidence)


def ended_trial(store: Store) -> None:
    outcome = Outcome(kind=OutcomeKind.TRIAL, at=NOON, until=DAY - timedelta(days=2))
    tell(store, 10, "Reporting cadence", held("k-10", 300, sent("r-10"), outcome=outcome))


def noted(store: Store) -> None:
    store.inbox.add(WAITING)


def open_matter(store: Store) -> None:
    outcome = Outcome(kind=OutcomeKind.OPEN)
    tell(store, 7, "Landing page", held("k-7", 48, sent("r-7"), outcome=outcome))


def running(store: Store) -> None:
    at = NOON - timedelta(minutes=23)
    notes = (Note(id="n-8", at=at), Note(id="n-9", at=NOON - timedelta(minutes=3)))
    tell(store, 8, "Price", Call(id="k-8", state=CallState.RUNNING, started_at=at, notes=notes))


EVERYTHING = (
    clients, prepared, unsent, corrected, due_step, changed_scope, due_check_in, due_review,
    noted, open_matter,
)  # fmt: skip


def today_of(page: HistoryPage) -> TodayPage:
    found = page.window.findChild(TodayPage)
    assert isinstance(found, TodayPage)
    return found


def row_of(page: HistoryPage, key: str) -> TodayRow:
    row = today_of(page).row(key)
    assert row is not None
    return row


def keys_of(page: HistoryPage) -> list[str]:
    """Return the keys of the lines that are shown, from the top down."""
    return [part.line.key for part in today_of(page).parts if isinstance(part, TodayRow)]


def words_on(page: HistoryPage) -> list[str]:
    """Return every text that can be read on the page."""
    return [label.text() for label in today_of(page).findChildren(QLabel) if label.isVisible()]


def stored(page: HistoryPage, call_id: str) -> Call:
    with Store.open(page.path, reader=True) as store:
        return store.calls.get(call_id)
