"""Starts the program: alone it opens the window, with a command it works on the terminal."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def main() -> int:
    """Run Companion with the arguments of the command line and return the exit code.

    The window is opened without the command line's parser, whose import costs start-up time.
    """
    os.umask(0o077)  # whatever is written from here on is for this person's eyes only
    is_window, folder = _window_folder(sys.argv[1:])
    if not is_window:
        from companion import terminal
        from companion.cli import run_command

        sys.excepthook = terminal.tell_bug
        return run_command(sys.argv[1:])
    gc.disable()  # until the window stands: nothing made so far is garbage, and looking takes time
    from companion.app import run

    return run(folder)


def _window_folder(arguments: list[str]) -> tuple[bool, Path | None]:
    """Return whether *arguments* only open the window, and the data folder that they name."""
    match arguments:
        case []:
            return True, None
        case ["--data-dir", folder] if folder:
            return True, Path(folder)
        case [argument] if argument.startswith("--data-dir=") and len(argument) > 11:
            return True, Path(argument.removeprefix("--data-dir="))
    return False, None


if __name__ == "__main__":
    sys.exit(main())
