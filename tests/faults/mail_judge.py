"""Builds mails from hostile texts and reads them with other parsers: what arrived, what was meant.

Every mail is read by fast_mail_parser (mail-parser of Rust); every tenth also by the standard
library's modern parser, and its calendar file by icalendar. Besides, what builds a mail reads it
back with the standard library's oldest parser and refuses what differs.
"""

from __future__ import annotations

import email
import email.errors
import email.policy
import multiprocessing
import os
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from email.message import EmailMessage

import fast_mail_parser
from icalendar import Calendar

from companion.errors import MessageUnsafe
from companion.mail.addresses import parse_recipients
from companion.mail.attachment import Attachment, file_name
from companion.mail.body import to_html, to_plain
from companion.mail.header import clean
from companion.mail.message import build
from companion.mail.next_steps import calendar_file
from companion.method.one_line import one_line
from companion.model import Call, Me, NextStep, Recap
from companion.model.value import Value
from tests.faults.hostile import Hostile

NOW = datetime(2026, 11, 21, 14, 51, tzinfo=UTC)
MINE = "priya@lumen.example"
OURS = ["From", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
HARMLESS = {*OURS, "Content-Transfer-Encoding"}
EVENT = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}


UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, email.errors.MessageError)
"""What the standard library raises over texts that it cannot make sense of."""


class Attempt(Value, frozen=True, kw_only=True):
    """What goes into one mail."""

    recap: Recap
    me: Me
    step: NextStep
    topic: str
    files: tuple[Attachment, ...]


Builder = Callable[[Attempt], bytes]


def attempt(source: Hostile, number: int) -> Attempt:
    """Make everything hostile that a person, a client or an import can bring into a mail."""
    (to, _), (also, _), (copy, _) = source.named(), source.named(), source.named()
    step = NextStep(
        id=source.text() or "s",
        text=f"a{source.text()}",
        owner=f"b{source.text()}",
        due=date(2026, 12, 1),
    )
    call, topic = Call(id="k", next_steps=(step,)), source.text()
    calendar = calendar_file(call, topic, NOW)
    assert calendar is not None
    other = Attachment(
        name=source.text(), kind="application/pdf", content=source.text().encode("utf-8", "replace")
    )
    recap = Recap(
        id=f"0193aa00-{number}",
        to=(to, also),
        cc=(copy,),
        subject=source.text(),
        text=source.text(),
    )
    me = Me(name=source.text(), emails=(MINE,))
    return Attempt(recap=recap, me=me, step=step, topic=topic, files=(calendar, other))


def ours(meant: Attempt) -> bytes:
    """Build the mail as the program does."""
    return build(meant.recap, meant.me, NOW, meant.files)


def pasted(meant: Attempt) -> bytes:
    """Build it as a naive program does: every text into the line where it belongs."""
    recap = meant.recap
    head = (
        f"From: {meant.me.name} <{MINE}>\r\nTo: {', '.join(recap.to)}\r\n"
        f"Cc: {', '.join(recap.cc)}\r\nSubject: {recap.subject}\r\nDate: x\r\n"
        f"Message-ID: <{recap.id}@x>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return (head + to_plain(recap.text)).encode("utf-8", "replace")


def of_the_library(meant: Attempt) -> bytes:
    """Build it with the standard library, line breaks taken out before, as many programs do."""
    recap, mail = meant.recap, EmailMessage(policy=email.policy.SMTP)
    for name, text in (
        ("From", f"{meant.me.name} <{MINE}>"),
        ("To", ", ".join(recap.to)),
        ("Cc", ", ".join(recap.cc)),
        ("Subject", recap.subject),
    ):
        mail[name] = " ".join(re.sub(r"[\ud800-\udfff]", "", text).splitlines())
    mail.set_content(to_plain(recap.text))
    return mail.as_bytes()


def faults(meant: Attempt, written: bytes, *, thoroughly: bool) -> list[str]:
    """Return what is wrong with a mail, read by other parsers, one word for each kind."""
    recap = meant.recap
    mail = fast_mail_parser.parse_email(written)
    people = [*mail.to, *mail.cc]
    bodies = [text.replace("\r\n", "\n") for text in (*mail.text_plain[:1], *mail.text_html[:1])]
    wrong = {
        "foreign header": not set(mail.headers) <= HARMLESS,
        "missing header": [name for name in OURS if name not in mail.headers] != [],
        "wrong address": [mail.from_ and mail.from_.address, *(one.address for one in people)]
        != [MINE, *_routes(recap)],
        "wrong name": [(mail.from_ and mail.from_.display_name) or "", *map(_name, people)]
        != [clean(meant.me.name), *_names(recap)],
        "wrong title": mail.subject != clean(recap.subject),
        "changed body": bodies != [to_plain(recap.text), to_html(recap.text)],
        "changed file": [(file.filename, file.content) for file in mail.attachments]
        != [(file_name(file), file.content) for file in meant.files],
    }
    found = [fault for fault, is_so in wrong.items() if is_so]
    return found + (_more_faults(meant, written) if thoroughly else [])


def judge(seed: int, count: int, builder: Builder) -> Counter[str]:
    """Build *count* mails and return how often each fault was found, and ``built``, ``refused``."""
    source, found = Hostile(seed), Counter[str]()
    for number in range(count):
        meant = attempt(source, number)
        try:
            written = builder(meant)
        except (MessageUnsafe, *UNREADABLE):
            found["refused"] += 1
            continue
        found["built"] += 1
        found.update(faults(meant, written, thoroughly=number % 10 == 0))
    return found


def judge_many(count: int, builder: Builder) -> Counter[str]:
    """Judge *count* mails on all processors, in portions of 1,000."""
    portions = [min(1_000, count - start) for start in range(0, count, 1_000)]
    found = Counter[str]()
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as processes:
        for one in processes.map(judge, range(len(portions)), portions, [builder] * len(portions)):
            found.update(one)
    return found


def _more_faults(meant: Attempt, written: bytes) -> list[str]:
    """Read the mail with the library's modern parser and its calendar file with icalendar."""
    mail = email.message_from_bytes(written, policy=email.policy.default)
    try:
        listed = [line for name in ("From", "To", "Cc") for line in mail.get_all(name, [])]
        routes = [one.addr_spec for line in listed for one in line.addresses]
    except UNREADABLE:
        return ["unreadable address"]
    (event,) = Calendar.from_ical(meant.files[0].content).events
    wrong = {
        "other header": mail.keys() != OURS,
        "wrong address": routes != [MINE, *_routes(meant.recap)],
        "foreign line in the calendar": not set(event) <= EVENT,
        "wrong words in the calendar": not str(event["SUMMARY"]).endswith(
            f": {one_line(meant.step.text)}"
        )
        or str(event.get("DESCRIPTION", "")) != one_line(meant.topic),
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def _routes(recap: Recap) -> list[str]:
    return [one.route for text in (*recap.to, *recap.cc) for one in parse_recipients(text)]


def _names(recap: Recap) -> list[str]:
    people = (one for text in (*recap.to, *recap.cc) for one in parse_recipients(text))
    return [clean(one.name) for one in people]


def _name(person: fast_mail_parser.PyAddress) -> str:
    return person.display_name or ""
