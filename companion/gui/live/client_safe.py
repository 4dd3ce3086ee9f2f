"""The client-safe view: while the client may look, nothing private and no prompt is on the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.gui.announce import announce
from companion.gui.live.note_taking import NoteTaking
from companion.gui.live.notes_view import NotesView
from companion.gui.live.steps_card import StepsCard
from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyCap
from companion.gui.widgets.text import Label


class ClientSafeSign(Bar):
    """A quiet line that says that the view is on, and which key leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "bottom", "agreed")
        self._words = Label(self, "", "small_strong")
        self._words.set_tone("accent")
        self._words.set_wrap()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 10, 3)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(KeyCap(self, "F9"))
        self.say_on()
        self.hide()

    @property
    def text(self) -> str:
        """What the sign says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say_on(self) -> None:
        """Say that the view is on."""
        self._say(self.tr("Client-safe view"))

    def say_kept(self) -> None:
        """Say that a note is saved and not shown here, without a word of what kind it is."""
        self._say(self.tr("Client-safe view · saved, not shown here"))
        announce(self, self.tr("Saved, not shown here"))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)


class ClientSafe(QObject):
    """Switches the view; it is off whenever a window opens.

    Gone is what docs/interchange.md lists as private, and with it our lines to say and every
    hint, which would be strange to read for the client. Typing goes on as always.
    """

    changed = Signal(bool)
    """The view was switched on or off."""

    def __init__(
        self, sign: ClientSafeSign, notes: NotesView, steps: StepsCard, taking: NoteTaking
    ) -> None:
        """Begin with everything shown."""
        super().__init__(sign)
        self._sign = sign
        self._notes = notes
        self._steps = steps
        self._taking = taking
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """Whether the client may look."""
        return self._is_on

    def switch(self, *, on: bool) -> None:
        """Take away what is private, or show everything again."""
        self._is_on = on
        self._taking.set_client_safe(on=on)
        self._notes.timeline.set_client_safe(on=on)
        self._steps.set_client_safe(on=on)
        self._sign.say_on()
        self._sign.setVisible(on)
        self.changed.emit(on)

    def tell_saved(self, note_id: str) -> None:
        """Say so where a saved note is not in sight because of this view."""
        if not self._is_on:
            return
        if self._notes.timeline.find(note_id) is None:
            self._sign.say_kept()
        else:
            self._sign.say_on()
