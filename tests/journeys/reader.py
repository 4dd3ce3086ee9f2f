"""A screen reader without a voice: reads and acts on a program by AT-SPI, told by JSON lines.

The system's own Python runs it, since Debian has the bindings for that one only. Each line on
the standard input is a list, the act and its arguments; each line on the standard output is the
answer, `{"is": …}` or `{"not": why}`. `heard` gives all that was announced since it was started.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found] # noqa: E402 - as chosen

Thing = Any
"""Of AT-SPI, whose bindings carry no types."""

DEEPEST = 40
"""Levels that are looked at: a widget in the deepest page has 15 above it."""


class Reader:
    """Knows one program by the name that it tells, and acts as a screen reader's person does."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._title = ""
        self._heard: list[list[str]] = []
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")

    def heard(self) -> list[list[str]]:
        """Return what was announced so far, in its order."""
        return self._heard

    def windows(self) -> list[list[str]]:
        """Return role and title of each of the program's windows."""
        return [[_role(window), window.get_name()] for window in self._windows("")]

    def enter(self, title: str) -> None:
        """Look from now on only in the windows whose titles begin so."""
        if not list(self._windows(title)):
            raise LookupError(f"no window {title!r} in {self.windows()}")
        self._title = title

    def tree(self) -> list[list[Any]]:
        """Return each thing that is showing: depth, role, name, description, text, states."""
        lines = []
        for depth, thing in self._walk():
            lines.append([depth, *self._describe(thing)])
        return lines

    def states(self, role: str, name: str) -> list[str]:
        """Return the states of a thing."""
        return _states(self._find(role, name))

    def press(self, role: str, name: str) -> str:
        """Do the first of the actions that a thing offers, but to have the focus."""
        thing = self._find(role, name)
        offered = _actions(thing)
        wanted = [action for action in offered if action in ("Press", "Toggle")]
        if not wanted:
            raise LookupError(f"{role} {name!r} offers only {offered}")
        thing.get_action_iface().do_action(offered.index(wanted[0]))
        return wanted[0]

    def write(self, role: str, name: str, text: str) -> bool:
        """Put a text into a field."""
        field = self._find(role, name).get_editable_text_iface()
        if field is None:
            raise LookupError(f"{role} {name!r} cannot be written in")
        return bool(field.set_text_contents(text))

    def read(self, role: str, name: str) -> str:
        """Return the text in a field."""
        return _text(self._find(role, name))

    def _windows(self, title: str) -> Iterator[Thing]:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(number)
            if program is not None and program.get_name() == self._program:
                windows = _children(program)
                yield from (each for each in windows if (each.get_name() or "").startswith(title))

    def _walk(self) -> Iterator[tuple[int, Thing]]:
        waiting = [(0, window) for window in reversed(list(self._windows(self._title)))]
        while waiting:
            depth, thing = waiting.pop()
            if not thing.get_state_set().contains(Atspi.StateType.SHOWING):
                continue
            yield depth, thing
            if depth < DEEPEST:
                inside = list(_children(thing))
                waiting += [(depth + 1, child) for child in reversed(inside)]

    def _find(self, role: str, name: str) -> Thing:
        """Return the one thing that is showing with that role and a name that begins so."""
        found = [
            thing
            for _depth, thing in self._walk()
            if _role(thing) == role and (thing.get_name() or "").startswith(name)
        ]
        if len(found) != 1:
            raise LookupError(f"{len(found)} of {role} {name!r}")
        return found[0]

    def _describe(self, thing: Thing) -> list[Any]:
        told = (_role(thing), thing.get_name(), thing.get_description())
        return [*told, _text(thing), _states(thing), _actions(thing)]

    def _hear(self, event: Thing) -> None:
        source = event.source.get_name() if event.source else ""
        self._heard.append([source, event.any_data])


def _children(thing: Thing) -> Iterator[Thing]:
    for number in range(thing.get_child_count()):
        child = thing.get_child_at_index(number)
        if child is not None:
            yield child


def _role(thing: Thing) -> str:
    # Called "push button" until AT-SPI 2.54.
    return str(thing.get_role_name()).replace("push button", "button")


def _states(thing: Thing) -> list[str]:
    return sorted(state.value_nick for state in thing.get_state_set().get_states())


def _actions(thing: Thing) -> list[str]:
    actions = thing.get_action_iface()
    count = actions.get_n_actions() if actions else 0
    return [actions.get_action_name(number) for number in range(count)]


def _text(thing: Thing) -> str:
    text = thing.get_text_iface()
    return str(text.get_text(0, text.get_character_count())) if text else ""


def _answer(reader: Reader, line: str) -> dict[str, Any]:
    act, *arguments = json.loads(line)
    try:
        return {"is": getattr(reader, act)(*arguments)}
    except (LookupError, GLib.Error) as error:
        return {"not": str(error)}


def main() -> None:
    """Answer line by line until the standard input is closed, and hear what is told between."""
    reader = Reader(sys.argv[1])
    loop = GLib.MainLoop()

    def take(_channel: Thing, _condition: Thing) -> bool:
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        sys.stdout.write(json.dumps(_answer(reader, line)) + "\n")
        sys.stdout.flush()
        return True

    channel = GLib.IOChannel.unix_new(sys.stdin.fileno())
    GLib.io_add_watch(channel, 0, GLib.IOCondition.IN | GLib.IOCondition.HUP, take)
    loop.run()


if __name__ == "__main__":
    main()
