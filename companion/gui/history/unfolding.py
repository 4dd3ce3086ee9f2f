"""Reads the transcripts that somebody unfolds, a part at a time, and forgets those folded again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Tasks
from companion.model import TranscriptLine

if TYPE_CHECKING:  # the window opens on another page, and need not read these before
    from companion.store.transcripts import TranscriptHead

PORTION = 500
"""Lines that are unfolded at once; a call of an hour has some 600."""


class Unfolding(QObject):
    """The lines that are unfolded, by the call that they are of."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Unfold nothing yet."""
        super().__init__(parent)
        self._tasks: Tasks | None = None
        self._lines: dict[str, tuple[TranscriptLine, ...]] = {}
        self._heads: Mapping[str, TranscriptHead] = {}

    @property
    def lines(self) -> Mapping[str, tuple[TranscriptLine, ...]]:
        """What is unfolded now; another mapping whenever it is something else."""
        return self._lines

    def serve(self, tasks: Tasks) -> None:
        """Read by *tasks*."""
        self._tasks = tasks

    def fold(self) -> None:
        """Fold everything, for another disagreement is looked at."""
        self._lines, self._heads = {}, {}

    def settle(self, heads: Mapping[str, TranscriptHead]) -> None:
        """Fold a transcript that is another one than it was."""
        self._lines = {
            call_id: lines
            for call_id, lines in self._lines.items()
            if heads.get(call_id) == self._heads.get(call_id)
        }
        self._heads = heads

    def toggle(self, call_id: str) -> None:
        """Unfold the transcript of a call, or fold it."""
        if call_id in self._lines:
            self._lines = {key: lines for key, lines in self._lines.items() if key != call_id}
            self.changed.emit()
        else:
            self.more(call_id)

    def more(self, call_id: str) -> None:
        """Unfold the next part of a transcript."""
        if self._tasks is not None:
            here = len(self._lines.get(call_id, ()))
            self._tasks.read(
                lambda store: store.transcripts.lines(call_id, here, PORTION),
                lambda lines: self._take(call_id, here, lines),
            )

    def _take(self, call_id: str, here: int, lines: tuple[TranscriptLine, ...]) -> None:
        before = self._lines.get(call_id, ())
        if len(before) == here and call_id in self._heads:
            self._lines = {**self._lines, call_id: (*before, *lines)}
            self.changed.emit()
