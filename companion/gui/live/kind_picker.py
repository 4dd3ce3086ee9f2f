"""The kinds of notes to choose from while a "/" is typed at the start of the entry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.chip import Chip
from companion.gui.widgets.text import Label
from companion.model import NoteKind


class KindPicker(Card):
    """A list over the entry that never takes the focus: the entry's keys move in it."""

    picked = Signal(object)
    """A kind was clicked: the NoteKind."""

    def __init__(self, parent: QWidget) -> None:
        """Lie over *parent*, hidden until there is something to choose from."""
        super().__init__(parent)
        self._rows = {kind: _KindRow(self, kind) for kind in NoteKind}
        self._offered: tuple[NoteKind, ...] = ()
        self._at = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.setSpacing(0)
        for row in self._rows.values():
            box.addWidget(row)
            row.clicked.connect(self.picked)
        self.setAccessibleName(self.tr("Kinds of notes"))
        self.hide()

    @property
    def current(self) -> NoteKind | None:
        """The kind that Enter would pick, or None while nothing is offered."""
        return self._offered[self._at] if self._offered and not self.isHidden() else None

    def offer(self, kinds: Sequence[NoteKind], above: QWidget) -> None:
        """Show these kinds over the widget *above* which they belong."""
        self._offered, self._at = tuple(kinds), 0
        for kind, row in self._rows.items():
            row.setVisible(kind in self._offered)
        self._mark()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self._stand(above)
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Go up or down in the list, round its ends."""
        self._at = (self._at + step) % max(1, len(self._offered))
        self._mark()

    def _stand(self, above: QWidget) -> None:
        parent = self.window()
        corner = above.mapTo(parent, QPoint(0, 0))
        size = self.sizeHint().boundedTo(QSize(above.width(), parent.height()))
        self.setGeometry(
            corner.x(), max(0, corner.y() - size.height() - 2), above.width(), size.height()
        )

    def _mark(self) -> None:
        for kind, row in self._rows.items():
            row.set_tone("accent" if kind is self._offered[self._at] else "plain")
        current = self._rows[self._offered[self._at]]
        QAccessible.updateAccessibility(QAccessibleEvent(current, QAccessible.Event.Selection))


class _KindRow(Card):
    """One kind with what it is for."""

    clicked = Signal(object)

    def __init__(self, parent: QWidget, kind: NoteKind) -> None:
        super().__init__(parent, "plain")
        self._kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.addWidget(Chip(self, kind))
        meaning = Label(self, meaning_of(kind), "small")
        row.addWidget(meaning, 1)
        self.setAccessibleName(f"{kind}: {meaning.text()}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self._kind)


def meaning_of(kind: NoteKind) -> str:
    """Return what a kind of note is for, in a few words."""
    meanings = {
        NoteKind.FACT: QCoreApplication.translate("Kind", "what is so"),
        NoteKind.METRIC: QCoreApplication.translate("Kind", "the number they are judged by"),
        NoteKind.CONCERN: QCoreApplication.translate("Kind", "what worries them"),
        NoteKind.QUOTE: QCoreApplication.translate("Kind", "their very words"),
        NoteKind.IDEA: QCoreApplication.translate("Kind", "they said it first"),
        NoteKind.POINT: QCoreApplication.translate("Kind", "a point that we made"),
        NoteKind.PROMISE: QCoreApplication.translate("Kind", "what we promised"),
        NoteKind.RISK: QCoreApplication.translate("Kind", "what could go wrong"),
        NoteKind.PRIVATE: QCoreApplication.translate("Kind", "for our eyes only"),
    }
    return meanings[kind]
