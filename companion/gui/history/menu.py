"""The short menu of the main window: other ways to begin, files, the theme, about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from companion.gui.widgets.text import tell

THEMES = ("system", "light", "dark")
HINTS = ("off", "quiet", "more")


class MainMenu(QObject):
    """Offers acts; every entry is a wish that somebody else fulfils."""

    unplanned_wanted = Signal()
    past_call_wanted = Signal()
    invitation_wanted = Signal()
    insights_wanted = Signal()
    people_wanted = Signal()
    playbooks_wanted = Signal()
    texts_wanted = Signal()
    account_wanted = Signal()
    import_wanted = Signal()
    contacts_wanted = Signal()
    export_wanted = Signal()
    trash_wanted = Signal()
    theme_chosen = Signal(str)
    hints_chosen = Signal(str)
    calendar_wanted = Signal()
    reminding_chosen = Signal(bool)
    """Whether the person wants to be reminded once a day."""

    def __init__(self, window: QWidget) -> None:
        """Stand ready to make the menu of *window*."""
        super().__init__(window)
        self._window = window
        self._theme, self._level = THEMES[0], HINTS[0]
        self._reminding: QAction | None = None
        self._is_reminding = True
        self._ticks: tuple[QActionGroup, QActionGroup] | None = None
        # What is chosen here is remembered: each choice ticks the others anew, too.
        self.theme_chosen.connect(self.show_theme)
        self.hints_chosen.connect(self.show_hints)
        self.reminding_chosen.connect(self.show_reminding)

    @cached_property
    def menu(self) -> QMenu:
        """The menu, made when it is opened first."""
        menu = QMenu(self._window)
        self._add(menu, self.tr("Start an unplanned call"), self.unplanned_wanted.emit)
        self._show_keys(menu, "Ctrl+Shift+N")
        self._add(menu, self.tr("Log a past call…"), self.past_call_wanted.emit)
        self._add(menu, self.tr("Prepare from an invitation…"), self.invitation_wanted.emit)
        menu.addSeparator()
        self._add(menu, self.tr("Insights…"), self.insights_wanted.emit)
        self._show_keys(menu, "Ctrl+I")
        self._add(menu, self.tr("Clients and people…"), self.people_wanted.emit)
        self._add(menu, self.tr("Playbooks…"), self.playbooks_wanted.emit)
        self._add(menu, self.tr("Words of recaps…"), self.texts_wanted.emit)
        self._add(menu, self.tr("Mail account…"), self.account_wanted.emit)
        self._add(menu, self.tr("Import…"), self.import_wanted.emit)
        self._add(menu, self.tr("Contacts from a file…"), self.contacts_wanted.emit)
        self._add(menu, self.tr("Export…"), self.export_wanted.emit)
        self._add(menu, self.tr("Trash…"), self.trash_wanted.emit)
        menu.addSeparator()
        self._reminding = menu.addAction(self.tr("Remind me once a day of what is due"))
        self._reminding.setCheckable(True)
        self._reminding.triggered.connect(self.reminding_chosen)
        self._add(menu, self.tr("Reminders for your calendar…"), self.calendar_wanted.emit)
        words = (self.tr("Off"), self.tr("Quiet"), self.tr("More"))
        hints = self._add_choice(
            menu.addMenu(self.tr("Hints during a call")), HINTS, words, self.hints_chosen.emit
        )
        words = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        themes = self._add_choice(
            menu.addMenu(self.tr("Theme")), THEMES, words, self.theme_chosen.emit
        )
        self._add(menu, self.tr("About Companion"), self._tell_about)
        self._ticks = (themes, hints)
        self._tick()
        return menu

    def show_theme(self, choice: str) -> None:
        """Tick the theme that is worn: "system", "light" or "dark"."""
        self._theme = choice
        self._tick()

    def show_hints(self, level: str) -> None:
        """Tick how much is said during a call: "off", "quiet" or "more"."""
        self._level = level
        self._tick()

    def show_reminding(self, on: bool) -> None:
        """Tick whether one is reminded once a day."""
        self._is_reminding = on
        self._tick()

    def show_below(self, button: QWidget) -> None:
        """Show the menu below *button*, inside the screen."""
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - self.menu.sizeHint().width())
        self.menu.popup(corner)

    def _tick(self) -> None:
        """Tick what is chosen now, where the menu was made already."""
        for group, choice in zip(self._ticks or (), (self._theme, self._level), strict=False):
            for action in group.actions():
                action.setChecked(action.data() == choice)
        if self._reminding is not None:
            self._reminding.setChecked(self._is_reminding)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda _on=False: act())

    def _show_keys(self, menu: QMenu, keys: str) -> None:
        """Show *keys* at the last entry; the window listens, so that none repeats while held."""
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        menu.actions()[-1].setText(menu.actions()[-1].text() + "\t" + shown)

    def _add_choice(
        self, menu: QMenu, choices: Sequence[str], words: Sequence[str], act: Callable[[str], None]
    ) -> QActionGroup:
        group = QActionGroup(self)
        for choice, word in zip(choices, words, strict=True):
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setData(choice)
            group.addAction(action)
        group.triggered.connect(lambda action: act(action.data()))
        return group

    def _tell_about(self) -> None:
        version = QApplication.applicationVersion()
        title = self.tr("Companion {version}").format(version=version).strip()
        detail = self.tr(
            "Prepare a disagreement with a client, hold it, recap it, find it again. "
            "Everything stays on this computer.\n\n"
            "Companion is free software under the GNU General Public License, version 3 or "
            "later. It uses Qt, free software under the GNU Lesser General Public License, "
            "version 3: you may use another Qt of the same release with it. "
            "Qt is made by The Qt Company and others; see qt.io/licensing."
        )
        tell(self._window, title, detail)
