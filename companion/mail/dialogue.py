"""A conversation with a mail server in smtplib's words, with a limit on every wait.

Imported only by what sends a mail: smtplib and ssl are no part of the start of the window.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from typing import Any, NamedTuple

LONGEST_REPLY = 64 * 1024
"""Bytes of one reply; RFC 5321 allows 512 to a line, and EHLO answers have some 20 lines."""

_HELLO_NAME = "[127.0.0.1]"
"""What we call ourselves: the real name would ask the network, and tell where the person sits."""

_CHUNK = 4096


class Limits(NamedTuple):
    """Seconds of patience: to reach a server, for a command, for the mail and after its last byte.

    A short last limit would manufacture uncertain mails: RFC 5321, section 4.5.3.2, asks for ten
    minutes.
    """

    connect_s: float = 30
    command_s: float = 60
    dot_s: float = 600
    quit_s: float = 5


class NoReply(OSError):
    """What came from the server is no reply of a mail server."""


class Dialogue(smtplib.SMTP):
    """smtplib's commands over a socket of our own; every error is an OSError or a kind of it."""

    def __init__(self, limits: Limits) -> None:
        """Say nothing to anybody yet."""
        super().__init__(local_hostname=_HELLO_NAME)
        self.limit_s = limits.connect_s
        self._unread = b""
        self._is_cut = False
        self.sock: socket.socket | None = None

    def reach(self, host: str, port: int) -> None:
        """Connect to the first address of *host* that answers, within the limit for all of them."""
        until = time.monotonic() + self.limit_s
        failure: OSError = NoReply("no address")
        for family, kind, protocol, _, address in _addresses(host, port):
            self.sock = socket.socket(family, kind, protocol)
            try:
                self._refuse_when_cut()
                self.sock.settimeout(_left(until))
                self.sock.connect(address)
                return
            except OSError as error:
                self.sock.close()
                self.sock = None
                failure = error
        raise failure

    def encrypt(self, host: str, context: ssl.SSLContext) -> None:
        """Go on under TLS, once the server has proved by *context* that it is *host*.

        What came before in the clear is forgotten; where something lies unread, somebody put it
        there to be taken for an answer under TLS (CVE-2021-38371 and its kin). Raises ssl.SSLError.
        """
        assert self.sock is not None
        if self._unread:
            raise ssl.SSLError("words in the clear before TLS")
        self.sock.settimeout(self.limit_s)
        # Known to ``cut`` before the handshake, which may wait.
        self.sock = context.wrap_socket(
            self.sock, server_hostname=host, do_handshake_on_connect=False
        )
        self._refuse_when_cut()
        self.sock.do_handshake()
        self.esmtp_features = {}
        self.does_esmtp = False

    def getreply(self) -> tuple[int, bytes]:
        """Return the code and the words of the next reply; -1 for one without a code.

        Raises TimeoutError after the limit for the whole reply, however slowly it drips.
        """
        until = time.monotonic() + self.limit_s
        words: list[bytes] = []
        size = 0
        while True:
            line = self._line(until)
            size += len(line)
            if size > LONGEST_REPLY:
                raise NoReply("a reply without an end")
            words.append(line[4:].strip())
            if not line[:3].isdigit():
                return -1, line
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(words)

    def send(self, s: str | bytes) -> None:  # type: ignore[override]
        """Send *s* within the limit."""
        if self.sock is None:
            raise NoReply("not connected")
        self._refuse_when_cut()
        self.sock.settimeout(self.limit_s)
        self.sock.sendall(s.encode(self.command_encoding) if isinstance(s, str) else s)

    def has_unasked(self) -> bool:
        """Whether the server has said something that nothing was asked for.

        Such words would be taken for the answer to the next question. Raises OSError where it
        has hung up.
        """
        assert self.sock is not None
        if self._unread:
            return True
        self.sock.settimeout(0)
        try:
            self._unread = self.sock.recv(_CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        if not self._unread:
            raise ConnectionResetError("the server hung up")
        return True

    def cut(self) -> None:
        """End every wait at once, from another thread.

        The plain socket's own shutdown is used: that of an SSL socket would first forget that it
        is encrypted, and what is written at that moment would go out in the clear.
        """
        self._is_cut = True
        sock = self.sock
        if sock is not None:
            try:
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                return  # it was not connected, or not any more

    def _refuse_when_cut(self) -> None:
        if self._is_cut:
            raise ConnectionAbortedError("cut")

    def _line(self, until: float) -> bytes:
        """Return the next line, without its end; what is left of a last one counts as a line."""
        if self.sock is None:
            raise NoReply("not connected")
        while b"\n" not in self._unread:
            self.sock.settimeout(_left(until))
            came = self.sock.recv(_CHUNK)
            if not came:
                raise ConnectionResetError("the server hung up")
            self._unread += came
            if len(self._unread) > LONGEST_REPLY:
                raise NoReply("a line without an end")
        line, _, self._unread = self._unread.partition(b"\n")
        return line


def _addresses(host: str, port: int) -> list[tuple[int, int, int, str, Any]]:
    """Return where *host* may be reached, in the system's order. Raises OSError."""
    try:
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except UnicodeError as error:
        raise OSError("no name that a server can have") from error


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left
