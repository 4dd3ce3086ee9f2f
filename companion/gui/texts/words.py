"""Sentences on the words of a phrase: whether they can be used, and what they leave out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from companion.method.phrases import blanks_of, wrong_blank


def remark(mine: str, known: str) -> str:
    """Say what is wrong with *mine* in the place of *known*; "" where all is well."""
    if not mine:
        return _tr("Without words of yours, ours are said.")
    names = blanks_of(known)
    if wrong := wrong_blank(mine, known):
        blank = wrong.blank if wrong.blank in {"{", "}"} else f"{{{wrong.blank}}}"
        if not names:
            return _tr("{blank} is no blank: this phrase has none. Not saved yet.").replace(
                "{blank}", blank
            )
        listed = ", ".join(f"{{{name}}}" for name in names)
        whole = _tr("{blank} is no blank here. There are: {listed}. Not saved yet.")
        return whole.replace("{listed}", listed).replace("{blank}", blank)
    left = next((name for name in names if name not in blanks_of(mine)), "")
    whole = _tr("{blank} is not in it, so the recap does not say it.")
    return whole.replace("{blank}", f"{{{left}}}") if left else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Texts", text)
