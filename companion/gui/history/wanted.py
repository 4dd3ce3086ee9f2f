"""What the list is asked to show, read from what was typed and where the side bar stands."""

from __future__ import annotations

from datetime import date

from companion.method.search_query import SearchQuery, read_query
from companion.model.value import Value


class Wanted(Value, frozen=True, kw_only=True):
    """A sort of the side bar, maybe one client, maybe a search; equal questions are equal values.

    Dates in the search are seen from *today*.
    """

    sort: str = "all"
    client_id: str | None = None
    text: str = ""
    today: date | None = None

    @property
    def query(self) -> SearchQuery:
        """The search as it is meant."""
        return read_query(self.text, self.today or date.min)

    @property
    def is_search(self) -> bool:
        """Whether there is something to find."""
        return bool(self.text) and not self.query.is_empty

    @property
    def is_narrowed(self) -> bool:
        """Whether the side bar leaves a part of the history out."""
        return self.sort != "all" or self.client_id is not None

    @property
    def has_passages(self) -> bool:
        """Whether each line says where it was found: not by filters of the disagreement alone."""
        return bool(self.text and (self.query.words or self.query.kinds))

    @property
    def terms(self) -> tuple[str, ...]:
        """The beginnings of words to highlight."""
        return self.query.terms if self.text else ()


def wanted_from(typed: str, today: date, sort: str = "all", client_id: str | None = None) -> Wanted:
    """Return what *typed* asks for on the day *today*, beside the place in the side bar.

    A client that is typed counts, not the one of the side bar.
    """
    text = " ".join(typed.split())
    if not text:
        return Wanted(sort=sort, client_id=client_id)
    wanted = Wanted(sort=sort, client_id=client_id, text=text, today=today)
    if wanted.query.clients:
        return Wanted(sort=sort, text=text, today=today)
    return wanted
