"""What a screen reader is told: that something happened, and what our own widgets are.

Qt knows its own widgets; what we draw ourselves says here which role it has and how it is pressed.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

PRESS: Final = "Press"
"""The name of the act as Qt spells it (QAccessibleActionInterface::pressAction)."""


class Choice:
    """A widget of our own that is one of several to pick from; beside its Qt class."""

    @property
    def is_chosen(self) -> bool:
        """Whether it is the one that was picked."""
        raise NotImplementedError

    def press(self) -> None:
        """Do what a click does."""
        raise NotImplementedError


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say *text* on behalf of *widget*, once it has said what it says now."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Access(QObject):
    """Tells the accessibility tree what our widgets are, for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        """Begin with what is asked for from now on."""
        super().__init__(parent)
        self._told: dict[int, QAccessibleInterface] = {}
        QAccessible.installFactory(self._describe)

    def _describe(self, _kind: str, thing: QObject) -> QAccessibleInterface | None:
        """Return how *thing* is told, or None for what Qt knows better."""
        if not isinstance(thing, QWidget):
            return None
        if isinstance(thing, Choice):
            return self._keep(thing, _Told(thing, thing))
        # For Qt only a QMainWindow and a dialog are windows. One without a title may just not have
        # found its place in a page yet.
        is_window = thing.isWindow() and thing.windowType() is Qt.WindowType.Window
        if is_window and thing.windowTitle():
            return self._keep(thing, QAccessibleWidget(thing, QAccessible.Role.Window))
        return None

    def _keep(self, thing: QWidget, told: QAccessibleInterface) -> QAccessibleInterface:
        """Keep Python's half of it as long as the widget lives."""
        key = id(thing)
        self._told[key] = told
        thing.destroyed.connect(lambda: self._told.pop(key, None))
        return told


class _Told(QAccessibleWidget):
    """One of several, as a radio button is told."""

    def __init__(self, widget: QWidget, choice: Choice) -> None:
        super().__init__(widget, QAccessible.Role.RadioButton)
        self._choice = choice

    def state(self) -> QAccessible.State:
        """Whether it is the one that was picked."""
        state = super().state()
        state.checkable = 1
        state.checked = int(self._choice.is_chosen)
        return state

    def actionNames(self) -> list[str]:
        """Offer to be pressed, and what every widget offers."""
        return [PRESS, *super().actionNames()]

    def doAction(self, actionName: str) -> None:
        """Press it."""
        if actionName == PRESS:
            self._choice.press()
        else:
            super().doAction(actionName)
