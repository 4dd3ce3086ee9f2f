"""The steps of the call as an accordion: one of them is open, the others are a line each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.live.step_row import StepRow
from companion.gui.widgets.card import Bar, Card, Divider
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.step_check import StepCheck
from companion.gui.widgets.text import Label, set_tip
from companion.method.playbook import PlaybookScript, Step


class StepsCard(Card):
    """Shows the steps of a playbook in their order; ticking and opening are the owner's."""

    ticked = Signal(str, bool)
    """The person ticked or unticked a step, which shows only once it is on the disk."""

    opened = Signal(str)
    """The person wants to see a step: its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, StepRow] = {}
        self._small: dict[str, StepCheck] = {}
        self._dividers: list[Divider] = []
        self.below: list[QWidget] = []
        self._open = ""
        self._is_tight = False
        self._count = Label(self, "", "small")
        self._circles = Bar(self)
        self._circles_row = QHBoxLayout(self._circles)
        self._circles_row.setContentsMargins(9, 4, 12, 0)
        self._circles_row.setSpacing(4)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, 5, 1, 5)
        self._box.setSpacing(0)
        self._box.addWidget(self._circles)
        self._circles.hide()

    @property
    def open_key(self) -> str:
        """The key of the step that is open; empty before there are any."""
        return self._open

    def build(self, playbook: PlaybookScript, answer_for: Callable[[Step], QWidget]) -> None:
        """Make a row for each step, its answer by *answer_for*."""
        for number, step in enumerate(playbook.steps, start=1):
            row = StepRow(self, step, number, answer_for(step))
            row.ticked.connect(self._ask)
            row.opened.connect(self.opened)
            if self.rows:
                self._divide()
            self._box.addWidget(row)
            self.rows[step.key] = row
            self._small[step.key] = self._small_check(step)
        self._circles_row.addStretch(1)
        self._circles_row.addWidget(self._count)
        self.set_tight(on=self._is_tight)

    def add_below(self, part: QWidget) -> None:
        """Put something under the last step that is no step."""
        self._divide()
        self._box.addWidget(part)
        self.below.append(part)

    def set_done(self, key: str, done_ms: int | None) -> None:
        """Show a step as ticked at that time, or not."""
        if key in self.rows:
            self.rows[key].set_done(done_ms)
            self._small[key].setChecked(done_ms is not None)

    def open(self, key: str) -> None:
        """Open a step and close the one that was open."""
        self._open = key
        for name, row in self.rows.items():
            row.set_open(on=name == key)
            self._small[name].set_current(name == key)
        self._show_rows()

    def first_undone(self, after: str = "") -> str:
        """Return the first step that is not ticked, beginning behind *after*; else the last."""
        keys = list(self.rows)
        start = keys.index(after) + 1 if after in keys else 0
        undone = [key for key in keys[start:] + keys[:start] if not self.rows[key].is_done]
        return undone[0] if undone else keys[-1]

    def key_at(self, number: int) -> str | None:
        """Return the key of the step with that number, counted from 1, or None."""
        keys = list(self.rows)
        return keys[number - 1] if 1 <= number <= len(keys) else None

    def set_tight(self, *, on: bool) -> None:
        """In a low window: show the open step alone, and all circles in one row over it."""
        self._is_tight = on
        for row in self.rows.values():
            row.set_tight(on=on)
        self._circles.setVisible(on)
        self.set_tone("bar" if on else "")
        self._show_rows()

    def say_another(self) -> None:
        """Offer another line to say in the step that is open."""
        if self._open:
            self.rows[self._open].say_another()

    def set_client_safe(self, *, on: bool) -> None:
        """Show no line to say while the client looks."""
        for row in self.rows.values():
            row.set_client_safe(on=on)

    def _show_rows(self) -> None:
        for name, row in self.rows.items():
            row.setHidden(self._is_tight and name != self._open)
        # A line stands over and under the open step only: the others are one quiet group.
        keys = list(self.rows)
        for line, pair in zip(self._dividers, pairwise(keys), strict=False):
            line.setHidden(self._is_tight or self._open not in pair)
        done = sum(row.is_done for row in self.rows.values())
        words = self.tr("{done} of {all}")
        self._count.setText(words.format(done=done, all=len(self.rows)))

    def _ask(self, key: str, on: bool) -> None:
        # What the box shows is on the disk: it waits for that like everything else.
        self.rows[key].check.setChecked(not on)
        self._small[key].setChecked(not on)
        self.ticked.emit(key, on)

    def _small_check(self, step: Step) -> StepCheck:
        check = StepCheck(self._circles)
        check.setAccessibleName(step.title)
        set_tip(check, step.title)
        check.clicked.connect(lambda on: self._ask(step.key, on))
        self._circles_row.addWidget(check)
        return check

    def _divide(self) -> None:
        line = Divider(self)
        self._dividers.append(line)
        self._box.addWidget(line)


class StepsScroll(PageScroll):
    """As high as what is in it, and lower with a scroll bar where there is no room for that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[str, int, int] | None = None

    def _content_height(self) -> int:
        inside = self.widget()
        if inside is None:
            return 0
        width = self.viewport().width()
        tall = inside.heightForWidth(width) if inside.hasHeightForWidth() else -1
        return tall if tall > 0 else inside.sizeHint().height()

    def _fit(self) -> None:
        height = self._content_height()
        if height != self.maximumHeight():
            self.setMaximumHeight(height)
            self.updateGeometry()

    def _keep_in_sight(self) -> None:
        """Show what the person types in, or else the step that is open."""
        card = self.widget()
        if not isinstance(card, StepsCard) or not card.open_key:
            return
        focus = self.window().focusWidget()
        if card.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, 8)
            return
        now = (card.open_key, card.height(), self.viewport().height())
        if now != self._kept:  # Or what somebody scrolled to would be gone at once.
            self._kept = now
            self._begin_at(card.rows[card.open_key])

    def _begin_at(self, row: StepRow) -> None:
        """Show the step, from its title on where it is higher than the room that there is."""
        if row.height() <= self.viewport().height():
            self.ensureWidgetVisible(row, 0, 8)
        elif row.geometry().top() < self.viewport().height() // 4:
            self.verticalScrollBar().setValue(0)
        else:
            self.verticalScrollBar().setValue(row.geometry().top())

    def sizeHint(self) -> QSize:
        """As high as the content."""
        return QSize(super().sizeHint().width(), self._content_height())

    def minimumSizeHint(self) -> QSize:
        """Return the height of a few lines; the rest is scrolled to."""
        least = 5 * self.fontMetrics().lineSpacing()
        wide = max(200, super().minimumSizeHint().width())
        return QSize(wide, min(self._content_height(), least))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content when it grows."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            # Once the new heights are laid out.
            QTimer.singleShot(0, self, self._keep_in_sight)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes the content another height."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._keep_in_sight)
        # Later: what a scroll area takes as its height while it is resized, it does not lay out.
        QTimer.singleShot(0, self, self._fit)
