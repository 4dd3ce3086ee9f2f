"""A generated history of 10,000 calls with 300,000 notes, always the same one, made once."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from msgspec.structs import replace

from bench.words import Vocabulary
from companion.method.reviews import REVIEWED_AFTER_DAYS
from companion.model import (
    Attendee,
    Call,
    CallState,
    Client,
    Confidence,
    Contact,
    Disagreement,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    Review,
    StepMark,
    Verdict,
)
from companion.store import Store

CALLS = 10_000
NOTES_PER_CALL = 30
CALLS_PER_DISAGREEMENT = 4
CLIENTS = 120
FIRST_DAY = datetime(2017, 1, 2, 9, tzinfo=UTC)
YEARS = timedelta(hours=30 * 2_500)
"""Over how long the calls are spread, however many there are: 8.6 years."""

AT_ONCE = 500
"""Disagreements that one transaction stores."""

_NAMES = (
    "Northwind Contoso Fabrikam Harbour Marlow Oakline Bluebird Adatum Tailspin Wingtip Lamna "
    "Proseware Relecloud Woodgrove Alpine Litware Fourth Humongous Margie Trey"
)
_BRANCHES = ("", " Retail", " Energy", " Health", " Travel", " Foods")
_STEPS = ("metric", "reframe", "we", "options", "next")
_OUTCOMES = (*OutcomeKind,)


def generated(calls: int = CALLS) -> Path:
    """Return the folder of a history with *calls* calls, made now unless it was made before.

    It is kept in build/bench under a name that changes with the generator and with the tables of
    the history.
    """
    folder = Path(__file__).parent.parent / "build" / "bench" / f"history-{_key(calls)}"
    if not (folder / "complete").exists():
        print(f"Making a history of {calls:,} calls; once only …", file=sys.stderr, flush=True)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.iterdir():
            left.unlink()
        _fill(folder / "history.db", calls)
        (folder / "complete").touch()
    return folder


def disagreements(
    random: Random, clients: tuple[Client, ...], calls: int
) -> Iterator[Disagreement]:
    """Yield disagreements of up to four calls each, from the oldest to the newest."""
    vocabulary = Vocabulary(random)
    later = Random(20261122)
    for number in range(calls // CALLS_PER_DISAGREEMENT):
        client = random.choice(clients)
        day = FIRST_DAY + number * YEARS / (calls // CALLS_PER_DISAGREEMENT)
        yield Disagreement(
            id=f"d{number}",
            client=client.id,
            topic=vocabulary.text(2, 5),
            opened_at=day,
            request=vocabulary.text(4, 9),
            their_view=vocabulary.text(8, 16),
            our_view=vocabulary.text(8, 16),
            confidence=tuple(
                Confidence(at=day, percent=later.randrange(0, 105, 5))
                for _ in range(later.randrange(3))
            ),
            who_was_right=later.choice((*Verdict, None)),
            reviews=tuple(_review(later, day, days) for days in REVIEWED_AFTER_DAYS),
            calls=tuple(
                replace(call, recaps=_recaps(later, vocabulary, call))
                for call in (
                    _call(random, vocabulary, client, f"d{number}c{at}", day + timedelta(days=at))
                    for at in range(CALLS_PER_DISAGREEMENT)
                )
            ),
        )


def clients_of(random: Random) -> tuple[Client, ...]:
    """Return the clients, each with two contacts."""
    names = [f"{name}{branch}" for branch in _BRANCHES for name in _NAMES.split()]
    return tuple(
        Client(
            id=f"k{number}",
            name=name,
            contacts=tuple(
                Contact(id=f"k{number}p{index}", name=person)
                for index, person in enumerate(random.sample(("Dana", "Sam", "Zoë", "Jörg"), 2))
            ),
        )
        for number, name in enumerate(names[:CLIENTS])
    )


def _call(
    random: Random, vocabulary: Vocabulary, client: Client, call_id: str, start: datetime
) -> Call:
    return Call(
        id=call_id,
        state=CallState.ENDED,
        playbook="five-steps",
        planned_minutes=45,
        started_at=start,
        ended_at=start + timedelta(minutes=40),
        attendees=tuple(Attendee(name=contact.name) for contact in client.contacts),
        steps=tuple(
            StepMark(key=key, done_ms=60_000 * at if random.random() < 0.8 else None)
            for at, key in enumerate(_STEPS)
        ),
        notes=tuple(
            Note(
                id=f"{call_id}n{at}",
                at_ms=at * 75_000,
                at=start + timedelta(seconds=at * 75),
                kind=random.choice((*NoteKind,)),
                text=vocabulary.text(4, 18),
            )
            for at in range(NOTES_PER_CALL)
        ),
        options=tuple(Option(label=label, text=vocabulary.text(3, 8)) for label in "ABC"),
        next_steps=(NextStep(id=f"{call_id}s", text=vocabulary.text(4, 9), owner="Priya"),),
        outcome=Outcome(kind=random.choice(_OUTCOMES), at=start),
    )


def _review(random: Random, day: datetime, days: int) -> Review:
    """Return a look back, answered in nineteen of twenty cases."""
    due = (day + timedelta(days=CALLS_PER_DISAGREEMENT - 1 + days)).date()
    if random.random() < 0.05:
        return Review(due=due)
    at = datetime.combine(due, day.timetz())
    return Review(due=due, answered_at=at, held=random.random() < 0.7)


def _recaps(random: Random, vocabulary: Vocabulary, call: Call) -> tuple[Recap, ...]:
    """Return the recap of a call, sent in nine of ten cases."""
    state = RecapState.SENT if random.random() < 0.9 else RecapState.DRAFT
    assert call.ended_at is not None
    sent_at = call.ended_at + timedelta(minutes=random.expovariate(1 / 30))
    return (
        Recap(
            id=f"{call.id}r",
            state=state,
            text=vocabulary.text(40, 80),
            sent_at=sent_at if state is RecapState.SENT else None,
        ),
    )


def _fill(path: Path, calls: int) -> None:
    random = Random(20261121)
    clients = clients_of(random)
    made = disagreements(random, clients, calls)
    with Store.open(path) as store:
        with store.write():
            for client in clients:
                store.people.put_client(client)
        while batch := tuple(islice(made, AT_ONCE)):
            with store.write():
                for disagreement in batch:
                    store.disagreements.put(disagreement)
        store.checkpoint()


def _key(calls: int) -> str:
    import companion.store.passages
    import companion.store.schema

    sources = (__file__, companion.store.passages.__file__, companion.store.schema.__file__)
    texts = [
        Path(source).read_bytes() for source in (*sources, Path(__file__).with_name("words.py"))
    ]
    return hashlib.sha256(b"\0".join([*texts, str(calls).encode()])).hexdigest()[:16]


def main() -> int:
    """Make a history of so many calls in a folder: `python -m bench.history 100000 FOLDER`.

    100,000 calls with 3,000,000 notes take 3 GB of disk and about a quarter of an hour.
    """
    calls, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (folder / "history.db").exists():
        print(f"There is a history in {folder} already.", file=sys.stderr)
        return 1
    _fill(folder / "history.db", calls)
    return 0


if __name__ == "__main__":
    sys.exit(main())
