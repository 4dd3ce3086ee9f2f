"""Gives the call its client and its topic while it lasts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from companion.gui.live.header import LiveHeader
from companion.gui.live.held_call import HeldCall
from companion.gui.live.naming import name_client
from companion.gui.live.snapshot import Snapshot
from companion.gui.saving import Saver


class CallNaming(QObject):
    """Brings what is typed into the head of the page to the disk."""

    done = Signal()
    """The person is done here."""

    def __init__(self, held: HeldCall, header: LiveHeader, saver: Saver) -> None:
        """Name the call that is *held* in *header*."""
        super().__init__(held)
        self._held = held
        self._header = header
        self._saver = saver
        self._disagreement_id = ""
        held.loaded.connect(self._follow)
        header.naming_wanted.connect(header.begin_naming)
        header.naming.client_named.connect(self._name_client)
        header.naming.topic_changed.connect(self._keep_topic)
        header.naming.finished.connect(self.end)

    def begin(self) -> None:
        """Open the fields for client and topic."""
        self._header.begin_naming()

    def end(self) -> None:
        """Close the fields, and show the names as they are on the disk."""
        self._header.end_naming()
        self._saver.flush()
        self._held.load()
        self.done.emit()

    def _follow(self, seen: Snapshot) -> None:
        self._disagreement_id = seen.disagreement_id

    def _name_client(self, name: str) -> None:
        act = partial(name_client, disagreement_id=self._disagreement_id, name=name)
        self._held.write(act, lambda _named: self._held.load())

    def _keep_topic(self, topic: str) -> None:
        disagreement_id = self._disagreement_id
        self._saver.changed(
            "topic", lambda store: store.disagreements.set_text(disagreement_id, "topic", topic)
        )
