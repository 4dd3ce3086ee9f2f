"""The narrow window beside the call: header, metric, steps, notes and the entry."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from companion.errors import CompanionError
from companion.gui.announce import announce
from companion.gui.capture import HiddenFromCapture, affinity_here
from companion.gui.docking import Edge, can_place_windows, dock
from companion.gui.forms.ui_live import Ui_LiveWindow
from companion.gui.live.acts import LiveActs
from companion.gui.live.answering import Answering
from companion.gui.live.arrangement import USUAL, Arrangement
from companion.gui.live.call_keys import CallKeys
from companion.gui.live.call_naming import CallNaming
from companion.gui.live.capture_choice import CaptureChoice
from companion.gui.live.client_safe import ClientSafe
from companion.gui.live.held_call import HeldCall
from companion.gui.live.hinting import Hinting
from companion.gui.live.note_changing import NoteChanging
from companion.gui.live.note_taking import NoteTaking
from companion.gui.live.notes_view import is_text
from companion.gui.live.outcome_row import OutcomeRow
from companion.gui.live.reading_back import ReadingBack
from companion.gui.live.regions import Regions
from companion.gui.live.showing import Showing
from companion.gui.live.snapshot import Snapshot
from companion.gui.live.standing import Standing
from companion.gui.live.undoing import Undoing
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.session import Clock


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

    compact_changed = Signal(bool)
    """The person switched between the compact and the whole window."""

    hiding_changed = Signal(bool)
    """The person switched whether captures shall leave the window out."""

    client_safe_changed = Signal(bool)
    """The view that a client may see was switched on or off."""

    def __init__(self, tasks: Tasks, clock: Clock, call_id: str) -> None:
        """Show the call *call_id*, through *tasks* and by *clock*."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.call_id = call_id
        self._ui = ui = Ui_LiveWindow()
        ui.setupUi(self)
        self._held = HeldCall(tasks, clock, call_id, self)
        self._saver = Saver(tasks, self)
        self._held.watch(self._saver)
        self._drafts = Saver(tasks, self)
        self._outcome = OutcomeRow(ui.outcomeCard, clock)
        ui.outcomeBox.addWidget(self._outcome)
        self._taking = NoteTaking(self._held, ui.entry, ui.notes, self._drafts)
        self._changing = NoteChanging(self._held, ui.notes, self._saver)
        self._answering = Answering(self._held, ui.steps, self._outcome, self._saver)
        self._showing = Showing(self._held, ui, self._answering)
        self._naming = CallNaming(self._held, ui.header, self._saver)
        self._keys = CallKeys(self)
        self._standing = Standing(self._held, ui)
        self._undoing = Undoing(ui.notice, self._changing, self._answering, self._standing)
        self.hinting = Hinting(
            self, self._held, ui.notes.timeline, ui.entry, self._answering, self._saver
        )
        self._regions = Regions(ui, self._answering)
        self._arrangement = Arrangement(self, ui)
        self._client_safe = ClientSafe(ui.safeSign, ui.notes, ui.steps, self._taking)
        self._reading_back = ReadingBack(self._held, ui.readBack)
        self._acts = LiveActs(self, may_place=can_place_windows())
        hidden = HiddenFromCapture(self, affinity_here())
        self._capture = CaptureChoice(hidden, self._acts.hide_from_capture, ui.notice)
        self._is_loaded = False
        self._is_painted = False
        self._has_error = False
        self._set_up()
        self._connect_parts()
        self._connect_acts()
        self._held.load()

    def refresh(self) -> None:
        """Show what other windows or programs have stored meanwhile."""
        self._held.refresh()

    def set_on_top(self, on: bool) -> None:
        """Stay above other windows, or not; the window is not made anew for it."""
        self._acts.on_top.setChecked(on)

    def set_compact(self, on: bool) -> None:
        """Show the current step, the clock and the entry alone, or everything."""
        self._acts.compact.setChecked(on)

    def set_hidden_from_capture(self, on: bool) -> None:
        """Ask the system to leave the window out of captures, where it can."""
        self._capture.begin_with(on=on)

    def _set_up(self) -> None:
        ui = self._ui
        ui.steps.installEventFilter(ui.stepsScroll)
        ui.top.arrange(ui.state, ui.pause, ui.onTop, ui.more)
        ui.more.setAccessibleName(self.tr("All acts (F10)"))
        if not can_place_windows():
            # A Wayland compositor decides itself what lies on top.
            ui.top.deny_second()
        ui.notes.setAccessibleName(self.tr("Notes"))
        ui.entry.field.setFocus()
        self.hinting.put_into(ui.notesBox)

    def _connect_parts(self) -> None:
        ui = self._ui
        self._held.loaded.connect(self._show_call)
        self._held.state_changed.connect(self._acts.follow)
        for part in (self._held, self._saver, self._drafts, self._taking):
            part.failed.connect(self._tell_error)
        self._saver.saving.connect(ui.endBar.show_saving)
        self._saver.saved.connect(self._show_saved)
        self._saver.saved.connect(self._reading_back.look)
        self._taking.delayed.connect(ui.endBar.show_saving)
        self._taking.note_saved.connect(self._tell_note_saved)
        self._taking.draft_saved.connect(self.draft_saved)
        self._taking.note_saved.connect(lambda note_id, _text: self.hinting.hear_note(note_id))
        self.hinting.told.connect(ui.notice.tell)
        self._changing.not_understood.connect(lambda words: ui.notice.tell(words, tone="concern"))
        for act_done in (
            self._changing.act_done,
            self._answering.act_done,
            self._standing.act_done,
            self._naming.done,
            ui.notes.left_below,
        ):
            act_done.connect(self._regions.back_to_entry)
        ui.entry.undo_wanted.connect(self._undoing.undo)
        ui.entry.up_wanted.connect(ui.notes.enter_from_below)
        ui.notes.text_typed.connect(ui.entry.go_on_with)
        ui.notes.next_step_opened.connect(self._answering.edit_next_step)
        self._standing.typing_must_end.connect(self._finish_typing)
        self._standing.ended.connect(lambda: self.ended.emit(self.call_id))
        self._standing.recap_wanted.connect(lambda: self.recap_wanted.emit(self.call_id))
        self._reading_back.begun.connect(self._begin_reading_back)
        self._reading_back.ended.connect(self._end_reading_back)
        self._client_safe.changed.connect(self._show_client_safe)
        self._client_safe.changed.connect(self.hinting.set_quiet)
        self._capture.changed.connect(self.hiding_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_keys_of)

    def _connect_acts(self) -> None:
        ui, acts = self._ui, self._acts
        self._keys.step_ticked.connect(self._answering.tick_number)
        self._keys.step_opened.connect(self._answering.open_number)
        self._keys.option_picked.connect(self._answering.pick_option)
        acts.stand_for(acts.on_top, ui.onTop)
        acts.stand_for(acts.menu, ui.more)
        acts.pause.triggered.connect(ui.pause.click)
        acts.move_on.triggered.connect(ui.endBar.pressed)
        acts.name.triggered.connect(self._naming.begin)
        acts.veil.triggered.connect(lambda on: ui.notes.timeline.set_veiled(not on))
        acts.retime.triggered.connect(ui.notes.retime_current)
        acts.say_another.triggered.connect(ui.steps.say_another)
        acts.next_step.triggered.connect(self._answering.begin_next_step)
        self.hinting.answer_to(acts)
        acts.on_top.toggled.connect(self._stay_on_top)
        acts.on_top.triggered.connect(self._switch_on_top)
        acts.compact.toggled.connect(lambda on: self._arrangement.set_compact(on=on))
        acts.compact.triggered.connect(self._switch_compact)
        acts.client_safe.triggered.connect(lambda on: self._switch_client_safe(on=on))
        acts.read_back.triggered.connect(self._reading_back.begin_or_leave)
        acts.dock_left.triggered.connect(partial(self._dock, Edge.LEFT))
        acts.dock_right.triggered.connect(partial(self._dock, Edge.RIGHT))
        acts.next_region.triggered.connect(partial(self._regions.go_by, 1))
        acts.region_before.triggered.connect(partial(self._regions.go_by, -1))
        acts.menu.triggered.connect(lambda: acts.open_menu(ui.more))

    def _show_call(self, seen: Snapshot) -> None:
        """Show the call as the history has it."""
        ui = self._ui
        self.setWindowTitle(seen.client.name or seen.topic or self.tr("New call"))
        self._showing.show(seen)
        self._acts.follow(seen.call)
        if not self._is_loaded:
            self._regions.order_tabs()
            self._taking.restore(seen)
            ui.notes.show_last()
            ui.entry.field.setFocus()
            self._show_saved()
            self._standing.offer_to_take_back(seen.call)
        self._is_loaded = True
        self._standing.show(seen.call)
        self._arrangement.fit()
        self._reading_back.look()
        self.update()

    def _show_saved(self) -> None:
        self._showing.show_saved()
        if self._has_error:
            self._has_error = False
            self._ui.notice.dismiss()

    def _tell_note_saved(self, note_id: str, text: str) -> None:
        if self._saver.is_saved:
            self._show_saved()
        announce(self._ui.entry.field, self.tr("Saved"))
        self._client_safe.tell_saved(note_id)
        self.note_saved.emit(note_id, text)

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

    def _stay_on_top(self, on: bool) -> None:
        window = self.windowHandle()
        if window is not None:
            window.setFlag(Qt.WindowType.WindowStaysOnTopHint, on)

    def _switch_on_top(self, on: bool) -> None:
        self.above_others_changed.emit(on)
        self._regions.back_to_entry()

    def _switch_compact(self, on: bool) -> None:
        self._reading_back.leave()
        self.compact_changed.emit(on)
        self._regions.back_to_entry()

    def _switch_client_safe(self, *, on: bool) -> None:
        """Close what is being edited, which may be private, and then switch."""
        self._regions.back_to_entry()
        if not on:
            self._reading_back.leave()
        self._client_safe.switch(on=on)

    def _show_client_safe(self, on: bool) -> None:
        self._acts.client_safe.setChecked(on)
        self.client_safe_changed.emit(on)

    def _begin_reading_back(self) -> None:
        """Show it in the view that a client may see, with all that is typed counted in."""
        self._finish_typing()
        self._acts.compact.setChecked(False)
        self._client_safe.switch(on=True)
        self._arrangement.set_reading(on=True)

    def _end_reading_back(self) -> None:
        self._arrangement.set_reading(on=False)
        self._regions.back_to_entry()

    def _dock(self, edge: Edge) -> None:
        dock(self, edge, whole_height=not self._arrangement.is_compact)

    def _finish_typing(self) -> None:
        """Bring everything that is typed to the disk: half a note is better than none."""
        self._regions.back_to_entry()
        self._taking.try_again()
        self._answering.finish()
        self._saver.flush()

    def _show_keys_of(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Show the keys of the list while it has the focus."""
        hint = self.tr("↵ edit · Del · Ctrl R time · Ctrl H veil")
        self._ui.endBar.show_hint(hint if new is self._ui.notes else "")

    def sizeHint(self) -> QSize:
        """Narrow and high, to stand beside the call."""
        return USUAL

    def begin_naming(self) -> None:
        """Let the client and the topic be typed, as soon as they are known as they are."""
        if self._is_loaded:
            self._naming.begin()
        else:
            self._held.loaded.connect(self._naming.begin, Qt.ConnectionType.SingleShotConnection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes back to the entry, what nobody else takes is typed there, Ctrl+Z undoes."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            if self._ui.header.naming.isAncestorOf(self.focusWidget()):
                self._naming.end()
            elif self._reading_back.is_on:
                self._reading_back.leave()
            elif self._ui.entry.field.hasFocus():
                self._ui.notice.dismiss()
            self._regions.back_to_entry()
        elif event.matches(QKeySequence.StandardKey.Undo) and not event.isAutoRepeat():
            self._undoing.undo()
        elif is_text(event) and self._ui.entry.isVisible():
            self._ui.entry.go_on_with(event.text())
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
        self._stay_on_top(self._acts.on_top.isChecked())
        self._capture.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a low window has no room for."""
        super().resizeEvent(event)
        self._arrangement.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Start the last write of everything that is typed; Tasks finishes it."""
        self._regions.back_to_entry()
        self._answering.finish()
        self._saver.flush()
        self._drafts.flush()
        super().closeEvent(event)
