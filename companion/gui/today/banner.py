"""The banner of a call that still runs: which one, how far it is, and the way back to it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.today.words import running_facts, running_said
from companion.gui.widgets.card import Card
from companion.gui.widgets.elided import ElidedLabel
from companion.gui.widgets.keycap import KeyButton
from companion.store.today import RunningCall


class RunningBanner(Card):
    """Shows one running call, with its one act."""

    opened = Signal(str)
    """The person wants to return to the call with that id."""

    def __init__(self, call: RunningCall, now: datetime, parent: QWidget | None = None) -> None:
        """Show *call* as it stands at *now*."""
        super().__init__(parent, "accent")
        self.call_id = call.call_id
        self._title = ElidedLabel(self, "", "strong")
        self._facts = ElidedLabel(self, "", "small")
        self._facts.set_tone("accent")
        self._button = KeyButton(self, self.tr("Return to the call"))
        self._button.set_primary(True)
        self._button.clicked.connect(lambda: self.opened.emit(self.call_id))
        self._lay_out()
        self.say(call, now)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the keyboard."""
        return (self._button,)

    def say(self, call: RunningCall, now: datetime) -> None:
        """Show how far the call is at *now*."""
        self._title.setText(running_said(call))
        self._facts.setText(running_facts(call, now))
        whole = self.tr("Return to the call: {call}, {facts}")
        name = whole.format(call=self._title.text(), facts=self._facts.text())
        self._button.setAccessibleName(name)

    def show_key(self, on: bool) -> None:
        """Show on the button that Enter presses it, as long as that is so."""
        name = self._button.accessibleName()
        self._button.show_keys("Return" if on else "")
        self._button.setAccessibleName(name)

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(self._title)
        said.addWidget(self._facts)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 12, 10)
        line.setSpacing(12)
        line.addLayout(said, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
