"""A recap sent by the keyboard, over a real encrypted line: taken back, sent, killed in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from companion.account import Account, Security, Server
from companion.model import Recap, RecapState
from companion.paths import HISTORY_NAME
from companion.settings import SettingsFile
from companion.store import Store
from tests.faults.certificates import Authority
from tests.faults.hostile_smtp import PASSWORD, HostileServer, Journal
from tests.faults.misbehaviours import CASES
from tests.gui.recap_history import full_call, history
from tests.journeys.person import Person
from tests.journeys.screen_reader import ScreenReader, spoken_server
from tests.journeys.x_server import XServer

PEOPLE = ("dana@northwind.example", "sam@northwind.example")


@dataclass
class Post:
    """A mail server that only this program believes, and a history with an account on it."""

    server: HostileServer
    folder: Path
    env: dict[str, str]
    wrong: list[str]
    """What the server does wrong from now on, as its one item."""

    @property
    def taken(self) -> Counter[tuple[str, str]]:
        return self.server.journal.taken()


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    authority, folder = Authority(tmp_path), tmp_path / "history"
    folder.mkdir()
    journal, wrong = Journal(tmp_path / "journal"), ["nothing wrong"]
    with HostileServer(journal, authority.server(), lambda: CASES[wrong[0]]) as server:
        # What the system's own list of authorities is read from, for this program alone.
        opened = Post(server, folder, {"SSL_CERT_FILE": str(authority.file)}, wrong)
        place = Server(host="localhost", port=server.port, security=Security.STARTTLS)
        account = Account(address="priya@lumen.example", username="priya", smtp=place)
        SettingsFile(folder).change(mail_account=account)
        with Store.open(folder / HISTORY_NAME) as store:
            store.documents.load(history(full_call()))
        yield opened
    journal.close()


def open_recap(person: Person) -> None:
    """Open the first thing that waits on the first page, once that page can be seen."""
    person.is_at("^Companion$")
    person.x.settle(person.x.active_window())
    keys = ("ctrl+f", "F6", "F6", "space")
    person.tries(keys, lambda: person.title().startswith("Recap"))


def becomes(person: Person, state: RecapState) -> Recap:
    """Wait until the recap stands so on the disk."""
    (recap,) = person.finds_call("k-1", lambda c: [r for r in c.recaps if r.state is state]).recaps
    return recap


def release(person: Person) -> Recap:
    """Send, once the window has read the recap."""
    person.tries(
        ("ctrl+shift+Return",),
        lambda: person.reads(_state) is not RecapState.DRAFT,
    )
    return becomes(person, RecapState.QUEUED)


def give_password(person: Person, password: str = PASSWORD) -> None:
    """Enter the password in the mail account, which the last entry of the menu leads to."""
    keys = ("Escape", "F10", "Up", "Return")
    person.tries(keys, lambda: person.title().startswith("Mail account"))
    person.x.settle(person.x.active_window())
    person.paste(password)
    person.press("Return")


def _state(store: Store) -> RecapState:
    return store.recaps.of_call("k-1")[-1].state


def once_each(recap: Recap) -> Counter[tuple[str, str]]:
    return Counter((recap.message_id, address) for address in PEOPLE)


def test_a_recap_is_taken_back_and_then_sent_once(x_server: XServer, post: Post) -> None:
    with Person(x_server, post.folder, post.env) as person:
        open_recap(person)
        release(person)
        person.tries(("ctrl+z",), lambda: person.reads(_state) is RecapState.DRAFT)
        released = release(person)
        give_password(person)
        sent = becomes(person, RecapState.SENT)
        assert (sent.via, sent.message_id) == ("smtp", released.message_id)
        assert post.taken == once_each(sent)
        assert person.close_windows() == 0


def test_what_a_kill_interrupts_is_sent_once_or_asked_about(x_server: XServer, post: Post) -> None:
    with Person(x_server, post.folder, post.env) as person:
        open_recap(person)
        released = release(person)
        person.kill()
        post.wrong[0] = "takes it and falls silent"
        person.start()
        open_recap(person)
        assert becomes(person, RecapState.QUEUED) == released
        give_password(person)
        becomes(person, RecapState.DOT)
        assert post.server.silent.wait(10)
        person.kill()

        post.wrong[0] = "nothing wrong"
        person.start()
        uncertain = becomes(person, RecapState.UNCERTAIN)
        assert post.taken == once_each(uncertain)
        open_recap(person)
        # From the text round to the first act beside the question: "It was sent".
        person.x.settle(person.x.active_window())
        keys = ("Escape", "F6", "F6", "space")
        person.tries(keys, lambda: person.reads(_state) is RecapState.SENT)
        assert post.taken == once_each(uncertain)
        assert person.close_windows() == 0


def test_sending_and_its_undo_are_heard(post: Post) -> None:
    with spoken_server() as x, Person(x, post.folder, post.env) as person:
        with ScreenReader(x) as reader:
            reader.goes_to("Companion")
            reader.presses("button", "Review and send")
            reader.goes_to("Recap · Northwind")
            reader.presses("button", "Send (")
            reader.hears("It is sent to 2 people in a few seconds. Control Z takes it back.")
            reader.presses("button", "Undo")
            reader.hears("It was not sent. It is a draft again.")
        becomes(person, RecapState.DRAFT)
        assert post.taken == Counter()
        assert person.close_windows() == 0
