"""The regions of the recap window that F6 goes round."""

from __future__ import annotations

from collections.abc import Sequence

from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.regions import Region


def regions(ui: Ui_RecapForm) -> Sequence[Region]:
    """Return recipients, text, side panel, outbox and ways out, each with where it is entered."""
    outbox = ui.outbox.first_stop
    paper = ui.paper.currentWidget()
    text = ui.text if paper is ui.writing or paper is None else paper
    words, parts = ui.answer.words, [row.change for row in ui.agreed.rows.values()]
    sides = (words, *parts[:1], ui.outcome.chooser, ui.age.back)
    side = next((each for each in sides if each.isVisible() and each.isEnabled()), ui.age.back)
    return [
        (ui.to_bar, ui.to_row),
        (ui.paper, text),
        (ui.panel, side),
        *([(ui.outbox, outbox)] if outbox is not None else []),
        (ui.footer, ui.copy),
    ]
