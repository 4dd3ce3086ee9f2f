"""The disagreement that is looked at: its head with the way on, and its page of reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import CompanionError
from companion.gui.history.found import Found, read_found
from companion.gui.history.unfolding import Unfolding
from companion.gui.tasks import Tasks
from companion.gui.widgets.keycap import KeyButton
from companion.model import CallState
from companion.session import Clock

if TYPE_CHECKING:  # the window opens on another page, and need not read these before
    from companion.gui.history.lines import Line
    from companion.gui.history.reading import ReadingPage

_NEWEST = "history detail"


NEW_LOOKS = {
    QEvent.Type.PaletteChange,
    QEvent.Type.ApplicationPaletteChange,
    QEvent.Type.ApplicationFontChange,
    QEvent.Type.StyleChange,
}
"""What tells of other colours or letters; with a style sheet on, Qt sends no PaletteChange."""


class Detail(QWidget):
    """One disagreement read from the history; nothing is shown while none is looked at."""

    call_opened = Signal(str)
    recap_wanted = Signal(str)
    brief_wanted = Signal(str)
    continue_wanted = Signal(str)
    reopen_wanted = Signal(str)
    naming_wanted = Signal(str)
    """The id of a held call whose client and topic are to be typed."""

    export_wanted = Signal(str)
    client_wanted = Signal(str)
    transcript_wanted = Signal(str)
    reminder_wanted = Signal(str)
    """The id of a next step that one's calendar is to ring for."""

    failed = Signal(object)
    shown = Signal(str)
    """The id of the disagreement that stands on the page now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until ``serve`` and ``show_disagreement``."""
        super().__init__(parent)
        self._tasks: Tasks | None = None
        self._clock: Clock | None = None
        self._wanted = ""
        self._terms: tuple[str, ...] = ()
        self._note_id = ""
        self._found: Found | None = None
        self._written: tuple[object, ...] = ()
        self._with_private = False
        self._unfolding = Unfolding(self)
        self._unfolding.changed.connect(self._write)
        self._continue: KeyButton | None = None

    def serve(self, tasks: Tasks, clock: Clock) -> None:
        """Read by *tasks*, and say days as *clock* has them."""
        self._tasks, self._clock = tasks, clock
        self._unfolding.serve(tasks)

    @cached_property
    def page(self) -> ReadingPage:
        """The page of reading, made when there is something to read first."""
        from companion.gui.history.reading import ReadingPage

        page = ReadingPage(self)
        page.setAccessibleName(self.tr("What happened"))
        page.acted.connect(self._act)
        self._continue = KeyButton(page.viewport(), self.tr("Continue in a new call"))
        self._continue.clicked.connect(self._go_on)
        page.set_corner(self._continue)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(28, 0, 8, 0)
        inside.addWidget(page)
        page.hide()
        return page

    @property
    def found(self) -> Found | None:
        """What stands on the page."""
        return self._found

    def show_disagreement(
        self, disagreement_id: str, terms: tuple[str, ...] = (), note_id: str = ""
    ) -> None:
        """Show a disagreement with the words that begin like *terms* marked; "" for none.

        It opens at the note *note_id*, else at the first word that is marked.
        """
        if disagreement_id != self._wanted:
            self._with_private = False
            self._unfolding.fold()
        self._wanted, self._terms, self._note_id = disagreement_id, terms, note_id
        self.refresh()

    def refresh(self) -> None:
        """Read it again, in case something was stored; the page stays where it was scrolled to."""
        wanted, terms = self._wanted, self._terms
        if not wanted:
            self._found, self._written = None, ()
            if self._continue is not None:
                self.page.hide()
        elif self._tasks is not None:
            self._tasks.read(
                lambda store: read_found(store, wanted, terms),
                self._take,
                self._fail,
                newest=_NEWEST,
            )

    def _take(self, found: Found) -> None:
        if found.disagreement.id != self._wanted:
            return
        self._found = found
        self._unfolding.settle(found.transcripts)
        self.page.show()
        if self._continue is not None:
            self._continue.setText(self._way_on(found))
        self._write()
        self.shown.emit(found.disagreement.id)

    def _way_on(self, found: Found) -> str:
        last = found.newest_first[0].status if found.disagreement.calls else None
        if last is CallState.PREPARED:
            return self.tr("Open the prepared call")
        return self.tr("Continue in a new call")

    def _write(self) -> None:
        """Write the page where anything on it is new."""
        found = self._found
        if found is None:
            return
        lines = self._unfolding.lines
        told = (found, self._terms, self._with_private, self._now().date(), lines)
        wanted = (*told, self._note_id)
        if wanted == self._written:
            return
        is_same = bool(self._written) and _id_of(self._written[0]) == found.disagreement.id
        sought = (self._terms, self._note_id)
        is_asked = not is_same or (self._written[1], self._written[-1]) != sought
        place = self.page.verticalScrollBar().value()
        self._written = wanted
        self.page.write_lines(self._lines(found), self._terms, self._note_id)
        if is_same:
            self.page.verticalScrollBar().setValue(place)
        if is_asked:
            self.page.show_first_found()

    def _lines(self, found: Found) -> Iterator[Line]:
        from companion.gui.history.lines import act, body, muted, title
        from companion.gui.history.story import has_private, story, summary
        from companion.gui.said import topic_said

        yield title(topic_said(found.disagreement.topic))
        yield body(*summary(found, self._now()))
        acts = [act(self.tr("Export or hand over…"), "export", found.disagreement.id)]
        if has_private(found):
            hide, show = self.tr("Hide what is private"), self.tr("Show what is private")
            word = hide if self._with_private else show
            acts = [act(word, "private", found.disagreement.id), muted(" · "), *acts]
        held = [call.id for call in found.newest_first if call.status is CallState.ENDED]
        if held and not found.disagreement.topic.strip():
            acts = [act(self.tr("Give it a topic…"), "name", held[0]), muted(" · "), *acts]
        yield body(*acts)
        yield from story(
            found,
            self._now(),
            with_private=self._with_private,
            unfolded=self._unfolding.lines,
        )

    def _now(self) -> datetime:
        assert self._clock is not None
        return self._clock.now()

    def _fail(self, error: CompanionError) -> None:
        self._wanted = ""
        self.refresh()
        self.failed.emit(error)

    def _go_on(self) -> None:
        found = self._found
        if found is None:
            return
        if found.disagreement.calls and found.newest_first[0].status is CallState.PREPARED:
            self.call_opened.emit(found.newest_first[0].id)
        else:
            self.continue_wanted.emit(found.disagreement.id)

    def _act(self, name: str, about: str) -> None:
        if name == "private":
            self._with_private = not self._with_private
            self._write()
            return
        if name in {"transcript", "transcript_more"}:
            (self._unfolding.toggle if name == "transcript" else self._unfolding.more)(about)
            return
        acts = {
            "open": self.call_opened,
            "recap": self.recap_wanted,
            "brief": self.brief_wanted,
            "reopen": self.reopen_wanted,
            "name": self.naming_wanted,
            "attach": self.transcript_wanted,
            "export": self.export_wanted,
            "client": self.client_wanted,
            "calendar": self.reminder_wanted,
        }
        acts[name].emit(about)

    def changeEvent(self, event: QEvent) -> None:
        """Write the page again in the colours and sizes of now."""
        super().changeEvent(event)
        if event.type() in NEW_LOOKS:
            self._written = ()
            self._write()


def _id_of(found: object) -> str:
    return found.disagreement.id if isinstance(found, Found) else ""
