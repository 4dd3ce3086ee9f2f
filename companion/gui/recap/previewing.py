"""Shows the mail as it will be read in place of its text, as long as the preview is wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap.alive import while_alive
from companion.gui.tasks import Tasks


class Previewing(QObject):
    """Serves the button *Preview*; ``failed`` carries a CompanionError."""

    failed = Signal(object)

    def __init__(self, tasks: Tasks, ui: Ui_RecapForm) -> None:
        """Make the mail's HTML off the GUI thread."""
        super().__init__(ui.preview)
        self._tasks, self._ui = tasks, ui
        ui.show_preview.toggled.connect(self._switch)

    def _switch(self, on: bool) -> None:
        text = self._ui.text.text()
        if on:
            self._tasks.run(lambda: _html(text), while_alive(self, self._show), self._fail)
        else:
            self._ui.paper.setCurrentWidget(self._ui.writing)
            self._ui.text.setFocus()

    def _show(self, html: str) -> None:
        ui = self._ui
        ui.preview.show_mail(html)
        if ui.show_preview.isChecked():
            ui.paper.setCurrentWidget(ui.preview)
            ui.preview.setFocus()

    def _fail(self, error: CompanionError) -> None:
        self.failed.emit(error)


def _html(text: str) -> str:
    from companion.mail.body import to_html

    return to_html(text)
