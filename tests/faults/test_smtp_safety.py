"""What must never happen on the way to a mail server: a password in the open, a second mail."""

from __future__ import annotations

import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from companion.account import Security
from companion.delivery import deliver
from companion.mail.dialogue import Limits
from companion.mail.smtp import SmtpTransport
from companion.mail.transport import NotDelivered, Stopped
from companion.model import RecapState
from companion.model.outbox import Outgoing, Trouble
from companion.store import Store
from tests.clock import NOON, HandClock
from tests.delivering import deliver_due
from tests.faults.certificates import DAY, Authority
from tests.faults.hostile_smtp import PASSWORD, HostileServer, Journal, always
from tests.faults.kills import FULL
from tests.faults.mails import HASTE, account, on, people_of, queue, transport, write_history
from tests.faults.misbehaviours import CASES, Case

DANA, OLE = people_of("r")
MAIL = b"Message-ID: <r@us.example>\r\n\r\nHello\r\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with closing(Journal(tmp_path / "journal")) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    write_history(tmp_path / "history.db", ["r"])
    with Store.open(tmp_path / "history.db") as opened:
        yield opened


def mail_to(*people: str, mail: bytes = MAIL, sender: str = "mia@us.example") -> Outgoing:
    return Outgoing(
        recap_id="r",
        ticket="t",
        mail=mail,
        message_id="<r@us.example>",
        sender=sender,
        recipients=people or (DANA, OLE),
    )


def nothing() -> None:
    return None


def commands(journal: Journal, *, encrypted: bool) -> list[str]:
    events = (event for event in journal.events() if "command" in event)
    return [event["command"] for event in events if event["encrypted"] is encrypted]


# ---------------------------------------------------------------- M6: proved and encrypted


Contexts = tuple[ssl.SSLContext, ssl.SSLContext]


def of_a_stranger(authority: Authority, folder: Path) -> Contexts:
    return authority.server(), Authority(folder, "Somebody else").trusting()


def of_another_host(authority: Authority, _folder: Path) -> Contexts:
    return authority.server("mail.evil.example"), authority.trusting()


def expired(authority: Authority, _folder: Path) -> Contexts:
    return authority.server(ended=-DAY), authority.trusting()


def good(authority: Authority, _folder: Path) -> Contexts:
    return authority.server(), authority.trusting()


@pytest.mark.parametrize("security", list(Security))
@pytest.mark.parametrize(
    ("made", "trouble"),
    [
        (of_a_stranger, Trouble.CERTIFICATE_UNKNOWN),
        (of_another_host, Trouble.CERTIFICATE_OTHER_HOST),
        (expired, Trouble.CERTIFICATE_EXPIRED),
    ],
)
def test_a_server_that_proves_nothing_never_hears_the_password(
    authority: Authority,
    journal: Journal,
    tmp_path: Path,
    made: Callable[[Authority, Path], Contexts],
    trouble: Trouble,
    security: Security,
) -> None:
    theirs, ours = made(authority, tmp_path)
    implicit = security is Security.TLS
    with HostileServer(journal, theirs, always("nothing wrong"), implicit_tls=implicit) as server:
        through = SmtpTransport(account(server.port, security), PASSWORD, ours, HASTE)
        with closing(through), pytest.raises(NotDelivered) as no:
            through.deliver(mail_to(), nothing)
    assert (no.value.trouble, no.value.may_pass) == (trouble, False)
    assert set(commands(journal, encrypted=False)) <= {"EHLO", "STARTTLS"}
    assert commands(journal, encrypted=True) == []


def test_without_a_context_the_systems_own_is_asked(authority: Authority, journal: Journal) -> None:
    with HostileServer(journal, authority.server(), always("nothing wrong")) as server:
        through = transport(server.port, None)
        with closing(through), pytest.raises(NotDelivered) as no:
            through.deliver(mail_to(), nothing)
    assert no.value.trouble is Trouble.CERTIFICATE_UNKNOWN
    assert "AUTH" not in commands(journal, encrypted=False)


@pytest.mark.parametrize(
    ("name", "security"),
    [("TLS not offered", Security.STARTTLS), ("nothing wrong", Security.TLS)],
    ids=["STARTTLS stripped", "plain port"],
)
def test_a_server_without_encryption_never_hears_the_password(
    authority: Authority, journal: Journal, name: str, security: Security
) -> None:
    with HostileServer(journal, authority.server(), always(name)) as server:
        through = SmtpTransport(
            account(server.port, security), PASSWORD, authority.trusting(), HASTE
        )
        with closing(through), pytest.raises(NotDelivered) as no:
            through.deliver(mail_to(), nothing)
    assert no.value.trouble is Trouble.NO_ENCRYPTION
    assert "AUTH" not in commands(journal, encrypted=False)


@pytest.mark.parametrize("security", list(Security))
def test_a_server_that_proves_who_it_is_gets_the_mail_under_encryption_only(
    authority: Authority, journal: Journal, security: Security
) -> None:
    implicit = security is Security.TLS
    choose = always("nothing wrong")
    with HostileServer(journal, authority.server(), choose, implicit_tls=implicit) as server:
        through = SmtpTransport(
            account(server.port, security), PASSWORD, authority.trusting(), HASTE
        )
        with closing(through):
            assert through.deliver(mail_to(), nothing).refused == {}
    said = ["EHLO", "AUTH", "MAIL", "RCPT", "RCPT", "DATA", "QUIT"]
    assert commands(journal, encrypted=True) == said
    assert set(commands(journal, encrypted=False)) <= {"EHLO", "STARTTLS"}


# ---------------------------------------------------------------- M5: one try


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN", "PLAIN LOGIN"])
def test_a_wrong_password_is_tried_once_and_never_again_by_itself(
    store: Store, authority: Authority, journal: Journal, way: str
) -> None:
    case = Case(offers=("STARTTLS", f"AUTH {way}"))
    clock = HandClock()
    queue(store, "r", clock.now())
    with HostileServer(journal, authority.server(), lambda: case) as server:
        for _ in range(3):
            through = lambda: transport(server.port, authority.trusting(), "guess")  # noqa: E731
            deliver_due(through, on(store), clock)
            clock.pass_ms(60 * 60_000)
        assert store.recaps.get("r").state is RecapState.REFUSED
        assert commands(journal, encrypted=True).count("AUTH") == 1
        # The person gave the right one and asked again.
        store.outbox.send_again("r", at=clock.now(), not_before=clock.now())
        recap = deliver("r", transport(server.port, authority.trusting()), on(store), clock)
    assert recap is not None
    assert recap.state is RecapState.SENT


def test_signing_in_can_be_tried_without_a_mail(authority: Authority, journal: Journal) -> None:
    with HostileServer(journal, authority.server(), always("nothing wrong")) as server:
        with closing(transport(server.port, authority.trusting())) as through:
            through.prove()
        through = transport(server.port, authority.trusting(), "guess")
        with closing(through), pytest.raises(NotDelivered) as no:
            through.prove()
    assert no.value.trouble is Trouble.WRONG_PASSWORD
    assert "MAIL" not in commands(journal, encrypted=True)


# ---------------------------------------------------------------- M3, M8, M11


def test_a_slow_answer_is_waited_for_longer_than_any_other(
    store: Store, authority: Authority, journal: Journal
) -> None:
    slow = replace(CASES["answers slowly"], slow_s=90 if FULL else 1.5)
    limits = Limits() if FULL else HASTE._replace(command_s=1)
    queue(store, "r", NOON)
    with HostileServer(journal, authority.server(), lambda: slow) as server:
        through = transport(server.port, authority.trusting(), limits=limits)
        recap = deliver("r", through, on(store), HandClock())
    assert recap is not None
    assert recap.state is RecapState.SENT


@pytest.mark.parametrize(
    ("name", "state"),
    [("never greets", RecapState.DRAFT), ("takes it and falls silent", RecapState.UNCERTAIN)],
)
def test_a_wait_is_ended_at_once_by_the_person(
    store: Store, authority: Authority, journal: Journal, name: str, state: RecapState
) -> None:
    queue(store, "r", NOON)
    with HostileServer(journal, authority.server(), always(name)) as server:
        through = transport(server.port, authority.trusting(), limits=Limits())

        def stop() -> None:
            server.silent.wait(30)
            through.cancel()

        person = threading.Thread(target=stop)
        person.start()
        recap = deliver("r", through, on(store), HandClock())
        person.join()
    assert recap is not None
    assert recap.state is state


def test_a_sending_stopped_before_it_began_reaches_nobody(
    authority: Authority, journal: Journal
) -> None:
    with HostileServer(journal, authority.server(), always("nothing wrong")) as server:
        through = transport(server.port, authority.trusting())
        through.cancel()
        with closing(through), pytest.raises(Stopped):
            through.deliver(mail_to(), nothing)
    assert journal.count("visit") == 0


def test_fifty_clicks_in_two_windows_send_one_mail(
    store: Store, authority: Authority, journal: Journal
) -> None:
    clock = HandClock()
    with (
        HostileServer(journal, authority.server(), always("nothing wrong")) as server,
        Store.open(store.path) as other,
    ):
        for _ in range(25):
            for window in (store, other):
                queue(window, "r", clock.now())
                through = transport(server.port, authority.trusting())
                deliver("r", through, on(window), clock)
    assert list(journal.taken().values()) == [1, 1]


def test_what_waited_while_offline_is_counted_and_asks_after_half_a_day(
    store: Store, authority: Authority, journal: Journal
) -> None:
    clock = HandClock()
    queue(store, "r", clock.now())
    with HostileServer(journal, authority.server(), always("nothing wrong")) as server:
        port = server.port
    through = lambda: transport(port, authority.trusting())  # noqa: E731 - nobody is there now
    [recap] = deliver_due(through, on(store), clock)
    assert recap.state is RecapState.RETRY
    delivery = store.outbox.delivery("r", clock.now())
    assert (delivery.trouble, delivery.attempts) == (Trouble.NOT_REACHABLE, 1)
    clock.sleep_ms(13 * 60 * 60_000)
    with HostileServer(journal, authority.server(), always("nothing wrong")) as server:
        awake = lambda: transport(server.port, authority.trusting())  # noqa: E731
        assert deliver_due(awake, on(store), clock) == ()
        assert journal.count("visit") == 0
        store.outbox.release("r", clock.now())
        assert [r.state for r in deliver_due(awake, on(store), clock)] == [RecapState.SENT]


# ---------------------------------------------------------------- M4: some of many


def test_who_was_refused_gets_it_later_and_nobody_else_a_second_time(
    store: Store, authority: Authority, journal: Journal
) -> None:
    clock = HandClock()
    queue(store, "r", clock.now())
    for case in ("one recipient refused", "one recipient refused", "nothing wrong"):
        with HostileServer(journal, authority.server(), always(case)) as server:
            deliver("r", transport(server.port, authority.trusting()), on(store), clock)
        refused = [a.address for a in store.outbox.delivery("r", NOON).refused]
        assert refused == ([] if case == "nothing wrong" else [DANA])
        store.outbox.send_again("r", at=clock.now(), not_before=clock.now())
    assert {address for _, address in journal.taken()} == {DANA, OLE}
    assert list(journal.taken().values()) == [1, 1]


# ---------------------------------------------------------------- M7: what the mail itself may do


@pytest.mark.parametrize(
    "body",
    [b".\r\nMAIL FROM:<evil@x>\r\n", b"\n.\nQUIT\n", b"\r.\rDATA\r", b"..\r\n.", b"", b"x"],
)
def test_no_body_ends_the_mail_before_its_end(
    authority: Authority, journal: Journal, body: bytes
) -> None:
    mail = b"Message-ID: <r@us.example>\r\n\r\n" + body
    with (
        HostileServer(journal, authority.server(), always("nothing wrong")) as server,
        closing(transport(server.port, authority.trusting())) as through,
    ):
        through.deliver(mail_to(DANA, mail=mail), nothing)
    lines = mail.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    [took] = [event for event in journal.events() if "took" in event]
    assert took["sum"] == zlib.crc32(b"\r\n".join(lines))
    assert commands(journal, encrypted=True)[-1] == "QUIT"


def test_an_address_beyond_ascii_travels_where_the_server_can_and_is_named_where_not(
    authority: Authority, journal: Journal
) -> None:
    plain = Case(offers=("STARTTLS", "AUTH PLAIN"))
    outgoing = mail_to("büro@client.example", DANA)
    for case, refused in ((CASES["nothing wrong"], {}), (plain, {"büro@client.example": 553})):
        with (
            HostileServer(journal, authority.server(), lambda case=case: case) as server,  # type: ignore[misc]
            closing(transport(server.port, authority.trusting())) as through,
        ):
            assert through.deliver(outgoing, nothing).refused == refused
    assert journal.taken()["<r@us.example>", "büro@client.example"] == 1


@pytest.mark.parametrize("address", ["a@b\r\nRCPT TO:<evil@x>", "a@b>\nDATA", "\x00@b\r"])
def test_an_address_cannot_bring_a_command_along(
    authority: Authority, journal: Journal, address: str
) -> None:
    with (
        HostileServer(journal, authority.server(), always("nothing wrong")) as server,
        closing(transport(server.port, authority.trusting())) as through,
        pytest.raises(NotDelivered) as no,
    ):
        through.deliver(mail_to(address), nothing)
    assert no.value.trouble is Trouble.ADDRESS_NOT_CARRIED
    assert journal.taken() == {}


def test_a_mail_over_the_servers_limit_is_not_even_begun(
    authority: Authority, journal: Journal
) -> None:
    small = Case(offers=("STARTTLS", "AUTH PLAIN", "SIZE 20"))
    with (
        HostileServer(journal, authority.server(), lambda: small) as server,
        closing(transport(server.port, authority.trusting())) as through,
        pytest.raises(NotDelivered) as no,
    ):
        through.deliver(mail_to(), nothing)
    assert no.value.trouble is Trouble.TOO_LARGE
    assert "MAIL" not in commands(journal, encrypted=True)
