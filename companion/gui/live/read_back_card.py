"""The agreement so far in large letters, to be shown or read aloud, and the client's yes to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.gui.live.times import call_time
from companion.gui.widgets.card import Card
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label, wrapped
from companion.method.read_back import Standing


class ReadBackCard(Card):
    """Shows what stands; it is confirmed by a key and left by another."""

    confirmed = Signal()
    """The client said yes to what is shown."""

    left = Signal()
    """The person has read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = Label(self, self.tr("Did we get this right?"), "caps")
        self._words = wrapped(None, "", "title")
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._scroll = PageScroll(self)
        self._scroll.setWidget(self._words)
        self._stamp = wrapped(self, "", "small_strong")
        self._back = KeyButton(self, self.tr("Back"))
        self._back.show_keys("Ctrl+B")
        self._back.clicked.connect(self.left)
        self._yes = KeyButton(self, self.tr("They confirm it"), "Ctrl+Return")
        self._yes.set_primary(True)
        self._yes.clicked.connect(self.confirmed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self.hide()

    @property
    def words(self) -> str:
        """The agreement that is shown."""
        return self._words.text()

    @property
    def stamp(self) -> str:
        """What is said about the client's yes."""
        return self._stamp.text()

    def begin(self) -> None:
        """Take the focus where the client's yes is given, or where the card is left."""
        first = self._back if self._yes.isHidden() else self._yes
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_standing(self, standing: Standing) -> None:
        """Show what stands, and whether the client has confirmed it."""
        nothing = self.tr("There is no option and no next step yet to read back.")
        self._words.setText(standing.words or nothing)
        self._words.setAccessibleName(self._words.text())
        said, tone = self._said(standing)
        self._stamp.setText(said)
        self._stamp.set_tone(tone)
        self._stamp.setVisible(bool(said))
        self._yes.setVisible(bool(standing.words) and not standing.holds)

    def _said(self, standing: Standing) -> tuple[str, str]:
        if standing.read_back is None:
            return "", ""
        time = call_time(standing.read_back.at_ms)
        if standing.holds:
            return self.tr("✓ Confirmed by the client at {time}").format(time=time), "accent"
        return self.tr("Changed since {time}: ask once more").format(time=time), "concern"

    def _lay_out(self) -> None:
        acts = FlowLayout(spacing=8)
        acts.addWidget(self._yes)
        acts.addWidget(self._back)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(8)
        box.addWidget(self._ask)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._stamp)
        box.addLayout(acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.left.emit()
            return
        super().keyPressEvent(event)
