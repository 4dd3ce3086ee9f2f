"""The history tells of a transcript folded, unfolds it a part at a time, and finds words in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion import transcribing
from companion.model import Side, Speaker, TranscriptLine
from companion.paths import HISTORY_NAME
from companion.store import Store
from companion.transcribing import at_once
from tests.clock import HandClock
from tests.gui.history_page import HistoryPage, fill, history_page
from tests.gui.open_desk import open_desk
from tests.gui.recap_history import full_call
from tests.gui.recap_history import history as recorded

MANY = tuple(
    TranscriptLine(at_ms=1000 * n, speaker=("dana.o", "Priya Nair")[n % 2], text=f"sentence {n}")
    for n in range(1200)
)


def attach(store: Store) -> None:
    dana = Speaker(heard="dana.o", name="Dana Ortiz", side=Side.THEIRS)
    transcribing.attach(at_once(store), "k-1", MANY, (dana,))


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill, attach) as opened:
        opened.window.show_disagreement("d-1")
        opened.settle()
        yield opened


def test_a_transcript_is_folded_until_somebody_looks(page: HistoryPage) -> None:
    assert "1,200 lines · Dana Ortiz and Priya Nair" in page.text()
    assert "sentence" not in page.text()
    found = page.detail.found
    assert found is not None
    assert all(call.transcript == () for call in found.disagreement.calls)


def test_it_unfolds_a_part_at_a_time_and_folds_again(page: HistoryPage) -> None:
    page.detail.page.acted.emit("transcript", "k-1")
    page.settle()
    assert (
        "00:00:00\tDana Ortiz: sentence 0" in page.text() or "Dana Ortiz: sentence 0" in page.text()
    )
    assert "sentence 499" in page.text()
    assert "sentence 500" not in page.text()
    assert "Show more (700 lines)" in page.text()
    for _ in range(2):
        page.detail.page.acted.emit("transcript_more", "k-1")
        page.settle()
    assert "sentence 1199" in page.text()
    assert "Show more" not in page.text()
    page.detail.page.acted.emit("transcript", "k-1")
    page.settle()
    assert "sentence" not in page.text()


def test_a_word_that_is_searched_stands_below_the_folded_transcript(page: HistoryPage) -> None:
    page.search_for("sentence 777")
    assert "Priya Nair: sentence 777" in page.text()
    assert "sentence 778" not in page.text()


def test_a_transcript_that_was_taken_back_is_folded_and_gone(page: HistoryPage) -> None:
    page.detail.page.acted.emit("transcript", "k-1")
    page.settle()

    def take_back(store: Store) -> None:
        call = store.calls.get("k-1", transcript=False)
        store.calls.put("d-1", call)

    page.store(take_back)
    assert "sentence" not in page.text()
    assert "1,200 lines" not in page.text()


def test_the_way_to_attach_one_is_asked_for_and_not_opened(page: HistoryPage) -> None:
    asked: list[str] = []
    page.window.transcript_wanted.connect(asked.append)
    page.detail.page.acted.emit("attach", "k-1")
    assert asked == ["k-1"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_start_lets_the_search_know_what_still_waits(qtbot: QtBot, tmp_path: Path) -> None:
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.documents.load(recorded(full_call()))
        store.transcripts.attach("k-1", MANY)
    with (
        open_desk(qtbot, tmp_path, HandClock()),
        Store.open(tmp_path / HISTORY_NAME, reader=True) as store,
    ):
        qtbot.waitUntil(lambda: store.transcripts.waiting() == 0)
        assert len(store.transcripts.found("d-1", "777")) == 1
