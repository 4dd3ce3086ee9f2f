"""Where in the history one looks: the page of the place that side bar and search field say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from companion.gui.forms.ui_history import Ui_HistoryPage
from companion.gui.history.about_client import AboutClient
from companion.gui.history.following import Following
from companion.gui.history.listed import Listed
from companion.gui.history.sidebar import STEPS
from companion.gui.history.wanted import wanted_from
from companion.gui.regions import Region
from companion.session import Clock

_NO_LISTS = ("today", STEPS)
"""The places of the side bar that are pages of their own."""


class Looking(QObject):
    """Shows one page at a time: today, what is to be followed up, a client, or the list."""

    def __init__(
        self,
        ui: Ui_HistoryPage,
        clock: Clock,
        listed: Listed,
        about: AboutClient,
        following: Following,
    ) -> None:
        """Begin at today; the other pages are made when one first looks at them."""
        super().__init__(ui.pages)
        self._ui, self._clock = ui, clock
        self._listed, self._about, self._following = listed, about, following
        self._place: tuple[str, str | None] = ("today", None)
        self._came_from = ""
        self.is_empty = False
        ui.search.textChanged.connect(self.ask)
        ui.search.left_downwards.connect(self.enter)
        ui.places.place_chosen.connect(self._take_place)
        listed.everywhere_wanted.connect(self._look_everywhere)

    @property
    def is_at_list(self) -> bool:
        """Whether the list of disagreements is shown."""
        return self._place[0] not in _NO_LISTS and not self.client_id

    @property
    def is_at_steps(self) -> bool:
        """Whether what is to be followed up is shown."""
        return self._place[0] == STEPS

    @property
    def client_id(self) -> str:
        """The client whose page is shown: the one in the side bar, while nothing is searched."""
        return "" if self._ui.search.text().strip() else self.client_of_place

    @property
    def client_of_place(self) -> str:
        """The client that is chosen in the side bar, also while one searches in it."""
        return self._place[1] or ""

    def refresh(self) -> None:
        """Show the page as the history is now; what is not shown is read again when it is."""
        if self.is_at_list:
            self._listed.refresh()
        else:
            self._listed.be_stale()
        if self.client_id:
            self._about.refresh()

    def go_to(self, place: str) -> None:
        """Go to a place of the side bar, and leave what was searched."""
        self._ui.search.clear()
        self._ui.places.choose(place)

    def show(self, *, is_empty: bool) -> None:
        """Show the page that one is at, or the very first screen where the history is empty."""
        self.is_empty = is_empty
        ui, focus = self._ui, QApplication.focusWidget()
        had_focus = focus is not None and ui.pages.isAncestorOf(focus)
        wanted = ui.beginning if is_empty else self._page()
        ui.side.setVisible(not is_empty)
        ui.trayRoom.setVisible(wanted is ui.splitter)
        if wanted is not ui.pages.currentWidget():
            ui.pages.setCurrentWidget(wanted)
            if had_focus:
                self.enter()

    def ask(self) -> None:
        """Ask for what the field and the side bar say."""
        typed = self._ui.search.text()
        if self._follow_search(bool(typed.strip())):
            return
        if self.client_id:
            self._about.show(self.client_id)
        if self.is_at_steps:
            self._following.show()
        self.show(is_empty=self.is_empty)
        if self.is_at_list:
            self._listed.show(wanted_from(typed, self._clock.now().date(), *self._place))

    def enter(self) -> None:
        """Give the keyboard to the page that is shown."""
        if self.is_at_list:
            self._listed.enter()
        elif self.client_id:
            self._about.enter()
        elif self.is_at_steps:
            self._following.enter()
        else:
            self._ui.today.enter()

    def regions(self) -> Sequence[Region]:
        """Return the regions of the window: search, side bar, notice, and those of the page."""
        ui = self._ui
        today = (ui.today, ui.today.first_stop)
        every = (ui.search, ui.places, ui.noticeRoom, today, ui.trayRoom, ui.rows)
        page = [ui.detail.page] if ui.detail.found else []
        return (*every, *page, *self._about.regions(), *self._following.regions())

    def _page(self) -> QWidget:
        if self.is_at_steps:
            return self._following.page
        if self.client_id:
            return self._about.page
        return self._ui.splitter if self.is_at_list else self._ui.today

    def _follow_search(self, is_typed: bool) -> bool:
        """Leave a page for the list while one searches, and come back; whether that was done."""
        before = self._place[0]
        if is_typed and before in _NO_LISTS:
            self._ui.places.choose("all")
            self._came_from = before
        elif not is_typed and self._came_from:
            self._ui.places.choose(self._came_from)
        return before != self._place[0]

    def _look_everywhere(self) -> None:
        """Search all disagreements for what is typed; the keyboard stays with the words."""
        self._ui.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ui.places.choose("all")

    def _take_place(self, sort: str, client_id: str | None) -> None:
        self._place = (sort, client_id)
        self._came_from = ""
        self.ask()
