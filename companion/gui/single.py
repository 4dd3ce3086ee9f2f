"""One window per history: a second start raises the first one, and knows no other verb."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal

_RAISE = b"raise\n"
_PATIENCE_MS = 5_000
_ASK_EVERY_MS = 50


class RaiseListener(QObject):
    """Hears a second start and says so. Anything but the one verb is dropped unread."""

    raise_wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Listen for the history in *folder*; only the same user's programs may connect."""
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        name = _name(folder)
        # The lock file has decided already that we are the only one: a socket left is stale.
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(name)

    def _hear(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.readyRead.connect(lambda: self._judge(bytes(caller.read(len(_RAISE)).data())))
        caller.disconnected.connect(caller.deleteLater)

    def _judge(self, verb: bytes) -> None:
        if verb == _RAISE:
            self.raise_wanted.emit()


def raise_running(folder: Path) -> bool:
    """Ask the window that is open on *folder* to come forward; return whether it heard.

    A window that is only just opening does not listen yet, so it is asked for a while.
    """
    from PySide6.QtCore import QDeadlineTimer, QThread
    from PySide6.QtNetwork import QLocalSocket

    patience = QDeadlineTimer(_PATIENCE_MS)
    socket = QLocalSocket()
    while True:
        socket.connectToServer(_name(folder))
        if socket.waitForConnected(max(1, patience.remainingTime())):
            socket.write(_RAISE)
            return bool(socket.waitForBytesWritten(_PATIENCE_MS))
        if patience.hasExpired():
            return False
        QThread.msleep(_ASK_EVERY_MS)


def _name(folder: Path) -> str:
    # Qt's own digest: hashlib brings 3.4 MiB of OpenSSL into the window.
    sha256 = QCryptographicHash.Algorithm.Sha256
    digest = QCryptographicHash.hash(str(folder.resolve()).encode(), sha256).toHex()
    return f"companion-{bytes(digest.data()).decode()[:24]}"
