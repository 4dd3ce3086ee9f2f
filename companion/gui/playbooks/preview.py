"""A playbook as the live page shows it, while it is being written."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.live.options_answer import OptionsAnswer
from companion.gui.live.steps_card import StepsCard
from companion.gui.live.text_answer import TextAnswer
from companion.gui.widgets.text import Label
from companion.method.playbook import Captures, PlaybookScript, Step

LIVE_WIDTH = 376
"""Pixels: the card of steps in a live window of 400."""


class Preview(QWidget):
    """Steps can be opened to be read; nothing that is ticked or typed here is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: StepsCard | None = None
        self.setMaximumWidth(LIVE_WIDTH)
        caption = Label(self, self.tr("As in the call"), "muted")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(caption)
        self._box.addStretch(1)

    def show_playbook(self, script: PlaybookScript, open_key: str = "") -> None:
        """Show the playbook with that step open, else its first."""
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if not script.steps:
            return
        self.card = card = StepsCard(self)
        card.build(script, _answer)
        card.opened.connect(card.open)
        card.open(open_key if script.step(open_key) else script.steps[0].key)
        self._box.insertWidget(1, card)

    def say_another(self) -> None:
        """Offer another line to say in the step that is open, as F3 does in the call."""
        if self.card is not None:
            self.card.say_another()


def _answer(step: Step) -> QWidget:
    if step.captures is Captures.OPTIONS:
        answer: QWidget = OptionsAnswer()
    else:
        answer = TextAnswer(None, step.title, "")
    answer.setEnabled(False)
    return answer
