"""Takes notes: from the entry to the disk and then into the list, never the other way round."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import count
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from companion.errors import CompanionError
from companion.gui.live.entry_line import EntryLine
from companion.gui.live.held_call import HeldCall
from companion.gui.live.kinds import draft_text, from_draft
from companion.gui.live.notes_view import NotesView
from companion.gui.live.snapshot import Snapshot, aside_place, note_place
from companion.gui.live.timeline import Line, line_of_note
from companion.gui.saving import Saver
from companion.model import Note, NoteKind
from companion.model.value import Value

PENDING_AFTER_MS: Final = 50
"""A note that is on the disk sooner is shown once, as saved: drawing it twice would take longer
than saving it. Until then its text is where it was typed."""


class Begun(Value, frozen=True, kw_only=True):
    """When a note was begun, on the call's clock and on the wall.

    A note is about the moment at which the person began to type, not about the one, perhaps a
    minute later, at which the sentence was finished.
    """

    at_ms: int
    at: datetime


class Waiting(Value, frozen=True, kw_only=True):
    """A note that was handed over and is not known to be on the disk yet.

    ``text`` is what stands in the entry, ``said`` the note without the kind that begins it there.
    """

    line_id: str
    text: str
    said: str
    kind: NoteKind
    begun: Begun


class NoteTaking(QObject):
    """Keeps the draft while a note is typed, and the text until the note is on the disk."""

    note_saved = Signal(str, str)
    """A note is on the disk and shown as saved: its id and its text."""

    delayed = Signal()
    """A note takes its time on its way to the disk, and is shown as pending."""

    draft_saved = Signal(str)
    """What was being typed is on the disk: the text."""

    failed = Signal(object)
    """A note could not be saved: the CompanionError. Its text is in the entry."""

    def __init__(self, held: HeldCall, entry: EntryLine, notes: NotesView, drafts: Saver) -> None:
        """Take notes for *held* from *entry* into *notes*, with drafts kept by *drafts*."""
        super().__init__(held)
        self._held = held
        self._entry = entry
        self._notes = notes
        self._drafts = drafts
        self._place = note_place(held.call_id)
        self._aside_place = aside_place(held.call_id)
        self._aside = ""
        self._keeps_aside = False
        self._begun: Begun | None = None
        self._waiting: list[Waiting] = []
        self._numbers = count(1)
        self._last_draft = ""
        self._patience = QTimer(self, singleShot=True, interval=PENDING_AFTER_MS)
        self._patience.timeout.connect(self._show_pending)
        entry.changed.connect(self._follow)
        entry.committed.connect(self._commit)
        drafts.saved.connect(self._tell_draft_saved)

    def restore(self, seen: Snapshot) -> None:
        """Put back what was being typed when the program ended, unless something is typed now."""
        self._aside = seen.typed_aside
        if seen.typed and not self._entry.text():
            self._entry.set_note(*from_draft(seen.typed))
        self._bring_aside_back()

    def set_client_safe(self, *, on: bool) -> None:
        """Put a private draft aside while the client may look, and bring it back afterwards."""
        self._keeps_aside = on
        if not on:
            self._bring_aside_back()
        elif self._entry.kind is NoteKind.PRIVATE and self._entry.text() and not self._waiting:
            self._keep_aside(draft_text(self._entry.kind, self._entry.text()))
            self._entry.set_note(NoteKind.FACT, "")

    def try_again(self) -> None:
        """Hand over once more what could not be saved."""
        self._commit()

    def _follow(self) -> None:
        """Keep the draft, and the moment at which the note was begun."""
        text = self._entry.text()
        if not text:
            self._begun = None
        elif self._begun is None:
            self._begun = self._now()
        if not self._waiting or text != "".join(waiting.text for waiting in self._waiting):
            self._keep_draft(draft_text(self._entry.kind, text))

    def _bring_aside_back(self) -> None:
        """Put what was put aside into the entry, once nothing else is typed there."""
        if self._aside and not self._keeps_aside and not self._entry.text():
            self._entry.set_note(*from_draft(self._aside))
            self._keep_aside("")

    def _keep_aside(self, text: str) -> None:
        """Keep a draft beside the one of the entry; "" when it is in the entry again."""
        self._aside = text
        at, place = self._held.clock.now(), self._aside_place
        self._drafts.changed(place, lambda store: store.drafts.keep(place, text, at))

    def _keep_draft(self, text: str) -> None:
        if text == self._last_draft:
            return
        self._last_draft = text
        at = self._held.clock.now()
        self._drafts.changed(self._place, lambda store: store.drafts.keep(self._place, text, at))

    def _now(self) -> Begun:
        return Begun(at_ms=self._held.clock_ms(), at=self._held.clock.now())

    def _tell_draft_saved(self) -> None:
        """Tell that the draft is on the disk; one that a note under way took over is not yet."""
        if not self._waiting:
            self.draft_saved.emit(self._last_draft)

    def _commit(self) -> None:
        """Hand over what was typed since the last Enter; blanks alone are no note."""
        handed_over = "".join(waiting.text for waiting in self._waiting)
        text = self._entry.text()
        if handed_over and text.startswith(handed_over):
            text = text[len(handed_over) :]
        # While a note is being saved no kinds are offered; the one that was typed counts.
        kind, said = from_draft(text) if handed_over else (self._entry.kind, text)
        said = said.strip()
        if not said:
            return
        begun = self._begun or self._now()
        line_id = f"pending-{next(self._numbers)}"
        waiting = Waiting(line_id=line_id, text=text, said=said, kind=kind, begun=begun)
        self._waiting.append(waiting)
        self._begun = None
        self._drafts.forget(self._place)
        self._held.act(
            lambda session: session.note(
                said, kind, at_ms=begun.at_ms, at=begun.at, draft=self._place
            ),
            partial(self._saved, waiting),
            partial(self._not_saved, waiting),
        )
        if not self._patience.isActive():
            self._patience.start()

    def _show_pending(self) -> None:
        """Show what is still not saved."""
        for waiting in self._waiting:
            line = Line(
                id=waiting.line_id,
                at_ms=waiting.begun.at_ms,
                kind=waiting.kind,
                text=waiting.said,
                is_pending=True,
            )
            self._notes.show_row(self._notes.timeline.put(line))
        if self._waiting:
            self.delayed.emit()

    def _saved(self, waiting: Waiting, note: Note) -> None:
        """Show the note as saved, and only now take its text out of the entry."""
        was_shown = self._notes.timeline.find(waiting.line_id) is not None
        row = self._notes.timeline.settle(waiting.line_id, line_of_note(note))
        if not was_shown:
            self._notes.show_row(row)
        self._waiting.remove(waiting)
        self._last_draft = ""
        start = self._entry.text().find(waiting.text)
        if start >= 0:
            # The text first: each change is followed by a draft, and this text is none any more.
            self._entry.take_off(start, len(waiting.text))
            if not self._waiting:
                self._begin_anew()
        self._bring_aside_back()
        self.note_saved.emit(note.id, note.text)

    def _begin_anew(self) -> None:
        """Take the kind of what was typed while the last note was being saved; a fact without."""
        typed = self._entry.text()
        kind, text = from_draft(typed)
        if text == typed:
            self._entry.set_kind(kind)
        else:
            self._entry.set_note(kind, text)

    def _not_saved(self, waiting: Waiting, error: CompanionError) -> None:
        """Leave the text where it is; the next Enter tries again."""
        self._notes.timeline.take(waiting.line_id)
        self._waiting.remove(waiting)
        if self._begun is None:
            self._begun = waiting.begun
        self._last_draft = ""
        self._keep_draft(draft_text(self._entry.kind, self._entry.text()))
        self.failed.emit(error)
