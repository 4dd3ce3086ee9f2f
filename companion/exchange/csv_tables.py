"""Notes, next steps and disagreements as tables for a spreadsheet: three CSV files in a folder.

They begin with a byte order mark: without one, Excel reads UTF-8 in the coding of the computer's
country and turns "Zürich" into "ZÃ¼rich". LibreOffice, Numbers, and Python's "utf-8-sig" skip it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from companion.exchange.csv_cells import guarded, unguarded
from companion.exchange.files import whole_files
from companion.exchange.told import last_moment
from companion.exchange.told_lines import clock_said
from companion.model import Client, Disagreement

Cells = Mapping[str, object]

CODING = "utf-8-sig"

NOTES = "notes.csv"
NEXT_STEPS = "next-steps.csv"
DISAGREEMENTS = "disagreements.csv"


def write_csv(
    folder: Path,
    clients: Mapping[str, Client],
    disagreements: Iterable[Disagreement],
    *,
    is_private: bool,
) -> None:
    """Write the three tables into *folder*, all of them or none.

    Without *is_private* there are no columns for what is private. Raises StorageError.
    """
    with whole_files(folder) as lent, ExitStack() as open_files:
        notes, steps, rows = (
            _Table(lent / name, open_files) for name in (NOTES, NEXT_STEPS, DISAGREEMENTS)
        )
        for head, table in ((_NOTE, notes), (_STEP, steps)):
            table.begin(head)
        rows.begin((*_ROW, *(_PRIVATE if is_private else ())))
        for disagreement in disagreements:
            client = clients[disagreement.client]
            rows.add([_row(disagreement, client)])
            notes.add(_notes(disagreement, client))
            steps.add(_next_steps(disagreement, client))


def read_table(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table of ours as they were before it was guarded.

    Raises UnicodeDecodeError or csv.Error where it is none.
    """
    text = io.StringIO(content.decode(CODING), newline="")
    rows = csv.reader(text, strict=True)
    head = next(rows, [])
    return [dict(zip(head, map(unguarded, row), strict=True)) for row in rows]


class _Table:
    """A file to which rows are added as they come."""

    def __init__(self, path: Path, open_files: ExitStack) -> None:
        file = open_files.enter_context(path.open("w", encoding=CODING, newline=""))
        self._writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._head: tuple[str, ...] = ()

    def begin(self, head: tuple[str, ...]) -> None:
        self._head = head
        self._writer.writerow(head)

    def add(self, rows: Iterable[Cells]) -> None:
        self._writer.writerows([_cell(row[name]) for name in self._head] for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        # Without its offset, which spreadsheets do not take for part of a time.
        return value.replace(tzinfo=None).isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return guarded(str(value))


_ABOUT = ("client", "topic")
_IDS = ("client id", "disagreement id", "call id")

_NOTE = (*_ABOUT, "call", "time", "written at", "kind", "who", "text", *_IDS, "note id")
_STEP = (
    *_ABOUT,
    "call",
    "next step",
    "owner",
    "side",
    "due",
    "due in words",
    "done at",
    "scope changed",
    "agreement updated on",
    *_IDS,
    "next step id",
)
_ROW = (
    *_ABOUT,
    "outcome",
    "until",
    "opened",
    "last call",
    "calls",
    "their number",
    "our number",
    "they ask for",
    "result they want",
    "what good looks like",
    "how they see it",
    "where they are right",
    "what they need to know",
    "client id",
    "disagreement id",
)
_PRIVATE = (
    "how we see it",
    "what would change our mind",
    "first confidence %",
    "last confidence %",
    "who was right",
)


def _notes(disagreement: Disagreement, client: Client) -> Iterator[Cells]:
    for call in disagreement.calls:
        common = _common(disagreement, client) | {"call": call.moment, "call id": call.id}
        for note in call.notes:
            yield common | {
                "time": clock_said(note.at_ms),
                "written at": note.at,
                "kind": note.kind.value,
                "who": note.who,
                "text": note.text,
                "note id": note.id,
            }


def _next_steps(disagreement: Disagreement, client: Client) -> Iterator[Cells]:
    for call in disagreement.calls:
        common = _common(disagreement, client) | {"call": call.moment, "call id": call.id}
        for step in call.next_steps:
            yield common | {
                "next step": step.text,
                "owner": step.owner,
                "side": step.side.value,
                "due": step.due,
                "due in words": step.due_text,
                "done at": step.done_at,
                "scope changed": step.scope_changed,
                "agreement updated on": step.agreement_updated_on,
                "next step id": step.id,
            }


def _row(disagreement: Disagreement, client: Client) -> Cells:
    metric, outcome = client.metric(disagreement.metric), disagreement.outcome
    sure = disagreement.confidence
    return _common(disagreement, client) | {
        "outcome": outcome.kind.value if outcome else "open",
        "until": outcome.until if outcome else None,
        "opened": disagreement.opened_at,
        "last call": last_moment(disagreement) if disagreement.calls else None,
        "calls": len(disagreement.calls),
        "their number": (metric.label or metric.words) if metric else "",
        "our number": disagreement.our_metric,
        "they ask for": disagreement.request,
        "result they want": disagreement.wanted_result,
        "what good looks like": disagreement.good_looks_like,
        "how they see it": disagreement.their_view,
        "where they are right": disagreement.they_are_right_about,
        "what they need to know": disagreement.need_to_know,
        "how we see it": disagreement.our_view,
        "what would change our mind": disagreement.would_change_our_mind,
        "first confidence %": sure[0].percent if sure else None,
        "last confidence %": sure[-1].percent if sure else None,
        "who was right": disagreement.who_was_right.value if disagreement.who_was_right else "",
    }


def _common(disagreement: Disagreement, client: Client) -> dict[str, object]:
    return {
        "client": client.name,
        "topic": disagreement.topic,
        "client id": client.id,
        "disagreement id": disagreement.id,
    }
