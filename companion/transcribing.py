"""Brings a transcript to its call and takes it back, in steps that notes can go in between.

The lines stand in one act, whole or not at all. What the search knows of them follows a few at a
time; where the program ends meanwhile, ``index_rest`` at its next start does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from companion.exchange.progress import Tell, untold
from companion.model import Speaker, TranscriptLine
from companion.store import Store
from companion.store.transcripts import AT_ONCE, Attached

T = TypeVar("T")


class Keep(Protocol):
    """Runs an act where the history is written, after those that wait there."""

    def __call__(self, act: Callable[[Store], T], /) -> T:
        """Return what *act* returns, once it is on the disk."""


def at_once(store: Store) -> Keep:
    """Return what keeps an act in *store* now, where nobody else waits for it."""

    def keep(act: Callable[[Store], T], /) -> T:
        return act(store)

    return keep


def attach(
    keep: Keep,
    call_id: str,
    lines: tuple[TranscriptLine, ...],
    speakers: tuple[Speaker, ...],
    tell: Tell = untold,
) -> Attached:
    """Attach *lines* to a call; nothing of them stays where *tell* raises. Raises NotThere."""
    attached = keep(lambda store: store.transcripts.attach(call_id, lines, speakers))
    try:
        index_rest(keep, tell)
    except BaseException:
        detach(keep, attached)
        raise
    return attached


def detach(keep: Keep, attached: Attached) -> None:
    """Take back what ``attach`` added."""
    for begin in range(0, len(attached.lines), AT_ONCE):
        keep(partial(_unindex, attached, begin))
    keep(lambda store: store.transcripts.detach(attached))
    index_rest(keep)


def index_rest(keep: Keep, tell: Tell = untold) -> None:
    """Let the search know every line that it does not know yet; *tell* hears how many are left."""
    whole = keep(lambda store: store.transcripts.waiting())
    left = whole
    while left:
        tell(whole - left, whole)
        left = keep(lambda store: store.transcripts.index_next())


def _unindex(attached: Attached, begin: int, store: Store) -> None:
    store.transcripts.unindex(attached, begin)
