"""The mail as the client will see it: our own HTML, with nothing fetched, opened or followed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget


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
        self.setStyleSheet("QTextBrowser { background: #ffffff; border: none; }")

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Return nothing, whatever is asked for (reliability, S1 and S2)."""
        return None
