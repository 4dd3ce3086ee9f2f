"""Every act of the live window that a key does, in one list: for its keys and for its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from companion.gui.widgets.keycap import KeyButton
from companion.model import Call, CallState


class LiveActs(QObject):
    """The acts belong to the window, so that they work while the button for one is hidden."""

    def __init__(self, window: QWidget, *, may_place: bool) -> None:
        """Give *window* its keys; without *may_place* the desktop alone places windows."""
        super().__init__(window)
        self._window = window
        self._may_place = may_place
        self.move_on = self._act(self.tr("End and write the recap"), "Ctrl+E")
        self.pause = self._act(self.tr("Pause"), "Ctrl+P")
        self.client_safe = self._act(self.tr("Client-safe view"), "F9", checkable=True)
        self.read_back = self._act(self.tr("Read the agreement back"), "Ctrl+B")
        self.veil = self._act(self.tr("Show private notes"), "Ctrl+H", checkable=True)
        self.say_another = self._act(self.tr("Another line to say"), "F3")
        self.next_step = self._act(self.tr("Write a next step"), "F4")
        self.name = self._act(self.tr("Name client and topic"), "Ctrl+L")
        self.retime = self._act(self.tr("Move a note in time"), "Ctrl+R")
        self.take_hint = self._act(self.tr("Take the hint"), "F8")
        self.next_hint = self._act(self.tr("Another line of the hint"), "F7")
        self.hints = self._act(self.tr("Hints"), "Shift+F8", checkable=True)
        self.compact = self._act(self.tr("Compact"), "Ctrl+Shift+M", checkable=True)
        self.on_top = self._act(self.tr("On top"), "Ctrl+T", checkable=True)
        self.dock_left = self._act(self.tr("To the left edge"), "Ctrl+Shift+L")
        self.dock_right = self._act(self.tr("To the right edge"), "Ctrl+Shift+R")
        self.hide_from_capture = self._act(
            self.tr("Leave out of screen recordings"), checkable=True
        )
        self.next_region = self._act(self.tr("Next part of the page"), "F6")
        self.region_before = self._act(self.tr("Part of the page before"), "Shift+F6")
        self.menu = self._act(self.tr("All acts"), "F10")
        for act in (self.on_top, self.dock_left, self.dock_right):
            act.setVisible(may_place)
            act.setEnabled(may_place)

    def follow(self, call: Call) -> None:
        """Offer what can be done with *call* as it stands."""
        words = {
            CallState.PREPARED: self.tr("Start the call"),
            CallState.RUNNING: self.tr("End and write the recap"),
            CallState.ENDED: self.tr("Write the recap"),
        }
        self.move_on.setText(words[call.status])
        starts = call.status is CallState.PREPARED
        keys = ("Ctrl+Return", "Ctrl+Enter") if starts else ("Ctrl+E",)
        self.move_on.setShortcuts([QKeySequence(each) for each in keys])
        self.read_back.setEnabled(not starts)
        is_paused = bool(call.pauses) and call.pauses[-1].to_ms is None
        self.pause.setEnabled(call.status is CallState.RUNNING)
        self.pause.setText(self.tr("Go on") if is_paused else self.tr("Pause"))

    def stand_for(self, act: QAction, button: KeyButton) -> None:
        """Let *button* do what *act* does, and show whether it is on."""
        button.clicked.connect(act.trigger)
        act.toggled.connect(button.setChecked)

    def new_menu(self) -> QMenu:
        """Return a menu of all acts, with what this desktop does not allow said in it."""
        menu = QMenu(self._window)
        menu.addActions([self.move_on, self.pause])
        menu.addSeparator()
        menu.addActions([self.client_safe, self.read_back, self.veil])
        menu.addSeparator()
        menu.addActions([self.say_another, self.next_step, self.name, self.retime])
        menu.addSeparator()
        menu.addActions([self.take_hint, self.next_hint, self.hints])
        menu.addSeparator()
        menu.addActions([self.compact, self.on_top, self.dock_left, self.dock_right])
        if not self._may_place:
            told = menu.addAction(self.tr("On Wayland the desktop itself places windows"))
            told.setEnabled(False)
        menu.addAction(self.hide_from_capture)
        return menu

    def open_menu(self, button: QWidget) -> None:
        """Show the menu under *button*."""
        menu = self.new_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _act(self, words: str, keys: str = "", *, checkable: bool = False) -> QAction:
        act = QAction(words, self._window)
        act.setCheckable(checkable)
        act.setAutoRepeat(False)
        if keys:
            act.setShortcut(QKeySequence(keys))
        self._window.addAction(act)
        return act
