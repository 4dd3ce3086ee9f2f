"""What a page of reading is made of: lines of runs, with times at their side and links to act."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from companion.model.value import Value

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"“”]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'’"


class Run(Value, frozen=True):
    """A piece of text; *style* is "", strong, muted, small or chip; *link* an address or an act.

    Only what a person wrote is searched for highlights. An act's link begins with ``act:``,
    which no address in a text does.
    """

    text: str
    style: str = ""
    kind: str = ""
    link: str = ""
    is_said: bool = False


class Line(Value, frozen=True):
    """A paragraph: *style* is title, heading, body or timed; *time* stands at its left.

    *about* is the id of the note that it shows.
    """

    runs: tuple[Run, ...]
    style: str = "body"
    time: str = ""
    about: str = ""


def title(text: str) -> Line:
    """Return the title of the page: what a person wrote as the topic."""
    return Line((Run(text, "title", is_said=True),), "title")


def small(text: str) -> tuple[Run, ...]:
    """Return text of the second rank in small letters."""
    return (Run(text, "small", is_said=True),)


def heading(text: str) -> Line:
    """Return a heading."""
    return Line((Run(text, "strong"),), "heading")


def body(*runs: Run) -> Line:
    """Return a paragraph."""
    return Line(runs)


def timed(time: str, *runs: Run) -> Line:
    """Return a paragraph with a time, or a short label, at its left."""
    return Line(runs, "timed", time)


def act(text: str, name: str, about: str) -> Run:
    """Return a link that does *name* to the thing with the id *about*."""
    return Run(text, link=f"act:{name}:{quote(about, safe='')}")


def act_of(link: str) -> tuple[str, str]:
    """Return the name of the act that a link of ours does, and the id that it is about."""
    _, name, about = link.split(":", 2)
    return name, unquote(about)


def chip(kind: str, word: str) -> Run:
    """Return the label for a kind of note, an outcome or a next step."""
    return Run(word, "chip", kind)


def muted(text: str) -> Run:
    """Return text of the second rank, ours and not a person's."""
    return Run(text, "muted")


def said(text: str, style: str = "") -> tuple[Run, ...]:
    """Return what a person wrote, its web and mail addresses as links, everything else literal."""
    runs: list[Run] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_TRAILING)
        runs.append(Run(text[at : match.start()], style, is_said=True))
        runs.append(Run(address, style, link=address, is_said=True))
        at = match.start() + len(address)
    runs.append(Run(text[at:], style, is_said=True))
    return tuple(run for run in runs if run.text)
