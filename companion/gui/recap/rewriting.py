"""New words for a recap: put in where nobody changed it, else shown against a person's own."""

from __future__ import annotations

from PySide6.QtCore import QObject

from companion.errors import CompanionError
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap.alive import while_alive
from companion.gui.recap.changes import Change, Same, Words, compare, take
from companion.gui.recap.difference import Difference
from companion.gui.recap.keeping import Keeping
from companion.gui.recap.page import Page
from companion.gui.tasks import Tasks
from companion.method.recap import Draft


class Rewriting(QObject):
    """Offers a draft for what stands in the window; no word of a person's goes unasked."""

    def __init__(self, tasks: Tasks, ui: Ui_RecapForm, keeping: Keeping) -> None:
        """Keep what is taken by *keeping*."""
        super().__init__(keeping)
        self._tasks, self._ui, self._keeping = tasks, ui, keeping
        self._view: Difference | None = None
        self._wanted: Words | None = None
        self._before: Words | None = None
        self._is_expected = False
        self.page: Page | None = None
        ui.words.anew_wanted.connect(self.write_anew)

    @property
    def view(self) -> Difference | None:
        """What shows the difference, while it is shown."""
        return self._view if self.is_open else None

    @property
    def is_open(self) -> bool:
        """Whether a difference is shown in place of the text."""
        return self._view is not None and self._ui.paper.currentWidget() is self._view

    def expect(self) -> None:
        """Show the next difference at once, since a person asked for what brings it about."""
        self._is_expected = True

    def offer(self) -> None:
        """Tell that the rules would write it another way now; where that is expected, show it."""
        if self._is_expected:
            self._is_expected = False
            self.write_anew()
            return
        self._ui.notice.tell(
            self.tr("It would be written another way now. Your own words are kept as they are."),
            self.tr("See what would change"),
            self.write_anew,
        )

    def write_anew(self) -> None:
        """Propose what the rules write now."""
        if self.page is not None:
            self.propose(self.page.fresh)

    def propose(self, draft: Draft) -> None:
        """Put *draft* in, or show what it would change where a person changed the words."""
        page = self.page
        if page is None or not page.is_draft:
            return
        wanted = Words(subject=draft.subject, text=draft.text)
        if not self._keeping.is_own(self._keeping.words()):
            self._put(wanted)
            self.close()
            return
        self._wanted, self._before = wanted, self._words()
        self._compare()

    def close(self) -> bool:
        """Go back to the text; return whether a difference was shown."""
        if not self.is_open:
            return False
        self._ui.paper.setCurrentWidget(self._ui.writing)
        self._ui.text.setFocus()
        return True

    def _compare(self) -> None:
        """Work the difference out off the GUI thread: a pasted chapter takes its time."""
        wanted, mine = self._wanted, self._words()
        if wanted is not None:
            self._tasks.run(
                lambda: compare(mine, wanted), while_alive(self, self._show), self._fail
            )

    def _show(self, parts: tuple[Change | Same, ...]) -> None:
        if not any(isinstance(part, Change) for part in parts):
            self.close()
            return
        view = self._view or self._make_view()
        self._ui.show_preview.setChecked(False)
        self._ui.paper.setCurrentWidget(view)
        view.show_parts(parts)

    def _make_view(self) -> Difference:
        view = self._view = Difference(self._ui.paper)
        self._ui.paper.addWidget(view)
        view.taken.connect(self._take)
        view.all_taken.connect(self._take_all)
        view.kept.connect(self.close)
        return view

    def _take(self, change: Change) -> None:
        """Take one change, and show what is left."""
        self._put(take(self._words(), change))
        self._tell()
        self._compare()

    def _take_all(self) -> None:
        if self._wanted is not None and self.is_open:
            self._put(self._wanted)
            self.close()
            self._tell()

    def _tell(self) -> None:
        before = self._before
        if before is not None:
            self._ui.notice.tell(
                self.tr("Written anew. Your own words are not lost."),
                self.tr("Bring my words back"),
                lambda: self._bring_back(before),
            )

    def _bring_back(self, words: Words) -> None:
        self._put(words)
        self.close()

    def _words(self) -> Words:
        words = self._keeping.words()
        return Words(subject=words.subject, text=words.text)

    def _put(self, words: Words) -> None:
        if words != self._words():
            self._ui.subject.setText(words.subject)
            self._ui.text.replace_text(words.text)
            self._keeping.keep_words()

    def _fail(self, error: CompanionError) -> None:
        self._ui.notice.tell_error(error)
