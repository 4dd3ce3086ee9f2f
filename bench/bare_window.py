"""The peer of every figure about the window: bare PySide6 with the same controls and no product.

A line to search in, a list, a text that wraps. `--rows N` puts that many lines into the list and
as many paragraphs into the text; Enter in the line adds one more, so that a key can be timed.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)


def main() -> int:
    """Show the window until it is closed."""
    app = QApplication(sys.argv)
    rows = int(sys.argv[sys.argv.index("--rows") + 1]) if "--rows" in sys.argv else 0
    window = QMainWindow()
    window.setWindowTitle("Bare window")
    middle = QWidget()
    line, found, text = QLineEdit(), QListWidget(), QPlainTextEdit()
    found.addItems([f"A line of the list, number {row}" for row in range(rows)])
    text.setPlainText("\n".join(f"A paragraph of the text, number {row}" for row in range(rows)))
    below = QHBoxLayout()
    below.addWidget(found, 1)
    below.addWidget(text, 2)
    layout = QVBoxLayout(middle)
    layout.addWidget(line)
    layout.addLayout(below)
    window.setCentralWidget(middle)
    window.resize(1180, 620)
    end = text.verticalScrollBar()
    line.returnPressed.connect(lambda: end.setValue(end.maximum()))
    line.returnPressed.connect(lambda: text.appendPlainText(line.text()))
    line.returnPressed.connect(line.clear)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
