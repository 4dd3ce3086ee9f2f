"""A line that means something only when it is whole: a name, a time, a number with its target."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from companion.errors import CompanionError
from companion.gui.saving import Saver
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label
from companion.preparing.preparation import place
from companion.session import Clock
from companion.store import Store

Keep = Callable[[str], Callable[[Store], object]]
"""Turns a typed text into the act that keeps its meaning; raises CompanionError for none."""


class WholeLine(QObject):
    """Keeps the draft while a line is typed, and its meaning when the line is left.

    A text without a meaning stays in the field and in its draft, with one sentence below it.
    """

    kept = Signal()
    """The meaning of the line is on its way to the disk."""

    def __init__(
        self,
        name: str,
        field: LineEdit,
        slip: Label,
        saver: Saver,
        clock: Clock,
        call_id: str,
        keep: Keep,
    ) -> None:
        """Serve *field*; what is wrong with its text is said in *slip*."""
        super().__init__(field)
        self._name = name
        self.field = field
        self._slip = slip
        self._saver = saver
        self._clock = clock
        self._place = place(call_id, name)
        self._keep = keep
        self._is_open = False
        slip.set_wrap()
        field.textEdited.connect(self._draft)
        field.editingFinished.connect(self.finish)
        # A list of completions that is open keeps it from the field that the focus left it.
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether something stands in the line whose meaning is not kept."""
        return self._is_open

    def show_text(self, text: str, draft: str = "") -> None:
        """Show what is known, or the draft that was left; a line that is being typed stays."""
        if draft and not self._is_open:
            self.field.setText(draft.strip())
            self._is_open = True
            self._try(draft.strip())
        elif text != self.field.text() and not self._is_open:
            self.field.setText(text)
            self.field.setCursorPosition(0)
            self.say("")

    def finish(self) -> bool:
        """Keep the meaning of what was typed; return whether the line has one, or nothing new."""
        if not self._is_open:
            return True
        act = self._try(self.field.text())
        if act is None:
            return False
        self._is_open = False
        self.field.setModified(False)
        self._saver.changed(self._place, act)
        self._saver.flush()
        self.kept.emit()
        return True

    def say(self, sentence: str) -> None:
        """Say what is wrong with the text, below it; "" for nothing."""
        self._slip.setText(sentence)
        self._slip.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)

    def _follow(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old is self.field:
            self.finish()

    def _draft(self, text: str) -> None:
        self._is_open = True
        self.say("")
        here, now = self._place, self._clock.now()
        # A single blank stands for an emptied line: an empty draft would mean that none waits.
        self._saver.changed(here, lambda store: store.drafts.keep(here, text or " ", now))

    def _try(self, text: str) -> Callable[[Store], object] | None:
        try:
            act = self._keep(text.strip())
        except CompanionError as error:
            self.say(error.sentence())
            return None
        self.say("")
        return act
