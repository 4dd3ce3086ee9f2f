"""Reads the agreement back to the client, and stamps their yes with the call's time."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from companion.gui.live.held_call import HeldCall
from companion.gui.live.read_back_card import ReadBackCard
from companion.method.read_back import Standing, standing_of
from companion.method.recap_parts import RecapSource
from companion.model import ReadBack
from companion.store import Store


class ReadingBack(QObject):
    """Shows on the card what stands on the disk, anew after whatever changed it."""

    begun = Signal()
    """The agreement is about to be shown: what is typed has to go to the disk first."""

    ended = Signal()
    """The card was left."""

    def __init__(self, held: HeldCall, card: ReadBackCard) -> None:
        """Read back the agreement of the call that is *held* on *card*."""
        super().__init__(held)
        self._held = held
        self._card = card
        self._standing = Standing()
        self._is_on = False
        card.confirmed.connect(self._confirm)
        card.left.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Whether the agreement is being read back."""
        return self._is_on

    def begin_or_leave(self) -> None:
        """Show the agreement, or go back to the page."""
        if self._is_on:
            self.leave()
        else:
            self._is_on = True
            self.begun.emit()
            self.look()

    def leave(self) -> None:
        """Go back to the page."""
        if self._is_on:
            self._is_on = False
            self.ended.emit()

    def look(self) -> None:
        """Show what stands, behind everything that was handed over to be written."""
        if self._is_on:
            call_id, today = self._held.call_id, self._held.clock.now().date()
            self._held.write(lambda store: look_at(store, call_id, today), self._show)

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self._card.show_standing(standing)

    def _confirm(self) -> None:
        """Stamp what is shown, which is what the client said yes to."""
        if not self._is_on or not self._standing.text:
            return
        call_id, today = self._held.call_id, self._held.clock.now().date()
        stamp = ReadBack(at_ms=self._held.clock_ms(), text=self._standing.text)

        def keep(store: Store) -> Standing:
            store.live.set_read_back(call_id, stamp)
            return look_at(store, call_id, today)

        self._held.write(keep, self._show)


def look_at(store: Store, call_id: str, today: date) -> Standing:
    """Return how the read-back of a call stands in the history. Raises NotThere."""
    disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
    client = store.people.client(disagreement.client)
    call = next(call for call in disagreement.calls if call.id == call_id)
    return standing_of(
        RecapSource(
            me=store.people.me(),
            client=client,
            disagreement=disagreement,
            call=call,
            playbook=store.playbooks.script(call.playbook),
            today=today,
            language=client.language or "en",
        )
    )
