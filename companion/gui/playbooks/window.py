"""All playbooks in one window: ours to read, people's own to write, saved as typed."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from companion.errors import CompanionError
from companion.gui.playbooks.changing import (
    copy_of,
    moved,
    new_step,
    with_changed,
    with_step,
    without_step,
)
from companion.gui.playbooks.files import PlaybookFiles
from companion.gui.playbooks.page import PlaybooksPage
from companion.gui.playbooks.step_editor import StepEditor
from companion.gui.saving import Saver
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.method.playbook import MOST_STEPS, PlaybookScript, Step
from companion.method.playbooks import FIVE_STEPS, built_ins, stored_form

PREVIEW_AFTER_MS = 200
"""The preview follows the typing, and not each letter of it."""


class PlaybooksWindow(QWidget):
    """A list, the steps of the chosen playbook, and the page that they make."""

    ready = Signal()
    """The playbooks are shown for the first time."""

    def __init__(self, tasks: Tasks, key: str = FIVE_STEPS) -> None:
        """Show all playbooks, first of all that of *key*."""
        super().__init__()
        self._tasks = tasks
        self._scripts: dict[str, PlaybookScript] = {}
        self._key = key
        self._editors: list[StepEditor] = []
        self._is_ready = False
        self._saver = Saver(tasks, self)
        self.ui = page = PlaybooksPage(self)
        self.notice = page.notice
        self.list = page.list
        self.title = page.title
        self.preview = page.preview
        self.files = PlaybookFiles(tasks, self.notice, self)
        self._soon = QTimer(self, singleShot=True, interval=PREVIEW_AFTER_MS)
        self._build()
        self._connect()
        self.refresh()

    @property
    def script(self) -> PlaybookScript | None:
        """The playbook that is shown, as it stands in its fields."""
        return self._scripts.get(self._key)

    @property
    def editors(self) -> list[StepEditor]:
        """The fields of the steps, in their order."""
        return self._editors

    @property
    def is_own(self) -> bool:
        """Whether the playbook that is shown is a person's own."""
        return self._key not in built_ins()

    def refresh(self) -> None:
        """Show what is stored, unless something typed here is still on its way there."""
        if self._saver.is_saved:
            self._tasks.read(lambda store: store.playbooks.scripts(), self._show_all)

    def show_playbook(self, key: str) -> None:
        """Show another playbook."""
        self._saver.flush()
        self._key = key
        self._show_script()

    def _show_all(self, scripts: dict[str, PlaybookScript]) -> None:
        before = self._scripts.get(self._key) if self._is_ready else None
        self._scripts = dict(scripts)
        if self._key not in self._scripts:
            self._key = FIVE_STEPS
        self._fill_list()
        if before is None or before != self.script or not self._editors:
            self._show_script()
        if not self._is_ready:
            self._is_ready = True
            self.ready.emit()

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for key, script in self._scripts.items():
            item = QListWidgetItem(script.title or self.tr("Without a title"))
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
            if key == self._key:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _show_script(self, begin: str = "") -> None:
        """Make the fields anew, with the focus in the step of the key *begin*, if any."""
        script = self.script
        if script is None:
            return
        if self.title.text() != script.title:
            self.title.setText(script.title)
        self.title.setReadOnly(not self.is_own)
        self._clear_editors()
        for number, step in enumerate(script.steps, start=1):
            self._add_editor(StepEditor(self.ui.steps_page, step, number), number)
        # Later, when the fields know how wide their letters are.
        QTimer.singleShot(0, self.ui.scroll, self.ui.scroll.updateGeometry)
        self._show_acts()
        self.preview.show_playbook(script, begin)
        for editor in self._editors:
            if editor.step.key == begin:
                editor.begin()

    def _clear_editors(self) -> None:
        for editor in self._editors:
            editor.hide()
            editor.deleteLater()
        self._editors = []

    def _add_editor(self, editor: StepEditor, number: int) -> None:
        editor.set_own(own=self.is_own)
        editor.changed.connect(self._keep_step)
        editor.moved.connect(self._move_step)
        editor.removed.connect(self._remove_step)
        self.ui.steps.insertWidget(number - 1, editor)
        self._editors.append(editor)

    def _show_acts(self) -> None:
        script, own, page = self.script, self.is_own, self.ui
        full = script is not None and len(script.steps) >= MOST_STEPS
        page.remove.setVisible(own)
        page.add.setVisible(own and not full)
        ours = self.tr("This playbook comes with Companion. Make a copy to write your own.")
        nine = self.tr("Nine steps are the most: each has a digit of its own.")
        page.note.setText((nine if full else "") if own else ours)
        page.note.setVisible(bool(page.note.text()))

    def _keep(self, script: PlaybookScript) -> None:
        """Show the playbook from now on, and bring it to the disk."""
        self._scripts[script.key] = script
        playbook = stored_form(script)
        self._saver.changed(script.key, lambda store: store.playbooks.put(playbook))

    def _keep_title(self, title: str) -> None:
        script = self.script
        if script is not None and self.is_own and title != script.title:
            self._keep(replace(script, title=title))
            item = self.list.currentItem()
            item.setText(title or self.tr("Without a title"))

    def _keep_step(self, step: Step) -> None:
        if self.script is not None:
            self._keep(with_changed(self.script, step))
            self._soon.start()

    def _move_step(self, key: str, by: int) -> None:
        if self.script is not None:
            self._keep(moved(self.script, key, by))
            self._show_script(key)

    def _add_step(self) -> None:
        if self.script is not None:
            step = new_step(self.script, self.tr("New step"))
            self._keep(with_step(self.script, len(self.script.steps), step))
            self._show_script(step.key)

    def _remove_step(self, key: str) -> None:
        before = self.script
        step = before.step(key) if before else None
        if before is None or step is None:
            return
        if len(before.steps) == 1:
            self.notice.tell(self.tr("A playbook has at least one step."))
            return
        self._keep(without_step(before, key))
        self._show_script()
        words = self.tr("“{title}” is removed.").format(title=step.title)
        place = before.steps.index(step)
        self.notice.tell(
            words, self.tr("Undo"), partial(self._put_step_back, before.key, place, step)
        )

    def _put_step_back(self, key: str, place: int, step: Step) -> None:
        script = self._scripts.get(key)
        if script is not None:
            self._keep(with_step(script, place, step))
            self._key = key
            self._fill_list()
            self._show_script(step.key)

    def _copy(self) -> None:
        if self.script is not None:
            title = self.tr("{title} (mine)").format(title=self.script.title)
            self._begin_with(copy_of(self.script, title))

    def _new(self) -> None:
        empty = PlaybookScript(key="new", title=self.tr("My playbook"))
        step = new_step(empty, self.tr("New step"))
        self._begin_with(copy_of(with_step(empty, 0, step), empty.title))

    def _begin_with(self, script: PlaybookScript) -> None:
        self._keep(script)
        self._saver.flush()
        self._key = script.key
        self._fill_list()
        self._show_script()
        self.title.setFocus()
        self.title.selectAll()

    def _remove_playbook(self) -> None:
        script = self.script
        if script is None or not self.is_own:
            return
        self._saver.flush()
        self._tasks.write(
            lambda store: store.playbooks.remove(script.key),
            lambda _done: self._tell_removed(script),
            self.notice.tell_error,
        )

    def _tell_removed(self, script: PlaybookScript) -> None:
        self._key = FIVE_STEPS
        self.refresh()
        words = self.tr("“{title}” is removed.").format(title=script.title)
        self.notice.tell(words, self.tr("Undo"), partial(self._begin_with, script))

    def _export(self) -> None:
        if self.script is not None:
            self.files.ask_for_export(self.script)

    def _show_imported(self, key: str) -> None:
        self._key = key
        self.refresh()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_playbook(item.data(Qt.ItemDataRole.UserRole))

    def _follow_preview(self) -> None:
        if self.script is not None:
            opened = self.preview.card.open_key if self.preview.card else ""
            self.preview.show_playbook(self.script, opened)

    def _tell_error(self, error: CompanionError) -> None:
        self.ui.status.setText(self.tr("Not saved yet"))
        self.notice.tell_error(error, self.tr("Try again"), self._saver.flush)

    def _connect(self) -> None:
        self.title.textChanged.connect(self._keep_title)
        self._soon.timeout.connect(self._follow_preview)
        self._saver.saving.connect(lambda: self.ui.status.setText(self.tr("Saving…")))
        self._saver.saved.connect(lambda: self.ui.status.setText(self.tr("Saved")))
        self._saver.failed.connect(self._tell_error)
        self.files.imported.connect(self._show_imported)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Playbooks"))
        page = self.ui
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        page.new.clicked.connect(self._new)
        page.bring.clicked.connect(self.files.ask_for_import)
        page.copy.clicked.connect(self._copy)
        page.export.clicked.connect(self._export)
        page.remove.clicked.connect(self._remove_playbook)
        page.add.clicked.connect(self._add_step)
        bind(self, "F3", self.preview.say_another)

    def sizeHint(self) -> QSize:
        """Room for the list, the steps and the page that they make."""
        return QSize(1120, 760)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Start the last write; Tasks finishes it."""
        self._saver.flush()
        super().closeEvent(event)
