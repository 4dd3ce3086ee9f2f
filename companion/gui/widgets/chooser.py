"""A chooser that one long name in it makes no wider."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget


class Chooser(QComboBox):
    """Offers one of several; it may be narrower than their texts, down to a few letters."""

    def __init__(self, parent: QWidget | None = None, name: str = "", letters: int = 8) -> None:
        """Be empty; *name* is for a screen reader, *letters* is the room that is always there."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumContentsLength(letters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
