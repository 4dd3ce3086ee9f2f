"""Searches that nobody would type are no errors (reliability, S12).

20,000 with COMPANION_FAULTS=full, else 3,000.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from companion.method.search_query import FILTERS, read_query
from companion.model import Call, Client, Disagreement, Note
from companion.store import Store
from companion.store.search import Question
from tests.faults.kills import FULL

SEARCHES = 20_000 if FULL else 3_000
TODAY = date(2026, 11, 21)
PIECES = (
    *(f"{key}:" for key in FILTERS),
    *(f"-{key}:" for key in FILTERS),
    *('"', "'", "*", "^", "(", ")", "{", "}", "-", "+", ":", ";", "%", "_", "\\", "\x00", "\ud800"),
    *("AND", "OR", "NOT", "NEAR(", "text :", "rank", "C++", "form", "a" * 400),
    *("ß", "İ", "ﷺ", "é", "e\u0301", "漢字", "\U0001f642", " ", "\n", "\u2028"),
    *("2026", "-99", "29 Feb", "Q9", "9999-12", "in 9999 years"),
)


def hostile(random: Random) -> str:
    """Return one search, made of pieces that mean something somewhere."""
    return "".join(
        random.choice(PIECES) if random.random() < 0.8 else chr(random.randrange(0xD7FF))
        for _ in range(random.randrange(1, 14))
    )


def test_no_search_is_an_error(tmp_path: Path) -> None:
    random = Random(20261122)
    call = Call(id="k-1", notes=(Note(id="n-1", text="form of the C++ budget 漢字"),))
    with Store.open(tmp_path / "history.db") as store:
        store.people.put_client(Client(id="c-1", name="Northwind"))
        store.disagreements.put(Disagreement(id="d-1", client="c-1", topic="Form", calls=(call,)))
        found = 0
        for _ in range(SEARCHES):
            typed = hostile(random)
            rows = store.search.rows(Question(text=typed, today=TODAY))
            assert [row.id for row in rows] in ([], ["d-1"]), typed
            assert not (rows and read_query(typed, TODAY).is_empty), typed
            found += len(rows)
    assert 0 < found < SEARCHES
