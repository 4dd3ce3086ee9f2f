"""Notifications of a Linux desktop, by the message bus: the interface is that of freedesktop.org.

https://specifications.freedesktop.org/notification-spec/latest/ . Not by QtDBus, which sends the
number of the notification to replace as a signed one, where the interface asks for an unsigned.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from companion.errors import CompanionError
from companion.gui.reminding.words import Reminder
from companion.gui.tasks import Tasks
from companion.paths import resource_root

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

PATH: Final = "/org/freedesktop/Notifications"
INTERFACE: Final = "org.freedesktop.Notifications"

PATIENCE_S: Final = 5.0
"""Seconds that the desktop has for an answer."""

_DEFAULT: Final = "default"
"""The act of the notification itself: what a click on it does."""

_NORMAL: Final = 1
"""The urgency; of a low one GNOME shows nothing until somebody looks for it."""

_RIGHT_TO_COME_FORWARD: Final = "XDG_ACTIVATION_TOKEN"

_log = logging.getLogger(__name__)


class NotShown(CompanionError):
    """The desktop shows no notifications, or did not answer."""


class Line:
    """A connection to the desktop, with the one notification that was shown by it."""

    def __init__(self, connection: DBusConnection) -> None:
        """Hear what becomes of a notification. Raises as ``show`` does."""
        from jeepney import MatchRule

        self.connection = connection
        self.desktop, self.number = "", 0
        rule = MatchRule(type="signal", interface=INTERFACE, path=PATH)
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        self._call(bus, "AddMatch", "s", (rule.serialise(),))

    def show(self, reminder: Reminder, opens: str, last: tuple[str, int]) -> None:
        """Show *reminder*; *opens* names what a click on it does.

        It takes the place of *last*, the number of an earlier one and the desktop that gave it.
        Raises NotShown, TimeoutError, and OSError where the bus is gone.
        """
        here = (INTERFACE, PATH, INTERFACE)
        able = self._call(here, "GetCapabilities")
        self.desktop = _sender(able)
        acts = [_DEFAULT, opens] if "actions" in able.body[0] else []
        hints = {"desktop-entry": ("s", "companion"), "urgency": ("y", _NORMAL)}
        replaced = last[1] if last[0] == self.desktop else 0
        icon = (resource_root() / "icons" / "companion-64.png").as_uri()
        said = ("Companion", replaced, icon, reminder.title, reminder.text, acts, hints, -1)
        (self.number,) = self._call(here, "Notify", "susssasa{sv}i", said).body

    def heard(self) -> list[tuple[str, str]]:
        """Return what the desktop said of our notification since, as names and words.

        Does not wait. Raises OSError where the bus is gone.
        """
        from jeepney import MessageType

        found = []
        while (message := self._next()) is not None:
            is_signal = message.header.message_type is MessageType.signal
            is_ours = message.body[:1] == (self.number,)
            if is_signal and is_ours and _sender(message) == self.desktop:
                found.append((_member(message), str(message.body[1])))
        return found

    def close(self) -> None:
        """Leave the bus."""
        self.connection.close()

    def _next(self) -> Message | None:
        try:
            return self.connection.receive(timeout=0)
        except TimeoutError:
            return None

    def _call(
        self, whom: tuple[str, str, str], method: str, form: str = "", body: tuple[object, ...] = ()
    ) -> Message:
        """Return the answer to a call. Raises NotShown where it is an error, and TimeoutError."""
        from jeepney import DBusAddress, MessageType, new_method_call

        name, path, interface = whom
        address = DBusAddress(path, bus_name=name, interface=interface)
        answer = self.connection.send_and_get_reply(
            new_method_call(address, method, form or None, body), timeout=PATIENCE_S
        )
        if answer.header.message_type is MessageType.error:
            raise NotShown("The desktop shows no notifications.")
        return answer


class BusNotifier(QObject):
    """Shows one notification at a time, and hears whether a person opened it."""

    opened = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None, bus: str = "SESSION") -> None:
        """Reach the desktop by the *bus* of the session when there is something to show."""
        super().__init__(parent)
        self._tasks, self._bus = tasks, bus
        self._line: Line | None = None
        self._ear: QSocketNotifier | None = None
        self._token = ""

    @property
    def is_hearing(self) -> bool:
        """Whether a click on what was shown would be heard."""
        return self._line is not None

    def show(self, reminder: Reminder, shown: Callable[[bool], object]) -> None:
        """Show it in the place of an earlier one; *shown* gets whether that could be done."""
        bus, opens = self._bus, self.tr("Show")
        last = (self._line.desktop, self._line.number) if self._line else ("", 0)
        self.close()

        def take(line: Line) -> None:
            self._hear(line)
            shown(True)

        self._tasks.run_apart(
            lambda: _shown(bus, reminder, opens, last), take, lambda _error: shown(False)
        )

    def close(self) -> None:
        """Leave the bus; the notification stays where the desktop keeps it."""
        if self._ear is not None:
            self._ear.setEnabled(False)
            self._ear.deleteLater()
        if self._line is not None:
            self._line.close()
        self._line = self._ear = None

    def _hear(self, line: Line) -> None:
        self._line = line
        self._ear = QSocketNotifier(
            line.connection.sock.fileno(), QSocketNotifier.Type.Read, parent=self
        )
        self._ear.activated.connect(self._take_news)
        self._take_news()

    def _take_news(self) -> None:
        if self._line is None:
            return
        try:
            news = self._line.heard()
        except OSError:
            self.close()
            return
        for name, words in news:
            if name == "ActivationToken":
                self._token = words
            elif name == "ActionInvoked":
                self._open()

    def _open(self) -> None:
        """Tell of the click, with the right to come forward that a desktop on Wayland gave to it.

        Qt takes it from the environment, as a program does that is started with one.
        """
        if self._token:
            os.environ[_RIGHT_TO_COME_FORWARD] = self._token
        self.opened.emit()
        os.environ.pop(_RIGHT_TO_COME_FORWARD, None)
        self._token = ""


def _shown(bus: str, reminder: Reminder, opens: str, last: tuple[str, int]) -> Line:
    """Show *reminder* and return the line that hears of it. Raises NotShown."""
    from jeepney.io.blocking import open_dbus_connection

    try:
        connection = open_dbus_connection(bus)
    except (OSError, KeyError, RuntimeError, ValueError) as error:
        # KeyError: there is no bus at all. The last two: its address is none that we understand.
        raise _not_shown(error) from error
    try:
        line = Line(connection)
        line.show(reminder, opens, last)
    except (OSError, NotShown) as error:
        connection.close()
        raise _not_shown(error) from error
    return line


def _not_shown(error: Exception) -> NotShown:
    _log.info("no notification: %s", type(error).__name__)
    return NotShown("The desktop shows no notifications.")


def _sender(message: Message) -> str:
    from jeepney import HeaderFields

    return str(message.header.fields.get(HeaderFields.sender, ""))


def _member(message: Message) -> str:
    from jeepney import HeaderFields

    return str(message.header.fields.get(HeaderFields.member, ""))
