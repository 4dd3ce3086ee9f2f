"""The preview of a file: its parts by what becomes of them, and what a person decides of each."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt

from companion.gui.importing.page import ImportPage
from companion.gui.importing.words import (
    about_said,
    brings_said,
    changes_said,
    decided_said,
    name_said,
    outlooks_said,
)
from companion.gui.importing.work import Opened
from companion.gui.recap.alive import while_alive
from companion.gui.tasks import Tasks
from companion.model.compare import Change
from companion.store.comparing import Compared, Outlook
from companion.store.loading import AS_IT_COMES, Choices

_ASKING = {Outlook.CONFLICT, Outlook.NAMESAKE}
"""What becomes of these a person decides."""


class Preview(QObject):
    """Lists the parts of a document that was read, and keeps what is decided."""

    def __init__(self, ui: ImportPage, tasks: Tasks, parent: QObject) -> None:
        """Show it in *ui*, which has nothing to show yet."""
        super().__init__(parent)
        self._ui, self._tasks = ui, tasks
        self._opened: Opened | None = None
        ui.sort.currentIndexChanged.connect(lambda _at: self._narrow())
        ui.parts.chosen.connect(self._look_at_part)
        ui.parts.answered.connect(self._answer)
        ui.first.clicked.connect(partial(self._answer, 0))
        ui.second.clicked.connect(partial(self._answer, 1))
        ui.theirs.clicked.connect(partial(self._answer_everywhere, False))
        ui.mine.clicked.connect(partial(self._answer_everywhere, True))

    @property
    def choices(self) -> Choices:
        """What was decided until now."""
        return self._ui.parts.parts.choices

    def show(self, opened: Opened) -> None:
        """Show what a document would bring; what asks for a decision stands there first."""
        ui, parts = self._ui, self._ui.parts.parts
        self._opened = opened
        ui.title.setText(opened.name)
        ui.brings.setText(brings_said(opened.parts))
        parts.show_parts(opened.parts)
        ui.sort.blockSignals(True)
        ui.sort.clear()
        for words, outlooks in outlooks_said(parts.counts):
            ui.sort.addItem(words, outlooks)
        sorts = (ui.sort.itemData(at) for at in range(ui.sort.count()))
        asking = (at for at, outlooks in enumerate(sorts) if _ASKING.issuperset(outlooks))
        ui.sort.setCurrentIndex(next(asking, 0))
        ui.sort.blockSignals(False)
        for button in (ui.theirs, ui.mine):
            button.setVisible(bool(parts.counts[Outlook.CONFLICT]))
        self._narrow()
        ui.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        self._ui.parts.parts.narrow(self._ui.sort.currentData() or tuple(Outlook))

    def _look_at_part(self) -> None:
        ui, opened = self._ui, self._opened
        part = ui.parts.part
        ui.details.setVisible(part is not None)
        if part is None or opened is None:
            return
        ui.name.setText(name_said(part))
        ui.about.setText(about_said(part))
        ui.about.setVisible(bool(ui.about.text()))
        self._offer_answers(part)
        history, choices = opened.history, AS_IT_COMES
        if part.outlook is Outlook.NAMESAKE:
            choices = replace(choices, joined={part.id: part.other})
        self._tasks.read(
            lambda store: store.documents.changes_of(history, part, choices),
            while_alive(self, lambda changes: self._show_changes(part, changes)),
            ui.notice.tell_error,
            newest="import changes",
        )

    def _show_changes(self, part: Compared, changes: tuple[Change, ...]) -> None:
        if part is self._ui.parts.part:
            self._ui.changes.setText(changes_said(changes))
            self._ui.changes.setVisible(bool(changes))

    def _offer_answers(self, part: Compared) -> None:
        """Offer the two answers to what a part asks, with the one that is taken now."""
        ui, choices = self._ui, self._ui.parts.parts.choices
        asks = part.outlook in _ASKING
        for answer in (ui.first, ui.second):
            answer.setVisible(asks)
        if asks:
            first, second = decided_said(part)
            for answer, words in ((ui.first, first), (ui.second, second)):
                answer.setText(words.replace("&", "&&"))  # a name of theirs may have one
            answered = choices.mine if part.outlook is Outlook.CONFLICT else choices.joined
            is_second = part.id in answered
            (ui.second if is_second else ui.first).setChecked(True)

    def _answer(self, number: int) -> None:
        """Decide what becomes of the part that is looked at."""
        part, parts = self._ui.parts.part, self._ui.parts.parts
        if part is None or part.outlook not in _ASKING or self._ui.first.isHidden():
            return
        choices = parts.choices
        if part.outlook is Outlook.CONFLICT:
            mine = choices.mine | {part.id} if number else choices.mine - {part.id}
            choices = replace(choices, mine=mine)
        else:
            joined = {here: ours for here, ours in choices.joined.items() if here != part.id}
            choices = replace(choices, joined=joined | ({part.id: part.other} if number else {}))
        parts.decide(choices)
        self._offer_answers(part)

    def _answer_everywhere(self, is_mine: bool) -> None:
        parts = self._ui.parts.parts
        differ = {part.id for part in parts.parts if part.outlook is Outlook.CONFLICT}
        mine = parts.choices.mine | differ if is_mine else parts.choices.mine - differ
        parts.decide(replace(parts.choices, mine=mine))
        if (part := self._ui.parts.part) is not None:
            self._offer_answers(part)
