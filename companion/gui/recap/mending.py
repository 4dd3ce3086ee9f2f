"""Leads from a check that misses something to the place where it is mended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap import page as pages
from companion.gui.recap.alive import while_alive
from companion.gui.recap.checks import Check, Finding, Point
from companion.gui.recap.mend import ChoiceMend, MendForm, MetricMend, NextStepMend
from companion.gui.recap.page import Page
from companion.gui.tasks import Tasks
from companion.method.one_line import one_line
from companion.model import Chosen, NextStep
from companion.session import Clock
from companion.store import Store


class Mending(QObject):
    """Opens what a check needs: a small form below it, a field, a passage, or the call.

    ``mended`` tells that the history knows more now; ``call_wanted`` and
    ``me_wanted`` that the call, or the form about the writer, is the place.
    """

    mended = Signal()
    call_wanted = Signal()
    me_wanted = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, clock: Clock, ui: Ui_RecapForm) -> None:
        """Serve the checks of the form *ui*."""
        super().__init__(ui.checks)
        self._tasks, self._clock, self._ui = tasks, clock, ui
        self.page: Page | None = None
        ui.checks.mend_wanted.connect(self._lead)

    def _lead(self, check: Check) -> None:
        ui = self._ui
        if check.finding is Finding.NOT_IN_TEXT:
            ui.text.setFocus()
        elif check.point is Point.PRIVATE:
            ui.text.select_passage(check.passage)
        elif check.point is Point.RECIPIENTS:
            ui.to_row.setFocus()
        elif check.point is Point.SIGNATURE:
            self.me_wanted.emit()
        elif check.point is Point.OPTIONS and check.finding is Finding.NOT_RECORDED:
            self.call_wanted.emit()
        else:
            self._open_form(check.point)

    def _open_form(self, point: Point) -> None:
        page = self.page
        if page is None:
            return
        forms: dict[Point, Callable[[], MendForm]] = {
            Point.METRIC: MetricMend,
            Point.OPTIONS: lambda: ChoiceMend(page.call.options),
            Point.NEXT_STEP: lambda: NextStepMend(_begun_step(page), self._clock.now().date()),
        }
        form = forms[point]()
        form.given.connect(lambda value: self._keep(page, form, value))
        self._ui.checks.row(point).open_form(form)

    def _keep(self, page: Page, form: MendForm, value: object) -> None:
        """Store what was given: a metric's line, a choice, or a next step."""
        now, call_id = self._clock.now(), page.call.id

        def act(store: Store) -> None:
            if isinstance(value, Chosen):
                store.live.choose(call_id, value)
            elif isinstance(value, NextStep):
                store.live.save_next_step(call_id, value)
            else:
                pages.set_metric(store, page, str(value), now)

        def refuse(error: CompanionError) -> None:
            form.ask_again()
            self.failed.emit(error)

        done = while_alive(self, lambda _none: self.mended.emit())
        self._tasks.write(act, done, while_alive(form, refuse))


def _begun_step(page: Page) -> NextStep | None:
    """Return the first step that was recorded without an owner or a date."""
    steps = page.call.next_steps
    return next((step for step in steps if one_line(step.text) and not step.is_agreed), None)
