"""Keeps the template and the language that are chosen for a client's recaps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap.alive import while_alive
from companion.gui.recap.keeping import Keeping
from companion.gui.tasks import Tasks


class Templating(QObject):
    """Listens to the choosers of the form; composing anew is the window's."""

    changed = Signal()
    """Another choice is on the disk."""

    failed = Signal(object)
    """The choice could not be kept; carries the CompanionError."""

    def __init__(self, tasks: Tasks, ui: Ui_RecapForm, keeping: Keeping) -> None:
        """Keep the choice for the client of the page that *keeping* keeps."""
        super().__init__(keeping)
        self._tasks, self._keeping = tasks, keeping
        ui.template_form.chosen.connect(self._keep)

    def _keep(self, language: str, template: str) -> None:
        page = self._keeping.page
        if page is None or not page.is_draft:
            return
        if (language, template) == (page.fresh.language, page.fresh.template):
            return
        client_id = page.client.id
        # What is typed goes first: whether a draft is a person's own is told from what is stored.
        self._keeping.saver.flush()
        self._tasks.write(
            lambda store: store.people.set_recap_form(client_id, language, template),
            while_alive(self, lambda _done: self.changed.emit()),
            while_alive(self, self.failed.emit),
        )
