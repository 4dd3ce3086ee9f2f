"""The narrow window beside the call: header, metric, steps, notes and the entry."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from companion.errors import CompanionError
from companion.gui.forms.ui_live import Ui_LiveWindow
from companion.gui.live.answering import Answering
from companion.gui.live.call_keys import CallKeys
from companion.gui.live.held_call import HeldCall
from companion.gui.live.naming import name_client
from companion.gui.live.note_changing import NoteChanging
from companion.gui.live.note_taking import NoteTaking
from companion.gui.live.regions import Regions
from companion.gui.live.snapshot import Snapshot
from companion.gui.live.standing import Standing
from companion.gui.live.timeline import Line, line_of_next_step, line_of_note
from companion.gui.live.times import call_time
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.method.playbooks import Captures
from companion.model import Call, Metric, NextStep, Note
from companion.session import Clock

UNDO_SHOWN_MS = 20_000
"""How long the page says that a deletion can be undone; Ctrl+Z undoes it after that too."""

LOW_LINES = 50
"""Lines of text under which the window is low: then the open step stands alone."""


class LiveWindow(QWidget):
    """Shows one call and everything that is typed in it; see the package's small parts."""

    ready = Signal()
    """The call was painted for the first time."""

    recap_wanted = Signal(str)
    """The call has ended and its recap is to be written: the call's id."""

    ended = Signal(str)
    """The call has just ended: its id."""

    note_saved = Signal(str, str)
    """A note is on the disk and shown as saved: its id and its text."""

    draft_saved = Signal(str)
    """What is being typed into the entry is on the disk: the text."""

    above_others_changed = Signal(bool)
    """The person switched whether the window stays above others."""

    def __init__(self, tasks: Tasks, clock: Clock, call_id: str) -> None:
        """Show the call *call_id*, through *tasks* and by *clock*."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.call_id = call_id
        self._ui = Ui_LiveWindow()
        self._ui.setupUi(self)
        self._held = HeldCall(tasks, clock, call_id, self)
        self._saver = Saver(tasks, self)
        self._held.watch(self._saver)
        self._drafts = Saver(tasks, self)
        self._taking = NoteTaking(self._held, self._ui.entry, self._ui.notes, self._drafts)
        self._changing = NoteChanging(self._held, self._ui.notes, self._saver)
        self._answering = Answering(self._held, self._ui.steps, self._saver)
        self._keys = CallKeys(self)
        self._standing = Standing(self._held, self._ui)
        self._regions = Regions(self._ui, self._answering)
        self._disagreement_id = ""
        self._metric: Metric | None = None
        self._unsaved_steps: dict[str, NextStep] = {}
        self._is_loaded = False
        self._is_painted = False
        self._undo_note = ""
        self._has_error = False
        self._set_up()
        self._connect_parts()
        self._connect_keys()
        self._held.load()

    def refresh(self) -> None:
        """Show what other windows or programs have stored meanwhile."""
        self._held.refresh()

    def set_on_top(self, on: bool) -> None:
        """Stay above other windows, or not; the window is not made anew for it."""
        self._ui.onTop.setChecked(on)
        window = self.windowHandle()
        if window is not None:
            window.setFlag(Qt.WindowType.WindowStaysOnTopHint, on)

    def _set_up(self) -> None:
        self._ui.steps.installEventFilter(self._ui.stepsScroll)
        # A Wayland compositor decides itself what lies on top.
        self._ui.onTop.setHidden(QGuiApplication.platformName().startswith("wayland"))
        self._ui.notes.setAccessibleName(self.tr("Notes"))
        self._ui.entry.field.setFocus()

    def _connect_parts(self) -> None:
        ui = self._ui
        self._held.loaded.connect(self._show_call)
        self._held.marks_left.connect(self._show_marks)
        for part in (self._held, self._saver, self._drafts, self._taking):
            part.failed.connect(self._tell_error)
        self._saver.saving.connect(ui.endBar.show_saving)
        self._saver.saved.connect(self._show_saved)
        self._taking.handed_over.connect(ui.endBar.show_saving)
        self._taking.note_saved.connect(self._tell_note_saved)
        self._taking.draft_saved.connect(self.draft_saved)
        self._changing.act_done.connect(self._regions.back_to_entry)
        self._changing.deleted.connect(self._offer_undo)
        self._changing.next_step_deleted.connect(self._delete_next_step)
        self._changing.not_understood.connect(lambda words: ui.notice.tell(words, tone="concern"))
        self._answering.act_done.connect(self._regions.back_to_entry)
        self._answering.metric_set.connect(self._show_metric)
        self._answering.metric_ticked.connect(self._show_metric_time)
        self._answering.next_step_changed.connect(self._show_next_step)
        self._answering.next_step_removed.connect(ui.notes.timeline.take)
        ui.header.naming_wanted.connect(ui.header.begin_naming)
        ui.header.naming.client_named.connect(self._name_client)
        ui.header.naming.topic_changed.connect(self._keep_topic)
        ui.header.naming.finished.connect(self._end_naming)
        ui.entry.undo_wanted.connect(self._undo)
        ui.entry.up_wanted.connect(ui.notes.enter_from_below)
        ui.notes.left_below.connect(self._regions.back_to_entry)
        ui.notes.text_typed.connect(self._type_on)
        ui.notes.next_step_opened.connect(self._answering.edit_next_step)
        ui.onTop.toggled.connect(self._switch_on_top)
        self._standing.typing_must_end.connect(self._finish_typing)
        self._standing.ended.connect(lambda: self.ended.emit(self.call_id))
        self._standing.recap_wanted.connect(lambda: self.recap_wanted.emit(self.call_id))
        self._standing.act_done.connect(self._regions.back_to_entry)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_keys_of)

    def _connect_keys(self) -> None:
        self._keys.step_ticked.connect(self._answering.tick_number)
        self._keys.step_opened.connect(self._answering.open_number)
        self._keys.option_picked.connect(self._answering.pick_option)
        for keys, act in (
            ("Ctrl+L", self._ui.header.begin_naming),
            ("Ctrl+H", self._lift_or_drop_veil),
            ("Ctrl+R", self._retime),
            ("F6", partial(self._next_region, 1)),
            ("Shift+F6", partial(self._next_region, -1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)

    def _show_call(self, seen: Snapshot) -> None:
        """Show the call as the history has it."""
        ui = self._ui
        self._disagreement_id = seen.disagreement_id
        self._metric = seen.metric
        self.setWindowTitle(seen.client.name or seen.topic or self.tr("New call"))
        ui.header.show_call(seen)
        self._answering.show(seen)
        ui.strip.set_step(self._answering.number_of(Captures.METRIC))
        self._show_metric(seen.metric)
        ui.notes.timeline.show(self._lines(seen.call))
        if not self._is_loaded:
            self._regions.order_tabs()
            self._taking.restore(seen)
            ui.notes.show_last()
            ui.entry.field.setFocus()
            self._show_saved()
            self._standing.offer_to_take_back(seen.call)
        self._is_loaded = True
        self._standing.show(seen.call)
        self._fit_height()
        self.update()

    def _lines(self, call: Call) -> list[Line]:
        today = self._held.clock.now().date()
        steps = (line_of_next_step(step, today) for step in call.next_steps)
        return [*(line_of_note(note) for note in call.notes), *steps]

    def _show_metric(self, metric: Metric | None) -> None:
        self._metric = metric
        call = self._held.call
        key = self._answering.key_of(Captures.METRIC)
        done_ms = call.step(key).done_ms if call and key else None
        self._ui.strip.show_metric(metric, self._held.clock.now().date(), done_ms)

    def _show_metric_time(self, done_ms: int | None) -> None:
        self._ui.strip.show_metric(self._metric, self._held.clock.now().date(), done_ms)

    def _show_next_step(self, step: NextStep) -> None:
        """Show a next step that is being typed as one that is not saved yet."""
        self._unsaved_steps[step.id] = step
        line = line_of_next_step(step, self._held.clock.now().date())
        if step.text:
            self._ui.notes.timeline.put(replace(line, is_pending=True))

    def _show_saved(self) -> None:
        today = self._held.clock.now().date()
        for step in self._unsaved_steps.values():
            if self._ui.notes.timeline.find(step.id) is not None:
                self._ui.notes.timeline.put(line_of_next_step(step, today))
        self._unsaved_steps.clear()
        self._ui.endBar.show_saved(call_time(self._held.clock_ms()))
        if self._has_error:
            self._has_error = False
            self._ui.notice.dismiss()

    def _tell_note_saved(self, note_id: str, text: str) -> None:
        if self._saver.is_saved:
            self._show_saved()
        said = QAccessibleAnnouncementEvent(self._ui.entry.field, self.tr("Saved"))
        QAccessible.updateAccessibility(said)
        self.note_saved.emit(note_id, text)

    def _show_marks(self, marks: tuple[Note, ...]) -> None:
        for mark in marks:
            self._ui.notes.timeline.put(line_of_note(mark))

    def _tell_error(self, error: CompanionError) -> None:
        """Say what went wrong, and try again at a key; what was typed is still there."""
        self._has_error = True
        self._ui.endBar.show_not_saved()
        self._ui.notice.tell_error(error, self.tr("Try again"), self._try_again)

    def _try_again(self) -> None:
        if not self._is_loaded:
            self._held.load()
        self._saver.flush()
        self._taking.try_again()
        self._drafts.flush()
        self._regions.back_to_entry()

    def _name_client(self, name: str) -> None:
        act = partial(name_client, disagreement_id=self._disagreement_id, name=name)
        self._held.write(act, lambda _named: self._held.load())

    def _keep_topic(self, topic: str) -> None:
        disagreement_id = self._disagreement_id
        self._saver.changed(
            "topic", lambda store: store.disagreements.set_text(disagreement_id, "topic", topic)
        )

    def _end_naming(self) -> None:
        self._ui.header.end_naming()
        self._saver.flush()
        self._held.load()
        self._regions.back_to_entry()

    def _switch_on_top(self, on: bool) -> None:
        self.set_on_top(on)
        self.above_others_changed.emit(on)
        self._regions.back_to_entry()

    def _finish_typing(self) -> None:
        """Bring everything that is typed to the disk: half a note is better than none."""
        self._regions.back_to_entry()
        self._taking.try_again()
        self._answering.finish()
        self._saver.flush()

    def _offer_undo(self, note_id: str) -> None:
        self._undo_note = note_id
        words = self.tr("Deleted · Ctrl+Z brings it back")
        self._ui.notice.tell(words, self.tr("Undo"), self._undo)
        QTimer.singleShot(UNDO_SHOWN_MS, self, partial(self._hide_undo, note_id))

    def _hide_undo(self, note_id: str) -> None:
        if self._undo_note == note_id and not self._has_error:
            self._ui.notice.dismiss()

    def _delete_next_step(self, step_id: str) -> None:
        self._answering.forget_next_step(step_id)
        self._offer_undo(step_id)
        self._regions.back_to_entry()

    def _undo(self) -> None:
        """Undo what the page says can be undone: a deletion, or else the end of the call."""
        note_id, self._undo_note = self._undo_note, ""
        if note_id:
            self._ui.notice.dismiss()
            if not self._answering.bring_back_next_step(note_id):
                self._changing.undo_delete(note_id)
        elif self._standing.can_take_back:
            self._ui.notice.act()

    def _retime(self) -> None:
        if not self._ui.notes.hasFocus():
            self._ui.notes.enter_from_below()
        self._ui.notes.retime_current()

    def _lift_or_drop_veil(self) -> None:
        timeline = self._ui.notes.timeline
        timeline.set_veiled(not timeline.is_veiled)

    def _type_on(self, text: str) -> None:
        self._regions.back_to_entry()
        self._ui.entry.field.insertPlainText(text)

    def _next_region(self, step: int) -> None:
        self._regions.go_by(step, self.focusWidget())

    def _show_keys_of(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Show the keys of the list while it has the focus."""
        hint = self.tr("↵ edit · Del · Ctrl R time · Ctrl H veil")
        self._ui.endBar.show_hint(hint if new is self._ui.notes else "")

    def _fit_height(self) -> None:
        lines = self.height() / self.fontMetrics().lineSpacing()
        tight = lines < LOW_LINES
        for part in (self._ui.header, self._ui.strip, self._ui.steps):
            part.set_tight(on=tight)

    def sizeHint(self) -> QSize:
        """Narrow and high, to stand beside the call."""
        return QSize(400, 900)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what is open and comes back to the entry; Ctrl+Z undoes a deletion."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            if self._ui.header.naming.isAncestorOf(self.focusWidget()):
                self._end_naming()
            elif self._ui.entry.field.hasFocus():
                self._ui.notice.dismiss()
            self._regions.back_to_entry()
        elif event.matches(QKeySequence.StandardKey.Undo) and not event.isAutoRepeat():
            self._undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the call is on the screen."""
        super().paintEvent(event)
        if self._is_loaded and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.ready.emit)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to the keys of the native window, which is there from now on."""
        super().showEvent(event)
        self._keys.listen_to(self.windowHandle())
        self.set_on_top(self._ui.onTop.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a low window has no room for."""
        super().resizeEvent(event)
        self._fit_height()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Start the last write of everything that is typed; Tasks finishes it."""
        self._regions.back_to_entry()
        self._answering.finish()
        self._saver.flush()
        self._drafts.flush()
        super().closeEvent(event)
