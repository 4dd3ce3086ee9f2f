"""``companion outbox``: what waits, why, and for whom; it sends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from companion.cli import run_command
from companion.clocks import SystemClock
from companion.model import Call, Client, Disagreement, Recap, RecapState
from companion.model.outbox import Trouble
from companion.paths import HISTORY_NAME
from companion.store import Store

DANA, OLE = "dana@client.example", "ole@client.example"
NOW = SystemClock().now()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / HISTORY_NAME) as opened:
        opened.people.put_client(Client(id="c", name="Northwind"))
        recap = Recap(id="r", to=(DANA, OLE), subject="Our call\x1b[2J", text="Hello")
        call = Call(id="k", recaps=(recap,))
        opened.disagreements.put(Disagreement(id="d", client="c", topic="Leads", calls=(call,)))
        yield opened


def queue(store: Store, waited: timedelta = timedelta()) -> None:
    store.outbox.queue(
        "r",
        mail=b"Hello\r\n",
        message_id="<r@us.example>",
        sender="me@us.example",
        recipients=(DANA, OLE),
        at=NOW - waited,
        not_before=NOW - waited,
    )


def shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run_command(["--data-dir", str(tmp_path), "outbox"]) == 0
    return capsys.readouterr().out


def test_an_empty_outbox_says_so(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(tmp_path, capsys) == "Nothing waits in the outbox.\n"


def test_what_waits_is_named_with_its_people_and_does_nothing_to_the_terminal(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queue(store)
    line = shown(tmp_path, capsys)
    assert line.startswith("waits")
    assert f"{DANA}, {OLE}" in line
    assert "\x1b" not in line
    assert store.recaps.get("r").state is RecapState.QUEUED


def test_a_late_one_asks_first(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queue(store, timedelta(hours=13))
    assert "asks first" in shown(tmp_path, capsys)


def test_who_was_refused_is_named_alone_with_the_reason(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queue(store)
    outgoing = store.outbox.take("r", NOW + timedelta(seconds=1))
    assert outgoing is not None
    store.outbox.at_dot("r", outgoing.ticket)
    store.outbox.sent("r", outgoing.ticket, refused={OLE: 550}, at=NOW)
    line = shown(tmp_path, capsys)
    assert line.startswith("sent in part")
    assert OLE in line
    assert DANA not in line


def test_a_refused_mail_tells_its_reason(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queue(store)
    outgoing = store.outbox.take("r", NOW + timedelta(seconds=1))
    assert outgoing is not None
    store.outbox.refuse("r", outgoing.ticket, trouble=Trouble.WRONG_PASSWORD, code=535)
    assert "wrong password" in shown(tmp_path, capsys)


def test_what_another_computer_had_in_hand_is_told_as_that(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.recaps.put("k", Recap(id="r", state=RecapState.QUEUED, to=(DANA,)))
    assert "from another computer" in shown(tmp_path, capsys)
