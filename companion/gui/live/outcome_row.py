"""Where the call landed: one quiet line, opened to choose one of the six outcomes."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.errors import InvalidInput
from companion.gui.live.short_title import ShortTitle
from companion.gui.shortcuts import bind
from companion.gui.widgets.chip import kind_word
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyCap
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import wrapped
from companion.method.dates import parse_due, short_date
from companion.model import Outcome, OutcomeKind
from companion.session import Clock

_UNTIL = (OutcomeKind.TRIAL, OutcomeKind.PARKED)
_LEFT, _RIGHT = 9, 12


class OutcomeRow(QWidget):
    """A choice that can wait for the recap; a trial and a parking ask until when."""

    chosen = Signal(object)
    """Another outcome, or none any more: an Outcome or None."""

    done = Signal()
    """The person is done here."""

    def __init__(self, parent: QWidget | None, clock: Clock) -> None:
        """Stamp what is chosen with *clock*."""
        super().__init__(parent)
        self._clock = clock
        self._outcome: Outcome | None = None
        self._head = ShortTitle(self, "")
        self._head.clicked.connect(self._toggle)
        self._key = KeyCap(self, "Ctrl+O")
        self._shortcut = bind(self, "Ctrl+O", self._toggle)
        self._choices = QWidget(self)
        self._buttons = {kind: self._button(kind) for kind in OutcomeKind}
        self._until = LineEdit(self)
        self._until.setPlaceholderText(self.tr("Until when, such as 15 Jan"))
        self._until.setAccessibleName(self.tr("Until when"))
        self._until.textEdited.connect(self._keep_until)
        self._until.returnPressed.connect(self.done)
        self._said = wrapped(self, "", "small")
        self._lay_out()
        self.show_outcome(None)
        self._choices.hide()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show what is stored."""
        self._outcome = outcome
        word = _word(outcome.kind) if outcome else self.tr("not said yet")
        words = self.tr("Where it landed: {outcome}").format(outcome=word)
        self._head.say(words, self.tr("Landed: {outcome}").format(outcome=word))
        self._mind_width()
        self._head.setAccessibleName(words)
        for kind, button in self._buttons.items():
            button.setChecked(outcome is not None and outcome.kind is kind)
        if outcome is not None and outcome.until is not None and not self._until.hasFocus():
            self._until.setText(short_date(outcome.until, self._clock.now().date()))
        self._show_until()

    def _toggle(self) -> None:
        opened = self._choices.isHidden()
        self._choices.setVisible(opened)
        self._show_until()
        if opened:
            kind = self._outcome.kind if self._outcome else OutcomeKind.OPEN
            self._buttons[kind].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.done.emit()

    def _pick(self, kind: OutcomeKind) -> None:
        again = self._outcome is not None and self._outcome.kind is kind
        outcome = None if again else Outcome(kind=kind, at=self._clock.now())
        self.show_outcome(outcome)
        self.chosen.emit(outcome)
        if outcome is not None and kind in _UNTIL:
            self._until.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._choices.hide()
            self._show_until()
            self.done.emit()

    def _keep_until(self, text: str) -> None:
        if self._outcome is None:
            return
        until, words = self._understood(text)
        self._said.setText(words)
        self._said.set_tone("accent" if until else "concern")
        kind, at = self._outcome.kind, self._outcome.at
        self._outcome = Outcome(kind=kind, at=at, until=until)
        self.chosen.emit(self._outcome)

    def _understood(self, text: str) -> tuple[date | None, str]:
        today = self._clock.now().date()
        try:
            until = parse_due(text, today) if text.strip() else None
        except InvalidInput as error:
            return None, str(error)
        return until, short_date(until, today) if until else ""

    def _show_until(self) -> None:
        wanted = self._outcome is not None and self._outcome.kind in _UNTIL
        shown = wanted and not self._choices.isHidden()
        self._until.setVisible(shown)
        self._said.setVisible(shown)

    def _mind_width(self) -> None:
        """Leave the key out where large letters need the width for the words."""
        needed = self._head.whole_width() + self._key.sizeHint().width() + _LEFT + _RIGHT + 6
        self._key.setVisible(needed <= self.width())

    def _button(self, kind: OutcomeKind) -> QPushButton:
        button = QPushButton(_word(kind), self._choices)
        button.setCheckable(True)
        button.setProperty("small", True)
        button.clicked.connect(partial(self._pick, kind))
        return button

    def _lay_out(self) -> None:
        flow = FlowLayout(self._choices)
        flow.setContentsMargins(0, 2, 0, 2)
        for kind in (*list(OutcomeKind)[1:], OutcomeKind.OPEN):
            flow.addWidget(self._buttons[kind])
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._key)
        box = QVBoxLayout(self)
        box.setContentsMargins(_LEFT, 2, _RIGHT, 2)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._choices)
        box.addWidget(self._until)
        box.addWidget(self._said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the key where there is room for it."""
        super().resizeEvent(event)
        self._mind_width()


def _word(kind: OutcomeKind) -> str:
    return (
        kind_word(kind)
        if kind is not OutcomeKind.OPEN
        else QCoreApplication.translate("Outcome", "still open")
    )
