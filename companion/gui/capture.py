"""Keeps a window out of screen recordings where the system promises that, and says where not."""

from __future__ import annotations

import sys
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_MADE: Final = Qt.WidgetAttribute.WA_WState_Created

SHOWN: Final = 0x00
"""WDA_NONE of winuser.h: the window is captured like every other one."""

LEFT_OUT: Final = 0x11
"""WDA_EXCLUDEFROMCAPTURE of winuser.h, known to Windows 10 version 2004 and later."""


class Affinity(Protocol):
    """The two functions of Windows that this needs; tests pass their own."""

    def set(self, window: int, affinity: int) -> bool:
        """Ask for *affinity* of the native window; whether Windows took it."""

    def get(self, window: int) -> int | None:
        """Return the affinity that the native window has, None where that cannot be read."""


class WindowsAffinity:
    """SetWindowDisplayAffinity and GetWindowDisplayAffinity of user32."""

    def set(self, window: int, affinity: int) -> bool:
        """Ask for *affinity* of the native window; whether Windows took it."""
        return bool(self._user32().SetWindowDisplayAffinity(window, affinity))

    def get(self, window: int) -> int | None:
        """Return the affinity that the native window has, None where that cannot be read."""
        from ctypes import byref, c_uint32

        found = c_uint32()
        if not self._user32().GetWindowDisplayAffinity(window, byref(found)):
            return None
        return found.value

    def _user32(self) -> Any:  # noqa: ANN401 - ctypes has it on Windows only
        import ctypes

        user32 = vars(ctypes)["WinDLL"]("user32", use_last_error=True)
        user32.SetWindowDisplayAffinity.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        user32.GetWindowDisplayAffinity.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        return user32


class HiddenFromCapture(QObject):
    """The wish to be left out of captures, asked for again whenever the native window is new."""

    def __init__(self, window: QWidget, affinity: Affinity | None) -> None:
        """Watch *window*; without *affinity* this system cannot leave a window out."""
        super().__init__(window)
        self._window = window
        self._affinity = affinity
        self._wanted = False
        window.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Whether the system says, asked now, that it leaves the window out."""
        native = self._native()
        return bool(self._affinity and native and self._affinity.get(native) == LEFT_OUT)

    def want(self, *, on: bool) -> bool:
        """Ask to be left out, or not any more; return whether it is so now."""
        self._wanted = on
        self._ask()
        return self.is_on

    def _ask(self) -> None:
        native = self._native()
        if self._affinity is not None and native:
            self._affinity.set(native, LEFT_OUT if self._wanted else SHOWN)

    def _native(self) -> int:
        return int(self._window.winId()) if self._window.testAttribute(_MADE) else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask again for a native window that was made anew."""
        if watched is self._window and event.type() == QEvent.Type.WinIdChange and self._wanted:
            self._ask()
        return super().eventFilter(watched, event)


def affinity_here() -> Affinity | None:
    """Return what asks Windows; None on every other system."""
    on_windows = sys.platform == "win32" and QGuiApplication.platformName() == "windows"
    return WindowsAffinity() if on_windows else None


def promise(platform: str, *, is_on: bool) -> str:
    """Return, honestly, what this system keeps out of captures; *platform* as sys.platform."""
    if platform == "win32" and is_on:
        return QCoreApplication.translate(
            "Capture",
            "Windows leaves this window out of captures. A photo of the screen still shows it.",
        )
    if platform == "win32":
        return QCoreApplication.translate(
            "Capture",
            "Windows did not leave this window out of captures. Share one window, not the screen.",
        )
    if platform == "darwin":
        return QCoreApplication.translate(
            "Capture",
            "macOS 15 and later show every window to a recorder, so this window cannot hide. "
            "Share one window, not the screen.",
        )
    return QCoreApplication.translate(
        "Capture",
        "Linux has no way to keep a window out of a shared screen. "
        "Share one window, not the screen.",
    )
