"""The first screen of an empty history: one look says what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label, wrapped

DEMO = "companion demo"
"""The command that opens a throwaway history with a year in it."""


WIDEST_LINES = 35
"""How often the height of a line goes into the card: about 70 letters, which are read well."""


class Beginning(QWidget):
    """A calm card with one act, and a way to look around first."""

    prepare_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out nothing yet: most histories are never empty again."""
        super().__init__(parent)
        self._is_laid_out = False

    def _lay_out(self) -> None:
        """Lay out the card in the middle of the page."""
        card = Card(self)
        card.setMaximumWidth(WIDEST_LINES * card.fontMetrics().lineSpacing())
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        column.addWidget(wrapped(card, self.tr("Prepare your first call"), "page_title"))
        for text in self._texts():
            column.addWidget(wrapped(card, text, "muted"))
        column.addSpacing(4)
        column.addLayout(self._acts(card))
        column.addSpacing(8)
        column.addWidget(self._look_around(card))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 8)
        middle.addStretch(1)
        page = QWidget(self)
        scroll = PageScroll(self)
        scroll.setWidget(page)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(scroll)
        whole = QVBoxLayout(page)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)

    def _texts(self) -> tuple[str, ...]:
        return (
            self.tr(
                "Is there a client you will have to disagree with? Two minutes now are enough: "
                "their name, the number they look at, and three ways forward."
            ),
            self.tr(
                "What you note in the call, and what you agree on, will be here afterwards. "
                "Everything stays on this computer."
            ),
        )

    def _acts(self, card: QWidget) -> FlowLayout:
        prepare = KeyButton(card, self.tr("Prepare a call"))
        prepare.show_keys("Ctrl+N")
        prepare.set_primary(True)
        prepare.clicked.connect(self.prepare_wanted)
        bring = KeyButton(card, self.tr("Import a history…"))
        bring.clicked.connect(self.import_wanted)
        row = FlowLayout(spacing=10)
        row.addWidget(prepare)
        row.addWidget(bring)
        return row

    def _look_around(self, card: QWidget) -> Label:
        whole = self.tr(
            "To look around first, run “{command}”: a made-up year that is gone once you close it."
        )
        label = wrapped(card, whole.format(command=DEMO), "small")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out the card when it is to be seen first."""
        if not self._is_laid_out:
            self._is_laid_out = True
            self._lay_out()
        super().showEvent(event)
