"""One start of a program that asks the keyring of the system; tests run it under a message bus.

python visit.py keep PASSWORD | read | forget | stalled PASSWORD
"""

from __future__ import annotations

import os
import signal
import sys
import time

from companion.account import Account, Security, Server
from companion.credentials import Credentials

ACCOUNT = Account(
    address="ana@our.example",
    username="ana",
    smtp=Server(host="smtp.our.example", port=465, security=Security.TLS),
)


def main(verb: str, password: str = "") -> str:
    """Do *verb* and return, in a word, what came of it."""
    service = service_id()
    credentials = Credentials()
    if verb == "keep":
        return credentials.keep(ACCOUNT, password).value
    if verb == "forget":
        return str(credentials.forget(ACCOUNT))
    if verb == "stalled":
        os.kill(service, signal.SIGSTOP)
        try:
            return Credentials(limit_s=0.5).keep(ACCOUNT, password).value
        finally:
            os.kill(service, signal.SIGCONT)
    return repr(credentials.password(ACCOUNT))


def service_id() -> int:
    """Return which process owns the Secret Service, waiting until there is one.

    gnome-keyring leaves its terminal before it stands on the bus; whoever asked for it then would
    have the bus start a second one.
    """
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    asked = new_method_call(bus, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
    deadline = time.monotonic() + 30
    with open_dbus_connection("SESSION") as connection:
        while time.monotonic() < deadline:
            reply = connection.send_and_get_reply(asked)
            if reply.header.message_type is MessageType.method_return:
                return int(reply.body[0])
            time.sleep(0.02)
    raise TimeoutError("There is no Secret Service on this bus.")


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]))
