"""One quiet line above the entry: what is worth saying now, with the keys that take or drop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from companion.gui.announce import announce
from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import set_tip, wrapped
from companion.method.live_state import Hint, Rule


class HintLine(Bar):
    """Shows a hint, and never takes the focus: its keys are the window's, its buttons the mouse's.

    Where a hint brings lines to choose from, one of them is shown and another key goes on.
    """

    taken = Signal(object, str)
    """The person took the Hint; with the line that was shown of its choices, if it has any."""

    dropped = Signal()
    """The person does not want it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "top")
        self._hint: Hint | None = None
        self._place = 0
        self._words = wrapped(self, "", "small")
        self._next = KeyButton(self)
        self._next.show_keys("F7")
        self._next.clicked.connect(self.show_next)
        self._take = KeyButton(self)
        self._take.show_keys("F8")
        self._take.clicked.connect(self.take)
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setAccessibleName(self.tr("Drop this hint (Esc)"))
        self._close.clicked.connect(self.dropped)
        set_tip(self._close, self.tr("Esc drops it, Shift+F8 switches hints off"))
        for button in (self._next, self._take):
            button.setProperty("plain", True)
        for quiet in (self._next, self._take, self._close):
            quiet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.hide()

    @property
    def hint(self) -> Hint | None:
        """The hint that is shown, or None."""
        return self._hint

    @property
    def text(self) -> str:
        """What it says now; empty while it says nothing."""
        return self._words.text() if self._hint else ""

    def show_hint(self, hint: Hint | None) -> None:
        """Show a hint, or none; the same one again changes nothing."""
        if hint == self._hint:
            return
        self._hint = hint
        self._place = 0
        if hint is None:
            self.hide()
            return
        self._next.setVisible(len(hint.choices) > 1)
        self._next.setText(self.tr("Next"))
        self._take.setText(self._act(hint.rule))
        self._say()
        self.show()

    def _say(self) -> None:
        if self._hint is None:
            return
        choices = self._hint.choices
        words = self._sentence(self._hint.rule)
        if choices:
            number = self.tr("{n} of {all}").format(n=self._place + 1, all=len(choices))
            words = f"{words} “{choices[self._place]}” ({number})"
        self._words.setText(words)
        self.setAccessibleName(words)
        announce(self, words)

    def _sentence(self, rule: Rule) -> str:
        return {
            Rule.NEXT_STEP: self.tr("Five minutes left, and no next step yet."),
            Rule.BLAME: self.tr("Asked together:"),
            Rule.POINTS: self.tr("Three points of ours in a row. What do they say to it?"),
            Rule.METRIC: self.tr("A third of the time is over. Which number do they look at?"),
            Rule.OPTIONS: self.tr("Three options are easier to choose from."),
        }[rule]

    def _act(self, rule: Rule) -> str:
        return {
            Rule.NEXT_STEP: self.tr("Add one"),
            Rule.BLAME: self.tr("Take it"),
            Rule.POINTS: self.tr("Note theirs"),
            Rule.METRIC: self.tr("Ask"),
            Rule.OPTIONS: self.tr("Add one"),
        }[rule]

    def show_next(self) -> None:
        """Show the next one of the lines to choose from, where there are any."""
        if self._hint is not None and self._hint.choices:
            self._place = (self._place + 1) % len(self._hint.choices)
            self._say()

    def take(self) -> None:
        """Take what is shown, where anything is."""
        if self._hint is not None:
            choices = self._hint.choices
            self.taken.emit(self._hint, choices[self._place] if choices else "")

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(4)
        acts.addStretch(1)
        for part in (self._next, self._take, self._close):
            acts.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 6, 6, 2)
        box.setSpacing(0)
        box.addWidget(self._words)
        box.addLayout(acts)
