"""Takes the part of a history since a day."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.model import Disagreement, History


def since(history: History, moment: datetime) -> History:
    """Return *history* with the calls held or planned at *moment* or later.

    A disagreement stays when one of its calls does, or when it was opened since; a client when
    one of its disagreements does. The rest of the document is as it was.
    """
    parts = tuple(part_since(disagreement, moment) for disagreement in history.disagreements)
    disagreements = tuple(part for part in parts if part is not None)
    wanted = {disagreement.client for disagreement in disagreements}
    return replace(
        history,
        clients=tuple(client for client in history.clients if client.id in wanted),
        disagreements=disagreements,
    )


def part_since(disagreement: Disagreement, moment: datetime) -> Disagreement | None:
    """Return what stays of one disagreement, or None."""
    calls = tuple(c for c in disagreement.calls if c.moment is not None and c.moment >= moment)
    was_opened = disagreement.opened_at is not None and disagreement.opened_at >= moment
    return replace(disagreement, calls=calls) if calls or was_opened else None
