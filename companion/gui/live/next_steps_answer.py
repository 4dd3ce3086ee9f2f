"""The next steps that were agreed, one of them open for typing, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.live.next_step_form import NextStepForm
from companion.gui.live.short_title import ShortTitle
from companion.gui.widgets.one_line import LineEdit
from companion.method.dates import short_date
from companion.model import NextStep


class NextStepsAnswer(QWidget):
    """A form for the step of now; those that say what, who and when are listed over it."""

    changed = Signal(object)
    """A next step is being typed: the NextStep."""

    removed = Signal(str)
    """Nothing is left of the next step with that id."""

    none_because_changed = Signal(str)
    """Why none was agreed is being typed."""

    entered = Signal()
    """The person is done here."""

    def __init__(self, parent: QWidget | None, clock_ms: Callable[[], int]) -> None:
        """Stamp new steps with *clock_ms*, the call's clock."""
        super().__init__(parent)
        self._steps: dict[str, NextStep] = {}
        self._today = date.min
        self._listed = QVBoxLayout()
        self._listed.setSpacing(0)
        self.form = NextStepForm(self, clock_ms)
        self.form.changed.connect(self._keep)
        self.form.emptied.connect(self._drop)
        self.form.finished.connect(self._finish)
        self._none_because = LineEdit(self)
        self._none_because.setPlaceholderText(self.tr("None agreed, because…"))
        self._none_because.setAccessibleName(self.tr("None agreed, because"))
        self._none_because.textEdited.connect(self.none_because_changed)
        self._none_because.returnPressed.connect(self.entered)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(6)
        box.addLayout(self._listed)
        box.addWidget(self.form)
        box.addWidget(self._none_because)

    @property
    def is_begun(self) -> bool:
        """Whether any next step says something, or why there is none."""
        said = any(step.text.strip() for step in self._steps.values())
        return said or bool(self._none_because.text().strip())

    def show_steps(
        self, steps: Sequence[NextStep], none_because: str, owners: Sequence[str], today: date
    ) -> None:
        """Show what is stored; what is being typed stays."""
        self._today = today
        self.form.set_people(owners, today)
        self._steps = {step.id: step for step in steps}
        open_step = self.form.step
        if not self.form.is_typed_in:
            unfinished = [step for step in steps if not step.is_agreed]
            kept = self._steps.get(open_step.id) if open_step else None
            self.form.show_step(kept or (unfinished[-1] if unfinished else None))
        if not self._none_because.hasFocus():
            self._none_because.setText(none_because)
        self._list()

    def open_step(self, step_id: str) -> None:
        """Open a listed step for editing."""
        if step_id in self._steps:
            self.form.show_step(self._steps[step_id])
            self._list()
            self.form.begin()

    def bring_back(self, step: NextStep) -> None:
        """Show a step again that was forgotten."""
        self._steps[step.id] = step
        self._list()

    def forget(self, step_id: str) -> NextStep | None:
        """Show no step of that id any more; return the one that there was."""
        removed = self._steps.pop(step_id, None)
        if self.form.step is not None and self.form.step.id == step_id:
            self.form.show_step(None)
        self._list()
        return removed

    def begin(self) -> None:
        """Take the focus where something is missing."""
        self.form.begin()

    def _keep(self, step: NextStep) -> None:
        self._steps[step.id] = step
        self._none_because.setVisible(False)
        self.changed.emit(step)

    def _drop(self, step_id: str) -> None:
        self._steps.pop(step_id, None)
        self._none_because.setVisible(not self._steps)
        self.removed.emit(step_id)

    def _finish(self) -> None:
        """List the step if it is complete, so that another one can follow."""
        if self.form.step is not None and self.form.step.is_agreed:
            self.form.show_step(None)
            self._list()
        self.entered.emit()

    def _list(self) -> None:
        while (item := self._listed.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        opened = self.form.step.id if self.form.step else ""
        # Tab comes to the links before the fields under them, although they are made later.
        before = self.form.first.previousInFocusChain() or self
        for step in self._steps.values():
            if step.id != opened:
                link = self._link(step)
                self._listed.addWidget(link)
                QWidget.setTabOrder(before, link)
                before = link
        self._none_because.setVisible(not self._steps)
        self.form.ask(for_another=self._listed.count() > 0)

    def _link(self, step: NextStep) -> ShortTitle:
        due = short_date(step.due, self._today) if step.due else step.due_text
        words = " · ".join(part for part in (step.text, step.owner, due) if part)
        button = ShortTitle(self, words)
        button.setAccessibleName(self.tr("Edit the next step: {step}").format(step=words))
        button.clicked.connect(lambda: self.open_step(step.id))
        return button
