"""Reads a transcript, brings it to its call and takes it back, with room for notes in between.

The lines stand in one act, whole or not at all. What the search knows of them follows a few at a
time; where the program ends meanwhile, ``index_rest`` at its next start does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from companion.exchange.files import read_whole
from companion.exchange.progress import Tell, untold
from companion.exchange.transcripts import LARGEST_FILE, Transcript, read_transcript
from companion.exchange.transcripts.placing import placed
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


def read_file(path: Path, started_at: datetime | None, tell: Tell = untold) -> Transcript:
    """Read a transcript and place it in its call. Raises TranscriptError, NotThere."""
    # One byte more than is read, so that the reader says in its own words what is too much.
    return placed(read_transcript(read_whole(path, LARGEST_FILE + 1), tell), started_at)


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
    _unindex(keep, attached.places)
    keep(lambda store: store.transcripts.detach(attached))
    index_rest(keep)


def remove(keep: Keep, call_id: str) -> tuple[TranscriptLine, ...]:
    """Take a call's transcript out; ``attach`` can put the lines back that are returned."""
    _unindex(keep, keep(lambda store: store.transcripts.places(call_id)))
    lines = keep(lambda store: store.transcripts.remove(call_id))
    index_rest(keep)
    return lines


def index_rest(keep: Keep, tell: Tell = untold) -> None:
    """Let the search know every line that it does not know yet; *tell* hears how many are left."""
    whole = keep(lambda store: store.transcripts.waiting())
    left = whole
    while left:
        tell(whole - left, whole)
        left = keep(lambda store: store.transcripts.index_next())
    tell(whole, whole)


def _unindex(keep: Keep, places: Sequence[int]) -> None:
    """Let the search forget the lines at *places*, a few at a time."""
    for begin in range(0, len(places), AT_ONCE):
        keep(partial(_unindex_some, places[begin : begin + AT_ONCE]))


def _unindex_some(places: Sequence[int], store: Store) -> None:
    store.transcripts.unindex(places)
