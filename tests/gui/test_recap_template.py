"""The template and the language of a recap are the client's, and take no own words away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from companion.model import Client
from companion.store import Store
from tests.gui.recap_history import Opened, Opens, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def choose(box: QComboBox, value: str) -> None:
    """Choose as a person does who knows where it stands."""
    row = box.findData(value)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def client(window: Opened) -> Client:
    with Store.open(window.path, reader=True) as store:
        return store.people.client(store.people.client_ids()[0])


def test_another_language_writes_the_draft_anew_and_is_kept_for_the_client(opens: Opens) -> None:
    window = opens()
    choose(window.ui.template_form.language, "de")
    window.settle()
    window._qtbot.waitUntil(lambda: "Vielen Dank" in window.ui.text.text().title())
    choose(window.ui.template_form.template, "bullets")
    window.settle()
    window._qtbot.waitUntil(lambda: "in Kürze:" in window.ui.text.text())
    window.settle()
    assert (client(window).language, client(window).template) == ("de", "bullets")
    assert (window.recap().language, window.recap().template) == ("de", "bullets")
    assert window.recap().text == window.ui.text.text()


def test_over_own_words_the_others_are_shown_and_nothing_is_put(opens: Opens) -> None:
    window = opens()
    window.ui.text.insertPlainText("Dear all, in my own words. ")
    choose(window.ui.template_form.template, "formal")
    window.settle()
    window._qtbot.waitUntil(lambda: window.window._rewriting.is_open)
    window.settle()
    assert window.ui.text.text().startswith("Dear all, in my own words.")
    assert window.recap().text == window.ui.text.text()


def test_the_choosers_show_what_the_client_has_and_any_use_of_a_language(opens: Opens) -> None:
    window = opens()
    form = window.ui.template_form
    assert (form.template.currentText(), form.language.currentText()) == (
        "Warm and short",
        "English",
    )
    with Store.open(window.path) as store:
        store.people.set_recap_form(store.people.client_ids()[0], "en_gb", "formal")
    window.window.refresh()
    window.settle()
    window._qtbot.waitUntil(lambda: form.template.currentText() == "Formal")
    assert form.language.currentText() == "English (en-GB)"


def test_the_time_zone_is_the_clients_and_tells_their_day(opens: Opens) -> None:
    window = opens()
    zone = window.ui.template_form.zone
    zone.names_wanted.emit()
    window._qtbot.waitUntil(lambda: zone.count() > 100)
    assert zone.currentText() == "Days as in our time zone"
    choose(zone, "Pacific/Kiritimati")
    window.settle()
    window._qtbot.waitUntil(lambda: "22 November" in window.ui.subject.text())
    assert client(window).time_zone == "Pacific/Kiritimati"
    assert zone.currentText() == "Pacific/Kiritimati"


def test_the_way_to_the_words_leads_to_those_of_this_recap(qtbot: QtBot, opens: Opens) -> None:
    window = opens()
    form = window.ui.template_form
    choose(form.language, "en-US")
    window.settle()
    with qtbot.waitSignal(window.window.texts_wanted) as wanted:
        qtbot.mouseClick(form.texts, Qt.MouseButton.LeftButton)
    assert wanted.args == ["k-1", "en", "warm"]
