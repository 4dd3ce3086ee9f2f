"""Text on the screen that is never taken for markup: labels, tips, questions and notices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QEvent, QPoint, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.gui.theme.type import FACES, font_for

if TYPE_CHECKING:  # PySide readies a class when it is named: boxes are for later than the start
    from PySide6.QtWidgets import QMessageBox

LONG_RUN: Final = 40
"""Characters without a blank after which a wrapped label may break inside a word."""
TIP_LIMIT: Final = 1_000
NOTICE_LIMIT: Final = 2_000
_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"}
)
"""As html.escape does it, whose module brings the names of 2,000 characters into the start."""
_RUN: Final = re.compile(rf"(\S{{{LONG_RUN}}})(?=\S)")


class Label(QLabel):
    """A label that shows its text literally, in one of the roles of `FACES`.

    `role` gives size and weight, `tone` ("", text, muted, accent, metric, concern) the
    colour; both can be set as dynamic properties in a form.
    """

    def __init__(self, parent: QWidget | None = None, text: str = "", role: str = "body") -> None:
        super().__init__(parent)
        # Not by set_role: the style gives back, for ever, the font that it looked at first.
        self._role = "body"
        self._tone = ""
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_role(role)
        if text:
            self.setText(text)

    def set_role(self, role: str) -> None:
        """Take a role from `FACES`; raises KeyError for another name."""
        if role not in FACES:
            raise KeyError(role)
        if role != self._role:
            self._role = role
            self.setFont(font_for(role))
            restyle(self)

    def set_tone(self, tone: str) -> None:
        """Take another colour than the role's own; "" goes back to it."""
        if tone != self._tone:
            self._tone = tone
            restyle(self)

    def set_wrap(self, on: bool = True) -> None:
        """Break the text into as many lines as it needs, at any character of a very long word."""
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(
            QSizePolicy.Policy.Ignored if on else QSizePolicy.Policy.Preferred
        )
        policy.setHeightForWidth(on)
        self.setSizePolicy(policy)
        self.setWordWrap(on)
        self.setText(self._text)

    def _get_role(self) -> str:
        return self._role

    def _get_tone(self) -> str:
        return self._tone

    role = Property(str, _get_role, set_role)
    tone = Property(str, _get_tone, set_tone)

    def text(self) -> str:
        """Return the text as it was given, without the places to break."""
        return self._text

    def setText(self, text: str) -> None:
        """Show the text literally."""
        self._text = text
        super().setText(breakable(text) if self.wordWrap() else text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange and self._role:
            self.setFont(font_for(self._role))


def wrapped(parent: QWidget | None, text: str = "", role: str = "body") -> Label:
    """Return a label whose text takes as many lines as it needs."""
    label = Label(parent, text, role)
    label.set_wrap()
    return label


def breakable(text: str) -> str:
    """Return the text with invisible places to break in every run longer than `LONG_RUN`."""
    return _RUN.sub("\\1\u200b", text)


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look again at a widget after a property that it selects by changed.

    It looks first when the widget is about to be shown, and a widget that is not yet so far need
    not be looked at twice.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tip that shows the text literally and wraps; "" takes it away."""
    shown = text if len(text) <= TIP_LIMIT else text[: TIP_LIMIT - 1] + "…"
    widget.setToolTip(f"<span>{literal(breakable(shown))}</span>" if text else "")
    # Or a screen reader would read the tip with its markup.
    widget.setAccessibleDescription(shown)


def show_tip(widget: QWidget, at: QPoint, text: str) -> None:
    """Show a tip that is worked out when it is asked for, at a place on the screen; "" hides it."""
    from PySide6.QtWidgets import QToolTip

    shown = text if len(text) <= TIP_LIMIT else text[: TIP_LIMIT - 1] + "…"
    QToolTip.showText(at, f"<span>{literal(breakable(shown))}</span>" if text else "", widget)


def literal(text: str) -> str:
    """Return the text as markup that means itself, line breaks included."""
    return text.translate(_ESCAPES)


def tell(parent: QWidget | None, text: str, detail: str = "") -> QMessageBox:
    """Show a notice that goes away with one key; does not wait for it."""
    from PySide6.QtWidgets import QMessageBox

    box = _notice(parent, text, detail)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def ask(
    parent: QWidget | None,
    text: str,
    detail: str = "",
    *,
    act: str,
    then: Callable[[], None],
) -> QMessageBox:
    """Ask before an act: `act` names it on its button, `then` does it; does not wait.

    Enter and Escape both mean no, so a key that is held down decides nothing.
    """
    from PySide6.QtWidgets import QMessageBox

    box = _notice(parent, text, detail)
    yes = box.addButton(act.replace("&", "&&"), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(lambda _checked: then())
    box.open()
    return box


def _notice(parent: QWidget | None, text: str, detail: str) -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(breakable(text[:NOTICE_LIMIT]))
    box.setInformativeText(breakable(detail[:NOTICE_LIMIT]))
    return box
