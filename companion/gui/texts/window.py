"""The words of recaps in one window: ours in sight, a person's own in their place, kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from companion.errors import CompanionError
from companion.gui.recap.alive import while_alive
from companion.gui.recap.page import source_of
from companion.gui.recap.template import language_titles
from companion.gui.regions import Region, bind_regions
from companion.gui.saving import Saver
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.texts.groups import groups
from companion.gui.texts.page import TextsPage
from companion.gui.texts.phrase_list import PhraseList
from companion.gui.texts.seen import Seen, seen
from companion.gui.texts.words import remark
from companion.method.one_line import one_line
from companion.method.phrases import (
    blanks_of,
    languages,
    ours,
    own_phrases,
    stored_key,
    wrong_blank,
)
from companion.method.recap import RecapSource
from companion.model import Text
from companion.session import Clock
from companion.store import Store

PREVIEW_AFTER_MS = 150
"""The recap follows the typing, and not each letter of it."""


class _Kept(NamedTuple):
    """What is stored: the own phrases, and what the recap of the call is composed from."""

    texts: tuple[Text, ...]
    source: RecapSource | None


class _Shown(NamedTuple):
    """A recap to be shown, with the plain line in which the phrase stands."""

    seen: Seen
    html: str
    line: str


class TextsWindow(QWidget):
    """The phrases of one template and language; each is looked at in a recap that says it."""

    ready = Signal()
    """The phrases are shown for the first time."""

    changed = Signal()
    """Other words are on the disk."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        call_id: str = "",
        language: str = "en",
        template: str = "warm",
    ) -> None:
        """Show the phrases of *language* and *template*, where it can be in the call's recap."""
        super().__init__()
        self._tasks, self._clock, self._call_id = tasks, clock, call_id
        self._texts: tuple[Text, ...] = ()
        self._source: RecapSource | None = None
        self._form = (language, template)
        self._ours: dict[str, str] = {}
        self._key = ""
        self._turn = 0
        self._saver = Saver(tasks, self)
        self.ui = page = TextsPage(self)
        self.phrases = PhraseList(page.list)
        self._soon = QTimer(self, singleShot=True, interval=PREVIEW_AFTER_MS)
        titles = language_titles()
        for each in languages():
            page.language.addItem(titles[each], each)
        self._connect()
        self.show_form(call_id, language, template)

    def refresh(self) -> None:
        """Show what is stored, unless something typed here is still on its way there."""
        if self._saver.is_saved:
            self._ask()

    def show_form(self, call_id: str, language: str, template: str) -> None:
        """Show the phrases of that form, and where they are said in that call's recap."""
        page = self.ui
        self._call_id = call_id
        page.language.setCurrentIndex(max(0, page.language.findData(language)))
        page.template.setCurrentIndex(max(0, page.template.findData(template)))
        self._ask()

    # ------------------------------------------------------------ showing

    def _ask(self) -> None:
        """Read what the choosers say; what is typed goes to the disk first."""
        self._saver.flush()
        form = (str(self.ui.language.currentData()), str(self.ui.template.currentData()))
        call_id, now = self._call_id, self._clock.now()

        def read(store: Store) -> _Kept:
            ours(*form)  # read here: the window never waits for a file
            return _Kept(store.texts.own(), source_of(store, call_id, now) if call_id else None)

        self._tasks.write(read, while_alive(self, partial(self._show, form)), self._fail)

    def _show(self, form: tuple[str, str], kept: _Kept) -> None:
        is_same = form == self._form and bool(self._ours)
        is_first, typed = not self._ours, self.ui.field.text
        if is_same and (set(kept.texts), kept.source) == (set(self._texts), self._source):
            return
        self._form, (self._texts, self._source) = form, kept
        self._ours = dict(ours(*form))
        self.phrases.show_phrases(self._ours, self._own(), form[0], self._key)
        self.phrases.find(self.ui.search.text())
        self._show_phrase(self.phrases.key)
        if is_same and wrong_blank(typed, self._ours[self._key]):
            self.ui.field.show_text(typed)
            self._show_standing()
        if is_first:
            self.ready.emit()

    def _own(self) -> dict[str, str]:
        return own_phrases(self._texts, *self._form)

    def _show_phrase(self, key: str) -> None:
        page, group = self.ui, groups()[key.partition(".")[0]]
        self._key = key
        page.title.setText(group.title)
        page.when.setText(group.when)
        page.field.show_text(self._own().get(key) or self._ours[key])
        self._offer_blanks(blanks_of(self._ours[key]))
        self._show_standing()
        self._look()

    def _offer_blanks(self, names: tuple[str, ...]) -> None:
        for old in self.ui.blanks.findChildren(QPushButton):
            self.ui.blanks_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for name in names:
            button = QPushButton(f"{{{name}}}", self.ui.blanks)
            button.setProperty("small", True)
            button.setAccessibleName(self.tr("Insert the blank {name}").format(name=name))
            button.clicked.connect(partial(self._insert, f"{{{name}}}"))
            self.ui.blanks_row.addWidget(button)
        self.ui.blanks.setVisible(bool(names))

    def _show_standing(self) -> None:
        """Say whether the words can be used as they stand, and what ours are."""
        page = self.ui
        mine, known = one_line(page.field.text), self._ours[self._key]
        page.trouble.setText(remark(mine, known))
        page.trouble.set_tone("concern" if wrong_blank(mine, known) else "muted")
        page.trouble.setVisible(bool(page.trouble.text()))
        page.ours.setText(self.tr("Ours: {text}").replace("{text}", known))
        page.ours.setVisible(mine != known)
        page.back.setVisible(mine != known)

    # ------------------------------------------------------------ changing

    def _keep(self) -> None:
        """Keep what was typed where it can be used; else it stays in the field alone."""
        mine, known = one_line(self.ui.field.text), self._ours[self._key]
        self._show_standing()
        if not wrong_blank(mine, known):
            self._put(self._form, self._key, "" if mine == known else mine)
        self._soon.start()

    def _put(self, form: tuple[str, str], key: str, text: str) -> None:
        """Let *text* be the own phrase of *key* from now on; an empty one is ours again."""
        language, template = form
        kept = Text(key=stored_key(template, key), language=language, text=text)
        others = (t for t in self._texts if (t.key, t.language) != (kept.key, language))
        self._texts = (*others, kept) if text else tuple(others)
        if form == self._form:
            self.phrases.show_phrase(key, text or self._ours[key], is_own=bool(text))
        self._saver.changed(f"{language}/{kept.key}", lambda store: store.texts.put(kept))

    def _back_to_ours(self) -> None:
        key, mine, known = self._key, one_line(self.ui.field.text), self._ours[self._key]
        before = self._own().get(key, "") if wrong_blank(mine, known) else mine
        self._put_and_show(self._form, key, "")
        words = self.tr("These are our words again.")
        undo = partial(self._put_and_show, self._form, key, before)
        self.ui.notice.tell(words, self.tr("Undo") if before else "", undo)
        self.ui.field.setFocus()

    def _put_and_show(self, form: tuple[str, str], key: str, text: str) -> None:
        self._put(form, key, text)
        if (form, key) == (self._form, self._key):
            self.ui.field.show_text(text or self._ours[key])
            self._show_standing()
            self._look()

    def _insert(self, blank: str) -> None:
        self.ui.field.entry.insertPlainText(blank)
        self.ui.field.setFocus()

    # ------------------------------------------------------------ looking

    def _look(self) -> None:
        """Show a recap that says the phrase as it stands in the field."""
        self._turn += 1
        text, known = one_line(self.ui.field.text), self._ours[self._key]
        said = known if wrong_blank(text, known) else text or known
        wanted, turn = (self._key, said, *self._form, self._source), self._turn
        self._tasks.run(
            lambda: _shown(*wanted),
            while_alive(self, lambda shown: self._show_recap(shown, turn)),
            self._fail,
        )

    def _show_recap(self, shown: _Shown, turn: int) -> None:
        if turn != self._turn:
            return
        page = self.ui
        made_up = self.tr("In a made-up recap")
        page.preview_of.setText(made_up if shown.seen.is_made_up else self.tr("In this recap"))
        page.subject.setText(shown.seen.draft.subject)
        page.preview.show_mail(shown.html)
        if shown.line:
            page.preview.find(shown.line)

    # ------------------------------------------------------------ putting together

    def _connect(self) -> None:
        page = self.ui
        self.setWindowTitle(self.tr("Words of recaps"))
        self.phrases.chosen.connect(self._show_phrase)
        page.field.changed.connect(self._keep)
        page.back.clicked.connect(self._back_to_ours)
        page.search.textChanged.connect(self.phrases.find)
        for box in (page.template, page.language):
            box.activated.connect(self._ask)
        self._soon.timeout.connect(self._look)
        self._saver.saving.connect(lambda: page.status.setText(self.tr("Saving…")))
        self._saver.saved.connect(self._tell_saved)
        self._saver.failed.connect(self._fail_to_save)
        for keys, goal in (("Ctrl+F", page.search), ("Ctrl+E", page.field)):
            bind(self, keys, goal.setFocus)
        bind_regions(self, self._regions)

    def _regions(self) -> Sequence[Region]:
        """Return the phrases, the words, the recap."""
        page = self.ui
        return (page.list, page.field.entry, page.preview)

    def _tell_saved(self) -> None:
        self.ui.status.setText(self.tr("Saved"))
        self.changed.emit()

    def _fail_to_save(self, error: CompanionError) -> None:
        self.ui.status.setText(self.tr("Not saved yet"))
        self.ui.notice.tell_error(error, self.tr("Try again"), self._saver.flush)

    def _fail(self, error: CompanionError) -> None:
        self.ui.notice.tell_error(error)

    def sizeHint(self) -> QSize:
        """Room for the phrases, the one being changed, and a recap."""
        return QSize(1180, 760)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a notice, else comes back to the phrases."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif not self.ui.notice.dismiss():
            self.ui.list.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Start the last write; Tasks finishes it."""
        self._saver.flush()
        super().closeEvent(event)


def _shown(key: str, text: str, language: str, template: str, source: RecapSource | None) -> _Shown:
    from companion.mail.body import to_html, to_plain

    found = seen(key, text, language, template, source)
    lines = found.draft.text.splitlines()
    line = to_plain(lines[found.line]) if 0 <= found.line < len(lines) else ""
    return _Shown(found, to_html(found.draft.text), line.strip().removeprefix("- "))
