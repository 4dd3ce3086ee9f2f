"""The trash: everything that was deleted in the last 30 days, restored or deleted for good."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from companion.errors import CompanionError
from companion.gui.regions import bind_regions
from companion.gui.tasks import Tasks
from companion.gui.trash.forgetting import Forgetting
from companion.gui.trash.page import TrashPage
from companion.gui.trash.words import erase_said, erased_said, facts_said, name_said
from companion.session import Clock
from companion.store import Store
from companion.store.trash import TrashLine

SIZE = (560, 480)


class TrashWindow(QWidget):
    """Shows what was deleted last first; nothing is deleted for good before a question."""

    restored = Signal()
    """Something is in the history again."""

    shown = Signal()
    """What is in the trash now stands in the window."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        """Show what is in the trash."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._lines: tuple[TrashLine, ...] = ()
        self._asked: tuple[TrashLine, ...] = ()
        self.setWindowTitle(self.tr("Trash"))
        self.resize(*SIZE)
        self.ui = TrashPage(self)
        self._connect()
        self.ui.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Show what is in the trash now."""
        # On the writer's thread, so that the answer holds every change that was made before.
        self._tasks.write(lambda store: store.trash.lines(), self._show_lines, self._tell_error)

    def _connect(self) -> None:
        ui = self.ui
        ui.restore.clicked.connect(self._restore)
        ui.list.itemActivated.connect(lambda _item: self._restore())
        ui.erase.clicked.connect(lambda: self._ask(self._chosen()))
        ui.empty.clicked.connect(lambda: self._ask(self._lines))
        ui.confirm.clicked.connect(self._erase)
        ui.keep.clicked.connect(ui.close_question)
        bind_regions(self, lambda: (ui.keep, ui.list, ui.restore))

    def _show_lines(self, lines: tuple[TrashLine, ...]) -> None:
        ui, row = self.ui, max(0, self.ui.list.currentRow())
        if lines != self._lines:
            ui.list.clear()
            for line in lines:
                facts = facts_said(line, self._clock.now())
                item = QListWidgetItem(f"{name_said(line)}\n{facts}", ui.list)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name_said(line)}, {facts}")
        self._lines = lines
        if any(line not in lines for line in self._asked):
            ui.close_question()
        ui.list.setCurrentRow(min(row, len(lines) - 1))
        for widget in (ui.list, ui.keys, ui.restore, ui.erase, ui.empty):
            widget.setVisible(bool(lines))
        ui.nothing.setVisible(not lines)
        self.shown.emit()

    def _chosen(self) -> tuple[TrashLine, ...]:
        row = self.ui.list.currentRow()
        return (self._lines[row],) if 0 <= row < len(self._lines) else ()

    def _restore(self) -> None:
        for line in self._chosen():
            told = self.tr("{name} is in the history again.").format(name=name_said(line))
            self._tasks.write(
                lambda store, line=line: store.trash.restore(line.id),  # type: ignore[misc]
                lambda _none, told=told: self._tell_restored(told),  # type: ignore[misc]
                self._tell_error,
            )

    def _tell_restored(self, told: str) -> None:
        self.ui.notice.tell(told)
        self.restored.emit()
        self.refresh()

    def _ask(self, lines: Sequence[TrashLine]) -> None:
        ids = tuple(line.id for line in lines)

        def show(with_parts: tuple[str, ...]) -> None:
            self._asked = tuple(line for line in self._lines if line.id in with_parts)
            if self._asked:
                self.ui.ask(erase_said(self._asked))

        self._tasks.write(lambda store: _may_go(store, ids), show, self._tell_error)

    def _erase(self) -> None:
        ids = tuple(line.id for line in self._asked)
        self.ui.close_question()
        self.ui.show_busy(True)
        forgetting = Forgetting(self._tasks, self)
        forgetting.progressed.connect(self._tell_progress)
        forgetting.done.connect(lambda: self._write_anew(ids))
        forgetting.begin(self._tell_error)

    def _tell_progress(self, percent: int) -> None:
        told = self.tr("Deleting for good. The words of it leave the search: {percent}%…")
        self.ui.notice.tell(told.format(percent=percent))

    def _write_anew(self, ids: tuple[str, ...]) -> None:
        self.ui.notice.tell(self.tr("Deleting for good. The history file is written anew…"))

        def erase(store: Store) -> bool:
            return store.trash.erase(ids)

        self._tasks.write(erase, self._tell_erased, self._tell_error)

    def _tell_erased(self, is_whole: bool) -> None:
        self.ui.show_busy(False)
        self.ui.notice.tell(erased_said(is_whole), tone="accent" if is_whole else "concern")
        self.refresh()

    def _tell_error(self, error: CompanionError) -> None:
        self.ui.show_busy(False)
        self.ui.notice.tell_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del asks; Escape closes the notice, then the question, then the window."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Delete:
            self._ask(self._chosen())
        elif event.key() == Qt.Key.Key_Escape:
            if not (self.ui.notice.dismiss() or self.ui.close_question()):
                self.close()
        else:
            super().keyPressEvent(event)


def _may_go(store: Store, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return all that would go for good with *ids*. Raises InvalidInput while it may not."""
    store.trash.refuse_long_wait()
    return store.trash.with_parts(ids)
