"""The client's answer by keyboard alone: from the first page to a corrected recap on the thread."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from companion.clocks import SystemClock
from companion.gui.recap import page as pages
from companion.model import Call, Recap, ReplyKind
from companion.paths import HISTORY_NAME
from companion.store import Store
from tests.gui.recap_history import full_call, history
from tests.journeys.person import Person
from tests.journeys.x_server import XServer

FIRST_ID = "<first@lumen.example>"
THEIR_WORDS = "We said the 30th.\n<b>Dana</b>"


LATER = SystemClock().now().date() + timedelta(days=40)


def sent_four_days_ago(folder: Path) -> Recap:
    """Lay out a history in which one recap went out and was not answered; return that recap."""
    ended = SystemClock().now() - timedelta(days=4)
    held = full_call()
    due = (ended + timedelta(days=20)).date()
    call = replace(
        held,
        started_at=ended - timedelta(minutes=43),
        ended_at=ended,
        next_steps=(replace(held.next_steps[0], due=due),),
    )
    folder.mkdir()
    with Store.open(folder / HISTORY_NAME) as store:
        store.documents.load(history(call))
        recap = pages.open_page(store, call.id, ended).recap
        store.recaps.put(call.id, replace(recap, message_id=FIRST_ID))
        return store.recaps.mark_sent(recap.id, "mail_program", ended)


def has_answer(call: Call) -> bool:
    return call.recaps[0].reply is not None


def test_an_answer_is_pasted_recorded_and_put_right(x_server: XServer, tmp_path: Path) -> None:
    first = sent_four_days_ago(tmp_path / "history")
    with Person(x_server, tmp_path / "history") as person:
        person.is_at("^Companion$")
        # The one line of Today has two acts: they confirmed, they corrected.
        person.tries(("Right", "Return"), lambda: person.title().startswith("Recap"))
        person.paste(THEIR_WORDS)
        person.finds(lambda store: store.drafts.get(f"answer:{first.id}"))
        # Past the day and "They confirmed it".
        person.press("Tab", "Tab", "Tab", "space")
        told = person.finds_call("k-1", has_answer).recaps[0].reply
        assert told is not None
        assert (told.kind, told.text) == (ReplyKind.CORRECTED, THEIR_WORDS)
        # Into the side panel at their number; five further is the next step, with its form.
        person.press("shift+F6", "F6")
        person.press("Tab", "Tab", "Tab", "Tab", "Tab", "space")
        person.type("", "", f"{LATER:%d %b %Y}", "")
        person.press("space")
        person.finds_call("k-1", lambda call: call.next_steps[0].due == LATER)
        # From the text into the side panel, and past all that stands to the corrected recap.
        person.press("shift+F6", "F6", *["Tab"] * 8, "space")
        # It begins with the words of the first one; what changed is written right after.
        changed = f"{LATER.day} {LATER:%B}"
        person.finds(lambda store: any(changed in r.text for r in store.recaps.of_call("k-1")[1:]))
        second = recaps(person)[1]
        assert changed in second.text.partition("## ")[0]
        assert second.subject == f"Re: {first.subject}"
        assert second.in_reply_to == FIRST_ID
        assert recaps(person)[0].text == first.text
        assert person.close_windows() == 0


def recaps(person: Person) -> tuple[Recap, ...]:
    return person.reads(lambda store: store.recaps.of_call("k-1"))
