"""One window per history: a second start raises the first one, and knows no other verb."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal

_RAISE = b"raise\n"
_PATIENCE_MS = 1_000


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
    """Ask the window that is open on *folder* to come forward; return whether it heard."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(_RAISE)
    return bool(socket.waitForBytesWritten(_PATIENCE_MS))


def _name(folder: Path) -> str:
    # Qt's own digest: hashlib brings 3.4 MiB of OpenSSL into the window.
    sha256 = QCryptographicHash.Algorithm.Sha256
    digest = QCryptographicHash.hash(str(folder.resolve()).encode(), sha256).toHex()
    return f"companion-{bytes(digest.data()).decode()[:24]}"
