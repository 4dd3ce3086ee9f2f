"""The desk on which the windows lie: opens them, brings them forward, passes wishes between them.

A window never opens another one. It says what a person wants, and this is where that leads.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from companion.errors import CompanionError
from companion.gui.cabinet import Cabinet
from companion.gui.calling import Calling
from companion.gui.frame import Frame
from companion.gui.history.menu import MainMenu
from companion.gui.history.window import HistoryWindow
from companion.gui.places import Places
from companion.gui.posting import Posting
from companion.gui.reminding.reminding import Reminding
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.gui.watching import Watching
from companion.gui.windows import Windows, bring_forward, return_to
from companion.paths import resource_root
from companion.session import Clock
from companion.settings import SettingsFile
from companion.store import Store

if TYPE_CHECKING:
    from companion.gui.prepare.window import PrepareWindow
    from companion.preparing.invited import Invited

AFTER_OPENING_MS = 300
"""How long what can wait lets the first window paint all of itself."""


class Desk(QObject):
    """All open windows of one history."""

    window_opened = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        settings: SettingsFile,
        theme: Theme,
        frame: Frame | None = None,
    ) -> None:
        """Lay everything ready; ``open`` shows the first window, in *frame* where one stands."""
        super().__init__()
        self._tasks = tasks
        self._clock = clock
        self._settings = settings
        self._theme = theme
        self._places = Places(settings)
        self._windows = Windows(self._places, self)
        self._windows.opened.connect(self.window_opened)
        self.exit_code = 0
        self._frame = frame
        self._watching = Watching(tasks, self)
        self._watching.found.connect(self._refresh)
        self._calling = self._make_calling()
        self.cabinet = self._make_cabinet()
        self._posting = Posting(tasks, clock, settings)
        self._reminding = Reminding(tasks, clock, settings, self)
        self._reminding.opened.connect(self._show_today)
        self._history = HistoryWindow(tasks, clock, frame)
        self._connect_history(self._history)
        self._history.menu.show_theme(theme.choice)
        self._history.menu.show_hints(settings.settings.hints)
        self._history.menu.show_reminding(settings.settings.remind)

    def open(self) -> None:
        """Show the history, and the running call where there is one."""
        self._tasks.write(_running_call, self._return_to_call, self._fail_to_open)
        self._history.ready.connect(
            lambda: QTimer.singleShot(AFTER_OPENING_MS, self, self._finish_opening)
        )
        if self._frame is not None:
            self._frame.hold(self._history)
        else:
            self._places.restore(self._history, "history")
            self._history.show()
        self._windows.answer_keys(self._history, "history")
        self.window_opened.emit(self._history)

    def close(self) -> None:
        """Ask nothing of the history any more; it is about to be closed."""
        self._watching.end()
        self._reminding.end()

    def prepare(self, call_id: str, *, past: bool = False) -> PrepareWindow:
        """Open the preparation of a call, or the record of one that was held already."""
        from companion.gui.prepare.window import PrepareWindow

        def build() -> PrepareWindow:
            window = PrepareWindow(self._tasks, self._clock, call_id, past=past)
            window.call_started.connect(self._call_started)
            window.logged.connect(self.live)
            window.client_wanted.connect(self._show_client)
            window.disagreement_wanted.connect(self._show_history)
            window.recap_wanted.connect(self.recap)
            return window

        return self._windows.bring("prepare", call_id, build)

    def live(self, call_id: str, *, name: bool = False) -> None:
        """Open the narrow window beside the call, to *name* its client and topic if that is so."""
        from companion.gui.live.window import LiveWindow

        def build() -> LiveWindow:
            window = LiveWindow(self._tasks, self._clock, call_id)
            window.set_on_top(self._settings.settings.on_top)
            window.above_others_changed.connect(self._keep_on_top)
            window.set_compact(self._settings.settings.compact)
            window.compact_changed.connect(lambda on: self._settings.change(compact=on))
            window.set_hidden_from_capture(self._settings.settings.hide_from_capture)
            window.hiding_changed.connect(lambda on: self._settings.change(hide_from_capture=on))
            window.hinting.set_level(self._settings.settings.hints)
            window.hinting.level_chosen.connect(self._choose_hints)
            window.recap_wanted.connect(self._write_recap)
            return window

        window = self._windows.bring("live", call_id, build)
        if name:
            window.begin_naming()

    def recap(self, call_id: str) -> None:
        """Open the recap of an ended call."""
        from companion.gui.recap.window import RecapWindow

        def build() -> RecapWindow:
            window = RecapWindow(self._tasks, self._clock, call_id, self._posting.courier)
            window.call_wanted.connect(self.live)
            window.history_wanted.connect(self._show_history)
            window.account_wanted.connect(lambda: self.account(window))
            window.brief_wanted.connect(self.brief)
            window.texts_wanted.connect(self.texts)
            return window

        self._windows.bring("recap", call_id, build)

    def brief(self, call_id: str) -> None:
        """Open the internal brief of a call."""
        from companion.gui.brief.window import BriefWindow

        self._windows.bring(
            "brief", call_id, lambda: BriefWindow(self._tasks, self._clock, call_id)
        )

    def transcript(self, call_id: str) -> None:
        """Open the window in which a transcript is attached to a call."""
        from companion.gui.transcript.window import TranscriptWindow

        def build() -> TranscriptWindow:
            window = TranscriptWindow(self._tasks, self._clock, call_id)
            window.changed.connect(self._history.refresh)
            return window

        self._windows.bring("transcript", call_id, build)

    def account(self, back: QWidget | None = None) -> None:
        """Open the window in which the mail account is set up; closing it leads to *back*."""
        from companion.gui.mail.window import AccountWindow

        def build() -> AccountWindow:
            posting = self._posting
            window = AccountWindow(self._tasks, self._clock, self._settings, posting.credentials)
            window.account_kept.connect(lambda _account: posting.courier.account_changed())
            window.account_removed.connect(posting.courier.account_changed)
            window.destroyed.connect(lambda: return_to(back))
            return window

        window = self._windows.bring("account", "", build)
        if self._posting.needs_password:
            window.ask_for_password()

    def texts(self, call_id: str = "", language: str = "en", template: str = "warm") -> None:
        """Open the window on the words of recaps, seen in that call's recap where there is one."""
        from companion.gui.texts.window import TextsWindow

        def build() -> TextsWindow:
            window = TextsWindow(self._tasks, self._clock, call_id, language, template)
            window.changed.connect(self._refresh_recaps)
            return window

        window = self._windows.bring("texts", "", build)
        if call_id:
            window.show_form(call_id, language, template)

    def _make_calling(self) -> Calling:
        calling = Calling(self._tasks, self._clock, self)
        calling.prepared.connect(self.prepare)
        calling.invited.connect(self._prepare_invited)
        calling.meetings_wanted.connect(self._choose_meeting)
        calling.recorded.connect(lambda call_id: self.prepare(call_id, past=True))
        calling.started.connect(self.live)
        return calling

    def _make_cabinet(self) -> Cabinet:
        cabinet = Cabinet(self._tasks, self._clock, self._windows, self)
        cabinet.disagreement_wanted.connect(self._show_history)
        cabinet.meeting_chosen.connect(self._calling.prepare_from)
        cabinet.changed.connect(self._refresh_history)
        cabinet.grown.connect(self._refresh)
        return cabinet

    def _connect_history(self, history: HistoryWindow) -> None:
        calling = self._calling
        history.prepare_wanted.connect(calling.prepare_new)
        history.invitation_chosen.connect(calling.prepare_invited)
        history.people_wanted.connect(self.cabinet.people)
        history.call_opened.connect(calling.open)
        history.recap_wanted.connect(self.recap)
        history.brief_wanted.connect(self.brief)
        history.transcript_wanted.connect(self.transcript)
        history.continue_wanted.connect(calling.continue_in_new)
        history.reopen_wanted.connect(self.live)
        history.naming_wanted.connect(lambda call_id: self.live(call_id, name=True))
        history.deleting.calls_leaving.connect(self._windows.close_all_on)
        history.export_wanted.connect(self.cabinet.export)
        history.import_wanted.connect(self.cabinet.bring_in)
        history.contacts_wanted.connect(self.cabinet.introduce)
        self._connect_menu(history.menu)

    def _connect_menu(self, menu: MainMenu) -> None:
        menu.unplanned_wanted.connect(self._calling.start_unplanned)
        menu.past_call_wanted.connect(self._calling.record_past)
        menu.theme_chosen.connect(self._choose_theme)
        menu.hints_chosen.connect(self._choose_hints)
        menu.insights_wanted.connect(self.cabinet.insights)
        menu.playbooks_wanted.connect(self.cabinet.playbooks)
        menu.texts_wanted.connect(self.texts)
        menu.account_wanted.connect(self.account)
        menu.trash_wanted.connect(self.cabinet.trash)
        menu.reminding_chosen.connect(self._reminding.choose)

    def _prepare_invited(self, invited: Invited) -> None:
        window = self.prepare(invited.call_id)
        if invited.remarks:
            window.notice.tell(" ".join(invited.remarks))

    def _choose_meeting(self, path: str, own_addresses: tuple[str, ...]) -> None:
        self.cabinet.meetings(path, own_addresses)

    def _call_started(self, call_id: str) -> None:
        self._windows.close("prepare", call_id)
        self.live(call_id)

    def _write_recap(self, call_id: str) -> None:
        self._windows.close("live", call_id)
        self.recap(call_id)

    def _return_to_call(self, call_id: str | None) -> None:
        if call_id is not None:
            self.live(call_id)

    def _show_history(self, disagreement_id: str = "") -> None:
        bring_forward(self._history)
        if disagreement_id:
            self._history.show_disagreement(disagreement_id)

    def _show_today(self) -> None:
        bring_forward(self._history)
        self._history.show_today()

    def _show_client(self, client_id: str) -> None:
        bring_forward(self._history)
        self._history.show_client(client_id)

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self._settings.change(theme=choice)

    def _choose_hints(self, level: str) -> None:
        """Keep how much is said during a call, and say as much in every window from now on."""
        self._settings.change(hints=level)
        self._history.menu.show_hints(level)
        for window in self._windows.of_kind("live"):
            window.hinting.set_level(level)  # type: ignore[attr-defined]

    def _refresh_recaps(self) -> None:
        """Let every open recap say what its words are now."""
        for window in self._windows.of_kind("recap"):
            window.refresh()  # type: ignore[attr-defined]

    def _keep_on_top(self, on: bool) -> None:
        self._settings.change(on_top=on)

    def _show_need(self, words: str) -> None:
        self._history.show_need(words, self.account)

    def _finish_opening(self) -> None:
        """Do what the first picture need not wait for.

        What was made until now stays for as long as the program does, so the collector of
        garbage, which __main__ put to rest, need never look at it.
        """
        from companion.gui.single import RaiseListener
        from companion.gui.theme.icon import window_icon

        gc.freeze()
        gc.enable()
        QApplication.setWindowIcon(window_icon(resource_root() / "icons"))
        self._listener = RaiseListener(self._tasks.history_path.parent, self)
        self._listener.raise_wanted.connect(lambda: bring_forward(self._history))
        self._posting.told.connect(self._show_need)
        self._posting.open()
        self._history.deleting.tidy()
        self._watching.begin()
        self._tasks.read(lambda store: store.transcripts.waiting(), self._index_rest)
        self._reminding.begin()

    def _index_rest(self, waiting: int) -> None:
        """Let the search know what an end of the program kept it from learning of a transcript."""
        if waiting:
            from companion.transcribing import index_rest

            self._tasks.run_apart(lambda: index_rest(self._tasks.keep))

    def _refresh_history(self) -> None:
        self._history.refresh()

    def _refresh(self) -> None:
        for window in (self._history, *self._windows.all()):
            window.refresh()  # type: ignore[attr-defined]

    def _fail_to_open(self, error: CompanionError) -> None:
        from companion.gui.faults import show_fatal

        self.exit_code = show_fatal(error)
        QCoreApplication.exit(self.exit_code)


def _running_call(store: Store) -> str | None:
    return store.calls.running()
