"""Shows Markdown as the mail will look: marks vanish, except in the paragraph with the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)

from companion.gui.recap.marks import Look, Run, runs
from companion.gui.recap.utf16 import span
from companion.gui.theme.palette import current_tokens

if TYPE_CHECKING:
    from companion.method.wording import Finding

_VANISHED: Final = 0.1
"""Points: small enough to take no room, since Qt has no format that hides characters."""


class Highlighter(QSyntaxHighlighter):
    """Formats a document of the recap; ``open_block`` is the number of the one being edited.

    ``divides`` tells which words of a paragraph are underlined, since they may divide.
    """

    def __init__(self, document: QTextDocument) -> None:
        """Format *document* from now on."""
        super().__init__(document)
        self.open_block = -1
        self.divides: Callable[[QTextBlock], Iterable[Finding]] = lambda _block: ()

    def open(self, block: QTextBlock) -> None:
        """Show the marks of *block* and hide those of the one before; an invalid one hides all."""
        number = block.blockNumber() if block.isValid() else -1
        if number == self.open_block:
            return
        before = self.document().findBlockByNumber(self.open_block)
        self.open_block = number
        for changed in (before, block):
            if changed.isValid():
                self.rehighlightBlock(changed)

    def _format(self, run: Run) -> QTextCharFormat:
        tokens = current_tokens()
        look = QTextCharFormat()
        if run.look is Look.MARK and self.currentBlock().blockNumber() != self.open_block:
            look.setFontPointSize(_VANISHED)
            look.setForeground(QColor(0, 0, 0, 0))
        elif run.look in {Look.MARK, Look.BULLET}:
            look.setForeground(QColor(tokens.muted))
        elif run.look is Look.BOLD:
            look.setFontWeight(QFont.Weight.DemiBold)
        elif run.look is Look.SLANTED:
            look.setFontItalic(True)
        else:
            look.setForeground(QColor(tokens.agreed.ink))
            look.setFontUnderline(True)
        return look

    def _lay(self, start: int, length: int, laid: QTextCharFormat) -> None:
        for place in range(start, start + length):
            together = QTextCharFormat(self.format(place))
            together.merge(laid)
            self.setFormat(place, 1, together)

    def highlightBlock(self, text: str) -> None:
        """Lay each run's format over those before it, and the underlines over all."""
        for run in runs(text):
            self._lay(*span(text, run.start, run.start + run.length), self._format(run))
        for finding in self.divides(self.currentBlock()):
            self._lay(*span(text, finding.start, finding.end), _underline())


def _underline() -> QTextCharFormat:
    tokens = current_tokens()
    look = QTextCharFormat()
    look.setBackground(QColor(tokens.concern.ground))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(QColor(tokens.concern.ink))
    return look
