"""The disagreement that is looked at: its head with the way on, and its page of reading."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.errors import CompanionError
from companion.gui.history.found import Found, read_found
from companion.gui.history.reading import ReadingPage
from companion.gui.history.said import topic_said
from companion.gui.history.story import has_private, story, summary
from companion.gui.tasks import Tasks
from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label
from companion.model import CallState
from companion.session import Clock

_NEWEST = "history detail"


class Detail(QWidget):
    """One disagreement read from the history; nothing is shown while none is looked at."""

    call_opened = Signal(str)
    recap_wanted = Signal(str)
    continue_wanted = Signal(str)
    reopen_wanted = Signal(str)
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
        self._found: Found | None = None
        self._written: tuple[object, ...] = ()
        self._make_parts()
        self._lay_out()

    def serve(self, tasks: Tasks, clock: Clock) -> None:
        """Read by *tasks*, and say days as *clock* has them."""
        self._tasks, self._clock = tasks, clock

    @property
    def found(self) -> Found | None:
        """What stands on the page."""
        return self._found

    def show_disagreement(self, disagreement_id: str, terms: tuple[str, ...] = ()) -> None:
        """Show a disagreement with the words that begin like *terms* marked; "" for none."""
        if disagreement_id != self._wanted:
            self._private.setChecked(False)
        self._wanted, self._terms = disagreement_id, terms
        self.refresh()

    def refresh(self) -> None:
        """Read it again, in case something was stored; the page stays where it was scrolled to."""
        wanted = self._wanted
        if not wanted:
            self._found, self._written = None, ()
            self._head.hide()
            self.page.hide()
        elif self._tasks is not None:
            self._tasks.read(
                lambda store: read_found(store, wanted), self._take, self._fail, newest=_NEWEST
            )

    def _take(self, found: Found) -> None:
        if found.disagreement.id != self._wanted:
            return
        self._found = found
        self._head.show()
        self.page.show()
        self._title.setText(topic_said(found.disagreement.topic))
        self._summary.setText(summary(found, self._now()))
        self._private.setVisible(has_private(found))
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
        wanted = (found, self._terms, self._private.isChecked(), self._now().date())
        if wanted == self._written:
            return
        is_same = bool(self._written) and _id_of(self._written[0]) == found.disagreement.id
        place = self.page.verticalScrollBar().value()
        self._written = wanted
        lines = story(found, self._now(), with_private=self._private.isChecked())
        self.page.write_lines(lines, self._terms)
        if is_same:
            self.page.verticalScrollBar().setValue(place)
        else:
            self.page.show_first_found()

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
        acts = {
            "open": self.call_opened,
            "recap": self.recap_wanted,
            "reopen": self.reopen_wanted,
        }
        acts[name].emit(about)

    def _make_parts(self) -> None:
        selectable = (
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._head = Bar(self, tone="ground")
        self._title = Label(self._head, role="title")
        self._summary = Label(self._head, role="small")
        for label in (self._title, self._summary):
            label.set_wrap()
            label.setTextInteractionFlags(selectable)
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._continue = KeyButton(self._head, self.tr("Continue in a new call"))
        self._continue.clicked.connect(self._go_on)
        self._private = KeyButton(self._head, self.tr("Show what is private"))
        self._private.setProperty("small", True)
        self._private.setCheckable(True)
        self._private.toggled.connect(self._write)
        self.page = ReadingPage(self)
        self.page.setAccessibleName(self.tr("What happened"))
        self.page.acted.connect(self._act)

    def _lay_out(self) -> None:
        head = QGridLayout(self._head)
        head.setContentsMargins(28, 20, 24, 8)
        head.setHorizontalSpacing(16)
        head.setVerticalSpacing(4)
        head.addWidget(self._title, 0, 0)
        head.addWidget(self._summary, 1, 0)
        head.addWidget(self._continue, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._private, 2, 0, Qt.AlignmentFlag.AlignLeft)
        head.setColumnStretch(0, 1)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 6, 8, 12)
        inside.addWidget(self.page)
        column.addLayout(inside, 1)
        self._head.hide()
        self.page.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Write the page again in the colours and sizes of now."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange):
            self._written = ()
            self._write()


def _id_of(found: object) -> str:
    return found.disagreement.id if isinstance(found, Found) else ""
