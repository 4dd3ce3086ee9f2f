"""Whatever is done to a file that somebody sent, it is read, or refused in one sentence (S8).

100,000 of each kind with COMPANION_FAULTS=full, else 300; each within 2 s of the processor's time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from companion.errors import (
    CompanionError,
    ContactsError,
    DocumentError,
    InvitationError,
    TranscriptError,
)
from companion.exchange.contacts import Table, people_of, read_contacts
from companion.exchange.document import decode, encode
from companion.exchange.invitation import read_invitation
from companion.exchange.transcripts import read_transcript
from tests.faults.damaged import damaged
from tests.faults.kills import FULL
from tests.unit import contact_files
from tests.unit.documents import document
from tests.unit.test_invitation import SERIES, event
from tests.unit.transcript_files import WRITERS, made_up

FILES = 100_000 if FULL else 300
SLOW_S = 2.0
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def contacts(data: bytes) -> None:
    """Read contacts as the window does: a table by the columns that it guesses."""
    found = read_contacts(data)
    cards = people_of(found, found.columns) if isinstance(found, Table) else found
    for card in cards.cards:
        assert card.name or card.address
        for text in (card.name, card.role, card.organisation, *card.addresses):
            text.encode()
            assert "\n" not in text
            assert len(text) <= 320


def invitation(data: bytes) -> None:
    """Read an invitation."""
    found = read_invitation(data, ("jo@studio.example",), now=NOW)
    assert "\n" not in found.title


def history(data: bytes) -> None:
    """Read a history, which can then be written again."""
    encode(decode(data))


def transcript(data: bytes) -> None:
    """Read a transcript."""
    assert all(line.at_ms >= 0 for line in read_transcript(data).lines)


CARDS = [contact_files.APPLE, contact_files.ANDROID, contact_files.VERSION_4]
TABLES = [
    contact_files.GOOGLE,
    contact_files.OUTLOOK_ENGLISH,
    contact_files.OUTLOOK_GERMAN,
    contact_files.LINKEDIN,
    contact_files.BY_HAND,
]
CALENDARS = [
    SERIES,
    event("SUMMARY:Ad spend", "DTSTART:20261124T150000Z", "DURATION:PT30M", "STATUS:CONFIRMED"),
    event("DTSTART;TZID=Europe/Berlin:20261124T150000", "RRULE:FREQ=MONTHLY;BYDAY=-1TU;COUNT=9"),
    event("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:20261124"),
    event(
        "DTSTART:20261001T090000", "RDATE:20261201T090000,20261202T090000", "ATTENDEE;CN=A:a@b.c"
    ),
]
KINDS: dict[str, tuple[Callable[[bytes], None], type[CompanionError], list[bytes]]] = {
    "vcf": (
        contacts,
        ContactsError,
        [*(text.encode() for text in CARDS), contact_files.OUTLOOK.encode("cp1252")],
    ),
    "csv": (
        contacts,
        ContactsError,
        [*(text.encode() for text in TABLES), contact_files.GOOGLE.encode("utf-16")],
    ),
    "ics": (invitation, InvitationError, [text.encode() for text in CALENDARS]),
    "json": (history, DocumentError, [encode(document(seed)) for seed in range(3)]),
    "vtt": (
        transcript,
        TranscriptError,
        [write(made_up(seed, 12)).encode() for seed in range(2) for write in WRITERS.values()],
    ),
}


class Judge:
    """Reads files, and counts those that are refused in one sentence."""

    def __init__(self, kind: str) -> None:
        self._read, self._expected, self.good = KINDS[kind]
        self.refused = 0
        self.slowest = 0.0

    def look(self, data: bytes) -> None:
        """Read a file; every error but the one of its kind is passed on."""
        before = time.process_time()
        try:
            self._read(data)
        except self._expected as error:
            self.refused += "\n" not in error.sentence()
        self.slowest = max(self.slowest, time.process_time() - before)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    random, judge, begun = Random(20261122), Judge(kind), time.process_time()
    last = tmp_path / f"hostile.{kind}"
    for _ in range(FILES):
        data = damaged(random, random.choice(judge.good), random.choice(judge.good))
        try:
            judge.look(data)
        except BaseException:
            last.write_bytes(data)
            raise
    spent, slowest = time.process_time() - begun, 1000 * judge.slowest
    print(  # noqa: T201
        f"\n{kind}: {FILES:,} damaged files in {spent:.0f} s, {judge.refused:,} refused,"
        f" the slowest after {slowest:.0f} ms"
    )
    assert judge.refused < FILES
    assert judge.slowest < SLOW_S


def test_a_reader_that_trusts_its_file_is_found_out() -> None:
    random, good = Random(1), KINDS["vcf"][2]
    files = [damaged(random, random.choice(good), random.choice(good)) for _ in range(100)]
    with pytest.raises(ValueError, match=r"decode|update sequence"):
        [dict(line.split(":", 1) for line in data.decode().splitlines()) for data in files]
