"""A next step for playbooks that have no step for it: a line that opens into its fields."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.live.next_steps_answer import NextStepsAnswer
from companion.gui.live.short_title import PADDING, ShortTitle
from companion.gui.widgets.keycap import KeyCap


class NextStepFoot(QWidget):
    """Every call may end with a next step, whatever its playbook asks (method, idea 5)."""

    def __init__(self, parent: QWidget, answer: NextStepsAnswer) -> None:
        """Open into *answer*."""
        super().__init__(parent)
        self.answer = answer
        self._title = ShortTitle(self, self.tr("Next step…"))
        self._title.clicked.connect(self._toggle)
        self._key = KeyCap(self, "F4")
        answer.setParent(self)
        body = QVBoxLayout()
        body.setContentsMargins(PADDING, 0, 0, 0)
        body.addWidget(answer)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 3, 12, 3)
        box.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._key)
        box.addLayout(head)
        box.addLayout(body)
        answer.hide()

    def open(self) -> None:
        """Show the fields and take the focus."""
        self.answer.show()
        self.answer.begin()

    def _toggle(self) -> None:
        if self.answer.isHidden():
            self.open()
        else:
            self.answer.hide()
