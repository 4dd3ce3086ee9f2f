"""The bar above the ways out that says where a released recap is, and what can be done about it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from companion.gui.announce import announce
from companion.gui.widgets.card import Bar
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label
from companion.model.value import Value


class Act(StrEnum):
    """What a person can do with a recap in the outbox."""

    UNDO = "undo"
    PASSWORD = "password"  # noqa: S105 - the name of an act, no secret
    LOOK = "look"
    WAS_SENT = "was_sent"
    NOT_SENT = "not_sent"
    AGAIN = "again"
    ACCOUNT = "account"


KEYS = {Act.UNDO: "Ctrl+Z", Act.PASSWORD: "Ctrl+Return"}
"""The keys of acts that are taken at once; what sends anything has none but its button."""


class Standing(Value, frozen=True, kw_only=True):
    """What the bar says, what it offers, and how it looks; *spoken* is said to a screen reader.

    The count of seconds changes in ``words`` only, so that no reader counts along.
    """

    words: str
    spoken: str = ""
    acts: tuple[Act, ...] = ()
    tone: str = ""


class OutboxBar(Bar):
    """Shows a Standing; ``wanted`` carries the Act that the person took."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until a recap was released."""
        super().__init__(parent, "top")
        self._standing: Standing | None = None
        self._words = Label(self)
        self._words.set_wrap()
        self._buttons = {act: self._make_button(act) for act in Act}
        self._lay_out()
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    @property
    def acts(self) -> tuple[Act, ...]:
        """What it offers now."""
        return self._standing.acts if self._standing else ()

    def button(self, act: Act) -> KeyButton:
        """Return the button of an act."""
        return self._buttons[act]

    def show_standing(self, standing: Standing | None) -> None:
        """Say how it stands; None takes the bar away."""
        if standing == self._standing:
            return
        before, self._standing = self._standing, standing
        self.setVisible(standing is not None)
        if standing is None:
            return
        self._words.setText(standing.words)
        self._words.set_tone(standing.tone)
        if before is None or before.acts != standing.acts:
            self._offer(standing.acts)
        spoken = standing.spoken or standing.words
        if before is None or (before.spoken or before.words) != spoken:
            self.setAccessibleName(spoken)
            announce(self, spoken)

    def _offer(self, acts: tuple[Act, ...]) -> None:
        """Show the buttons of *acts*; the focus goes on where its button is no more."""
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        for act, button in self._buttons.items():
            self._flow.removeWidget(button)
            # A key belongs to a button that is offered: another bar may have the same one.
            button.set_keys(KEYS.get(act, "") if act in acts else "")
            button.setVisible(act in acts)
        for act in acts:
            self._flow.addWidget(self._buttons[act])
        self._choices.setVisible(bool(acts))
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if len(acts) < 2 else way.TopToBottom)
        if had_focus and acts:
            self._buttons[acts[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_button(self, act: Act) -> KeyButton:
        button = KeyButton(self, self._said(act))
        button.setProperty("small", True)
        button.clicked.connect(lambda: self.wanted.emit(act))
        button.hide()
        return button

    def _said(self, act: Act) -> str:
        return {
            Act.UNDO: self.tr("Undo"),
            Act.PASSWORD: self.tr("Enter the password"),
            Act.LOOK: self.tr("Look in Sent"),
            Act.WAS_SENT: self.tr("It was sent"),
            Act.NOT_SENT: self.tr("It was not sent"),
            Act.AGAIN: self.tr("Send again"),
            Act.ACCOUNT: self.tr("Mail account"),
        }[act]

    def name_again(self, text: str) -> None:
        """Let the button of sending again say to whom."""
        self._buttons[Act.AGAIN].setText(text or self._said(Act.AGAIN))

    def _lay_out(self) -> None:
        self._choices = QWidget(self)
        self._flow = FlowLayout(self._choices)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 8, 20, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignVCenter)
