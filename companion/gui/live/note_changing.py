"""Changes notes that are there: their words, their kind, their time; deletes them and undoes it."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.gui.live.held_call import HeldCall
from companion.gui.live.kinds import from_draft
from companion.gui.live.notes_view import NotesView
from companion.gui.live.timeline import NEXT_STEP, Line, line_of_note
from companion.gui.live.times import typed_call_time
from companion.gui.saving import Saver
from companion.model import Note, NoteKind
from companion.store import Store


class NoteChanging(QObject):
    """Brings edits to the disk while they are typed; giving one up brings the old words back."""

    act_done = Signal()
    """An edit, a move or a deletion was finished: the entry may have the focus again."""

    deleted = Signal(str)
    """A note was put aside; its id brings it back."""

    next_step_deleted = Signal(str)
    """The person deleted a line that is a next step: its id."""

    not_understood = Signal(str)
    """A typed time is none: the sentence that says so."""

    def __init__(self, held: HeldCall, notes: NotesView, saver: Saver) -> None:
        """Change the notes of *held* that *notes* shows."""
        super().__init__(held)
        self._held = held
        self._notes = notes
        self._saver = saver
        self._before: dict[str, Line] = {}
        self._unsettled: dict[str, Line] = {}
        saver.saved.connect(self._settle)
        notes.typed_in.connect(self._keep_typed)
        notes.edited.connect(self._finish_edit)
        notes.edit_left.connect(self._give_up)
        notes.retimed.connect(self._retime)
        notes.delete_wanted.connect(self._delete)

    def undo_delete(self, note_id: str) -> None:
        """Bring a deleted note back as it was."""
        self._held.write(lambda store: store.live.restore_note(note_id), self._bring_back)

    def _line(self, note_id: str) -> Line | None:
        row = self._notes.timeline.find(note_id)
        return None if row is None else self._notes.timeline.line(row)

    def _keep_typed(self, note_id: str, text: str) -> None:
        line = self._before.get(note_id) or self._line(note_id)
        if line is None:
            return
        self._before[note_id] = line
        # An emptied note is not stored: a crash at that moment would leave a note of nothing.
        if text.strip():
            self._saver.changed(f"edit:{note_id}", partial(_edit, line, text))

    def _finish_edit(self, note_id: str, text: str) -> None:
        """Store the new words; a text emptied on purpose leaves the note as it was."""
        before = self._before.pop(note_id, None)
        if before is not None and text.strip():
            self._store_words(before, text)
        elif before is not None:
            self._store_words(before, before.text)
        self.act_done.emit()

    def _give_up(self, note_id: str) -> None:
        before = self._before.pop(note_id, None)
        if before is not None:
            self._store_words(before, before.text)
        self.act_done.emit()

    def _store_words(self, before: Line, text: str) -> None:
        self._saver.forget(f"edit:{before.id}")
        kind, words = _kind_and_words(before, text)
        pending = replace(before, text=words, kind=kind, is_pending=True)
        self._notes.timeline.put(pending)
        self._held.write(
            partial(_edit, before, text), self._show, partial(self._not_stored, before, text)
        )

    def _not_stored(self, before: Line, text: str, error: CompanionError) -> None:
        """Keep the new words in sight as not saved, and try again with the next write."""
        kind, words = _kind_and_words(before, text)
        self._unsettled[before.id] = replace(before, text=words, kind=kind)
        self._saver.changed(f"edit:{before.id}", partial(_edit, before, text))
        self._held.failed.emit(error)

    def _settle(self) -> None:
        """Show the edits that were saved after all as saved."""
        for line in self._unsettled.values():
            self._notes.timeline.put(line)
        self._unsettled.clear()

    def _retime(self, note_id: str, text: str) -> None:
        at_ms = typed_call_time(text)
        if at_ms is None:
            self.not_understood.emit(
                self.tr("“{text}” is no time on the call’s clock; try 4:12.").format(text=text[:40])
            )
        else:
            self._held.write(lambda store: store.live.retime_note(note_id, at_ms), self._show)
        self.act_done.emit()

    def _delete(self, note_id: str) -> None:
        line = self._line(note_id)
        if line is None:
            return
        if line.kind == NEXT_STEP:
            self.next_step_deleted.emit(note_id)
            return
        at = self._held.clock.now()

        def put_aside(store: Store) -> str:
            store.live.delete_note(note_id, at)
            return note_id

        self._held.write(put_aside, self._take_out)

    def _take_out(self, note_id: str) -> None:
        self._notes.timeline.take(note_id)
        self.deleted.emit(note_id)
        self.act_done.emit()

    def _bring_back(self, note: Note) -> None:
        self._show(note)
        self.act_done.emit()

    def _show(self, note: Note) -> None:
        row = self._notes.timeline.put(line_of_note(note))
        self._notes.show_row(row)


def _kind_and_words(before: Line, text: str) -> tuple[NoteKind, str]:
    """Return kind and words of an edit: "/private …" typed in front makes it private."""
    kind, words = from_draft(text.strip())
    return (kind, words.strip()) if words != text.strip() else (NoteKind(before.kind), words)


def _edit(before: Line, text: str, store: Store) -> Note:
    kind, words = _kind_and_words(before, text)
    return store.live.edit_note(before.id, words, kind, before.person)
