"""What a check misses, given in place: their number, the choice, or the next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.recap.fields import TextField
from companion.gui.widgets.chooser import Chooser
from companion.gui.widgets.day_field import DayField
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label
from companion.model import Chosen, NextStep, Option, new_id


class MendForm(QWidget):
    """A small form below a check; ``given`` carries the value once, ``left`` closes without one."""

    given = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be a column with *Keep* and *Not now* below what a kind of form adds."""
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 4)
        self.column.setSpacing(6)
        self._is_given = False
        self._stops: tuple[QWidget, ...] = ()
        self.keep = QPushButton(self.tr("Keep"), self)
        self.not_now = QPushButton(self.tr("Not now"), self)
        self.not_now.setProperty("link", True)
        self.keep.setProperty("small", True)
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self._give)
        self.not_now.clicked.connect(self.left)

    def value(self) -> object | None:
        """Return what was given; None as long as it says nothing."""
        raise NotImplementedError

    def ask_again(self) -> None:
        """Take an answer once more, since the one given could not be kept."""
        self._is_given = False

    def follow(self, before: QWidget) -> None:
        """Let Tab lead from *before* through the fields to the buttons, and on from there."""
        for stop in self._stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    def _close_with(self, *parts: QWidget) -> None:
        """Set the fields above the two buttons."""
        for part in parts:
            self.column.addWidget(part)
        fields = (part for part in parts if not isinstance(part, Label))
        # The line inside of a field: Qt looks for the end of a field in a chain not yet in order.
        stops = (field.focusProxy() or field for field in fields)
        self._stops = (*stops, self.keep, self.not_now)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.not_now)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setFocusProxy(parts[0])

    def _look(self) -> None:
        self.keep.setEnabled(self.value() is not None)

    def _give(self) -> None:
        value = self.value()
        # Enter repeats while it is held: the same answer is given once.
        if value is not None and not self._is_given:
            self._is_given = True
            self.given.emit(value)


class MetricMend(MendForm):
    """Asks for the number that they are judged by, in one line; gives a str."""

    def __init__(self, parent: QWidget | None = None, line: str = "") -> None:
        """Ask, beginning from *line*."""
        super().__init__(parent)
        self.line = LineEdit(self)
        self.line.setText(line)
        self.line.setPlaceholderText(self.tr("cost as % of revenue, now 30, wants 25 by March"))
        self.line.setAccessibleName(self.tr("The number that they are judged by"))
        self._close_with(self.line)
        self.line.textEdited.connect(self._look)
        self.line.returnPressed.connect(self._give)

    def value(self) -> str | None:
        """Return the line."""
        return self.line.text().strip() or None


class ChoiceMend(MendForm):
    """Asks which option was chosen, and why; gives a Chosen."""

    def __init__(
        self,
        options: Sequence[Option],
        chosen: Chosen | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask about *options*, beginning from what was *chosen* so far."""
        super().__init__(parent)
        self.chooser = Chooser(self, self.tr("Which one did they choose?"))
        self.chooser.addItem(self.tr("Which one did they choose?"), None)
        for option in options:
            self.chooser.addItem(f"{option.label}. {option.text}"[:200], option.label)
        self.why = TextField(self.tr("Why, in their words"), self)
        self._close_with(self.chooser, self.why)
        if chosen is not None:
            self.chooser.setCurrentIndex(max(0, self.chooser.findData(chosen.label)))
            self.why.show_text(chosen.why)
        self.chooser.activated.connect(self._look)
        self.why.changed.connect(self._look)

    def value(self) -> Chosen | None:
        """Return the choice."""
        label = self.chooser.currentData()
        return None if label is None else Chosen(label=str(label), why=self.why.text)


class OptionMend(MendForm):
    """Asks what an option really was; gives an Option."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        """Ask, beginning from *option*."""
        super().__init__(parent)
        self._option = option
        self.words = TextField(self.tr("Option {label}").format(label=option.label), self)
        self.words.show_text(option.text)
        self._close_with(self.words)
        self.words.changed.connect(self._look)

    def value(self) -> Option | None:
        """Return the option with its words of now."""
        return replace(self._option, text=self.words.text) if self.words.text else None


class NextStepMend(MendForm):
    """Asks what happens next, who does it and by when; gives a NextStep."""

    def __init__(self, step: NextStep | None, today: date, parent: QWidget | None = None) -> None:
        """Ask, beginning from *step* where one is recorded without an owner or a date."""
        super().__init__(parent)
        self._step = step or NextStep(id=new_id())
        self.what = TextField(self.tr("What happens next"), self)
        self.owner = LineEdit(self)
        self.owner.setAccessibleName(self.tr("Who does it"))
        self.owner.setPlaceholderText(self.tr("Who does it"))
        self.by_name = Label(self, self.tr("By when"), "label")
        self.by = DayField(self)
        self.by.set_today(today)
        self._close_with(self.what, self.owner, self.by_name, self.by)
        self.what.show_text(self._step.text)
        self.owner.setText(self._step.owner)
        self.by.set_day(self._step.due)
        for changed in (self.what.changed, self.owner.textEdited, self.by.changed):
            changed.connect(self._look)

    def value(self) -> NextStep | None:
        """Return the step once it says what, who and by when."""
        step = replace(
            self._step, text=self.what.text, owner=self.owner.text().strip(), due=self.by.day
        )
        return step if step.is_agreed else None
