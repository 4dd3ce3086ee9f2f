"""Nobody is left out: names, tab order, targets and keys in every window of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut
from PySide6.QtWidgets import QApplication, QTreeView, QWidget

from companion.gui.announce import Access
from companion.gui.keys_sheet import keys_sheet, markdown
from companion.gui.widgets.keycap import LEAST_TARGET, KeyButton
from tests.gui.every_window import KINDS, every_window, shown, wait_until
from tests.gui.seen import targets

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NAMELESS = {QAccessible.Role.NoRole, QAccessible.Role.Client}


@pytest.fixture(scope="module")
def windows(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, QWidget]]:
    """Open every window once: these tests only look at them."""
    with every_window(wait_until, tmp_path_factory.mktemp("windows")) as opened:
        yield opened


def stops(window: QWidget) -> list[QWidget]:
    """Return what Tab may stop at."""
    return [each for each in shown(window) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isEnabled() and each.focusProxy() is None]  # fmt: skip


def told(widget: QWidget) -> tuple[str, QAccessible.Role]:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name), interface.role()


def unnamed(window: QWidget) -> list[str]:
    """Return what can have the focus and has no name, or no role that says what it is."""
    found = [(each, *told(each)) for each in stops(window)]
    return [
        f"{type(each).__name__} {each.objectName()} {role.name}"
        for each, name, role in found
        if not name or role in NAMELESS
    ]


def test_whatever_can_have_the_focus_has_a_name_and_a_role(windows: dict[str, QWidget]) -> None:
    access = Access(windows["live"])
    assert {kind: unnamed(window) for kind, window in windows.items()} == {k: [] for k in KINDS}
    access.deleteLater()


def test_the_look_for_names_finds_a_nameless_field(windows: dict[str, QWidget]) -> None:
    note = windows["live"].findChild(QWidget, "note")
    assert note is not None
    name = note.accessibleName()
    note.setAccessibleName("")
    assert len(unnamed(windows["live"])) == 1
    note.setAccessibleName(name)


@pytest.mark.parametrize("kind", KINDS)
def test_tab_comes_to_every_stop_once_and_back(windows: dict[str, QWidget], kind: str) -> None:
    window = windows[kind]
    there = stops(window)
    seen: list[QWidget] = []
    at = window
    while (then := at.nextInFocusChain()) is not None and then is not window:
        at = then
        seen += [at] if at in there else []
        assert len(seen) < 1_000
    assert len(seen) == len(set(seen)) == len(there)


def test_whatever_is_clicked_is_large_enough(windows: dict[str, QWidget]) -> None:
    small = [
        f"{kind}: {what} {size}"
        for kind, window in windows.items()
        for what, size in targets(window).items()
        if size < LEAST_TARGET
    ]
    assert small == [], "\n".join(small)


@pytest.mark.parametrize("kind", KINDS)
def test_the_sheet_names_every_key_of_a_window(windows: dict[str, QWidget], kind: str) -> None:
    # A playbook is shown there as it will stand in the call, with the keys that it has in it.
    also = "live" if kind == "playbooks" else kind
    regions = [region for region in keys_sheet() if region.kind in ("", kind, also)]
    known = {key.keys for region in regions for key in region.keys}
    used = keys_of(windows[kind])
    assert {each.replace("Enter", "Return") for each in used} - known == set()


def keys_of(window: QWidget) -> set[str]:
    """Return all keys that shortcuts, acts and buttons of a window obey, as they are spelt."""
    sequences = [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    sequences += [each for act in window.findChildren(QAction) for each in act.shortcuts()]
    own = set(map(KeyButton._get_keys, window.findChildren(KeyButton)))
    return ({each.toString() for each in sequences} | own) - {""}


def test_nothing_moves_by_itself(windows: dict[str, QWidget]) -> None:
    moving = [each for w in windows.values() for each in w.findChildren(QAbstractAnimation)]
    assert moving == []
    assert not any(
        each.isAnimated() for w in windows.values() for each in w.findChildren(QTreeView)
    )


def test_no_module_makes_an_animation(checkout: Path) -> None:
    makers = re.compile(r"Q(\w*Animation|TimeLine|Movie)\b")
    sources = (checkout / "companion").rglob("*.py")
    assert [path.name for path in sources if makers.search(path.read_text(encoding="utf-8"))] == []


def test_the_page_of_keys_says_what_the_sheet_says(checkout: Path) -> None:
    assert (checkout / "docs" / "keys.md").read_text(encoding="utf-8") == markdown()
