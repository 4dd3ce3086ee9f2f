"""The recap window: opened for an ended call, it shows the finished mail at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.errors import CompanionError
from companion.gui.courier import Courier
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap import page as pages
from companion.gui.recap.addressed import Addressing
from companion.gui.recap.alive import while_alive
from companion.gui.recap.answering import Answering
from companion.gui.recap.checks import checks
from companion.gui.recap.keeping import Keeping
from companion.gui.recap.leaving import Leaving
from companion.gui.recap.mending import Mending
from companion.gui.recap.page import Page
from companion.gui.recap.previewing import Previewing
from companion.gui.recap.recipients_desk import RecipientsDesk
from companion.gui.recap.regions import regions
from companion.gui.recap.rewriting import Rewriting
from companion.gui.recap.sending import Sending
from companion.gui.recap.sourcing import Sourcing
from companion.gui.recap.templating import Templating
from companion.gui.recap.ways_out import Opener
from companion.gui.recap.wording_desk import WordingDesk
from companion.gui.regions import bind_regions
from companion.gui.tasks import Tasks
from companion.gui.theme.type import letter_width
from companion.method.one_line import one_line
from companion.method.recap import Draft
from companion.session import Clock

LOOK_AT_CLOCK_EVERY_MS = 5_000
"""How often "Call ended 4 minutes ago" is looked at."""

PANEL_LETTERS = 36
"""How wide the side panel is, in average letters of the person's font."""

STATUS_LETTERS = 12
"""How wide the state beside the ways out is at the least, in such letters; it may have lines."""


class RecapWindow(QWidget):
    """One call's recap, with what it still needs at its side and its ways out below it."""

    ready = Signal()
    """The complete draft is on the screen; emitted once."""

    call_wanted = Signal(str)
    """The call should be gone back to, or reopened; carries its id."""

    history_wanted = Signal(str)
    """The disagreement of that id should be shown in the history."""

    brief_wanted = Signal(str)
    """The internal brief of the call of that id should be shown."""

    account_wanted = Signal()
    """The mail account should be set up, or looked at."""

    texts_wanted = Signal(str, str, str)
    """The words of recaps should be shown: carries the call, the language, the template."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        call_id: str,
        courier: Courier,
        opener: Opener = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        """Show the recap of the call *call_id*; *courier* sends it.

        *opener* hands files to the system's programs.
        """
        super().__init__(parent)
        self._tasks, self._clock, self._call_id = tasks, clock, call_id
        self._page: Page | None = None
        ui = self._ui = Ui_RecapForm()
        ui.setupUi(self)
        self._keeping = Keeping(tasks, clock, call_id, ui, self)
        self._leaving = Leaving(tasks, clock, ui, self._keeping.saver, opener, courier)
        self._sending = Sending(tasks, clock, ui, self._keeping, courier)
        self._answering = Answering(tasks, clock, ui, self._keeping.saver)
        self._addressing = Addressing(tasks, ui.addressed)
        self._rewriting = Rewriting(tasks, ui, self._keeping)
        self._sourcing = Sourcing(ui.text, ui.writing_column)
        self._previewing = Previewing(tasks, ui)
        self._mending = Mending(tasks, clock, ui)
        self._templating = Templating(tasks, ui, self._keeping)
        self._wording = WordingDesk(tasks, clock, ui, self._keeping)
        for part in (self._wording, self._previewing):
            part.failed.connect(self._fail)
        self._recipients = RecipientsDesk(
            tasks, ui.to_row, ui.cc_row, ui.missing, ui.missing_column
        )
        self._set_up()
        self._connect()
        self._bind_keys()
        tasks.write(
            lambda store: pages.open_page(store, call_id, clock.now()),
            while_alive(self, self._open),
            self._fail,
        )

    def refresh(self) -> None:
        """Show the history as it is now; what is being typed stays."""
        page, turn = self._page, self._keeping.turn
        if page is None:
            return
        recap_id, now = page.recap.id, self._clock.now()
        # What is not on the disk yet cannot be read back: then the fields stay as they are.
        turn = turn if self._keeping.saver.is_saved else -1
        self._tasks.read(
            lambda store: pages.read_page(store, self._call_id, recap_id, now),
            while_alive(self, lambda read: self._renew(read, turn)),
            self._fail,
            newest=f"recap {self._call_id}",
        )

    def _renew(self, page: Page, turn: int) -> None:
        """Show what was read, composed anew first where nobody changed the words."""
        if not page.is_outdated:
            self._show_renewed(page, turn)
            return
        recap_id, now = page.recap.id, self._clock.now()
        self._tasks.write(
            lambda store: pages.renew_page(store, self._call_id, recap_id, now),
            while_alive(self, lambda renewed: self._show_renewed(renewed, turn)),
            self._fail,
        )

    # ------------------------------------------------------------ showing

    def _open(self, page: Page) -> None:
        self._show_all(page)
        if not one_line(page.me.name):
            self._open_me()
        elif page.is_draft:
            self._ui.text.setFocus()
        else:
            self._ui.answer.words.setFocus()
        self.ready.emit()

    def _show_all(self, page: Page) -> None:
        self._take(page)
        self._show_fields(page)
        self._show_around(page)

    def _show_renewed(self, page: Page, turn: int) -> None:
        """Show a page again; what was typed since it was asked for at *turn* stays."""
        before = self._page
        if before is None or before.recap.id != page.recap.id:
            return
        self._take(page)
        if turn == self._keeping.turn and self._keeping.saver.is_saved:
            self._show_fields(page)
        self._show_around(page)
        says_more = before.fresh.text != page.fresh.text
        if says_more and page.is_draft and self._keeping.is_own(self._keeping.words()):
            self._rewriting.offer()

    def _take(self, page: Page) -> None:
        self._page = page
        for part in (self._keeping, self._rewriting, self._leaving, self._mending, self._sending):
            part.page = page
        self._sourcing.page = page

    def _show_fields(self, page: Page) -> None:
        ui, recap = self._ui, page.recap
        ui.to_row.set_addresses(recap.to)
        ui.cc_row.set_addresses(recap.cc)
        if ui.subject.text() != recap.subject:
            ui.subject.setText(recap.subject)
            ui.subject.setCursorPosition(0)
        ui.text.show_text(recap.text)
        ui.me_form.show_me(page.me)
        outcome, today = page.call.outcome, self._clock.now().date()
        ui.outcome.show_outcome(outcome, today)
        ui.outcome.advice.show_advice(outcome.advice if outcome else None, page.advice_typed, today)

    def _show_around(self, page: Page) -> None:
        ui, names = self._ui, (one_line(page.client.name), one_line(page.disagreement.topic))
        about = ", ".join(name for name in names if name)
        named = self.tr("Recap · {about}").format(about=about)
        self.setWindowTitle(named if about else self.tr("Recap"))
        for field in (ui.text, ui.subject):
            field.setReadOnly(not page.is_draft)
        for row in (ui.to_row, ui.cc_row):
            row.setEnabled(page.is_draft)
        self._recipients.show_page(page)
        ui.sent.show_recap(page.recap, self._clock.now())
        self._answering.show_page(page)
        ui.attached.show_page(page, self._clock)
        ui.checks.setVisible(page.is_draft)
        ui.template_form.show_page(page)
        self._leaving.more.show_draft(is_draft=page.is_draft, can_mark=self._leaving.can_mark)
        if not self._leaving.can_mark:
            ui.question.hide()
            self._rewriting.close()
        self._wording.show_page(page)
        self._look_at_words()
        self._tell_age()
        self._tell_standing()

    def _look_at_words(self) -> None:
        """Judge the recap as it stands in the window."""
        if self._page is not None:
            words = self._keeping.words()
            self._ui.checks.show_checks(checks(self._page, words))
            self._addressing.look(self._page, words)
            edited = self._keeping.is_own(words)
            self._ui.words.show_page(self._page, words.text, edited=edited)
            self._sending.look()

    def _tell_age(self) -> None:
        if self._page is not None:
            self._ui.age.show_page(self._page, self._clock.now())

    def _tell_standing(self) -> None:
        status = self._ui.status
        if self._page is not None and not self._page.is_draft:
            status.setText(self._sending.state_said)
        elif self._keeping.saver.is_saved:
            time = f"{self._clock.now():%H:%M}"
            status.setText(self.tr("Draft saved · {time}").format(time=time))
        else:
            status.setText(self.tr("Saving…"))

    # ------------------------------------------------------------ the words

    def propose(self, draft: Draft) -> None:
        """Put *draft* in the place of the words; over a person's own, only what they take."""
        self._rewriting.propose(draft)

    def _show_other(self, page: Page) -> None:
        """Show another recap of the call; a correction of one's own words asks what to take."""
        self._rewriting.close()
        self._ui.panel_scroll.verticalScrollBar().setValue(0)
        self._show_all(page)
        if page.is_draft:
            self._ui.text.setFocus()
            self._rewriting.write_anew()

    # ------------------------------------------------------------ leading elsewhere

    def _open_me(self) -> None:
        self._ui.top_column.setContentsMargins(16, 12, 16, 4)
        self._ui.me_form.open()

    def _close_me(self) -> None:
        self._ui.top_column.setContentsMargins(16, 0, 16, 0)
        self._ui.text.setFocus()

    def _want_call(self) -> None:
        self._keeping.saver.flush()
        self.call_wanted.emit(self._call_id)

    def _want_history(self) -> None:
        if self._page is not None:
            self.history_wanted.emit(self._page.disagreement.id)

    def _fail_to_save(self, error: CompanionError) -> None:
        self._ui.status.setText(self.tr("Not saved yet"))
        self._ui.notice.tell_error(error, self.tr("Try again"), self._keeping.saver.flush)

    def _fail(self, error: CompanionError) -> None:
        self._ui.notice.tell_error(error)

    # ------------------------------------------------------------ putting together

    def _set_up(self) -> None:
        ui = self._ui
        width = max(ui.subject_name.sizeHint().width(), 58)
        ui.subject_name.setMinimumWidth(width)
        ui.to_row.set_name(self.tr("To"), width)
        ui.cc_row.set_name(self.tr("Cc"), width)
        # Not by setFont: the style sheet takes a font back that was set after its first polish.
        ui.subject.setStyleSheet("font-weight: 600;")
        self._measure()
        ui.missing.hide()
        ui.status.set_wrap()
        self._age_timer = QTimer(self, interval=LOOK_AT_CLOCK_EVERY_MS)
        self._age_timer.timeout.connect(self._tell_age)
        self._age_timer.start()

    def _measure(self) -> None:
        """Give the side panel the width that the person's font needs."""
        letter = letter_width(self.fontMetrics())
        self._ui.panel.setFixedWidth(max(285, letter * PANEL_LETTERS))
        self._ui.status.setMinimumWidth(letter * STATUS_LETTERS)

    def _connect(self) -> None:
        ui, keeping = self._ui, self._keeping
        keeping.typed.connect(self._look_at_words)
        keeping.composed_from_changed.connect(self.refresh)
        keeping.saver.saving.connect(self._tell_standing)
        keeping.saver.saved.connect(self._tell_standing)
        keeping.saver.failed.connect(self._fail_to_save)
        self._recipients.changed.connect(keeping.keep_words)
        self._recipients.address_given.connect(self.refresh)
        self._mending.mended.connect(self.refresh)
        self._mending.call_wanted.connect(self._want_call)
        for leaving in (self._leaving, self._sending):
            leaving.changed.connect(self.refresh)
            leaving.account_wanted.connect(self.account_wanted)
        self._leaving.more.brief_wanted.connect(lambda: self.brief_wanted.emit(self._call_id))
        self._answering.changed.connect(self.refresh)
        self._templating.changed.connect(self._rewriting.expect)
        self._templating.changed.connect(self.refresh)
        self._templating.failed.connect(self._fail)
        ui.template_form.texts_wanted.connect(partial(self.texts_wanted.emit, self._call_id))
        self._answering.shown.connect(self._show_other)
        for part in (keeping, self._leaving, self._sending, self._answering, self._mending):
            part.failed.connect(self._fail)
        ui.words.me_wanted.connect(self._open_me)
        self._mending.me_wanted.connect(self._open_me)
        ui.me_form.closed.connect(self._close_me)
        ui.age.call_wanted.connect(self._want_call)
        ui.sent.history_wanted.connect(self._want_history)

    def _bind_keys(self) -> None:
        bind_regions(self, lambda: regions(self._ui))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a notice, else what lies over the text, else comes back to the text."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif not (self._ui.notice.dismiss() or self._rewriting.close()):
            self._ui.show_preview.setChecked(False)
            self._ui.text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._measure()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed last."""
        self._keeping.saver.flush()
        super().closeEvent(event)
