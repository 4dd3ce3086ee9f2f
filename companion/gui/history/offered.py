"""What the search field offers behind each filter while it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from companion.method.search_query import FILTERS, OUTCOME_WORDS
from companion.model import NoteKind
from companion.store.browse import ClientRow

_DAYS: Final = (
    "yesterday",
    "this week",
    "last week",
    "this month",
    "last month",
    "this year",
    "last year",
)

FILTERS_OFFERED: Final = tuple(
    text for key in FILTERS for text in ((f"{key}:", f"-{key}:") if key == "step" else (f"{key}:",))
)
"""The filters themselves, as Ctrl+Space offers them."""


LEAST_BEGUN: Final = 3
"""Letters from which on a word may be the beginning of a filter."""


def begun_by(word: str) -> tuple[str, ...]:
    """Return the filters that *word* may begin; none once it is a whole word of its own."""
    begun = word.casefold()
    if len(begun) < LEAST_BEGUN:
        return ()
    return tuple(name for name in FILTERS_OFFERED if name.rstrip(":")[:-1].startswith(begun))


def offered(
    key: str, clients: Sequence[ClientRow], known: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return what may stand behind the filter *key*; *known* is what the history has of it."""
    if key == "client":
        return tuple(dict.fromkeys(client.name for client in clients if client.name))
    if key == "outcome":
        return tuple(said[0] for said in OUTCOME_WORDS.values())
    if key == "kind":
        return tuple(kind.value for kind in NoteKind)
    if key in {"after", "before"}:
        return _DAYS
    return tuple(known.get(key, ()))
