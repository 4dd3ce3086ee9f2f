"""Before we send: every point with a sign and words, and the way to mend what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.recap.checks import Check, Finding, Point
from companion.gui.recap.fields import Section
from companion.gui.recap.mend import MendForm
from companion.gui.recap.wording_list import WordingList
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.text import Label, wrapped

_SHOWN_WORDS = 60
"""Letters of a private passage that are shown to find it by."""


class ChecksList(Section):
    """The points in their order; ``mend_wanted`` carries the Check whose way was taken."""

    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no point yet."""
        super().__init__(parent)
        self.set_heading(self.tr("Before we send"))
        self._rows: dict[Point, CheckRow] = {}
        self._shown: tuple[Check, ...] = ()
        self.wording = WordingList(self)
        self.column.addWidget(self.wording)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the points say, in their order."""
        return tuple(row.sentence for row in self._rows.values())

    def row(self, point: Point) -> CheckRow:
        """Return the row of a point that is shown."""
        return self._rows[point]

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show the points; a row whose finding is the same stays as it is, with its form."""
        if checks == self._shown:
            return
        self._shown = checks
        wanted = {check.point for check in checks}
        for point in [point for point in self._rows if point not in wanted]:
            self._rows.pop(point).deleteLater()
        for check in checks:
            row = self._rows.get(check.point)
            if row is None:
                row = self._rows[check.point] = CheckRow(self)
                row.mend_wanted.connect(self.mend_wanted)
                self.column.insertWidget(self.column.indexOf(self.wording), row)
            row.show_check(check)


class CheckRow(QWidget):
    """One point: its sign, its sentence, and below it how to mend it."""

    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._check: Check | None = None
        self._form: MendForm | None = None
        self._sign = Label(self, role="strong")
        self._words = wrapped(self)
        self._advice = wrapped(self, role="muted")
        self.mend = QPushButton(self)
        self.mend.setProperty("link", True)
        self.mend.clicked.connect(self._want)
        self._below = QVBoxLayout()
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What the point says."""
        return self._words.text()

    @property
    def form(self) -> MendForm | None:
        """The form that is open below the point, if one is."""
        return self._form

    def show_check(self, check: Check) -> None:
        """Show a finding; another one than before closes an open form."""
        if check == self._check:
            return
        self._check = check
        self.close_form()
        self._sign.setText("✓" if check.is_fine else "!")
        self._sign.set_tone("accent" if check.is_fine else "concern")
        words, advice, act = _said(self, check)
        self._words.setText(words)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.mend.setText(act.replace("&", "&&"))
        self.mend.setVisible(bool(act))
        state = self.tr("Fine: {words}") if check.is_fine else self.tr("To mend: {words}")
        self._words.setAccessibleName(state.format(words=words))

    def open_form(self, form: MendForm) -> None:
        """Show *form* below the point in the place of its button, with the focus in it."""
        self.close_form()
        self._form = form
        self._below.addWidget(form)
        form.follow(self.mend)
        form.left.connect(self.close_form)
        self.mend.hide()
        form.show()
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Take the form away, if there is one."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.mend.setVisible(bool(self.mend.text()))

    def _want(self) -> None:
        if self._check is not None:
            self.mend_wanted.emit(self._check)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(self._advice)
        column.addLayout(link_row(self.mend))
        column.addLayout(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._sign.setFixedWidth(self._sign.fontMetrics().horizontalAdvance("✓ "))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)


def _said(row: QWidget, check: Check) -> tuple[str, str, str]:
    """Return the sentence of a finding, what to do about it, and the words of the way there."""
    said = {
        Point.METRIC: _metric,
        Point.OPTIONS: _options,
        Point.NEXT_STEP: _next_step,
        Point.PRIVATE: _private,
        Point.RECIPIENTS: _recipients,
        Point.SIGNATURE: _signature,
    }
    return said[check.point](row, check)


def _metric(row: QWidget, check: Check) -> tuple[str, str, str]:
    if check.is_fine:
        return row.tr("Their metric is in it"), "", ""
    if check.finding is Finding.NOT_RECORDED:
        advice = row.tr("It shows them that we look at what they look at.")
        return row.tr("Their metric is not recorded yet"), advice, row.tr("Add their metric")
    advice = row.tr("It is recorded, and the text does not name it.")
    return row.tr("Their metric is not in it"), advice, row.tr("Go to the text")


def _options(row: QWidget, check: Check) -> tuple[str, str, str]:
    if check.is_fine:
        return row.tr("Three options, one chosen"), "", ""
    if check.finding is Finding.NOT_CHOSEN:
        return row.tr("No option is chosen yet"), "", row.tr("Say which one")
    if check.finding is Finding.NOT_IN_TEXT:
        advice = row.tr("They are recorded, and the text does not name them all.")
        return row.tr("Not every option is in it"), advice, row.tr("Go to the text")
    words = (
        row.tr("No options are recorded")
        if check.count == 0
        else row.tr("Fewer than three options")
    )
    return words, row.tr("Three is the number that works."), row.tr("Add them in the call")


def _next_step(row: QWidget, check: Check) -> tuple[str, str, str]:
    if check.finding is Finding.NONE_AGREED:
        return row.tr("No next step, and the reason is recorded"), "", ""
    if check.is_fine:
        one = row.tr("Next step has an owner and a date")
        return one if check.count == 1 else row.tr("Next steps have owners and dates"), "", ""
    if check.finding is Finding.NOT_IN_TEXT:
        advice = row.tr("It is recorded, and the text does not name it.")
        return row.tr("The next step is not in it"), advice, row.tr("Go to the text")
    if check.finding is Finding.NO_OWNER_OR_DATE:
        return row.tr("The next step needs an owner and a date"), "", row.tr("Add them")
    return (
        row.tr("No next step is recorded"),
        row.tr("Who does what, by when?"),
        row.tr("Add the next step"),
    )


def _private(row: QWidget, check: Check) -> tuple[str, str, str]:
    if check.is_fine:
        return row.tr("Nothing private in it"), "", ""
    passage = check.passage[:_SHOWN_WORDS] + ("…" if len(check.passage) > _SHOWN_WORDS else "")
    words = row.tr("“{passage}” is recorded as private").format(passage=passage)
    return words, row.tr("Take it out, or say it another way."), row.tr("Show it in the text")


def _recipients(row: QWidget, check: Check) -> tuple[str, str, str]:
    if not check.is_fine:
        return row.tr("Nobody gets it yet"), "", row.tr("Add an address")
    if check.count == 1:
        return row.tr("It goes to one person"), "", ""
    return row.tr("It goes to {count} people").format(count=check.count), "", ""


def _signature(row: QWidget, _check: Check) -> tuple[str, str, str]:
    return row.tr("It is not signed yet"), "", row.tr("Add your name")
