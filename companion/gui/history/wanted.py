"""What the list is asked to show, read from what was typed and where the side bar stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.method.marking import fold, terms_of
from companion.model.value import Value
from companion.store.browse import ClientRow
from companion.store.search import words_of

_FILTER = re.compile(r'(?<!\S)client:(?:"([^"]*)"?|(\S*))', re.IGNORECASE)


class Wanted(Value, frozen=True, kw_only=True):
    """A sort of the side bar, maybe one client, maybe words; equal questions are equal values."""

    sort: str = "all"
    client_id: str | None = None
    text: str = ""

    @property
    def is_search(self) -> bool:
        """Whether there are words to find."""
        return bool(words_of(self.text))

    @property
    def terms(self) -> tuple[str, ...]:
        """The beginnings of words to highlight."""
        return terms_of(self.text) if self.is_search else ()


def wanted_from(
    typed: str, clients: Sequence[ClientRow], sort: str = "all", client_id: str | None = None
) -> Wanted:
    """Return what *typed* asks for beside the place in the side bar.

    ``client:name`` picks the client whose name is so, or the only one that begins so. While
    several begin so it narrows nothing yet; where none does, the text is what it is: words.
    """
    for match in _FILTER.finditer(typed):
        meant = _clients_meant(match[1] or match[2] or "", clients)
        if meant is not None:
            rest = f"{typed[: match.start()]} {typed[match.end() :]}"
            found = meant[0] if len(meant) == 1 else client_id
            return Wanted(sort=sort, client_id=found, text=" ".join(rest.split()))
    return Wanted(sort=sort, client_id=client_id, text=" ".join(typed.split()))


def client_filter(name: str) -> str:
    """Return how a client is asked for: ``client:northwind``, ``client:"blue bird"``."""
    plain = " ".join(name.replace('"', " ").split()).casefold()
    return f'client:"{plain}"' if " " in plain else f"client:{plain}"


def filter_being_typed(typed: str, cursor: int) -> tuple[int, str] | None:
    """Return where a ``client:`` filter under the *cursor* begins, and the name so far; or None."""
    for match in _FILTER.finditer(typed):
        if match.start() + len("client:") <= cursor <= match.end():
            return match.start(), (match[1] or match[2] or "")
    return None


def _clients_meant(name: str, clients: Sequence[ClientRow]) -> list[str] | None:
    """Return the ids of the clients that *name* may mean; None where it means none of them."""
    begun = fold(" ".join(name.split()))
    named = [client for client in clients if client.name]
    names = [(fold(" ".join(client.name.replace('"', " ").split())), client) for client in named]
    exact = [client.id for known, client in names if known == begun]
    begins = [client.id for known, client in names if known.startswith(begun)]
    return exact[:1] or begins or (None if begun else [])
