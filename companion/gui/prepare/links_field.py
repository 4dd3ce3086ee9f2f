"""The field for links: read line by line, with one sentence for what is no address."""

from __future__ import annotations

from PySide6.QtCore import QObject

from companion.gui.prepare.links import read_links, write_links
from companion.gui.prepare.texts import Texts
from companion.gui.saving import Saver
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.text import Label
from companion.model import Link
from companion.store import Store

SHOWN = 40
"""Characters of a line that the sentence about it repeats."""


class LinksField(QObject):
    """Saves the links as typed."""

    def __init__(self, field: GrowingEntry, slip: Label, saver: Saver, call_id: str) -> None:
        """Serve *field*; what is no address is said in *slip*."""
        super().__init__(field)
        self._field = field
        self._slip = slip
        self._call_id = call_id
        self._texts = Texts(saver, self)
        self._texts.bind("links", field, self._keep)
        slip.set_wrap()
        field.textChanged.connect(self._judge)

    def show_links(self, links: tuple[Link, ...]) -> None:
        """Show the links of the call, unless somebody types here."""
        if read_links(self._field.text())[0] != links:
            self._texts.show_texts({"links": write_links(links)})

    def _keep(self, store: Store, text: str) -> None:
        store.live.set_links(self._call_id, read_links(text)[0])

    def _judge(self) -> None:
        _links, plain = read_links(self._field.text())
        self._slip.setVisible(bool(plain))
        if plain:
            shown = plain[0] if len(plain[0]) <= SHOWN else plain[0][:SHOWN] + "…"
            whole = self.tr(
                "“{line}” stays plain text: a link ends with https://…, http://… or mailto:…."
            )
            self._slip.setText(whole.format(line=shown))
