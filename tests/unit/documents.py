"""Random whole documents that a person could have written; the same seed makes the same one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from typing import TypeVar

from msgspec import UNSET

from companion.model import (
    Advice,
    Attendee,
    Call,
    CallState,
    CaringNo,
    Chosen,
    Client,
    Colleague,
    Confidence,
    Contact,
    Disagreement,
    Expectation,
    History,
    InboxNote,
    Link,
    Me,
    Metric,
    MetricPoint,
    Mistake,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Pause,
    Playbook,
    PlaybookStep,
    ReadBack,
    Recap,
    RecapState,
    Reply,
    ReplyKind,
    Review,
    SavedSearch,
    Side,
    Speaker,
    StepMark,
    Text,
    TranscriptLine,
    Verdict,
)
from companion.model.history import FORMAT, VERSION

T = TypeVar("T")

COUNT = int(os.environ.get("COMPANION_DOCUMENTS", "50"))
"""How many documents the round trips take; 1,000 prove the format, 50 guard it daily."""

_TEXT = (
    "budget form leads display search board cost revenue launch scope price support report "
    "weekly option follow-up quality Größe façade 見積もり бюджет ميزانية naïve 30% “quoted” "
    "<b>bold</b> &amp; C:\\temp O'Neill tab\there 😀 e\u0301 \u200bzero {{ jinja }} ';-- null 0"
)
WORDS = tuple(_TEXT.split(" "))
NAMES = ("Dana Ortiz", "Sam Lee", "Zoë O’Brien", "李雷", "Priya Nair", "Müller, Jörg", "ولید", "A")
SLUGS = ("metric", "reframe", "we", "options", "next", "approach", "probe", "listen")


class Author:
    """Writes one document from one seed; ids carry the seed, so documents never collide."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.seed = seed
        self.count = 0

    def id(self, kind: str) -> str:
        self.count += 1
        return f"{kind}-{self.seed}-{self.random.randrange(10**6):06}-{self.count}"

    def words(self, most: int = 12) -> str:
        joined = " ".join(self.random.choices(WORDS, k=self.random.randrange(most + 1)))
        return joined.replace(" ", "\n", 1) if self.random.random() < 0.1 else joined

    def name(self) -> str:
        return self.random.choice(NAMES)

    def email(self) -> str:
        return self.maybe(lambda: f"p{self.random.randrange(99)}@client.example") or ""

    def moment(self) -> datetime:
        minutes = self.random.choice((-480, -210, 0, 60, 120, 330, 765))
        zone = timezone(timedelta(minutes=minutes)) if minutes else UTC
        start = datetime(2024, 1, 1, tzinfo=zone)
        microseconds = self.random.choice((0, 0, 0, 1, 250_000, 999_999))
        return start + timedelta(
            minutes=self.random.randrange(10**6),
            seconds=self.random.randrange(60),
            microseconds=microseconds,
        )

    def day(self) -> date:
        return date(2024, 1, 1) + timedelta(days=self.random.randrange(1500))

    def ms(self) -> int:
        return self.random.choice((0, self.random.randrange(10**4), self.random.randrange(10**8)))

    def number(self) -> int | float:
        return self.random.choice((0, 30, -7, 25.0, 0.1, 1e-7, 12345.678, 2**53 - 1, 1e300))

    def flag(self) -> bool:
        return self.random.random() < 0.5

    def maybe(self, make: Callable[[], T]) -> T | None:
        return make() if self.random.random() < 0.7 else None

    def some(self, make: Callable[[], T], most: int = 3) -> tuple[T, ...]:
        return tuple(make() for _ in range(self.random.randrange(most + 1)))

    def keys(self, names: tuple[str, ...], most: int) -> list[str]:
        return self.random.sample(names, self.random.randrange(most + 1))


def document(seed: int) -> History:
    """Return the document of that seed, with every field used sooner or later."""
    author = Author(seed)
    clients = author.some(lambda: _client(author), 4)
    disagreements = tuple(
        _disagreement(author, client)
        for client in clients
        for _ in range(author.random.randrange(4))
    )
    return History(
        format=FORMAT,
        version=VERSION,
        me=_me(author),
        playbooks=tuple(_playbook(author, key) for key in author.keys(("five-steps", "apple"), 2)),
        texts=tuple(
            Text(key=key, language=author.random.choice(("", "en", "de")), text=author.words())
            for key in author.keys(SLUGS, 3)
        ),
        saved_searches=tuple(
            SavedSearch(name=name, query=author.words(4)) for name in author.keys(NAMES, 2)
        ),
        clients=clients,
        disagreements=disagreements,
        inbox=author.some(
            lambda: InboxNote(
                id=author.id("i"), at=author.maybe(author.moment), text=author.words()
            ),
            2,
        )
        or UNSET,
    )


def _me(author: Author) -> Me:
    return Me(
        name=author.name(),
        company=author.words(2),
        emails=author.some(author.email),
        sign_off=author.words(4),
        colleagues=author.some(lambda: Colleague(name=author.name(), email=author.email())),
    )


def _playbook(author: Author, key: str) -> Playbook:
    steps = tuple(PlaybookStep(key=slug, title=author.words(3)) for slug in author.keys(SLUGS, 6))
    return Playbook(key=key, title=author.words(3), steps=steps)


def _client(author: Author) -> Client:
    return Client(
        id=author.id("c"),
        name=author.words(3),
        language=author.random.choice(("", "en", "de")),
        time_zone=author.random.choice(("", "Europe/Berlin")),
        playbook=author.random.choice(("", "five-steps", "apple")),
        template=author.random.choice(("", "warm")),
        archived=author.flag(),
        contacts=author.some(lambda: _contact(author)),
        metrics=author.some(lambda: _metric(author)),
        expectations=author.some(
            lambda: Expectation(
                question=author.words(), answer=author.words(), agreed_on=author.maybe(author.day)
            )
        ),
        speakers=tuple(
            Speaker(heard=heard, name=author.name(), side=author.random.choice(tuple(Side)))
            for heard in author.keys(SLUGS, 3)
        ),
        check_in_on=author.maybe(author.day),
    )


def _contact(author: Author) -> Contact:
    return Contact(
        id=author.id("p"),
        name=author.name(),
        email=author.email(),
        role=author.words(2),
        knows=author.words(),
        fears=author.words(),
        past=author.words(),
    )


def _metric(author: Author) -> Metric:
    return Metric(
        id=author.id("m"),
        label=author.words(3),
        words=author.words(),
        unit=author.random.choice(("", "%", "days", "€")),
        lower_is_better=author.flag(),
        points=author.some(
            lambda: MetricPoint(
                at=author.maybe(author.moment),
                now=author.maybe(author.number),
                target=author.maybe(author.number),
                by=author.maybe(author.day),
            )
        ),
    )


def _disagreement(author: Author, client: Client) -> Disagreement:
    metrics = [metric.id for metric in client.metrics]
    return Disagreement(
        id=author.id("d"),
        client=client.id,
        topic=author.words(4),
        opened_at=author.maybe(author.moment),
        metric=author.random.choice(metrics) if metrics and author.flag() else None,
        our_metric=author.words(3),
        request=author.words(),
        wanted_result=author.words(),
        their_view=author.words(),
        our_view=author.words(),
        they_are_right_about=author.words(),
        need_to_know=author.words(),
        good_looks_like=author.words(),
        would_change_our_mind=author.words(),
        confidence=author.some(
            lambda: Confidence(at=author.maybe(author.moment), percent=author.random.randrange(101))
        ),
        who_was_right=author.random.choice((None, *Verdict)),
        reviews=author.some(
            lambda: Review(
                due=author.maybe(author.day),
                answered_at=author.maybe(author.moment),
                held=author.maybe(author.flag),
                text=author.words(),
            )
        ),
        calls=author.some(lambda: _call(author)),
    )


def _call(author: Author) -> Call:
    labels = author.keys(("A", "B", "C", "keep"), 4)
    return Call(
        id=author.id("k"),
        state=author.random.choice(tuple(CallState)),
        playbook=author.random.choice(("", "five-steps", "apple", "own")),
        planned_at=author.maybe(author.moment),
        planned_minutes=author.random.choice((0, 30, 45, 100_000)),
        started_at=author.maybe(author.moment),
        ended_at=author.maybe(author.moment),
        pauses=author.some(lambda: _pause(author)),
        attendees=author.some(lambda: _attendee(author)),
        why_now=author.words(),
        next_step_aim=author.words(),
        steps=tuple(
            StepMark(key=key, done_ms=author.maybe(author.ms), answer=author.words())
            for key in author.keys(SLUGS, 6)
        ),
        notes=author.some(lambda: _note(author), 8),
        options=tuple(
            Option(label=label, text=author.words(), effect=author.words(), cost=author.words())
            for label in labels
        ),
        chosen=author.maybe(lambda: _chosen(author, labels)),
        caring_no=CaringNo(cost_to_them=author.words(), alternative=author.words()),
        next_steps=author.some(lambda: _next_step(author)),
        none_agreed_because=author.words(),
        outcome=author.maybe(lambda: _outcome(author)),
        read_back=author.maybe(lambda: ReadBack(at_ms=author.ms(), text=author.words())),
        transcript=author.some(
            lambda: TranscriptLine(at_ms=author.ms(), speaker=author.name(), text=author.words())
        ),
        links=author.some(
            lambda: Link(title=author.words(3), url="https://client.example/p?a=1&b")
        ),
        recaps=author.some(lambda: _recap(author), 2),
    )


def _pause(author: Author) -> Pause:
    begun = author.ms()
    return Pause(from_ms=begun, to_ms=author.maybe(lambda: begun + author.ms()))


def _attendee(author: Author) -> Attendee:
    return Attendee(
        name=author.name(), email=author.email(), side=author.random.choice(tuple(Side))
    )


def _note(author: Author) -> Note:
    return Note(
        id=author.id("n"),
        at_ms=author.ms(),
        at=author.maybe(author.moment),
        kind=author.random.choice(tuple(NoteKind)),
        who=author.maybe(author.name) or "",
        text=author.words(30),
        retimed_from_ms=author.maybe(author.ms),
        source=author.random.choice(("typed", "command", "clock", "vtt")),
    )


def _chosen(author: Author, labels: list[str]) -> Chosen:
    return Chosen(label=author.random.choice(["", *labels]), why=author.words())


def _next_step(author: Author) -> NextStep:
    return NextStep(
        id=author.id("s"),
        at_ms=author.ms(),
        text=author.words(),
        owner=author.maybe(author.name) or "",
        side=author.random.choice(tuple(Side)),
        due=author.maybe(author.day),
        due_text=author.words(3),
        scope_changed=author.flag(),
        agreement_updated_on=author.maybe(author.day),
        done_at=author.maybe(author.moment),
    )


def _outcome(author: Author) -> Outcome:
    return Outcome(
        kind=author.random.choice(tuple(OutcomeKind)),
        at=author.maybe(author.moment),
        until=author.maybe(author.day),
        advice=author.maybe(
            lambda: Advice(
                we_advised=author.words(),
                because=author.words(),
                they_chose=author.words(),
                look_again_on=author.maybe(author.day),
                recorded_at=author.maybe(author.moment),
            )
        ),
        mistake=author.maybe(
            lambda: Mistake(
                what=author.words(),
                effect=author.words(),
                fix=author.words(),
                by=author.maybe(author.day),
            )
        ),
    )


def _recap(author: Author) -> Recap:
    return Recap(
        id=author.id("r"),
        state=author.random.choice(tuple(RecapState)),
        via=author.random.choice(("", "smtp", "eml", "mail_program", "web", "drafts", "copy")),
        template=author.random.choice(("", "warm")),
        language=author.random.choice(("", "en")),
        to=author.some(author.email),
        cc=author.some(author.email),
        subject=author.words(),
        text=author.words(60),
        edited=author.flag(),
        message_id=author.maybe(lambda: f"<{author.id('mid')}@client.example>") or "",
        in_reply_to=author.words(1),
        sent_at=author.maybe(author.moment),
        reply=author.maybe(
            lambda: Reply(
                kind=author.random.choice(tuple(ReplyKind)),
                at=author.maybe(author.moment),
                text=author.words(),
            )
        ),
    )
