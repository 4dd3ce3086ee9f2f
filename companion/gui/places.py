"""Where the windows stood, kept for each set of screens and pulled back when a screen is gone."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from companion.gui.screens import Screens, pulled_back
from companion.settings import SettingsFile

FRAME = QSize(8, 40)
"""Room left for the frame that the window manager puts around a window."""

BESIDE_THE_CALL = "live"
"""The kind of window that stands at the edge of the screen, beside the video call."""


class Places(QObject):
    """Remembers the geometry of every kind of window when it closes."""

    def __init__(self, settings: SettingsFile, screens: Screens | None = None) -> None:
        """Keep the geometries in *settings*, for *screens* (by default the real ones)."""
        super().__init__()
        self._settings = settings
        self._screens = screens or Screens()
        self._screens.changed.connect(self._pull_all_back)
        self._kinds: dict[QObject, str] = {}

    def restore(self, window: QWidget, kind: str) -> None:
        """Put *window* where the last one of its kind stood on these screens, and watch it."""
        known = self._settings.settings.places.get(self._key(kind))
        if known:
            window.restoreGeometry(QByteArray.fromBase64(known.encode()))
            self._pull_back(window)
        else:
            _put_first(window, beside=kind == BESIDE_THE_CALL)
        self._kinds[window] = kind
        window.installEventFilter(self)
        window.destroyed.connect(lambda: self._kinds.pop(window, None))

    def _pull_all_back(self) -> None:
        for window in self._kinds:
            if isinstance(window, QWidget):
                self._pull_back(window)

    def _pull_back(self, window: QWidget) -> None:
        """Bring a window that is out of sight onto a screen that is there."""
        frame = window.frameGeometry()
        reached = pulled_back(frame, self._screens.all())
        if reached != frame:
            window.resize(reached.size() - (frame.size() - window.size()))
            window.move(reached.topLeft())

    def _key(self, kind: str) -> str:
        """Return the name of a place: the kind of window and the screens that are there."""
        named = sorted(_named(screen.name, screen.whole) for screen in self._screens.all())
        return "|".join([kind, *named])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the geometry of a window that closes; the event goes on."""
        kind = self._kinds.get(watched)
        if event.type() is QEvent.Type.Close and kind and isinstance(watched, QWidget):
            geometry = bytes(watched.saveGeometry().toBase64().data()).decode()
            places = {**self._settings.settings.places, self._key(kind): geometry}
            self._settings.change(places=places)
        return False


def _put_first(window: QWidget, *, beside: bool) -> None:
    """Give a window that never stood anywhere its own size, as far as the screen has room.

    That is the size of its form, else what it hints at: left alone, Qt makes a first window no
    higher than two thirds of the screen.
    """
    room = window.screen().availableGeometry()
    has_size = window.testAttribute(Qt.WidgetAttribute.WA_Resized)
    own = window.size() if has_size else window.sizeHint()
    size = own.boundedTo(room.size() - FRAME)
    window.resize(size)
    if beside:
        window.move(room.right() - size.width() - FRAME.width(), room.top())


def _named(name: str, whole: QRect) -> str:
    return f"{name}:{whole.width()}x{whole.height()}@{whole.x()},{whole.y()}"
