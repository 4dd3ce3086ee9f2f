"""A mail server that does what it is told to do wrong, and writes down what it really took."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import ssl
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.faults.misbehaviours import CASES, Case

PASSWORD = "pässwörd €"
SILENCE_S = 30


class Journal:
    """What the server took and saw, in a file that outlives every process: one line per event."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)

    def write(self, **event: object) -> None:
        os.write(self._handle, json.dumps(event).encode() + b"\n")

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.file.read_text().splitlines()]

    def taken(self) -> Counter[tuple[str, str]]:
        """Return how often each address got each mail, by message id."""
        events = (event for event in self.events() if "took" in event)
        return Counter((event["took"], address) for event in events for address in event["people"])

    def count(self, what: str) -> int:
        return sum(what in event for event in self.events())

    def close(self) -> None:
        os.close(self._handle)


class HostileServer:
    """Serves on a free port of loopback; *choose* says how each connection goes wrong."""

    def __init__(
        self,
        journal: Journal,
        context: ssl.SSLContext,
        choose: Callable[[], Case],
        *,
        implicit_tls: bool = False,
    ) -> None:
        self.journal = journal
        self.context = context
        self.choose = choose
        self.implicit_tls = implicit_tls
        self.leaving = threading.Event()
        self.silent = threading.Event()
        """Set once a connection has fallen silent."""
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []

    def serve(self) -> None:
        """Answer until ``close``, each connection on a thread of its own."""
        while not self.leaving.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            visit = Visit(self, connection, self.choose())
            thread = threading.Thread(target=visit.run, daemon=True)
            thread.start()
            self._threads = [each for each in self._threads if each.is_alive()] + [thread]

    def let_go(self) -> None:
        """Leave the port to the process that was forked to serve it."""
        self._listener.close()

    def __enter__(self) -> Self:
        self._serving = threading.Thread(target=self.serve, daemon=True)
        self._serving.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.leaving.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._serving.join()
        for thread in self._threads:
            thread.join(SILENCE_S)


class Over(Exception):
    """This connection is at its end."""


class Visit:
    """One connection, from its greeting to its end."""

    def __init__(self, server: HostileServer, connection: socket.socket, case: Case) -> None:
        self.server, self.case = server, case
        self.socket = connection
        self.unread = b""
        self.is_encrypted = False
        self.people: list[str] = []
        self.seen_people = 0

    def run(self) -> None:
        try:
            self.socket.settimeout(SILENCE_S)
            self.server.journal.write(visit=True)
            self._greet()
            while self._answer(self._line()):
                pass
        except (OSError, Over):
            pass
        finally:
            self.socket.close()

    # ------------------------------------------------------------ the conversation

    def _greet(self) -> None:
        self._step("connect", b"")
        if self.server.implicit_tls:
            self._encrypt()
        self._step("greeting", b"220 mail.example ESMTP\r\n")

    def _answer(self, line: bytes) -> bool:
        verb, _, rest = line.decode("utf-8", "replace").partition(" ")
        verb = verb.upper()
        self.server.journal.write(command=verb, encrypted=self.is_encrypted)
        if verb == "EHLO":
            self._step("ehlo", self._offer())
        elif verb == "STARTTLS":
            self._step("tls", b"220 Go ahead\r\n")
            self._encrypt()
        elif verb == "AUTH":
            self._authenticate(rest)
        elif verb == "MAIL":
            self.people, self.seen_people = [], 0
            self._step("mail", b"250 2.1.0 OK\r\n")
        elif verb == "RCPT":
            self._recipient(rest)
        elif verb == "DATA":
            self._step("data", b"354 Go ahead\r\n")
            self._data()
        elif verb == "QUIT":
            self._step("quit", b"221 Bye\r\n")
            return False
        else:
            self._say(b"500 What?\r\n")
        return True

    def _offer(self) -> bytes:
        offers = [o for o in self.case.offers if not (o == "STARTTLS" and self.is_encrypted)]
        lines = ["mail.example", *offers]
        told = [f"250{'-' if n < len(lines) - 1 else ' '}{o}\r\n" for n, o in enumerate(lines)]
        return "".join(told).encode()

    def _authenticate(self, rest: str) -> None:
        way, _, given = rest.partition(" ")
        if way.upper() == "LOGIN":
            self._say(b"334 UGFzc3dvcmQ6\r\n")
            password = base64.b64decode(self._line()).decode()
        else:
            password = base64.b64decode(given).decode().split("\0")[2]
        right = password == PASSWORD
        self._step("auth", b"235 2.7.0 Welcome\r\n" if right else b"535 5.7.8 Wrong\r\n")

    def _recipient(self, rest: str) -> None:
        address = re.findall(r"<(.*?)>", rest)[0]
        self.seen_people += 1
        if self.case.at == "rcpt" and (self.case.whom == "all" or self.seen_people == 1):
            self._step("rcpt", b"")
            return
        self.people.append(address)
        self._say(b"250 2.1.5 OK\r\n")

    def _data(self) -> None:
        if self.case.at == "body":
            self._line()
        self._step("body", b"")
        lines: list[bytes] = []
        while (line := self._line()) != b".":
            lines.append(line.removeprefix(b"."))
        if self.case.takes:
            self._take(lines)
        if self.case.slow_s:
            self.server.leaving.wait(self.case.slow_s)
        self._step("dot", b"250 2.0.0 Taken\r\n")

    def _take(self, lines: Iterable[bytes]) -> None:
        mail = b"\r\n".join(lines)
        message_id = re.findall(rb"(?im)^Message-ID: *(\S+)", mail)[0].decode()
        self.server.journal.write(took=message_id, people=self.people, sum=zlib.crc32(mail))

    # ------------------------------------------------------------ what it does wrong

    def _step(self, name: str, normal: bytes) -> None:
        case = self.case
        if case.at != name:
            self._say(normal)
            return
        self._say(case.say)
        if case.then == "go on":
            if name == "tls" and case.say[:3] != b"220":
                raise Over
            return
        if case.then == "fall silent":
            self._wait_for_the_end()
        if case.then == "reset":
            # A linger of zero seconds makes the end of a connection a reset.
            option = struct.pack("ii", 1, 0)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, option)
        raise Over

    def _wait_for_the_end(self) -> None:
        """Say nothing until the client hangs up or the server is stopped."""
        until = time.monotonic() + SILENCE_S
        self.server.silent.set()
        self.socket.settimeout(0.1)
        while time.monotonic() < until and not self.server.leaving.is_set():
            try:
                if not self.socket.recv(4096):
                    return
            except TimeoutError:
                continue

    # ------------------------------------------------------------ the line

    def _encrypt(self) -> None:
        self.socket = self.server.context.wrap_socket(self.socket, server_side=True)
        self.is_encrypted = True

    def _say(self, words: bytes) -> None:
        if words:
            self.socket.sendall(words)

    def _line(self) -> bytes:
        while b"\n" not in self.unread:
            came = self.socket.recv(65_536)
            if not came:
                raise Over
            self.unread += came
        line, _, self.unread = self.unread.partition(b"\n")
        return line.rstrip(b"\r")


def always(name: str) -> Callable[[], Case]:
    """Return a choice that never varies."""
    return lambda: CASES[name]
