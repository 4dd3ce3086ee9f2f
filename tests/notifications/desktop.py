"""The part of a Linux desktop that shows notifications, as strict as the specification.

It stands on a message bus of its own, takes a call only with the types that the interface names,
and remembers what it was asked to show.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import NamedTuple

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

PATH, NAME = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
NOTIFY = "susssasa{sv}i"
CONFIGURATION = Path(__file__).with_name("bus.conf")


class Shown(NamedTuple):
    """A notification as it was asked for; the names are those of the specification."""

    app_name: str
    replaces_id: int
    app_icon: str
    summary: str
    body: str
    actions: list[str]
    hints: dict[str, tuple[str, object]]
    expire_timeout: int


@contextmanager
def message_bus_of_its_own() -> Iterator[str]:
    """Lend the address of a bus that ends with the test."""
    with TemporaryDirectory() as folder:
        command = ["dbus-daemon", f"--config-file={CONFIGURATION}", f"--address=unix:dir={folder}"]
        command += ["--nofork", "--print-address=1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bus:
            assert bus.stdout is not None
            try:
                yield bus.stdout.readline().strip()
            finally:
                bus.terminate()


class Desktop:
    """Shows what is asked for, in memory, and lets a test click on it."""

    def __init__(self, bus: str, capabilities: tuple[str, ...] = ("actions", "body")) -> None:
        self.shown: list[Shown] = []
        self._able = capabilities
        self._is_ending = Event()
        self._connection = open_dbus_connection(bus)
        asked = message_bus.RequestName(NAME)
        assert unwrap_msg(self._connection.send_and_get_reply(asked)) == (1,)
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def click(self, number: int, token: str = "") -> None:
        """Click on the notification with that number; a newer desktop hands a *token* over."""
        if token:
            self._tell("ActivationToken", "us", (number, token))
        self._tell("ActionInvoked", "us", (number, "default"))

    def close(self) -> None:
        self._is_ending.set()
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        while not self._is_ending.is_set():
            try:
                message = self._connection.receive(timeout=0.02)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._connection.send(self._answer(message))

    def _answer(self, call: Message) -> Message:
        fields = call.header.fields
        member, form = fields[HeaderFields.member], fields.get(HeaderFields.signature, "")
        if member == "GetCapabilities":
            return new_method_return(call, "as", (list(self._able),))
        if member == "Notify" and form == NOTIFY:
            self.shown.append(Shown(*call.body))
            return new_method_return(call, "u", (call.body[1] or len(self.shown),))
        return new_error(call, "org.freedesktop.DBus.Error.InvalidArgs")

    def _tell(self, name: str, form: str, body: tuple[object, ...]) -> None:
        tell(self._connection, name, form, body)


def tell(connection: DBusConnection, name: str, form: str, body: tuple[object, ...]) -> None:
    """Send the signal of that name to everybody, as the desktop or as somebody else."""
    connection.send(new_signal(DBusAddress(PATH, interface=NAME), name, form, body))
