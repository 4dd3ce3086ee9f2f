"""The bar above the ways out that says where a released recap is, and what can be done about it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from companion.gui.announce import announce
from companion.gui.widgets.card import Bar
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import wrapped
from companion.model.value import Value


class Act(StrEnum):
    """What a person can do with a recap in the outbox."""

    UNDO = "undo"
    STOP = "stop"
    PASSWORD = "password"  # noqa: S105 - the name of an act, no secret
    ACCOUNT = "account"
    LOOK = "look"
    WAS_SENT = "was_sent"
    NOW = "now"
    AGAIN = "again"
    NOT_SENT = "not_sent"
    DRAFT = "draft"


KEYS = {Act.UNDO: "Ctrl+Z"}
"""The key of what has to be done within seconds; what sends anything has its button only."""


class Standing(Value, frozen=True, kw_only=True):
    """What the bar says, what it offers, and how it looks; *spoken* is said to a screen reader.

    The count of seconds changes in ``words`` only, so that no reader counts along. *again* names
    the button of sending again where that is not to everybody.
    """

    words: str
    spoken: str = ""
    acts: tuple[Act, ...] = ()
    again: str = ""
    tone: str = ""


class OutboxBar(Bar):
    """Shows a Standing; ``wanted`` carries the Act that the person took."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until a recap was released."""
        super().__init__(parent, "top")
        self._standing: Standing | None = None
        self._words = wrapped(self)
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

    @property
    def first_stop(self) -> QWidget | None:
        """Where the keyboard enters the bar; None where it offers nothing."""
        offered = self._standing.acts if self._standing else ()
        return self._buttons[offered[0]] if offered else None

    def button(self, act: Act) -> KeyButton:
        """Return the button of an act."""
        return self._buttons[act]

    def show_standing(self, standing: Standing | None) -> None:
        """Say how it stands; None takes the bar away."""
        if standing == self._standing:
            return
        before, self._standing = self._standing, standing
        if standing is None:
            self.hide()
            return
        self._words.setText(standing.words)
        self._words.set_tone(standing.tone)
        self._buttons[Act.AGAIN].setText(standing.again or self._said(Act.AGAIN))
        if before is None or before.acts != standing.acts:
            self._offer(standing.acts)
        # Last: the window makes room at once for whatever the bar holds when it is shown.
        self.show()
        spoken = standing.spoken or standing.words
        if before is None or (before.spoken or before.words) != spoken:
            self.setAccessibleName(spoken)
            announce(self, spoken)

    def _offer(self, acts: tuple[Act, ...]) -> None:
        """Show the buttons of *acts*; the focus goes on where its button is no more."""
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        # Hidden meanwhile: the window makes room at once for each part that is shown, and would
        # keep the height of a state in between.
        self._choices.hide()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if len(acts) < 2 else way.TopToBottom)
        for act, button in self._buttons.items():
            self._flow.removeWidget(button)
            # A key belongs to a button that is offered: another bar may have the same one.
            button.set_keys(KEYS.get(act, "") if act in acts else "")
            button.setVisible(act in acts)
        for act in acts:
            self._flow.addWidget(self._buttons[act])
        self._choices.setVisible(bool(acts))
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
            Act.STOP: self.tr("Stop"),
            Act.PASSWORD: self.tr("Enter the password"),
            Act.ACCOUNT: self.tr("Mail account"),
            Act.LOOK: self.tr("Look in Sent"),
            Act.WAS_SENT: self.tr("It was sent"),
            Act.NOW: self.tr("Send it now"),
            Act.AGAIN: self.tr("Send again"),
            Act.NOT_SENT: self.tr("It was not sent"),
            Act.DRAFT: self.tr("Back to the draft"),
        }[act]

    def _lay_out(self) -> None:
        self._choices = QWidget(self)
        self._flow = FlowLayout(self._choices)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 8, 20, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignVCenter)
