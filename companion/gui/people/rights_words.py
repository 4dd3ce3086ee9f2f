"""What the history has about one person, in sentences before it is erased and as a text to give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from companion.gui.said import client_said
from companion.method.naming import SOMEONE, Person
from companion.method.one_line import one_line
from companion.store.rights import Mention


def person_said(person: Person) -> str:
    """Return how the person is called."""
    return one_line(person.name) or one_line(person.email)


def erase_said(person: Person, found: Sequence[Mention]) -> str:
    """Return what erasing a person does, before it is done, and what it leaves."""
    whole = _tr(
        "{name} is named in {places}. The contact and your notes on it go; elsewhere “{someone}” "
        "stands instead. This cannot be undone. Sentences without the name, sent mails, exports "
        "and copies that you made elsewhere stay."
    )
    return whole.format(name=person_said(person), places=_places(found), someone=SOMEONE)


def erased_said(person: Person, is_whole: bool) -> str:
    """Return what was done, once a person is erased."""
    told = _tr("{name} is erased from the history file.").format(name=person_said(person))
    if is_whole:
        return told
    rest = _tr(
        "Another program is reading the history; the last traces leave the file once that program "
        "has ended."
    )
    return f"{told} {rest}"


def told_text(person: Person, found: Iterable[Mention]) -> str:
    """Return everything about a person as a plain text, each place with where and when."""
    lines = [_tr("What is kept about {name}").format(name=person_said(person)), ""]
    for mention in found:
        where = " · ".join(
            one_line(part)
            for part in (
                _kind(mention.table),
                client_said(mention.client) if mention.client else "",
                mention.topic,
                mention.at.replace("T", " ")[:16],
            )
            if part
        )
        said = f"{mention.text}: {mention.whole}" if mention.whole else mention.text
        lines += [where, *(f"    {line}" for line in said.splitlines()), ""]
    return "\n".join(lines)


def _places(found: Sequence[Mention]) -> str:
    rows = Counter(_kind(table) for table, _row in {(each.table, each.row) for each in found})
    if not rows:
        return _tr("no place")
    return ", ".join(f"{kind} ({count})" for kind, count in sorted(rows.items()))


def _kind(table: str) -> str:
    kinds = {
        "contact": _tr("contacts"),
        "attendee": _tr("people on calls"),
        "note": _tr("notes"),
        "next_step": _tr("next steps"),
        "transcript_line": _tr("transcripts"),
        "speaker": _tr("transcripts"),
        "recap": _tr("recaps"),
        "trash": _tr("trash"),
        "import_part": _tr("imports"),
        "import_entry": _tr("imports"),
        "draft": _tr("drafts"),
        "disagreement": _tr("preparations"),
        "client": _tr("clients"),
    }
    return kinds.get(table, _tr("other texts"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rights", text)
