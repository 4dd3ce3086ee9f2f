"""A check box that tells of a person's tick, whichever way it came."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget


class Tick(QCheckBox):
    """`clicked` tells of a person's tick by any way: a screen reader toggles without a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_known = False
        self.toggled.connect(self._tell_of_other_ways)

    def setChecked(self, on: bool) -> None:
        """Show it ticked or not, which is not told as a person's tick."""
        self._is_known = True
        super().setChecked(on)
        self._is_known = False

    def _tell_of_other_ways(self, on: bool) -> None:
        if not self._is_known:
            # PySide's stubs do not know that a signal with a default has a name for each form.
            self.clicked[bool].emit(on)  # type: ignore[index]

    def nextCheckState(self) -> None:
        """Change by a click, which tells of itself."""
        self._is_known = True
        super().nextCheckState()
        self._is_known = False
