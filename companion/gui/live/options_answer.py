"""Three options, which of them the client picked, and why, in their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.live.option_row import OptionRow
from companion.gui.live.text_answer import TextAnswer
from companion.gui.widgets.text import wrapped
from companion.model import Chosen, Option

LABELS: Final = ("A", "B", "C")
"""Three is the number that works (method, idea 4); what is stored beyond them is shown too."""


class OptionsAnswer(QWidget):
    """Editable slots of which one may be marked."""

    option_changed = Signal(object)
    """An option is being typed: the Option."""

    chosen = Signal(object)
    """Another pick, or none any more: a Chosen or None."""

    why_changed = Signal(object)
    """Why they picked it is being typed: the Chosen."""

    entered = Signal()
    """The person is done here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: dict[str, Option] = {label: Option(label=label) for label in LABELS}
        self._chosen: Chosen | None = None
        self._rows: dict[str, OptionRow] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 4)
        self._box.setSpacing(6)
        self._hint = wrapped(self, self.tr("Ctrl ⇧ 1–3 marks their pick"), "small")
        self._why = TextAnswer(self, self.tr("Why they picked it"), self.tr("Why, in their words"))
        self._why.changed.connect(self._keep_why)
        self._why.entered.connect(self.entered)
        self._box.addWidget(self._why)
        self._box.addWidget(self._hint)
        for label in LABELS:
            self._add_row(label)
        self._mark()

    @property
    def filled(self) -> int:
        """How many options say something."""
        return sum(bool(option.text.strip()) for option in self._options.values())

    @property
    def is_chosen(self) -> bool:
        """Whether one of them is their pick."""
        return self._chosen is not None

    def show_options(self, options: Sequence[Option], chosen: Chosen | None) -> None:
        """Show what is stored."""
        self._options.update({option.label: option for option in options})
        for label in self._options:
            if label not in self._rows:
                self._add_row(label)
        self._chosen = chosen
        self._mark()

    def pick_number(self, number: int) -> None:
        """Mark the option in that place, counted from 1; once more takes the mark off."""
        labels = list(self._rows)
        if 1 <= number <= len(labels) and self._rows[labels[number - 1]].text:
            self._pick(labels[number - 1])

    def begin(self) -> None:
        """Take the focus on the first option, or on why they picked one while that is missing."""
        if self._chosen is not None and not self._why.text():
            self._why.begin()
        else:
            self._rows[LABELS[0]].begin()

    def _add_row(self, label: str) -> None:
        row = OptionRow(self, label)
        row.picked.connect(self._pick)
        row.changed.connect(self._keep_option)
        row.left.connect(self.entered)
        self._rows[label] = row
        self._box.insertWidget(len(self._rows) - 1, row)
        # Tab comes to the reason after the options, as the eye does.
        for before, after in zip(row.fields(), (*row.fields()[1:], self._why.field), strict=True):
            QWidget.setTabOrder(before, after)

    def _pick(self, label: str) -> None:
        again = self._chosen is not None and self._chosen.label == label
        self._chosen = None if again else Chosen(label=label, why=self._why.text())
        self._mark()
        self.chosen.emit(self._chosen)

    def _mark(self) -> None:
        picked = self._chosen.label if self._chosen else ""
        for label, row in self._rows.items():
            row.show_option(self._options[label].text, chosen=label == picked)
        self._why.setVisible(bool(picked))
        self._hint.setHidden(bool(picked) or not any(row.text for row in self._rows.values()))
        if self._chosen is not None:
            self._why.show_text(self._chosen.why)

    def _keep_option(self, label: str, text: str) -> None:
        self._options[label] = replace(self._options[label], text=text)
        self.option_changed.emit(self._options[label])

    def _keep_why(self, why: str) -> None:
        if self._chosen is not None:
            self._chosen = replace(self._chosen, why=why)
            self.why_changed.emit(self._chosen)
