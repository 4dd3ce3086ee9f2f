"""What a client's page is read as, by one question to the history."""

from __future__ import annotations

from datetime import date

from companion.method.playbook import Captures
from companion.model.value import Value
from companion.session import Clock, begin_disagreement
from companion.store import Store
from companion.store.client_page import ClientPage

STAGE = "set-the-stage"
"""The playbook whose questions are agreed on beforehand (method, idea 11)."""


class Read(Value, frozen=True, kw_only=True):
    """A client's page, the keys of the steps of its playbooks, and the questions of the stage."""

    page: ClientPage
    steps: dict[str, tuple[str, ...]]
    questions: tuple[str, ...]


def read_client(store: Store, client_id: str, today: date, talks: int) -> Read:
    """Read the page with its first *talks* disagreements. Raises NotThere."""
    page = store.client_pages.page(client_id, today, talks)
    keys = {talk.playbook for talk in page.talks}
    stage = store.playbooks.script(STAGE)
    return Read(
        page=page,
        steps={key: tuple(s.key for s in store.playbooks.script(key).steps) for key in keys},
        questions=tuple(s.title for s in stage.steps if s.captures is Captures.EXPECTATION),
    )


def begin_with(store: Store, clock: Clock, client_id: str) -> str:
    """Begin a disagreement with that client and return its prepared call. Raises NotThere."""
    with store.write():
        begun = begin_disagreement(store, clock)
        store.disagreements.set_client(begun.id, client_id)
    return begun.calls[0].id
