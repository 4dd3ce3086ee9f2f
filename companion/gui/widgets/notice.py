"""A calm bar in a page that says what happened, what was kept and what to do; never a box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from companion.errors import CompanionError
from companion.gui.widgets.card import Card
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import NOTICE_LIMIT, wrapped

Act = Callable[[], object]

_TONES = {"accent": "accent", "concern": "concern"}


class NoticeBar(Card):
    """One sentence with at most one act beside it; hidden until it has something to say.

    A newer notice takes the place of an older one. Escape closes it while the focus is in it;
    a page whose own Escape should close it first asks ``dismiss()``.
    """

    told = Signal()
    """It has something to say, and stands on the page."""

    dismissed = Signal()
    """The person closed it, or took its act."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "accent")
        self._then: Act | None = None
        self._text = wrapped(self)
        self._act = KeyButton(self)
        self._act.setProperty("small", True)
        self._act.clicked.connect(self._take_act)
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty while it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def act_said(self) -> str:
        """What its button says now; empty where it has none or is hidden."""
        return "" if self.isHidden() else self._act.text()

    def tell(self, text: str, act: str = "", then: Act | None = None, tone: str = "accent") -> None:
        """Say *text*, literally; *act* names a button that closes the bar and calls *then*.

        *tone* is "accent" for good news and "concern" for what needs care. Texts longer than a
        notice should be are cut with an ellipsis.
        """
        shown = text if len(text) <= NOTICE_LIMIT else text[: NOTICE_LIMIT - 1] + "…"
        self._then = then
        self.set_tone(tone)
        self._text.setText(shown)
        self._text.set_tone(_TONES.get(tone, ""))
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self.setAccessibleName(shown)
        self.show()
        self.told.emit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def tell_error(self, error: CompanionError, act: str = "", then: Act | None = None) -> None:
        """Say what went wrong in the error's own plain sentence."""
        self.tell(error.sentence(), act, then, tone="concern")

    def dismiss(self) -> bool:
        """Close the bar; return whether there was something to close."""
        if self.isHidden():
            return False
        self._then = None
        self.hide()
        self.dismissed.emit()
        return True

    def act(self) -> None:
        """Take the act of the notice, as its button does."""
        self._take_act()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        row.addWidget(self._act, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)

    def _take_act(self) -> None:
        then = self._then
        if self.dismiss() and then is not None:
            then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, without taking the act."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.dismiss()
            return
        super().keyPressEvent(event)
