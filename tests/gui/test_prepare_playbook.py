"""The call follows the playbook that is chosen beside its preparation, or its client's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.gui.prepare.playbook_choice import PlaybookChoice
from companion.model import Playbook, PlaybookStep
from companion.store import Store
from tests.gui.prepare_page import PreparePage, prepare_page

# Said by the platform that draws in memory, of the list of completions under the client.
pytestmark = pytest.mark.qt_log_ignore("raise\\(\\)", "grabbing the keyboard")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with prepare_page(qtbot, tmp_path) as page:
        yield page


def _choose(page: PreparePage, key: str) -> PlaybookChoice:
    """Choose a playbook as a person does, and wait until it is on the disk."""
    choice = page.window.memory.playbook
    row = choice.chooser.findData(key)
    choice.chooser.setCurrentIndex(row)
    choice.chooser.activated.emit(row)
    page.window.saver.flush()
    page.settle()
    return choice


def test_every_playbook_is_offered_and_the_five_steps_are_chosen(page: PreparePage) -> None:
    choice = page.window.memory.playbook
    assert choice.chooser.count() == 6
    assert choice.key == "five-steps"
    assert not choice.always.isVisible()


def test_the_call_follows_what_is_chosen(page: PreparePage) -> None:
    _choose(page, "caring-no")
    assert page.call().playbook == "caring-no"
    assert page.client().playbook == ""


def test_a_clients_default_is_taken_for_the_call_that_names_the_client(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.people.set_playbook("c", "apple")
    page.fill(page.window.ui.client, "Northwind")
    page.settle()
    assert page.call().playbook == "apple"
    page.window.refresh()
    page.settle()
    assert page.window.memory.playbook.key == "apple"
    assert page.window.memory.playbook.always.isChecked()


def test_what_was_chosen_for_the_call_outweighs_the_clients_default(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.people.set_playbook("c", "apple")
    _choose(page, "caring-no")
    page.fill(page.window.ui.client, "Northwind")
    page.settle()
    assert page.call().playbook == "caring-no"


def test_a_tick_makes_the_choice_the_clients_default_and_untaking_it_unmakes_it(
    page: PreparePage,
) -> None:
    page.fill(page.window.ui.client, "Northwind")
    choice = _choose(page, "set-the-stage")
    assert choice.always.text() == "For every new call with Northwind"
    choice.always.click()
    page.settle()
    assert page.client().playbook == "set-the-stage"
    _choose(page, "apple")
    assert page.client().playbook == "apple"
    choice.always.click()
    page.settle()
    assert page.client().playbook == ""


def test_ones_own_playbook_is_offered_too(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        steps = (PlaybookStep(key="a", title="A"),)
        store.playbooks.put(Playbook(key="own", title="My way", steps=steps))
    page.window.refresh()
    page.settle()
    _choose(page, "own")
    assert page.call().playbook == "own"
