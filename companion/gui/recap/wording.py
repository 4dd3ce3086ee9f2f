"""Reads the recap's text for wording that divides while it is typed, a paragraph at a time.

What was changed is looked at once the person pauses, off the GUI thread, and every paragraph that
was looked at before is known. A key therefore costs a look-up, however long the text is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from companion.gui.recap.alive import while_alive
from companion.gui.tasks import Tasks
from companion.model.value import Value

if TYPE_CHECKING:
    from companion.method.wording import Finding
    from companion.method.wording.remarks import Remark

PAUSE_MS: Final = 300
"""So long after the last key a paragraph is looked at: "by Friday" is often only half a date."""

_KNOWN_AT_MOST: Final = 2_000
"""Paragraphs that are remembered beside those that stand in the text; a recap has forty."""


class Reading(Value, frozen=True, kw_only=True):
    """What one paragraph holds: remarks, and how many sentences of the writer's own.

    ``is_checked`` is whether there are rules for its language at all.
    """

    remarks: tuple[Remark, ...] = ()
    sentences: int = 0
    is_checked: bool = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all remarks."""
        return tuple(finding for remark in self.remarks for finding in remark.findings)


Look = Callable[[str, str, date], Reading]


class Place(Value, frozen=True, kw_only=True):
    """A remark with the number of the paragraph in which it stands now."""

    block: int
    remark: Remark


class Wording(QObject):
    """Knows what is found in each paragraph of a document.

    ``read`` tells that something else is known than before, with the paragraphs that it concerns;
    ``failed`` carries a CompanionError.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, document: QTextDocument, look: Look | None = None) -> None:
        """Read *document* by *look*, once a language is set."""
        super().__init__(document)
        self._tasks, self._document, self._look = tasks, document, look or look_at
        self._language, self._today = "", date.min
        self._known: dict[str, Reading] = {}
        self._before: dict[int, tuple[str, tuple[Finding, ...]]] = {}
        self._changed: dict[int, QTextBlock] = {}
        self._numbers = count()
        self.is_checked = True
        """Whether there are rules for the language; not known before something was read."""
        self.is_read = False
        """Whether the document was read once since its language was set."""
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._start)
        document.contentsChange.connect(self._notice)

    def set_language(self, language: str, today: date) -> None:
        """Read in *language* from now on, "" for not at all; dates are seen from *today*."""
        if (language, today) == (self._language, self._today):
            return
        self._language, self._today = language, today
        self.is_read, self.is_checked = False, True
        self._known.clear()
        self._before.clear()
        self._changed.clear()
        self._mark(0, self._document.blockCount())
        if language:
            # The draft is painted first: rules that compile would take their turn from it.
            self._timer.start()
        else:
            self._timer.stop()
            self.read.emit(tuple(self.blocks()))

    def read_now(self) -> None:
        """Look at what was changed without waiting for a pause."""
        if self._timer.isActive():
            self._timer.stop()
            self._start()

    def findings(self, block: QTextBlock) -> tuple[Finding, ...]:
        """Return what is found in a paragraph; while it is typed in, what still stands of that."""
        if not self._language:
            return ()
        text = block.text()
        if text in self._known:
            return self._known[text].findings
        before = self._before.get(block.userState())
        return _carried(*before, text) if before else ()

    def places(self) -> tuple[Place, ...]:
        """Return everything that is to be said about the document, in its order."""
        return tuple(
            Place(block=block.blockNumber(), remark=remark)
            for block in self.blocks()
            for remark in self.remarks(block)
        )

    def remarks(self, block: QTextBlock) -> tuple[Remark, ...]:
        """Return what is to be said about a paragraph; nothing while it is not known."""
        return self._known.get(block.text(), Reading()).remarks if self._language else ()

    def blocks(self) -> list[QTextBlock]:
        """Return every paragraph of the document."""
        return self._blocks(0, self._document.blockCount())

    def sentences(self) -> int:
        """Return how many sentences of the writer's own the document has."""
        known = (self._known.get(block.text(), Reading()) for block in self.blocks())
        return sum(reading.sentences for reading in known)

    def _notice(self, place: int, _removed: int, added: int) -> None:
        """Want the paragraphs that were changed, and no other ones."""
        first = self._document.findBlock(place).blockNumber()
        last = self._document.findBlock(place + added)
        end = last.blockNumber() if last.isValid() else self._document.blockCount() - 1
        if self._language:
            self._mark(first, end + 1)
            self._timer.start()

    def _mark(self, start: int, end: int) -> None:
        """Remember which paragraphs were changed; what they say counts once the person pauses."""
        self._changed |= {block.fragmentIndex(): block for block in self._blocks(start, end)}

    def _start(self) -> None:
        """Look at what is not known, in the pool; where nothing is, only places have changed."""
        texts = [block.text() for block in self._changed.values() if block.isValid()]
        self._changed.clear()
        wanted = tuple({text: None for text in texts if text.strip() and text not in self._known})
        language, today, look = self._language, self._today, self._look
        if not wanted:
            self.read.emit(())
            return
        self._tasks.run(
            lambda: {text: look(text, language, today) for text in wanted},
            while_alive(self, lambda read: self._take(read, language, today)),
            while_alive(self, lambda error: self.failed.emit(error)),  # noqa: PLW0108
        )

    def _take(self, read: dict[str, Reading], language: str, today: date) -> None:
        if (language, today) != (self._language, self._today):
            return
        self.is_read = True
        self.is_checked = all(reading.is_checked for reading in read.values())
        self._known |= read
        if len(self._known) > _KNOWN_AT_MOST:
            stands = {block.text() for block in self.blocks()}
            self._known = {text: each for text, each in self._known.items() if text in stands}
        concerned = [block for block in self.blocks() if block.text() in read]
        for block in concerned:
            self._remember(block)
        self.read.emit(tuple(concerned))

    def _remember(self, block: QTextBlock) -> None:
        """Keep what was found beside the paragraph, to carry it on while it is changed."""
        number = block.userState()
        if number < 0:
            number = next(self._numbers)
            block.setUserState(number)
        self._before[number] = (block.text(), self._known[block.text()].findings)

    def _blocks(self, start: int, end: int) -> list[QTextBlock]:
        found = (self._document.findBlockByNumber(number) for number in range(start, end))
        return [block for block in found if block.isValid()]


def look_at(text: str, language: str, today: date) -> Reading:
    """Look at one paragraph by the rules of *language*. Raises InvalidInput for broken rules."""
    from companion.method.wording import language_is_checked
    from companion.method.wording.arguing import sentence_count
    from companion.method.wording.remarks import remarks

    if not language_is_checked(language):
        return Reading(is_checked=False)
    return Reading(remarks=remarks(text, language, today), sentences=sentence_count(text))


def _carried(before: str, findings: tuple[Finding, ...], text: str) -> tuple[Finding, ...]:
    """Return the findings of *before* that a change of it to *text* left whole, where they are."""
    from msgspec.structs import replace

    shortest = min(len(before), len(text))
    same = next((i for i in range(shortest) if before[i] != text[i]), shortest)
    rest = shortest - same
    tail = next((i for i in range(rest) if before[-1 - i] != text[-1 - i]), rest)
    moved = len(text) - len(before)
    carried = []
    for each in findings:
        if each.clause_end <= same:
            carried.append(each)
        elif each.clause_start >= len(before) - tail:
            places = {
                name: getattr(each, name) + moved
                for name in ("start", "end", "clause_start", "clause_end")
            }
            carried.append(replace(each, **places))
    return tuple(carried)
