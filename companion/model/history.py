"""The whole history, or any part of it, as one document; and the person who keeps it."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import UNSET, UnsetType

from companion.model.client import Client
from companion.model.disagreement import Disagreement
from companion.model.value import At, Id, Value

FORMAT: Final = "companion-history"
VERSION: Final = 1


class Colleague(Value, frozen=True, kw_only=True):
    """Somebody of ours who may own a next step or get a copy."""

    name: str = ""
    email: str = ""


class Me(Value, frozen=True, kw_only=True):
    """The person who uses the program."""

    name: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    sign_off: str = ""
    colleagues: tuple[Colleague, ...] = ()


class PlaybookStep(Value, frozen=True, kw_only=True):
    """A step of a playbook; its words are shown on the live page.

    What only a playbook of one's own needs to carry is written only where it was given.
    """

    key: Id
    title: str = ""
    why: str | UnsetType = UNSET
    source: str | UnsetType = UNSET
    captures: str | UnsetType = UNSET
    lines: tuple[str, ...] | UnsetType = UNSET


class Playbook(Value, frozen=True, kw_only=True):
    """The steps of a call, in order."""

    key: Id
    title: str = ""
    steps: tuple[PlaybookStep, ...] = ()


FOUND: Final = "found/"
"""How the key of a text begins that tells what others found; the id of the case follows it."""


class Text(Value, frozen=True, kw_only=True):
    """A text of the person's own: a phrase of a recap, or what others found in a past case."""

    key: Id
    language: str = ""
    text: str = ""


class SavedSearch(Value, frozen=True, kw_only=True):
    """A search worth keeping, with its name."""

    name: str = ""
    query: str = ""


class InboxNote(Value, frozen=True, kw_only=True):
    """A note taken while no call was running; it waits to be put into one."""

    id: Id
    at: At | None = None
    text: str = ""


class History(Value, frozen=True, kw_only=True):
    """A document of format ``companion-history``, version 1.

    ``inbox`` is written only where something waits in it, so that a document without one keeps
    the exact form that version 1 was described with.
    """

    format: Literal["companion-history"]
    version: Literal[1]
    me: Me = Me()
    playbooks: tuple[Playbook, ...] = ()
    texts: tuple[Text, ...] = ()
    saved_searches: tuple[SavedSearch, ...] = ()
    clients: tuple[Client, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    inbox: tuple[InboxNote, ...] | UnsetType = UNSET
