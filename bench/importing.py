"""Importing a document of 1,000 calls: decoded, checked, stored with all its passages."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from bench.figures import Figure
from bench.history import clients_of, disagreements
from companion.exchange import document
from companion.model import History
from companion.model.history import FORMAT, VERSION
from companion.paths import HISTORY_NAME
from companion.store import Store

CALLS = 1_000


def measure() -> list[Figure]:
    """Import one document into a new history, then once more, which changes nothing."""
    content = _document()
    with (
        tempfile.TemporaryDirectory(prefix="companion-bench-") as folder,
        Store.open(Path(folder) / HISTORY_NAME) as store,
    ):
        first, again = _load(store, content), _load(store, content)
    detail = f"{len(content) / 2**20:.1f} MiB of JSON; once more, unchanged, {again:.2f} s"
    return [Figure(f"import of {CALLS:,} calls", first, "s", detail=detail)]


def _document() -> bytes:
    random = Random(7)
    clients = clients_of(random)
    made = tuple(disagreements(random, clients, CALLS))
    history = History(format=FORMAT, version=VERSION, clients=clients, disagreements=made)
    return document.encode(history)


def _load(store: Store, content: bytes) -> float:
    started = perf_counter()
    store.documents.load(document.decode(content))
    return perf_counter() - started
