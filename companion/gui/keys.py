"""Digit keys by their place on the keyboard, so that they work on every layout.

On a French keyboard the digit row types "&é"'(" and Ctrl+1 never comes; the key's own code is
the same on every layout. The number pad counts too, while it types digits.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_X11_FIRST: Final = 10
"""X11 and Wayland: the kernel's code plus 8, and KEY_1 is 2 (linux/input-event-codes.h)."""

_WINDOWS_FIRST: Final = 2
"""Windows: scan code set 1, where the key left of the row's "2" is 2."""

_MAC: Final = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9}
"""macOS: kVK_ANSI_1 … kVK_ANSI_9 of Carbon's Events.h; 5 and 6 are not in order there."""


def digit_of(event: QKeyEvent) -> int | None:
    """Return which digit key, 1 to 9, an event is from, whatever the layout types with it."""
    platform = QGuiApplication.platformName()
    place = digit_at(platform, event.nativeScanCode(), event.nativeVirtualKey())
    return place if place is not None else _digit_typed(event)


def digit_at(platform: str, scan_code: int, virtual_key: int) -> int | None:
    """Return the digit of a key of the upper row by its codes on that Qt platform, or None.

    A scan code of 0 means that the event was made by a program and not by a keyboard.
    """
    if platform == "cocoa":
        return _MAC.get(virtual_key)
    first = _WINDOWS_FIRST if platform == "windows" else _X11_FIRST
    digit = scan_code - first + 1
    return digit if 1 <= digit <= 9 else None


def _digit_typed(event: QKeyEvent) -> int | None:
    """Return the digit of a key on the number pad, or of an event without codes."""
    on_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    if not on_pad and event.nativeScanCode():
        return None
    digit = event.key() - Qt.Key.Key_0
    return digit if 1 <= digit <= 9 else None
