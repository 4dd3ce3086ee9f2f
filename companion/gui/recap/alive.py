"""Lets what comes back later reach a window only while the window is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

T = TypeVar("T")


def while_alive(owner: QObject, callback: Callable[[T], object]) -> Callable[[T], None]:
    """Return *callback* as one that does nothing once *owner* is gone."""

    def call(result: T) -> None:
        if shiboken6.isValid(owner):
            callback(result)

    return call
