"""Takes the transcript that a call has out again, and puts it back on demand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion import transcribing
from companion.gui.long_work import LongWork
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.model import TranscriptLine


class TakingOut(QObject):
    """The transcript of one call; what was taken out is kept until the window closes."""

    began = Signal(str)
    """Something is under way: what, in words."""

    ended = Signal()
    """The call's transcript is another one now."""

    def __init__(
        self, tasks: Tasks, call_id: str, work: LongWork, notice: NoticeBar, parent: QObject
    ) -> None:
        """Do it by *work*, and tell of it in *notice*."""
        super().__init__(parent)
        self._tasks, self._call_id = tasks, call_id
        self._work, self._notice = work, notice
        self._lines: tuple[TranscriptLine, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Whether there is a transcript to put back."""
        return bool(self._lines) and not self._work.is_busy

    def take_out(self) -> None:
        """Take every line out of the call."""
        if self._work.is_busy:
            return
        keep, call_id = self._tasks.keep, self._call_id
        self.began.emit(self.tr("Taking it out…"))
        self._work.start(
            lambda _tell: transcribing.remove(keep, call_id),
            self._tell_taken_out,
            goes_on=True,
            can_stop=False,
        )

    def undo(self) -> None:
        """Put back what was taken out."""
        if not self.can_undo:
            return
        keep, call_id, lines = self._tasks.keep, self._call_id, self._lines
        self.began.emit(self.tr("Putting it back…"))
        self._work.start(
            lambda tell: transcribing.attach(keep, call_id, lines, (), tell),
            self._tell_put_back,
            goes_on=True,
        )

    def _tell_taken_out(self, lines: tuple[TranscriptLine, ...]) -> None:
        self._lines = lines
        self.ended.emit()
        self._notice.tell(
            self.tr("The transcript was taken out of the call."), self.tr("Undo"), self.undo
        )

    def _tell_put_back(self, _attached: object) -> None:
        self._lines = ()
        self.ended.emit()
        self._notice.tell(self.tr("The transcript is back."))
