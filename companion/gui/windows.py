"""The windows that lie on the desk: one of each kind on each call, brought forward when wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from companion.gui.places import Places
from companion.gui.pressing import Pressing
from companion.gui.shortcuts import bind

W = TypeVar("W", bound=QWidget)


class Windows(QObject):
    """Every open window but the history, by its kind and by the call it is on."""

    opened = Signal(object)
    """A window that was built just now."""

    def __init__(self, places: Places, parent: QObject) -> None:
        """Begin with none; each one stands where *places* remembers it."""
        super().__init__(parent)
        self._places = places
        self._open: dict[tuple[str, str], QWidget] = {}
        self._keys: QWidget | None = None
        self._pressing = Pressing(self)

    def __getitem__(self, kind_and_call: tuple[str, str]) -> QWidget:
        """Return that window; raises KeyError where it is not open."""
        return self._open[kind_and_call]

    def get(self, kind: str, call_id: str = "") -> QWidget | None:
        """Return that window where it is open."""
        return self._open.get((kind, call_id))

    def of_kind(self, kind: str) -> list[QWidget]:
        """Return the open windows of one kind."""
        return [window for (its_kind, _), window in self._open.items() if its_kind == kind]

    def all(self) -> list[QWidget]:
        """Return every open window."""
        return list(self._open.values())

    def bring(self, kind: str, call_id: str, build: Callable[[], W]) -> W:
        """Bring the window of that kind on that call forward, built now where there is none."""
        window = self._open.get((kind, call_id))
        if window is None:
            window = self._add(kind, call_id, build())
        bring_forward(window)
        return cast(W, window)

    def close(self, kind: str, call_id: str) -> None:
        """Close a window where it is open; it writes its last before."""
        window = self._open.pop((kind, call_id), None)
        if window is not None:
            window.close()

    def close_all_on(self, call_ids: Iterable[str]) -> None:
        """Close every window on these calls."""
        leaving = set(call_ids)
        for kind, call_id in tuple(self._open):
            if call_id in leaving:
                self.close(kind, call_id)

    def answer_keys(self, window: QWidget, kind: str) -> None:
        """Show all keys on F1, that *kind* of window first, and let Enter press what has focus."""
        bind(window, "F1", lambda: self._show_keys(kind))
        window.installEventFilter(self._pressing)

    def _add(self, kind: str, call_id: str, window: QWidget) -> QWidget:
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open[kind, call_id] = window
        self._places.restore(window, kind)
        window.destroyed.connect(lambda: self._open.pop((kind, call_id), None))
        self.answer_keys(window, kind)
        self.opened.emit(window)
        return window

    def _show_keys(self, kind: str) -> None:
        from companion.gui.keys_window import KeysWindow

        if self._keys is not None:
            self._keys.close()
        self._keys = KeysWindow(kind)
        self._places.restore(self._keys, "keys")
        bring_forward(self._keys)


def bring_forward(page: QWidget) -> None:
    """Show the window a page stands in before all others."""
    window = page.window()
    # A minimized window counts as shown, and stays where it is when it is only raised.
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def return_to(window: QWidget | None) -> None:
    """Bring a window forward unless it was closed meanwhile."""
    if window is not None and shiboken6.isValid(window):
        bring_forward(window)
