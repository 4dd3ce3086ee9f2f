"""The window in which a call is prepared in two minutes, started, or logged when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from companion.errors import CompanionError, InvalidInput
from companion.gui.forms.ui_prepare import Ui_Prepare
from companion.gui.prepare.columns import PADDING, Columns
from companion.gui.prepare.evidence_panel import EvidencePanel
from companion.gui.prepare.form import PrepareForm, has_more
from companion.gui.prepare.memory_panel import MemoryPanel
from companion.gui.regions import Region, bind_regions
from companion.gui.saving import Saver
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.theme.type import letter_width
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import set_tip
from companion.method.one_line import one_line
from companion.preparing.call_acts import discard, discard_if_blank, log_call, start_call
from companion.preparing.preparation import Preparation, open_preparation, read_preparation
from companion.session import Clock

SMALLEST = QSize(320, 320)
"""Pixels below which the window cannot be made."""


class PrepareWindow(QWidget):
    """Shows one prepared call; everything typed is on the disk a quarter of a second later."""

    call_started = Signal(str)
    """The call runs, and that is on the disk; carries its id."""

    logged = Signal(str)
    """A call that was held before is in the history as ended; carries its id."""

    discarded = Signal(str)
    """The preparation was a mistake and is gone; carries the id that the call had."""

    client_wanted = Signal(str)
    disagreement_wanted = Signal(str)
    recap_wanted = Signal(str)
    """All about a client, a disagreement, or the recap of a call is to be shown; carries its id."""

    shown = Signal()
    """What the history has of the call stands in the window."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        call_id: str,
        *,
        past: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Prepare the call *call_id*, or log it where it is *past*; shows it once it is read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks = tasks
        self._clock = clock
        self._call_id = call_id
        self._past = past
        self._is_over = False
        self._is_stale = False
        self._is_touched = False
        self.ui = Ui_Prepare()
        self.ui.setupUi(self)
        self.saver = Saver(tasks, self)
        self.notice = NoticeBar(self)
        self.ui.footer_layout.insertWidget(0, self.notice)
        self.memory = MemoryPanel(self.saver, self)
        self.evidence = EvidencePanel(tasks, self.saver, clock, self.memory)
        self.memory.add_section(self.evidence)
        self.form = PrepareForm(self.ui, self.saver, tasks, clock, call_id, past=past)
        self._columns = self._arrange()
        # The columns of now must not keep the window from being made too narrow for them.
        self.ui.page.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(SMALLEST)
        self._connect()
        self._name_things()
        self._unfold_more(False)
        now = clock.now()
        tasks.write(
            lambda store: open_preparation(store, call_id, now), self._show_first, self._fail
        )

    def refresh(self) -> None:
        """Show what the history has now, except where somebody types."""
        if self._is_over:
            return
        call_id = self._call_id
        # On the writer's thread, so that the answer holds every change that was made before.
        self._tasks.write(lambda store: read_preparation(store, call_id), self._show, self._fail)

    def _arrange(self) -> Columns:
        ui = self.ui
        scroll = PageScroll(ui.side)
        scroll.setProperty("tone", "bar")
        ui.side_layout.addWidget(scroll)
        return Columns(ui, self.form.options.rows, scroll, self.memory)

    def _connect(self) -> None:
        ui = self.ui
        ui.start.clicked.connect(self._log if self._past else self._start)
        ui.schedule.clicked.connect(self.close)
        ui.discard.clicked.connect(self._ask_to_discard)
        ui.more.toggled.connect(self._unfold_more)
        self.form.meaning_changed.connect(self.refresh)
        self.memory.client_wanted.connect(self.client_wanted)
        self.memory.before.recap_wanted.connect(self.recap_wanted)
        for source in (self.memory.before, self.evidence):
            source.disagreement_wanted.connect(self.disagreement_wanted)
        self.evidence.failed.connect(self._fail)
        self.saver.saving.connect(self._tell_saving)
        self.saver.saved.connect(self._tell_saved)
        self.saver.failed.connect(self._tell_unsaved)
        for keys, act in (
            ("Ctrl+S", self._save_now),
            ("Ctrl+L", self.memory.lead_to_client),
        ):
            bind(self, keys, act)
        bind_regions(self, self._regions)

    def _name_things(self) -> None:
        ui = self.ui
        ui.people.setPlaceholderText(self.tr("add…"))
        ui.people.line.setAccessibleName(ui.people_label.text())
        ui.saved.setMinimumWidth(ui.saved.sizeHint().width())
        tip = self.tr("Stays in your history: never in a recap and never in a shared copy.")
        for name in ("our_view", "would_change_our_mind", "confidence", "why_now"):
            set_tip(getattr(ui, f"{name}_private"), tip)
            getattr(ui, name).setAccessibleDescription(tip)
        for name in ("client", "topic", "metric", "our_metric", "next_step_aim", "why_now"):
            field = getattr(ui, name)
            field.shortened.connect(self._tell_shortened)
        if self._past:
            self.setWindowTitle(self.tr("Log a past call"))
            ui.planned_label.setText(self.tr("Held"))
            ui.planned.setPlaceholderText(self.tr("like Thu 14:00"))
            ui.start.setText(self.tr("Log this call"))
            ui.schedule.setText(self.tr("Later"))
            set_tip(ui.schedule, self.tr("Keeps what you wrote, to be logged another time."))
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the rows of the options before it goes on to the next step."""
        before: QWidget = self.ui.costs
        for row in self.form.options.rows:
            for field in row.fields():
                QWidget.setTabOrder(before, field)
                before = field
        QWidget.setTabOrder(before, self.ui.next_step_aim)

    def _show_first(self, preparation: Preparation) -> None:
        self.ui.more.setChecked(has_more(preparation))
        self._show(preparation)
        if not self._is_touched:
            first = self.ui.topic if self.form.client_name() else self.ui.client
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()

    def _show(self, preparation: Preparation) -> None:
        if self._is_over:
            return
        if not self.saver.is_saved:
            self._is_stale = True  # Something was typed since: asked again once that is saved.
            return
        self.form.show_preparation(preparation)
        self.memory.show_memory(preparation, self._clock.now().date())
        self.evidence.show_for(preparation)
        title = self.tr("Log a past call") if self._past else self.tr("Prepare a call")
        name = one_line(preparation.memory.client_name)
        self.setWindowTitle(f"{name} · {title}" if name else title)

    def _unfold_more(self, on: bool) -> None:
        ui = self.ui
        ui.more_fields.setVisible(on)
        ui.why_now_field.setVisible(on)
        ui.more.setAccessibleName(self.tr("More to think through"))
        self._say_more()

    def _say_more(self) -> None:
        """Say what is folded away, in as many words as large letters leave room for."""
        more = self.ui.more
        if more.isChecked():
            more.setText(self.tr("▾  More to think through"))
            return
        whole = self.tr("▸  More: what they ask for, how each side sees it, how sure we are…")
        fits = more.fontMetrics().horizontalAdvance(whole) + PADDING <= self._columns.room
        more.setText(whole if fits else self.tr("▸  More to think through"))

    def _start(self) -> None:
        if not self._is_ready():
            return
        self.form.people.finish(as_name=True)
        self._end_by(partial(start_call, clock=self._clock, call_id=self._call_id), "start")

    def _log(self) -> None:
        if not self._is_ready():
            return
        try:
            held_at, minutes = self.form.held()
        except InvalidInput:
            return
        self.form.people.finish(as_name=True)
        act = partial(log_call, call_id=self._call_id, held_at=held_at, minutes=minutes)
        self._end_by(act, "log")

    def _end_by(self, act: partial[str], way: str) -> None:
        """Save what is typed, then end the preparation by *act* on the disk."""
        self.saver.flush()
        self.ui.start.setEnabled(False)
        done = self._call_logged if way == "log" else self._call_began
        self._tasks.write(act, done, self._fail_to_end)

    def _is_ready(self) -> bool:
        """Whether there is a client; where not, say so at the field."""
        self.form.finish()
        if self.form.client_name():
            return True
        self.form.client.say(self.tr("Say who the client is: a name is all that a call needs."))
        self.ui.client.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _call_began(self, call_id: str) -> None:
        self._is_over = True
        self.call_started.emit(call_id)
        self.close()

    def _call_logged(self, call_id: str) -> None:
        self._is_over = True
        self.logged.emit(call_id)
        self.close()

    def _fail_to_end(self, error: CompanionError) -> None:
        self.ui.start.setEnabled(True)
        self.notice.tell_error(error)

    def _ask_to_discard(self) -> None:
        self.notice.tell(
            self.tr("Discard this call? What you wrote for it here goes with it."),
            self.tr("Discard it"),
            self._discard,
            tone="concern",
        )

    def _discard(self) -> None:
        call_id = self._call_id
        self._is_over = True
        self._tasks.write(
            lambda store: discard(store, call_id), self._call_discarded, self._fail_to_discard
        )

    def _call_discarded(self, _nothing: object) -> None:
        self.discarded.emit(self._call_id)
        self.close()

    def _fail_to_discard(self, error: CompanionError) -> None:
        self._is_over = False
        self.notice.tell_error(error)

    def _save_now(self) -> None:
        self.form.finish()
        self.saver.flush()
        if self.saver.is_saved:
            self._tell_saved()

    def _tell_saving(self) -> None:
        self._is_touched = True
        self.ui.saved.setText(self.tr("Saving…"))

    def _tell_saved(self) -> None:
        whole = self.tr("Saved · {time}")
        self.ui.saved.setText(whole.format(time=f"{self._clock.now():%H:%M}"))
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _tell_unsaved(self, error: CompanionError) -> None:
        self.ui.saved.setText(self.tr("Not saved yet"))
        self.notice.tell_error(error, self.tr("Try again"), self.saver.flush)

    def _tell_shortened(self, count: int) -> None:
        whole = self.tr("That was too long for one line; {count} characters were left out.")
        self.notice.tell(whole.format(count=f"{count:,}"), tone="concern")

    def _fail(self, error: CompanionError) -> None:
        self.notice.tell_error(error)

    def _regions(self) -> Sequence[Region]:
        """Return the form, the memory, the acts."""
        people = [(self.memory, person.edit) for person in self.memory.people()[:1]]
        return ((self.ui.form, self.ui.client), *people, (self.ui.footer, self.ui.start))

    def _fit(self) -> None:
        letter = letter_width(self.fontMetrics())
        self._columns.fit(self.width(), letter)
        self._say_more()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice, then comes back to the form; it never closes the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and not self.notice.dismiss():
            focus = QApplication.focusWidget() or self
            if self.memory.isAncestorOf(focus) or self.ui.footer.isAncestorOf(focus):
                self.ui.client.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once more when the labels know how wide their letters are."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is typed; a preparation into which nobody wrote anything leaves no trace."""
        if not self._is_over:
            self._is_over = True
            self.form.finish()
            self.saver.flush()
            call_id = self._call_id
            self._tasks.write(lambda store: discard_if_blank(store, call_id))
        super().closeEvent(event)
