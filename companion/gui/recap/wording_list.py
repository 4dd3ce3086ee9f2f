"""What the wording check found, as the last point of "Before we send"."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from companion.gui.recap.wording import Place
from companion.gui.recap.wording_rows import NEXT_KEY, FindingRow, SignedRow, TalkRow
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyCap
from companion.gui.widgets.text import wrapped
from companion.model.value import Value

MOST_ROWS: Final = 5
"""Findings that are listed at once; the others come as these are dealt with."""


class Shown(Value, frozen=True, kw_only=True):
    """What the list says: the findings, the current one of them, and what is around them.

    ``language`` names one that is not checked; ``kept`` is how many findings a person kept.
    """

    places: tuple[Place, ...] = ()
    current: int = 0
    kept: int = 0
    argues: bool = False
    language: str = ""
    is_read: bool = False


class WordingList(QWidget):
    """Findings with their acts; each signal carries the Place that it is about."""

    use_wanted = Signal(object)
    keep_wanted = Signal(object)
    go_wanted = Signal(object)
    next_wanted = Signal()
    again_wanted = Signal()
    invitation_wanted = Signal()
    talk_dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing until a text was read."""
        super().__init__(parent)
        self._shown = Shown()
        self.rows: tuple[FindingRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.talk = TalkRow(self)
        self.talk.invitation_wanted.connect(self.invitation_wanted)
        self.talk.dismissed.connect(self.talk_dismissed)
        self.fine = SignedRow(self, "✓", "accent")
        self.unread = SignedRow(self, "–", "muted")
        self._column.addWidget(self.talk)
        self._column.addWidget(self.fine)
        self._column.addWidget(self.unread)
        self._lay_out_rest()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the list says, in its order."""
        rows = (self.talk, self.fine, self.unread, *self.rows)
        said = [row.words.text() for row in rows if not row.isHidden()]
        return tuple(said) if not self.isHidden() else ()

    @property
    def current(self) -> FindingRow | None:
        """The row that is unfolded."""
        return self.rows[self._shown.current] if self.rows else None

    def show_found(self, shown: Shown) -> None:
        """Show what was found; where nothing changed, every row stays as it is."""
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        self.setVisible(shown.is_read or bool(shown.language))
        if before.places != shown.places:
            self._make_rows(shown.places[:MOST_ROWS])
        for number, row in enumerate(self.rows):
            row.unfold(on=number == shown.current)
        self._show_around(shown)

    def _make_rows(self, places: tuple[Place, ...]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = tuple(FindingRow(place, self) for place in places)
        for number, row in enumerate(self.rows):
            self._column.insertWidget(3 + number, row)
            row.show()
            row.use_wanted.connect(lambda row=row: self.use_wanted.emit(row.place))
            row.keep_wanted.connect(lambda row=row: self.keep_wanted.emit(row.place))
            row.go_wanted.connect(lambda row=row: self.go_wanted.emit(row.place))

    def _show_around(self, shown: Shown) -> None:
        nothing = shown.is_read and not shown.places and not shown.language
        self.talk.setVisible(shown.argues)
        self.fine.setVisible(nothing)
        self.fine.say(self.tr("Nothing in its wording divides"))
        self.unread.setVisible(bool(shown.language))
        self.unread.say(
            self.tr("The wording is not checked: this recap is in {language}.").format(
                language=shown.language
            ),
            self.tr("The check reads English only."),
        )
        more = len(shown.places) - len(self.rows)
        one = self.tr("1 more sentence after these")
        many = self.tr("{count} more sentences after these").format(count=more)
        self._more.setText(one if more == 1 else many)
        self._more.setVisible(more > 0)
        self._next_row.setVisible(len(shown.places) > 1)
        self.again.setVisible(shown.kept > 0)
        one = self.tr("1 kept as it is. Look again")
        many = self.tr("{count} kept as they are. Look again").format(count=shown.kept)
        self.again.setText(one if shown.kept == 1 else many)

    def _lay_out_rest(self) -> None:
        self._more = wrapped(self, role="muted")
        self._next_row = QWidget(self)
        self.next = _link(self._next_row, self.tr("Go to the next one"))
        self.next.clicked.connect(self.next_wanted)
        flow = FlowLayout(self._next_row, 4)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(self.next)
        flow.addWidget(KeyCap(self._next_row, NEXT_KEY))
        self.again = _link(self, "")
        self.again.clicked.connect(self.again_wanted)
        self._column.addWidget(self._more)
        self._column.addWidget(self._next_row)
        self._column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)


def _link(parent: QWidget, words: str) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("link", True)
    return button
