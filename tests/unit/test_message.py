"""A recap's mail says what it was made from, to whom it was meant, and nothing else."""

from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import InvalidInput, MessageUnsafe
from companion.mail.addresses import Recipient
from companion.mail.body import to_html, to_plain
from companion.mail.header import clean
from companion.mail.message import as_eml, build, envelope, message_id
from companion.mail.reading_back import expect
from companion.model import Me, Recap

NOW = datetime(2026, 11, 21, 14, 51, tzinfo=timezone(timedelta(hours=1)))
PRIYA = Me(name="Priya Nair", company="Lumen Agency", emails=("priya@lumen.example",))
RECAP = Recap(
    id="0193aa00-1111-7abc-8def-001122334455",
    to=("dana@northwind.example",),
    cc=("Sam Lee <sam@northwind.example>",),
    subject="Recap: Q4 lead quality — what we agreed, 21 November",
    text="Hi Dana,\n\n**B. Add a question — our choice**\n\nBest regards,\nPriya\n",
)
ATTACKS = st.sampled_from(
    [
        "=?utf-8?q?Hi=0D=0AReply-To=3A_evil=40x?=",
        "=?utf-8?b?SGkNCkJjYzogZXZpbEB4?=",
        "\r\nBcc: evil@x.example",
        "\n\n<script>",
        "\u2028To: x",
        "\u202e",
        "\x00",
        '"',
        "\\",
        ",;:<>@()",
        "é" * 80,
        "😀" * 40,
        "x" * 1100,
        "  ",
        "=?",
    ]
)
HOSTILE = st.lists(ATTACKS | st.text(max_size=30), max_size=5).map("".join)
OURS = ["From", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]


def _read(written: bytes) -> EmailMessage:
    mail = message_from_bytes(written, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value.replace("\r\n", ""))))


def _recap(**changes: object) -> Recap:
    fields = {name: getattr(RECAP, name) for name in RECAP.__struct_fields__}
    return Recap(**(fields | changes))


def test_the_mail_carries_both_forms_plain_first() -> None:
    mail = _read(build(RECAP, PRIYA, NOW))
    forms = list(mail.iter_parts())
    assert mail.keys() == OURS
    assert [form.get_content_type() for form in forms] == ["text/plain", "text/html"]
    assert forms[0].get_content().replace("\r\n", "\n") == to_plain(RECAP.text)
    assert forms[1].get_content().replace("\r\n", "\n") == to_html(RECAP.text)
    assert {form["Content-Transfer-Encoding"] for form in forms} == {"quoted-printable"}


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    mail = _read(build(_recap(text="\ufeffHi\ufeff Dana\n"), PRIYA, NOW))
    plain, _html = mail.iter_parts()
    assert plain.get_content().rstrip() == "Hi Dana"


def test_the_mail_is_from_the_person_to_the_recipients() -> None:
    mail = _read(build(RECAP, PRIYA, NOW))
    assert mail["From"] == "Priya Nair <priya@lumen.example>"
    assert mail["To"] == "dana@northwind.example"
    assert mail["Cc"] == "Sam Lee <sam@northwind.example>"
    assert mail["Subject"] == RECAP.subject
    assert parsedate_to_datetime(mail["Date"]) == NOW
    assert envelope(RECAP) == ("dana@northwind.example", "sam@northwind.example")


def test_the_same_recap_makes_the_same_bytes_and_lines_that_every_server_takes() -> None:
    written = build(RECAP, PRIYA, NOW)
    assert written == build(RECAP, PRIYA, NOW)
    assert written.isascii()
    assert max(map(len, written.split(b"\r\n"))) <= 78
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_the_message_id_belongs_to_the_recap() -> None:
    known = f"<{RECAP.id}@lumen.example>"
    assert message_id(RECAP, PRIYA) == known
    assert _read(build(RECAP, PRIYA, NOW + timedelta(days=1)))["Message-ID"] == known
    assert message_id(_recap(message_id="<kept@there.example>"), PRIYA) == "<kept@there.example>"
    assert message_id(RECAP, Me()) == f"<{RECAP.id}@companion.invalid>"
    assert " " not in message_id(_recap(id="id with blanks\r\n"), PRIYA)


def test_a_long_id_of_the_mail_answered_is_not_encoded_so_threads_hold() -> None:
    outlook = f"<{'A' * 160}@EURP189MB1234.EURP189.PROD.OUTLOOK.COM>"
    written = build(_recap(in_reply_to=f"<first@x.example> {outlook}\r\nBcc: evil@x"), PRIYA, NOW)
    assert f"\r\nIn-Reply-To: {outlook}\r\n".encode() in written
    assert f"\r\nReferences: <first@x.example>\r\n {outlook}\r\n".encode() in written
    assert b"evil" not in written


def test_an_eml_opens_for_writing_and_needs_neither_sender_nor_recipient() -> None:
    mail = _read(as_eml(_recap(to=(), cc=()), Me(), NOW))
    assert mail["X-Unsent"] == "1"
    assert [mail[name] for name in ("From", "To", "Cc", "Bcc")] == [None] * 4
    assert _read(as_eml(RECAP, PRIYA, NOW)).keys() == [*OURS[:6], "X-Unsent", *OURS[6:]]


@pytest.mark.parametrize(
    ("changes", "me", "sentence"),
    [
        ({}, Me(name="Priya"), "Your own e-mail address is missing"),
        ({"to": (), "cc": ()}, PRIYA, "no recipient yet"),
        ({"to": ("dana",)}, PRIYA, "“dana” is not an e-mail address"),
        ({"to": ("büro@x.example",)}, PRIYA, "“büro@x.example” has letters"),
    ],
)
def test_what_cannot_be_addressed_is_said(
    changes: dict[str, object], me: Me, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        build(_recap(**changes), me, NOW)


@settings(max_examples=150, deadline=None)
@given(title=HOSTILE, mine=HOSTILE, theirs=HOSTILE, text=HOSTILE, reply=HOSTILE)
def test_nothing_typed_becomes_a_header_or_an_address(
    title: str, mine: str, theirs: str, text: str, reply: str
) -> None:
    name = clean(theirs).replace("\\", "/").replace('"', "'")
    recap = _recap(
        subject=title, text=text, in_reply_to=reply, to=(f'"{name}" <dana@northwind.example>',)
    )
    me = Me(name=mine, emails=("priya@lumen.example",))
    mail = message_from_bytes(build(recap, me, NOW.astimezone(UTC)))
    assert [key for key in mail.keys() if key not in {"In-Reply-To", "References"}] == OURS  # noqa: SIM118
    assert _decoded(mail["Subject"]) == clean(title)
    pairs = getaddresses([mail["From"], mail["To"], mail["Cc"]])
    assert [address for _, address in pairs] == [
        "priya@lumen.example",
        "dana@northwind.example",
        "sam@northwind.example",
    ]
    assert _decoded(pairs[0][0]) == clean(mine)


@settings(max_examples=100, deadline=None)
@given(names=st.lists(st.text("aéßłñ 日,.'", min_size=1, max_size=20), min_size=4, max_size=4))
def test_accented_names_keep_their_addresses_for_a_modern_reader(names: list[str]) -> None:
    to = tuple(f'"{name}" <a{place}@x.example>' for place, name in enumerate(names))
    mail = _read(build(_recap(to=to), PRIYA, NOW))
    found = [address.addr_spec for address in mail["To"].addresses]
    assert found == [f"a{place}@x.example" for place in range(4)]


@pytest.mark.parametrize(
    "change",
    [
        (b"Subject: ", b"Bcc: evil@x.example\r\nSubject: "),
        (b"Priya Nair <priya@", b"Priya Nair <evil@"),
        (b"Add a question", b"Drop a question"),
        (b"=?utf-8?b?UmVj", b"=?utf-8?b?UmVi"),
        (b"dana@northwind.example", b"dana@northwind.example, evil@x.example"),
    ],
)
def test_a_mail_that_reads_back_otherwise_is_refused(change: tuple[bytes, bytes]) -> None:
    written = build(RECAP, PRIYA, NOW)
    _expect_what_was_meant(written)
    assert change[0] in written
    with pytest.raises(MessageUnsafe):
        _expect_what_was_meant(written.replace(*change))


def _expect_what_was_meant(written: bytes) -> None:
    expect(
        written,
        headers=OURS,
        texts={"Subject": RECAP.subject},
        people={
            "From": [Recipient(name="Priya Nair", address="", route="priya@lumen.example")],
            "To": [Recipient(address="", route="dana@northwind.example")],
        },
        bodies={"text/plain": to_plain(RECAP.text), "text/html": to_html(RECAP.text)},
    )
