"""Undoes a deletion, or else the end of the call: whatever the page says can be undone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from companion.gui.live.answering import Answering
from companion.gui.live.note_changing import NoteChanging
from companion.gui.live.standing import Standing
from companion.gui.widgets.notice import NoticeBar

UNDO_SHOWN_MS = 20_000
"""How long the page says that a deletion can be undone; Ctrl+Z undoes it after that too."""


class Undoing(QObject):
    """Remembers the last deletion of a note or of a next step."""

    def __init__(
        self, notice: NoticeBar, changing: NoteChanging, answering: Answering, standing: Standing
    ) -> None:
        """Offer it on *notice*; the other parts bring back what they took away."""
        super().__init__(notice)
        self._notice = notice
        self._changing = changing
        self._answering = answering
        self._standing = standing
        self._last = ""
        self._words = self.tr("Deleted · Ctrl+Z brings it back")
        changing.deleted.connect(self._offer)
        changing.next_step_deleted.connect(self._delete_next_step)

    def undo(self) -> None:
        """Undo the last deletion, or take the end of the call back."""
        line_id, self._last = self._last, ""
        if line_id:
            self._notice.dismiss()
            if not self._answering.bring_back_next_step(line_id):
                self._changing.undo_delete(line_id)
        elif self._standing.can_take_back:
            self._notice.act()

    def _offer(self, line_id: str) -> None:
        self._last = line_id
        self._notice.tell(self._words, self.tr("Undo"), self.undo)
        QTimer.singleShot(UNDO_SHOWN_MS, self, partial(self._hide, line_id))

    def _hide(self, line_id: str) -> None:
        # Another notice may stand there by now, such as that something is not saved.
        if self._last == line_id and self._notice.text == self._words:
            self._notice.dismiss()

    def _delete_next_step(self, step_id: str) -> None:
        self._answering.forget_next_step(step_id)
        self._offer(step_id)
        self._changing.act_done.emit()
