"""People write their own playbooks: saved as typed, undone, brought in and out as files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from companion.gui.live.step_row import StepRow
from companion.gui.playbooks.window import PlaybooksWindow
from companion.gui.tasks import Tasks
from companion.method.playbook import Captures, PlaybookScript
from companion.method.playbook_text import write_playbook
from companion.method.playbooks import built_in, script_of
from companion.model import Playbook, PlaybookStep
from companion.store import Store


class Page:
    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot, self.path = qtbot, path
        Store.open(path).close()
        self.tasks = Tasks(path)
        self.window = PlaybooksWindow(self.tasks)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()

    def click(self, words: str) -> None:
        (button,) = [
            each
            for each in self.window.findChildren(QPushButton)
            if each.isVisible() and (each.accessibleName() or each.text()).startswith(words)
        ]
        button.click()

    def own(self) -> PlaybookScript:
        """Return the one playbook that is stored, once everything is."""
        self.settle()
        with Store.open(self.path, reader=True) as store:
            (playbook,) = store.playbooks.own()
        return script_of(playbook)

    def settle(self) -> None:
        self.window._saver.flush()
        self.qtbot.waitUntil(lambda: self.tasks.is_idle and self.window._saver.is_saved)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    page = Page(qtbot, tmp_path / "history.db")
    yield page
    page.window.close()
    page.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.tasks.close()


def test_the_programs_own_playbooks_are_there_to_read_only(page: Page) -> None:
    titles = [page.window.list.item(row).text() for row in range(page.window.list.count())]
    assert titles[0] == "Five steps to a win-win"
    assert len(titles) == 6
    assert page.window.title.isReadOnly()
    assert not any(editor.isEnabled() for editor in page.window.editors)


def test_a_copy_is_ones_own_and_saved_as_typed(page: Page) -> None:
    page.click("Make a copy")
    page.window.title.setText("My five")
    page.window.editors[0].title.setText("Ask for the number")
    page.window.editors[0].lines.set_text("Which one?\n\n  And by when?  ")
    kept = page.own()
    assert kept.title == "My five"
    assert kept.steps[0].title == "Ask for the number"
    assert kept.steps[0].lines == ("Which one?", "And by when?")
    assert kept.steps[1:] == built_in().steps[1:]


def test_a_new_playbook_begins_with_one_step(page: Page) -> None:
    page.click("New playbook")
    page.click("Add a step")
    page.window.editors[1].captures.setCurrentIndex(list(Captures).index(Captures.TEXT))
    assert [step.key for step in page.own().steps] == ["step-1", "step-2"]


def test_steps_move_up_and_down(page: Page) -> None:
    page.click("Make a copy")
    page.window.editors[0].moved.emit("metric", 1)
    assert [step.key for step in page.own().steps][:2] == ["reframe", "metric"]
    page.window.editors[1].moved.emit("metric", -5)
    assert page.own().steps == built_in().steps


def test_a_removed_step_comes_back_where_it_was(page: Page) -> None:
    page.click("Make a copy")
    page.window.editors[2].removed.emit("we")
    assert len(page.own().steps) == 4
    page.window.notice.act()
    assert page.own().steps == built_in().steps


def test_the_last_step_stays(page: Page) -> None:
    page.click("New playbook")
    page.window.editors[0].removed.emit("step-1")
    assert len(page.own().steps) == 1
    assert "at least one" in page.window.notice.text


def test_nine_steps_are_the_most(page: Page) -> None:
    page.click("New playbook")
    for _ in range(8):
        page.click("Add a step")
    assert len(page.own().steps) == 9
    assert not page.window.ui.add.isVisible()


def test_a_removed_playbook_comes_back_whole(page: Page) -> None:
    page.click("Make a copy")
    before = page.own()
    page.window.ui.remove.click()
    page.qtbot.waitUntil(lambda: "removed" in page.window.notice.text)
    page.settle()
    assert page.window.list.count() == 6
    page.window.notice.act()
    assert page.own() == before


def test_a_line_too_long_for_a_glance_is_told_and_kept(page: Page) -> None:
    page.click("Make a copy")
    page.window.editors[0].lines.set_text("word " * 26)
    assert "has 26 words" in page.window.editors[0].warning
    assert page.own().steps[0].lines == (("word " * 26).strip(),)


def test_the_preview_follows_the_typing(page: Page) -> None:
    page.click("Make a copy")
    page.window.editors[0].title.setText("A new title")
    page.qtbot.waitUntil(
        lambda: page.window.preview.findChildren(StepRow)[-5].step.title == "A new title"
    )


def test_the_good_files_come_in_and_the_broken_are_named(page: Page, tmp_path: Path) -> None:
    good, broken = tmp_path / "good.toml", tmp_path / "broken.toml"
    good.write_text(write_playbook(built_in("apple")), "utf-8")
    broken.write_text('key = "x"\ntitle = "y"\n[[steps]]\nkey = 3\n', "utf-8")
    with page.qtbot.waitSignal(page.window.files.imported):
        page.window.files.import_from([broken, good, tmp_path / "none.toml"])
    told = page.window.notice.text
    assert "“APPLE” is here." in told
    assert "broken.toml, line 4: here belongs a text in quotes" in told
    assert "none.toml" in told
    assert page.own().steps == built_in("apple").steps


def test_what_is_exported_comes_in_again(page: Page, tmp_path: Path) -> None:
    page.click("Make a copy")
    mine = page.own()
    page.window.files.export_to(tmp_path / "mine.toml", mine)
    page.qtbot.waitUntil(lambda: "Exported" in page.window.notice.text)
    page.window.files.import_from([tmp_path / "mine.toml"])
    page.qtbot.waitUntil(lambda: "is here" in page.window.notice.text)
    assert page.own() == mine


def test_another_windows_change_is_shown(page: Page) -> None:
    with Store.open(page.path) as store:
        steps = (PlaybookStep(key="a", title="A"),)
        store.playbooks.put(Playbook(key="theirs", title="Theirs", steps=steps))
    page.window.refresh()
    page.qtbot.waitUntil(lambda: page.window.list.count() == 7)
    page.window.list.setCurrentRow(6)
    assert page.window.title.text() == "Theirs"
    assert page.window.editors[0].isEnabled()


def test_the_list_is_gone_through_by_keys(page: Page) -> None:
    page.window.list.setFocus()
    page.qtbot.keyClick(page.window.list, Qt.Key.Key_Down)
    assert page.window.title.text() == "APPLE"


def test_f3_offers_another_line_in_the_page_as_it_is_in_the_call(page: Page) -> None:
    row = page.window.preview.findChildren(StepRow)[0]
    first = row.line
    page.qtbot.waitUntil(page.window.isActiveWindow)
    page.qtbot.keyClick(page.window.list, Qt.Key.Key_F3)
    assert row.line != first
    assert row.step.lines[1] in row.line


def test_a_reason_is_one_line_however_many_it_is_written_on(page: Page) -> None:
    page.click("Make a copy")
    page.window.editors[0].why.set_text("First\nthen")
    assert page.own().steps[0].why == "First then"
