"""What a search finds is what a plain reading of all texts finds, whichever way it takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from companion.model import (
    Call,
    CallState,
    Client,
    Disagreement,
    Note,
    NoteKind,
    Outcome,
    OutcomeKind,
)
from companion.store import Store
from companion.store.browse import Browse
from companion.store.connection import Connection
from companion.store.search import GLANCE, Question, Search

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORDS = (
    *("budget", "form", "the", "to", "north", "board-room", "4%"),
    *("Müller", "Mu\u0308ller", "Ångström", "naïve", "straße", "İnci", "Ελλάς"),
)
CLIENTS = ("Northwind", "Müller AG", "Blue Bird")
KINDS, OUTCOMES = (*NoteKind,), (*OutcomeKind,)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a history of ninety disagreements whose texts are drawn from few words."""
    random = Random(7)
    kept = tmp_path_factory.mktemp("history") / "history.db"
    with Store.open(kept) as store, store.write():
        for number, name in enumerate(CLIENTS):
            store.people.put_client(Client(id=f"c-{number}", name=name))
        for number in range(90):
            store.disagreements.put(disagreement(random, number))
    return kept


def disagreement(random: Random, number: int) -> Disagreement:
    day = NOON - timedelta(days=random.randrange(400))
    notes = tuple(
        Note(
            id=f"n-{number}-{at}",
            at=day + timedelta(days=random.randrange(60)),
            kind=random.choice(KINDS),
            text=said(random, 4),
        )
        for at in range(6)
    )
    call = Call(
        id=f"k-{number}",
        state=CallState.ENDED,
        started_at=day,
        notes=notes,
        outcome=Outcome(kind=random.choice(OUTCOMES), at=day),
    )
    client = f"c-{random.randrange(3)}"
    return Disagreement(id=f"d-{number}", client=client, topic=said(random, 2), calls=(call,))


def said(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS, k=words))


@pytest.fixture(params=[GLANCE, 0], ids=["by the index", "by reading few"])
def search(path: Path, request: pytest.FixtureRequest) -> Iterator[Search]:
    connection = Connection(path, reader=True)
    yield Search(connection, Browse(connection), glance=request.param)
    connection.close()


@pytest.mark.parametrize("filters", ["", "outcome:agreed", "client:müller", "kind:fact"])
@pytest.mark.parametrize("limit", [3, 90])
def test_the_newest_text_with_all_words_is_found(
    path: Path, search: Search, filters: str, limit: int
) -> None:
    for words in (
        "the",
        "mu",
        "müller",
        "budget form",
        "northwind the",
        "ång",
        "in",
        "stra",
        "nai bo",
        "mu\u0308l",
        "i\u0307n",
        "ΕΛΛΆΣ",
    ):
        question = Question(text=f"{filters} {words}", limit=limit, across=False)
        found = [row.id for row in search.rows(question)]
        assert found == plainly(path, filters, words)[:limit], words


def plainly(path: Path, filters: str, words: str) -> list[str]:
    """Return the disagreements by looking at every single text, the newest first."""
    connection = Connection(path, reader=True)
    rows = connection.rows(
        """SELECT p.id, d.id, p.text, k.name, d.landed, n.kind FROM passage AS p
        JOIN client AS k ON k.id = p.client_id JOIN disagreement AS d
            ON d.id = p.disagreement_id OR p.disagreement_id IS NULL AND d.client_id = k.id
        LEFT JOIN note AS n ON p.source = 'note' AND n.id = p.source_id
        ORDER BY p.id DESC, d.touched DESC, d.seq DESC"""
    )
    connection.close()
    return list(
        dict.fromkeys(
            about
            for _, about, text, client, landed, kind in rows
            if has_all(words, text, client) and is_left(filters, client, landed, kind)
        )
    )


def is_left(filters: str, client: str, landed: str, kind: str | None) -> bool:
    name, _, value = filters.partition(":")
    return {
        "": True,
        "outcome": landed == value,
        "client": plain(client).startswith(plain(value)),
        "kind": kind == value,
    }[name]


def has_all(words: str, text: str, client: str) -> bool:
    """Whether every word begins one of the text, or of the client's name beside other words."""
    sought = words.split()
    names = plain(client).split() if len(sought) > 1 else []
    known = plain(text).replace("-", " ").split() + names
    return all(any(each.startswith(plain(word)) for each in known) for word in sought)


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text).lower()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
