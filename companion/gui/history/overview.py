"""All that the main window shows at its start, read by one question to the history."""

from __future__ import annotations

from datetime import datetime

from msgspec import field

from companion.gui.history.wanted import Wanted
from companion.model.value import Value
from companion.store import Store
from companion.store.browse import (
    PAGE,
    ClientRow,
    Counts,
    DisagreementRow,
    PlannedCall,
)
from companion.store.search import NEWEST, Question, is_across
from companion.store.today import Today

TARGETS = 8
"""Calls that a note from the inbox is offered for."""


class Overview(Value, frozen=True, kw_only=True):
    """The side bar, and the page that opens first; *held* are calls that a note may go to."""

    counts: Counts = Counts()
    clients: tuple[ClientRow, ...] = ()
    today: Today = Today()
    held: tuple[PlannedCall, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether this history has nothing to show yet."""
        return not (self.counts.everything or self.clients or self.today.inbox)


class Page(Value, frozen=True, kw_only=True):
    """A run of rows from *offset* on, and how many there are in all as far as is known."""

    wanted: Wanted
    offset: int = 0
    rows: tuple[DisagreementRow, ...] = ()
    count: int = 0
    limit: int = 0
    is_across: bool = False
    """Whether words that stand in several texts were looked for."""

    steps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of the steps, in order, of every playbook among the rows."""


def read_overview(store: Store, now: datetime) -> Overview:
    """Read the overview of *now*; the calls a note could go to only where a note waits."""
    today = store.agenda.today(now)
    return Overview(
        counts=store.browse.counts(),
        clients=store.browse.clients(),
        today=today,
        held=store.browse.held(TARGETS) if today.inbox else (),
    )


def read_page(
    store: Store, wanted: Wanted, offset: int = 0, limit: int = 0, *, across: bool = False
) -> Page:
    """Read the rows that *wanted* asks for.

    Browsing brings one page of the whole; a search brings the newest *limit* at once, since its
    end is not known before it is read. With *across*, its words may stand in several texts.
    """
    if wanted.is_search:
        limit = limit or NEWEST
        question = Question(
            text=wanted.text,
            today=wanted.today,
            client_id=wanted.client_id,
            sort=wanted.sort,
            limit=limit,
            across=across,
        )
        rows = store.search.rows(question)
        steps = _steps(store, rows)
        return Page(
            wanted=wanted,
            rows=rows,
            count=len(rows),
            limit=limit,
            is_across=across or not is_across(wanted.query),
            steps=steps,
        )
    rows = store.browse.rows(wanted.sort, wanted.client_id, offset, PAGE)
    return Page(
        wanted=wanted,
        offset=offset,
        rows=rows,
        count=store.browse.count(wanted.sort, wanted.client_id),
        limit=PAGE,
        steps=_steps(store, rows),
    )


def _steps(store: Store, rows: tuple[DisagreementRow, ...]) -> dict[str, tuple[str, ...]]:
    scripts = {key: store.playbooks.script(key) for key in {row.playbook for row in rows}}
    return {key: tuple(step.key for step in script.steps) for key, script in scripts.items()}
