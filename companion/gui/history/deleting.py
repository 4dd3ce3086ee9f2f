"""Deleting in the main window: into the trash at once, much of it only after a question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.session import Clock
from companion.store import Store

if TYPE_CHECKING:  # the window opens without deleting anything
    from companion.store.trash import Leaving, TrashLine


class Deleting(QObject):
    """Moves clients, disagreements and calls to the trash; the notice offers to take it back."""

    calls_leaving = Signal(object)
    """The ids of calls that are about to go: what is open on them writes its last and closes."""

    deleted = Signal(bool)
    """Something is in the trash now; whether it is a whole client."""

    restored = Signal()
    """It is in the history again."""

    def __init__(self, tasks: Tasks, clock: Clock, notice: NoticeBar) -> None:
        """Tell and ask in *notice*."""
        super().__init__(notice)
        self._tasks, self._clock, self._notice = tasks, clock, notice

    def delete_client(self, client_id: str) -> None:
        """Delete a client with all that was ever discussed."""
        self._begin("client", client_id)

    def delete_disagreement(self, disagreement_id: str) -> None:
        """Delete a disagreement with its calls."""
        self._begin("disagreement", disagreement_id)

    def delete_call(self, call_id: str) -> None:
        """Delete one call; its disagreement stays."""
        self._begin("call", call_id)

    def tidy(self) -> None:
        """Delete for good what was deleted 30 days ago, and how it was before imports as old.

        To be called at a start.
        """
        now = self._clock.now()
        self._tasks.write(lambda store: store.trash.is_over(now), self._erase_due)
        self._tasks.write(lambda store: store.imports.forget_due(now))

    def _erase_due(self, is_over: bool) -> None:
        if not is_over:
            return
        from companion.gui.trash.forgetting import Forgetting

        now = self._clock.now()
        forgetting = Forgetting(self._tasks, self)
        forgetting.done.connect(lambda: self._tasks.write(lambda store: store.trash.erase_due(now)))
        forgetting.begin(lambda _error: None)

    def _begin(self, kind: str, object_id: str) -> None:
        self._tasks.write(
            lambda store: _leaving(store, kind, object_id), self._ask, self._tell_error
        )

    def _ask(self, leaving: Leaving) -> None:
        from companion.gui.trash.words import question_said

        if leaving.is_much:
            act = partial(self._delete, leaving)
            self._notice.tell(question_said(leaving), self.tr("Delete"), act, tone="concern")
        else:
            self._delete(leaving)

    def _delete(self, leaving: Leaving) -> None:
        now = self._clock.now()
        self.calls_leaving.emit(leaving.call_ids)
        self._tasks.write(
            lambda store: store.trash.put(leaving.kind, leaving.object_id, now),
            self._tell_deleted,
            self._tell_error,
        )

    def _tell_deleted(self, line: TrashLine) -> None:
        from companion.gui.trash.words import deleted_said

        self.deleted.emit(line.kind == "client")
        self._notice.tell(deleted_said(line), self.tr("Undo"), partial(self._take_back, line.id))

    def _take_back(self, trash_id: str) -> None:
        self._tasks.write(
            lambda store: store.trash.restore(trash_id),
            lambda _none: self.restored.emit(),
            self._tell_error,
        )

    def _tell_error(self, error: CompanionError) -> None:
        self._notice.tell_error(error)


def _leaving(store: Store, kind: str, object_id: str) -> Leaving:
    from companion.store.trash import Kind

    return store.trash.leaving(Kind(kind), object_id)
