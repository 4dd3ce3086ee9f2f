"""A real X server for journeys and pictures: Xvfb with a window manager, keys and screenshots."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 30
"""Seconds after which something that should appear on the screen is given up."""


def count_presses(display: str, wanted: int) -> None:
    """Return when the server has sent that many presses of keys from now on (RECORD extension)."""
    from Xlib import X
    from Xlib.display import Display
    from Xlib.ext import record

    asking, listening = Display(display), Display(display)
    heard = 0

    def hear(reply: Any) -> None:  # noqa: ANN401 - made by python-xlib, which has no name for it
        nonlocal heard
        # Each event of the core protocol has 32 bytes, its kind in the first of them.
        heard += sum(kind == X.KeyPress for kind in bytes(reply.data)[::32])
        if reply.category == record.FromServer and heard >= wanted:
            asking.record_disable_context(context)
            asking.flush()

    context = listening.record_create_context(0, [record.AllClients], [_keys_only()])
    listening.record_enable_context(context, hear)
    listening.record_free_context(context)
    for connection in (asking, listening):
        connection.close()


def _keys_only() -> dict[str, Any]:
    from Xlib import X

    none: tuple[int, int] = (0, 0)
    return {
        "core_requests": none,
        "core_replies": none,
        "ext_requests": (*none, *none),
        "ext_replies": (*none, *none),
        "delivered_events": none,
        "device_events": (X.KeyPress, X.KeyRelease),
        "errors": none,
        "client_started": False,
        "client_died": False,
    }


class XServer:
    """`with XServer(size="1600x1200", layout="us") as x:` starts one on a free display.

    Child processes get `x.env`. Needs Xvfb, openbox, setxkbmap, xdotool, xprop and
    imagemagick's import; raises FileNotFoundError that names the one that is missing.
    """

    def __init__(self, size: str = "1600x1200", layout: str = "us") -> None:
        self._size = size
        self._layout = layout
        self._children: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> Self:
        try:
            self._start_server()
            self.set_layout(self._layout)
            self._start_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def env(self) -> dict[str, str]:
        """The environment for a program that is to show itself here."""
        return {
            **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
        }

    def set_layout(self, layout: str) -> None:
        """Change the keyboard layout, for instance to "fr"."""
        self._run("setxkbmap", layout)

    def key(self, *keys: str) -> None:
        """Press keys one after another, by name as in "ctrl+e", or by key code as in "ctrl+13"."""
        self._run("xdotool", "key", "--clearmodifiers", *keys)

    def hold(self, key: str, *modifiers: str, repeats: int = 12) -> None:
        """Hold a key down until the server itself has repeated it so often; then let it go."""
        for name in (*modifiers, key):
            self._run("xdotool", "keydown", name)
        count_presses(self.display, repeats)
        for name in (key, *modifiers):
            self._run("xdotool", "keyup", name)

    def type(self, text: str, delay: int = 2) -> None:
        """Type a text key by key, `delay` milliseconds apart."""
        self._run("xdotool", "type", "--delay", str(delay), text)

    def wait_for_window(self, title: str) -> str:
        """Wait until a window whose title matches the regular expression is shown; its id."""
        found = self._run("xdotool", "search", "--sync", "--onlyvisible", "--name", title)
        return found.split()[0]

    def activate(self, window: str) -> None:
        """Bring a window to the front, give it the keyboard, and wait until it has it."""
        self._run("xdotool", "windowactivate", "--sync", window)

    def active_window(self) -> str:
        """Return the id of the window that has the keyboard."""
        return self._run("xdotool", "getactivewindow").strip()

    def resize(self, window: str, width: int, height: int) -> None:
        """Give a window another size, as far as it takes it."""
        self._run("xdotool", "windowsize", window, str(width), str(height))

    def size(self, window: str) -> tuple[int, int]:
        """Return the width and the height of a window."""
        said = self._run("xdotool", "getwindowgeometry", "--shell", window)
        told = dict(line.split("=", 1) for line in said.split())
        return int(told["WIDTH"]), int(told["HEIGHT"])

    def screenshot(self, path: Path | str, window: str = "root") -> None:
        """Write a picture of the screen, or of one window by its id, as PNG."""
        self._run("import", "-window", window, str(path))

    def settle(self, window: str = "root", tries: int = 20, same: int = 2) -> None:
        """Wait until a window is painted: pictures in a row are the *same*, not one colour."""
        last, alike = b"", 1
        for _ in range(tries):
            now = self._picture(window)
            painted = len({now[at : at + 3] for at in range(0, len(now), 2991)}) > 1
            alike = alike + 1 if painted and now == last else 1
            if alike >= same:
                return
            last = now

    def _picture(self, window: str) -> bytes:
        command = ["import", "-window", window, "-depth", "8", "rgb:-"]
        done = subprocess.run(command, env=self.env, check=True, capture_output=True)
        return done.stdout

    def start(self, *command: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a program here; it is ended together with the server."""
        child = subprocess.Popen(command, env={**self.env, **(env or {})})
        self._children.append(child)
        return child

    def close(self) -> None:
        """End everything that was started, the server last."""
        while self._children:
            child = self._children.pop()
            child.terminate()
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _start_server(self) -> None:
        reading, writing = os.pipe()
        width, _, height = self._size.partition("x")
        command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-noreset"]
        command += ["-screen", "0", f"{width}x{height}x24", "-dpi", "96"]
        try:
            server = subprocess.Popen(
                command, pass_fds=[writing], stderr=subprocess.DEVNULL, start_new_session=True
            )
        finally:
            os.close(writing)
        self._children.append(server)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"

    def _start_window_manager(self) -> None:
        manager = ["openbox", "--sm-disable"]
        quiet = subprocess.DEVNULL
        self._children.append(subprocess.Popen(manager, env=self.env, stdout=quiet, stderr=quiet))
        deadline = time.monotonic() + PATIENCE
        # openbox sets this property when it is ready.
        while "window id" not in self._run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"):
            if time.monotonic() > deadline:
                raise RuntimeError("openbox did not start")

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.env, check=False, capture_output=True, text=True, timeout=PATIENCE
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout
