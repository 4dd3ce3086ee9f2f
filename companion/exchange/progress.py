"""How far long work is, said to whoever waits for it and may stop it."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], object]
"""Gets how much is done, and of how much. What it raises ends the work, and nothing of it stays."""


def untold(_done: int, _whole: int) -> None:
    """Say nothing: nobody waits."""
