"""The mail as the client will see it: our own HTML, with nothing fetched, opened or followed."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

_MARGIN: Final = 20.0
_HEADING: Final = re.compile(r"<(/?)h[1-6]\b")
_FONT: Final = re.compile(r"font-(?:family|size):[^;\"]*;?")


class MailPreview(QTextBrowser):
    """Shows HTML of ``companion.mail.body`` only; no picture or style sheet is ever resolved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # A mail is dark on white wherever it is read, so it is in the dark theme too.
        self.setStyleSheet(
            "QTextBrowser { background: #ffffff; border: none; border-radius: 0; padding: 0; }"
        )
        self.document().setDocumentMargin(_MARGIN)

    def show_mail(self, html: str) -> None:
        """Show the mail *html*, in the person's own font as their mail program would.

        Qt makes headings larger whatever their style says, and mail programs do not; no text of a
        person can look like a tag here, since the mail's HTML has every one of theirs escaped.
        """
        self.setHtml(_FONT.sub("", _HEADING.sub(r"<\1p", html)))

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Return an empty point for whatever is asked for (reliability, S1 and S2).

        Returning nothing is not enough: Qt then opens the local file of that name by itself
        (qtextimagehandler.cpp, seen with 6.11).
        """
        point = QImage(1, 1, QImage.Format.Format_ARGB32)
        point.fill(Qt.GlobalColor.transparent)
        return point
