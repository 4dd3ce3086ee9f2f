"""A list in which a name is written over where it stands: by F2, or by a double click."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from companion.gui.widgets.one_line import LineEdit

Index = QModelIndex | QPersistentModelIndex


class NamesList(QListView):
    """Says when a name is being written; what becomes of it is its model's and its owner's."""

    renamed = Signal(str, str)
    """The id of somebody, and the name that they shall have."""

    rename_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Scroll up and down only, and leave the menu to the window."""
        super().__init__(parent)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @property
    def is_renaming(self) -> bool:
        """Whether a name is being written over now."""
        return self.state() == QAbstractItemView.State.EditingState

    def rename(self) -> None:
        """Let the name be written over."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit(self.currentIndex())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Say that nobody writes any more."""
        super().closeEditor(editor, hint)
        self.rename_ended.emit()


class NameEditing(QStyledItemDelegate):
    """The half of a delegate that lays a field over the name; the other half paints."""

    def room_for_name(self, line: QRect, editor: QWidget) -> QRect:
        """Return where in a *line* of the list the field stands."""
        raise NotImplementedError

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,  # noqa: ARG002
    ) -> QWidget:
        """Return a field of one line."""
        field = LineEdit(parent)
        field.setProperty("cell", True)
        field.setAutoFillBackground(True)
        field.setAccessibleName(field.tr("Name"))
        return field

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: Index,  # noqa: ARG002
    ) -> None:
        """Lay the field over the name."""
        editor.setGeometry(self.room_for_name(QRect(option.rect), editor))
