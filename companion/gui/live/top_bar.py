"""The line over the live window: how the call stands, and its acts as far as there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton, cap_size, cap_text
from companion.gui.widgets.text import Label

_CAP_GAP = 9
"""Pixels between the words of a button and its key cap."""


class TopBar(Bar):
    """Leaves out keys first and then the second act where it is narrow: the menu has them all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[KeyButton, str] = {}
        self._second: KeyButton | None = None
        self._denied = False

    def arrange(self, state: Label, first: KeyButton, second: KeyButton, menu: KeyButton) -> None:
        """Keep room for *state*, *first* and *menu*, and for *second* where there is more."""
        self._state = state
        self._second = second
        self._keys = {button: str(button.property("shown_keys")) for button in (first, menu)}
        self._keys[second] = str(second.property("shown_keys"))
        self.fit()

    def deny_second(self) -> None:
        """Never show the second act: this desktop does not let a program do what it does."""
        self._denied = True
        self.fit()

    def fit(self) -> None:
        """Show as much as there is room for; called again with every change of what is said."""
        if self._second is None:
            return
        room = self.width() - self._taken()
        wanted = [each for each in self._keys if each is not self._second or not self._denied]
        shown = [each for each in wanted if each is self._second or not each.isHidden()]
        with_keys = sum(_bare_width(each) + _cap_width(self._keys[each]) for each in shown)
        for button, keys in self._keys.items():
            _show_keys(button, keys, shown=with_keys <= room)
        fits = sum(_bare_width(each) for each in shown) <= room
        self._second.setHidden(self._denied or not fits)

    def _taken(self) -> int:
        """Return the pixels of the words at the left, of the margins and the gaps."""
        layout = self.layout()
        assert layout is not None
        margins = layout.contentsMargins()
        gaps = 6 * layout.count()
        return self._state.sizeHint().width() + margins.left() + margins.right() + gaps

    def minimumSizeHint(self) -> QSize:
        """No wider than the words, one act and the menu, without their keys."""
        hint = super().minimumSizeHint()
        if self._second is None:
            return hint
        needed = [each for each in self._keys if each is not self._second and not each.isHidden()]
        return QSize(sum(_bare_width(each) for each in needed) + self._taken(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other room."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Look again when an act comes, goes or says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self.fit)
        return super().event(event)


def _show_keys(button: KeyButton, keys: str, *, shown: bool) -> None:
    """Draw the keys or not; a screen reader is told them all the same."""
    # Only where it changes something: each change asks for a new layout, which asks for this.
    drawn = keys if shown else ""
    if button.property("shown_keys") != drawn:
        button.show_keys(drawn)
    name = f"{button.text()} ({keys})"
    if keys and button.accessibleName() != name:
        button.setAccessibleName(name)


def _bare_width(button: KeyButton) -> int:
    return button.sizeHint().width() - _cap_width(str(button.property("shown_keys")))


def _cap_width(keys: str) -> int:
    return _CAP_GAP + cap_size(cap_text(keys)).width() if keys else 0
