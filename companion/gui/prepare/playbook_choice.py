"""Which playbook the call follows, and whether every new call with the client does."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.saving import Saver
from companion.gui.widgets.chooser import Chooser
from companion.gui.widgets.text import Label
from companion.gui.widgets.tick import Tick
from companion.method.one_line import one_line
from companion.method.playbooks import FIVE_STEPS
from companion.preparing.preparation import Preparation


class PlaybookChoice(QWidget):
    """A chooser, and a box for the client's default; both are on the disk as they are set."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        """Offer nothing until ``show_preparation``."""
        super().__init__(parent)
        self._saver = saver
        self._call_id = self._client_id = ""
        self._offered: tuple[tuple[str, str], ...] = ()
        self.chooser = Chooser(self, self.tr("Playbook"), letters=0)
        self.chooser.activated.connect(lambda _row: self._keep_choice())
        self.always = Tick(self)
        self.always.hide()
        self.always.clicked.connect(lambda _on: self._keep_default())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Label(self, self.tr("Playbook"), "strong"))
        box.addWidget(self.chooser)
        box.addWidget(self.always)

    @property
    def key(self) -> str:
        """The key of the playbook that is chosen."""
        return str(self.chooser.currentData() or FIVE_STEPS)

    def show_preparation(self, preparation: Preparation) -> None:
        """Show what the call follows, among all playbooks that there are."""
        self._call_id, self._client_id = preparation.call.id, preparation.disagreement.client
        if preparation.offered != self._offered:
            self._offered = preparation.offered
            self.chooser.clear()
            for key, title in preparation.offered:
                self.chooser.addItem(title, key)
        row = self.chooser.findData(preparation.call.playbook or FIVE_STEPS)
        self.chooser.setCurrentIndex(max(row, 0))
        name = one_line(preparation.memory.client_name)
        words = self.tr("For every new call with {name}").format(name=name)
        self.always.setText(words.replace("&", "&&"))
        self.always.setVisible(bool(name))
        default = preparation.client_playbook
        self.always.setChecked(bool(default) and default == self.key)

    def _keep_choice(self) -> None:
        call_id, key = self._call_id, self.key
        self._saver.changed("playbook", lambda store: store.live.set_text(call_id, "playbook", key))
        if self.always.isChecked():
            self._keep_default()

    def _keep_default(self) -> None:
        client_id = self._client_id
        key = self.key if self.always.isChecked() else ""
        self._saver.changed(
            "client-playbook", lambda store: store.people.set_playbook(client_id, key)
        )
