"""The regions of the recap window that F6 goes round."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from companion.gui.forms.ui_recap import Ui_RecapForm


def go_round(ui: Ui_RecapForm, step: int) -> None:
    """Move the focus to the next region: recipients, text, side panel, outbox, ways out."""
    now = QApplication.focusWidget()
    places = _regions(ui)
    here = next(
        (i for i, (region, _) in enumerate(places) if now and region.isAncestorOf(now)), -step
    )
    _region, start = places[(here + step) % len(places)]
    start.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _regions(ui: Ui_RecapForm) -> list[tuple[QWidget, QWidget]]:
    """Return the regions that have something to go to, each with where the keyboard enters it."""
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
