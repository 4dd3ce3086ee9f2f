"""What travels with a mail arrives under a name that every system takes, with its own bytes."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from companion.errors import MessageUnsafe
from companion.mail.addresses import Recipient
from companion.mail.attachment import Attachment, file_name, part
from companion.mail.body import to_html, to_plain
from companion.mail.message import as_draft, as_eml, build
from companion.mail.reading_back import expect
from companion.model import Me, Recap

NOW = datetime(2026, 11, 21, 14, 51, tzinfo=UTC)
PRIYA = Me(name="Priya Nair", emails=("priya@lumen.example",))
RECAP = Recap(
    id="0193aa00-1111-7abc-8def-001122334455",
    to=("dana@northwind.example",),
    subject="Recap",
    text="Hi Dana\n",
)
FILE = Attachment(name="next-step.ics", kind="text/calendar; method=PUBLISH", content=b"BEGIN:\r\n")


def _read(written: bytes) -> EmailMessage:
    mail = message_from_bytes(written, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_file_stands_after_both_forms_of_the_text() -> None:
    mail = _read(build(RECAP, PRIYA, NOW, (FILE,)))
    assert [each.get_content_type() for each in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == (FILE.name, FILE.content)
    assert file["Content-Transfer-Encoding"] == "base64"
    assert file.get_param("method") == "PUBLISH"


def test_a_draft_for_the_server_and_a_mail_to_send_are_not_marked_as_unsent() -> None:
    for written in (build(RECAP, PRIYA, NOW, (FILE,)), as_draft(RECAP, PRIYA, NOW, (FILE,))):
        assert {"X-Unsent", "Bcc"}.isdisjoint(_read(written).keys())
    assert _read(as_eml(RECAP, PRIYA, NOW, (FILE,)))["X-Unsent"] == "1"
    assert _read(as_draft(RECAP, Me(), NOW))["Subject"] == "Recap"


def test_lines_are_such_that_every_server_takes_and_the_same_mail_makes_the_same_bytes() -> None:
    long_name = Attachment(name="ü😀" * 200 + ".pdf", kind="application/pdf", content=b"x" * 500)
    written = build(RECAP, PRIYA, NOW, (FILE, long_name))
    assert written == build(RECAP, PRIYA, NOW, (FILE, long_name))
    assert written.isascii()
    assert max(map(len, written.split(b"\r\n"))) <= 78
    assert b"\n" not in written.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("next-step.ics", "next-step.ics"),
        ('a"; filename="evil.exe', "a ; filename evil.exe"),
        ("a\r\nBcc: evil@x.example.ics", "a Bcc evil@x.example.ics"),
        ("../../etc/passwd", "etc passwd"),
        ("evil\u202efdp.exe", "evil fdp.exe"),
        ("日本語 – Zoë 😀.pdf", "日本語 – Zoë 😀.pdf"),
        ("=?utf-8?q?evil?=.pdf", "utf-8 q evil.pdf"),
        (" . ", "file"),
        ("ü" * 300 + ".pdf", "ü" * 60 + ".pdf"),
    ],
)
def test_a_file_arrives_under_a_safe_name(typed: str, name: str) -> None:
    file = Attachment(name=typed, kind="application/pdf", content=bytes(range(256)))
    written = build(RECAP, PRIYA, NOW, (file,))
    (read,) = _read(written).iter_attachments()
    assert file_name(file) == read.get_filename() == name
    assert read.get_payload(decode=True) == file.content


def test_a_kind_that_is_none_is_no_part() -> None:
    with pytest.raises(ValueError, match="Bcc"):
        part(Attachment(name="a", kind="text/plain\r\nBcc: evil@x.example", content=b""))


@pytest.mark.parametrize(
    "change",
    [
        (b"QkVHSU46DQo=", b"QkVHSU46DQp4"),
        (b'"next-step.ics"', b'"next-step.exe"'),
        (b"Content-Disposition: attachment;", b"X-Evil: 1\r\nContent-Disposition: attachment;"),
        (b"multipart/mixed", b"multipart/related"),
        (b"text/calendar", b"text/html"),
        (b"Hi Dana", b"Hi Dora"),
    ],
)
def test_a_mail_whose_parts_read_back_otherwise_is_refused(change: tuple[bytes, bytes]) -> None:
    written = build(RECAP, PRIYA, NOW, (FILE,))
    _expect_what_was_meant(written)
    assert change[0] in written
    with pytest.raises(MessageUnsafe):
        _expect_what_was_meant(written.replace(*change))


def test_a_file_that_nobody_attached_is_refused() -> None:
    written = build(RECAP, PRIYA, NOW, (FILE, FILE))
    with pytest.raises(MessageUnsafe):
        _expect_what_was_meant(written)


def _expect_what_was_meant(written: bytes) -> None:
    expect(
        written,
        headers=["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"],
        texts={"Subject": "Recap"},
        people={"To": [Recipient(address="", route="dana@northwind.example")]},
        bodies={"text/plain": to_plain(RECAP.text), "text/html": to_html(RECAP.text)},
        files=[FILE],
    )
