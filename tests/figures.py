"""Prints contrast and target sizes of every window: python -m tests.figures (from the checkout)."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.gui.every_window import every_window, wait_until
from tests.gui.seen import contrasts, targets


def main() -> int:
    """Measure both themes, with letters drawn without smoothed edges."""
    app = QApplication(["companion"])
    font = app.font()
    font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    app.setFont(font)
    lines = ["theme  window   texts  least  median  palest text"]
    sizes: list[str] = []
    for theme in ("light", "dark"):
        with (
            tempfile.TemporaryDirectory() as folder,
            every_window(wait_until, Path(folder), theme) as windows,
        ):
            for kind, window in windows.items():
                lines.append(_contrast_line(theme, kind, contrasts(window)))
                if theme == "light" and (found := targets(window)):
                    sizes.append(_size_line(kind, found))
    lines += ["", "window   targets  smallest side", *sizes]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _contrast_line(theme: str, kind: str, seen: dict[str, float]) -> str:
    palest = min(seen, key=lambda what: seen[what])
    figures = f"{len(seen):5}  {seen[palest]:5.2f}  {median(seen.values()):6.2f}"
    return f"{theme:5}  {kind:8} {figures}  {palest}"


def _size_line(kind: str, found: dict[str, int]) -> str:
    least = min(found, key=lambda what: found[what])
    return f"{kind:8} {len(found):7}  {found[least]:5} px  {least}"


if __name__ == "__main__":
    raise SystemExit(main())
