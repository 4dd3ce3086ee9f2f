"""A part of the history, read one disagreement after the other, so that no export holds it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from companion.model import Disagreement, History

Read = Callable[[str], Disagreement]


class Portion:
    """What was asked for: everything but the disagreements at hand, these when they are read.

    It is good for as long as the snapshot that it was taken in.
    """

    def __init__(self, head: History, ids: tuple[str, ...], read: Read) -> None:
        """Keep the *ids* of the disagreements in order; *read* fetches one of them."""
        self.head = head
        self.ids = ids
        self._read = read

    def __iter__(self) -> Iterator[Disagreement]:
        """Yield the disagreements, each read only now."""
        return map(self._read, self.ids)

    def keeping(self, kept_of: Callable[[Disagreement], Disagreement | None]) -> Portion:
        """Return what *kept_of* keeps of each disagreement, without the clients of none.

        Everything is read once to find out.
        """
        clients = {found.id: found.client for found in self if kept_of(found) is not None}
        wanted = set(clients.values())

        def read(disagreement_id: str) -> Disagreement:
            whole = self._read(disagreement_id)
            return kept_of(whole) or whole

        kept = tuple(client for client in self.head.clients if client.id in wanted)
        return Portion(replace(self.head, clients=kept), tuple(clients), read)
