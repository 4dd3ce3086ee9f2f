"""The short menu of the main window: other ways to begin, files, the theme, about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from companion.gui.widgets.text import tell

THEMES = ("system", "light", "dark")


class MainMenu(QObject):
    """Offers acts; every entry is a wish that somebody else fulfils."""

    unplanned_wanted = Signal()
    past_call_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    theme_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        """Make the menu of *window*."""
        super().__init__(window)
        self.menu = menu = QMenu(window)
        self._window = window
        self._theme = "system"
        self._add(menu, self.tr("Start an unplanned call"), self.unplanned_wanted.emit)
        # Shown where the act is; the window listens to it, so that it does not repeat while held.
        keys = QKeySequence("Ctrl+Shift+N").toString(QKeySequence.SequenceFormat.NativeText)
        menu.actions()[-1].setText(menu.actions()[-1].text() + "\t" + keys)
        self._add(menu, self.tr("Log a past call…"), self.past_call_wanted.emit)
        menu.addSeparator()
        self._add(menu, self.tr("Import…"), self.import_wanted.emit)
        self._add(menu, self.tr("Export…"), self.export_wanted.emit)
        menu.addSeparator()
        self._themes = self._add_themes(menu)
        self._add(menu, self.tr("About Companion"), self._tell_about)

    def show_theme(self, choice: str) -> None:
        """Tick the theme that is worn: "system", "light" or "dark"."""
        for action in self._themes.actions():
            action.setChecked(action.data() == choice)

    def show_below(self, button: QWidget) -> None:
        """Show the menu below *button*, inside the screen."""
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - self.menu.sizeHint().width())
        self.menu.popup(corner)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda _on=False: act())

    def _add_themes(self, menu: QMenu) -> QActionGroup:
        themes = menu.addMenu(self.tr("Theme"))
        group = QActionGroup(self)
        words = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        for choice, word in zip(THEMES, words, strict=True):
            action = themes.addAction(word)
            action.setCheckable(True)
            action.setData(choice)
            action.setChecked(choice == self._theme)
            group.addAction(action)
        group.triggered.connect(lambda action: self.theme_chosen.emit(action.data()))
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
