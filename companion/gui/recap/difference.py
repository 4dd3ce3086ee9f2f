"""The difference between a person's words and new ones, taken line by line, or not at all."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.recap.changes import Change, Same
from companion.gui.widgets.card import Bar, Card
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label, wrapped
from companion.method.agreement import in_plain_words

_CONTEXT: Final = 2
"""Unchanged lines that are shown before and after a change, to know where it is."""


_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Difference(QWidget):
    """Shows what would change; ``taken`` carries one Change, ``all_taken`` takes every one.

    ``kept`` leaves the words as they are. Nothing is changed here: the page does it.
    """

    taken = Signal(object)
    all_taken = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.rows: list[ChangeRow] = []
        self._said = wrapped(self, role="strong")
        self.take_all = KeyButton(self, self.tr("Take all"), "Ctrl+T")
        self.keep_mine = KeyButton(self, self.tr("Keep mine"))
        self.keep_mine.show_keys("Esc")
        self.take_all.clicked.connect(self.all_taken)
        self.keep_mine.clicked.connect(self.kept)
        self.setAccessibleName(self.tr("What would change"))
        self._lay_out()

    def show_parts(self, parts: tuple[Change | Same, ...]) -> None:
        """Show the parts of the mail; the first change has the focus."""
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = []
        for place, part in enumerate(parts):
            if isinstance(part, Change):
                self._add_change(part)
            else:
                self._add_same(part, is_first=not place, is_last=place == len(parts) - 1)
        self._lines.addStretch(1)
        count = len(self.rows)
        one = self.tr("One place would change. Your words stay until you take it.")
        more = self.tr("{count} places would change. Your words stay until you take them.")
        self._said.setText(one if count == 1 else more.format(count=count))
        self.enter()

    def enter(self, place: int = 0) -> None:
        """Give the focus to the change at *place*, as far as there are so many."""
        if self.rows:
            row = self.rows[max(0, min(place, len(self.rows) - 1))]
            row.take.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_change(self, change: Change) -> None:
        row = ChangeRow(change, self)
        row.take.clicked.connect(lambda: self.taken.emit(change))
        row.take.stepped.connect(lambda step: self.enter(self._place() + step))
        self.rows.append(row)
        self._lines.addWidget(row)

    def _add_same(self, same: Same, *, is_first: bool, is_last: bool) -> None:
        lines = [line for line in same.lines if line.strip()]
        before = [] if is_first else lines[:_CONTEXT]
        after = [] if is_last else lines[len(before) :][-_CONTEXT:]
        left = len(lines) - len(before) - len(after)
        one = self.tr("One line stays as it is")
        more = self.tr("{count} lines stay as they are").format(count=left)
        shown = [*before, *([f"⋯ {one if left == 1 else more}"] if left else []), *after]
        for words in shown:
            label = wrapped(self, in_plain_words(words), "muted")
            self._lines.addWidget(label)

    def _place(self) -> int:
        return next((n for n, row in enumerate(self.rows) if row.take.hasFocus()), 0)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(20, 4, 20, 16)
        self._lines.setSpacing(8)
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        acts = Bar(self, "top", "surface")
        row = QHBoxLayout(acts)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.keep_mine)
        row.addWidget(self.take_all)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.addWidget(self._said)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)
        whole.addWidget(acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep one's own words by Escape."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.kept.emit()
        else:
            super().keyPressEvent(event)


class ChangeRow(Card):
    """One change: what goes, what comes, each told by a sign and a word, and the way to take it."""

    def __init__(self, change: Change, parent: QWidget | None = None) -> None:
        """Show *change*."""
        super().__init__(parent)
        self.change = change
        self.take = _Take(self.tr("Take this"), self)
        self.take.setProperty("small", True)
        self.sentences: list[str] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        if change.is_subject:
            self._lines.addWidget(Label(self, self.tr("The subject"), "label"))
        mine, new = _read(change)
        self._add("−", self.tr("Yours"), mine, "concern")
        self._add("+", self.tr("New"), new, "accent")
        spoken = self.tr("Take this: {change}").format(change=", ".join(self.sentences))
        self.take.setAccessibleName(spoken)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(12)
        row.addLayout(self._lines, 1)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)

    def _add(self, sign: str, word: str, lines: tuple[str, ...], tone: str) -> None:
        """Say *lines* below each other, the first with its sign and *word* before it."""
        said = [line for line in lines if line.strip()]
        if not said and lines:
            said = [self.tr("an empty line")]
        if not said:
            return
        head = Label(self, f"{sign} {word}", "small_strong")
        head.set_tone(tone)
        self._lines.addWidget(head)
        for line in said:
            words = wrapped(self, line)
            self._lines.addWidget(words)
        self.sentences.append(f"{word}: {' '.join(said)}")


class _Take(QPushButton):
    """A button that tells of the arrows; Qt would take them for Tab, or scroll by them."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell whether the way is up or down."""
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _read(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return both sides as the mail will show them; with their marks where only these differ."""
    mine = tuple(in_plain_words(line) for line in change.mine)
    new = tuple(in_plain_words(line) for line in change.new)
    return (change.mine, change.new) if mine == new else (mine, new)
