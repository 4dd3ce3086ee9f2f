"""What stands on the page that opens first when nothing waits: one calm sentence, one act."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label


class NothingWaits(Card):
    """Says that all is done, and what to do first when a call comes up."""

    prepare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the card."""
        super().__init__(parent)
        self.act = KeyButton(self, self.tr("Prepare a call"))
        self.act.show_keys("Ctrl+N")
        self.act.clicked.connect(self.prepare_wanted)
        text = Label(
            self,
            self.tr(
                "Is there a client you will have to disagree with? Prepare the call now, and it "
                "will stand here, with its recap and its next steps afterwards."
            ),
            "muted",
        )
        text.set_wrap()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(self, self.tr("Nothing waits for you today"), "heading"))
        column.addWidget(text)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
