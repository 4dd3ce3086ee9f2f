"""What stands agreed, part by part, each to be changed in place when the client puts it right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.recap.fields import Section
from companion.gui.recap.mend import ChoiceMend, MendForm, MetricMend, NextStepMend, OptionMend
from companion.gui.recap.page import Page
from companion.gui.widgets.text import wrapped
from companion.method.dates import long_date
from companion.method.metric import format_metric
from companion.method.one_line import one_line
from companion.model import NextStep, ReplyKind

MakeForm = Callable[[], MendForm]


class AgreedSection(Section):
    """One row for each part of the agreement, for a recap that the client corrected.

    ``changed`` carries what was given in a row's form, ``taken_away`` a NextStep that is none;
    ``correction_wanted`` asks for the recap that says it right.
    """

    changed = Signal(object)
    taken_away = Signal(object)
    correction_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until a recap was corrected."""
        super().__init__(parent)
        self._today = date.min
        self.rows: dict[str, AgreedRow] = {}
        self._why = wrapped(self, role="muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.write = QPushButton(self)
        self.write.setProperty("small", True)
        self.write.clicked.connect(self.correction_wanted)
        self.set_heading(self.tr("What stands"))
        self.column.addWidget(self._why)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def enter(self) -> None:
        """Give the focus to the first part that can be changed."""
        next(iter(self.rows.values())).change.setFocus(Qt.FocusReason.TabFocusReason)

    def show_page(self, page: Page, today: date) -> None:
        """Show what stands; a row that says the same stays as it is, with its form."""
        self._today = today
        reply = page.recap.reply
        was_corrected = reply is not None and reply.kind is ReplyKind.CORRECTED
        self.setVisible(was_corrected or (page.is_draft and page.corrects is not None))
        if self.isHidden():
            return
        self._why.setText(
            self.tr("Change what they put right. The recap names it at its top.")
            if page.is_draft
            else self.tr("Change what they put right, then write it down for them.")
        )
        self.write.setVisible(not page.is_draft)
        self.write.setText(
            self.tr("Go to the corrected recap")
            if page.corrected_by is not None
            else self.tr("Write a corrected recap")
        )
        self._show_rows(self._parts(page))

    def _parts(self, page: Page) -> dict[str, tuple[str, MakeForm, NextStep | None]]:
        """Return for each row its words, what makes its form, and the step that it may drop."""
        parts: dict[str, tuple[str, MakeForm, NextStep | None]] = {}
        metric, call = page.client.metric(page.disagreement.metric), page.call
        number = format_metric(metric, self._today) if metric else ""
        words = number or self.tr("Their metric is not recorded yet")
        parts["metric"] = (words, lambda: MetricMend(line=number), None)
        for option in call.options:
            if one_line(option.text):
                words = f"{option.label}. {one_line(option.text)}"
                parts[option.label] = (words, lambda option=option: OptionMend(option), None)  # type: ignore[misc]
        if parts.keys() - {"metric"}:
            chosen = call.chosen.label if call.chosen else ""
            words = self.tr("Chosen: {label}").format(label=chosen)
            none = self.tr("No option is chosen yet")
            parts[" chosen"] = (
                words if chosen else none,
                lambda: ChoiceMend(call.options, call.chosen),
                None,
            )
        for step in call.next_steps:
            if one_line(step.text):
                parts[f" {step.id}"] = (self._step_said(step), self._step_form(step), step)
        parts[" new"] = ("", self._step_form(None), None)
        return parts

    def _step_said(self, step: NextStep) -> str:
        due = long_date(step.due, self._today) if step.due else one_line(step.due_text)
        said = (one_line(step.owner), one_line(step.text), due)
        return " · ".join(part for part in said if part)

    def _step_form(self, step: NextStep | None) -> MakeForm:
        return lambda: NextStepMend(step, self._today)

    def _show_rows(self, parts: dict[str, tuple[str, MakeForm, NextStep | None]]) -> None:
        is_new = False
        for key in [key for key in self.rows if key not in parts]:
            gone = self.rows.pop(key)
            gone.hide()
            gone.deleteLater()
        for place, (key, (words, make, step)) in enumerate(parts.items()):
            row = self.rows.get(key)
            if row is None:
                row = self.rows[key] = AgreedRow(self)
                row.given.connect(self.changed)
                row.taken_away.connect(self.taken_away)
                is_new = True
            self._rows.insertWidget(place, row)
            row.show_part(words, make, step)
        if is_new:
            self._order([self.rows[key] for key in parts])

    def _order(self, rows: list[AgreedRow]) -> None:
        """Let Tab go through the rows from the top down, and from the last one to the act below.

        What is made later would come after everything else in the window.
        """
        before = _stop_before(self)
        for stop in (*(each for row in rows for each in (row.change, row.drop)), self.write):
            QWidget.setTabOrder(before, stop)
            before = stop


def _stop_before(section: QWidget) -> QWidget:
    """Return what has the focus before Tab comes to *section*; Qt orders nothing else."""
    before = section.previousInFocusChain()
    while before is not None and (
        before.focusPolicy() == Qt.FocusPolicy.NoFocus or section.isAncestorOf(before)
    ):
        before = before.previousInFocusChain()
    return before or section


class AgreedRow(QWidget):
    """One part of the agreement with its *Change*; without words, the way to add a next step."""

    given = Signal(object)
    taken_away = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.form: MendForm | None = None
        self._make: MakeForm | None = None
        self._step: NextStep | None = None
        self._words = wrapped(self)
        self.change = QPushButton(self)
        self.drop = QPushButton(self.tr("Take away"), self)
        for button in (self.change, self.drop):
            button.setProperty("link", True)
        self.change.clicked.connect(self._open)
        self.drop.clicked.connect(lambda: self.taken_away.emit(self._step))
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What the row says."""
        return self._words.text()

    def show_part(self, words: str, make: MakeForm, step: NextStep | None) -> None:
        """Say *words*; other ones than before close an open form."""
        if words != self.sentence or self._make is None:
            self._close()
        self._make, self._step = make, step
        self._words.setText(words)
        self._words.setVisible(bool(words))
        act = self.tr("Change") if words else self.tr("Add a next step")
        self.change.setText(act)
        spoken = self.tr("Change: {words}").format(words=words) if words else act
        self.change.setAccessibleName(spoken)
        self.drop.setVisible(step is not None and self.form is None)
        self.drop.setAccessibleName(self.tr("Take away: {words}").format(words=words))

    def _open(self) -> None:
        if self._make is None:
            return
        form = self.form = self._make()
        form.given.connect(self.given)
        form.left.connect(self._leave)
        self._below.addWidget(form)
        form.follow(self.drop)
        for button in (self.change, self.drop):
            button.hide()
        form.show()
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._close()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        now = QApplication.focusWidget()
        had_focus = self.form is not None and now is not None and self.form.isAncestorOf(now)
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.change.show()
        if had_focus:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.drop.setVisible(self._step is not None)

    def _lay_out(self) -> None:
        acts = QVBoxLayout()
        acts.setSpacing(2)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        for button in (self.change, self.drop):
            acts.addWidget(button, 0, side)
        acts.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._words, 1)
        top.addLayout(acts)
        self._below = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(self._below)
