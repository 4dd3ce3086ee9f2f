"""The client's answer to a recap: recorded, taken back, put right in a mail on the same thread."""

from __future__ import annotations

import email
import email.policy
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from companion.gui.recap.agreed import AgreedRow
from companion.gui.recap.mend import ChoiceMend, MetricMend, NextStepMend, OptionMend
from companion.mail.message import build
from companion.model import Chosen, NextStep, RecapState, Reply, ReplyKind
from companion.store import Store
from companion.store.search import Question
from tests.gui.recap_history import ENDED, PRIYA, Opened, Opens, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def send(
    opened: Opened, via: str = "mail_program", message_id: str = "<first@lumen.example>"
) -> None:
    """Let the recap have left the house."""
    first = replace(opened.recap(), message_id=message_id)
    opened.tasks.write(lambda store: store.recaps.put("k-1", first))
    opened.tasks.write(lambda store: store.recaps.mark_sent(first.id, via, opened.clock.now()))
    opened.settle()
    opened.window.refresh()
    opened.settle()


def is_corrected(opened: Opened, words: str = "It was Friday.") -> None:
    """Record that they corrected it, in their words."""
    opened.ui.answer.words.entry.set_text(words)
    opened.ui.answer.corrected.click()
    opened.settle()


def correct(opened: Opened) -> None:
    """Go on to the corrected recap."""
    opened.ui.agreed.write.click()
    opened.settle()


def row(opened: Opened, key: str) -> AgreedRow:
    return opened.ui.agreed.rows[key]


def change_step(opened: Opened, day: str = "27 Nov") -> None:
    """Change when the next step is due."""
    row(opened, " s-1").change.click()
    form = row(opened, " s-1").form
    assert isinstance(form, NextStepMend)
    form.by.line.clear()
    form.by.line.insert(day)
    form.by.line.textEdited.emit(day)
    form.keep.click()
    opened.settle()


def mail_of(opened: Opened) -> EmailMessage:
    content = build(opened.recap(), PRIYA, opened.clock.now())
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_sent_recap_waits_and_says_for_how_long(opens: Opens) -> None:
    opened = opens()
    send(opened)
    opened.clock.go_on(days=4)
    opened.window.refresh()
    opened.settle()
    assert opened.ui.answer.sentences == ("No answer yet", "Sent 4 days ago.")


def test_the_day_of_an_answer_is_today_also_in_a_window_that_stays_open(opens: Opens) -> None:
    opened = opens()
    send(opened)
    opened.clock.go_on(days=4)
    opened.window.refresh()
    opened.settle()
    assert opened.ui.answer.day.day == date(2026, 11, 25)
    opened.ui.answer.day.set_day(date(2026, 11, 23))
    opened.clock.go_on(days=1)
    opened.window.refresh()
    opened.settle()
    assert opened.ui.answer.day.day == date(2026, 11, 23)


def test_a_draft_asks_for_no_answer(opens: Opens) -> None:
    opened = opens()
    assert opened.ui.answer.isHidden()
    assert opened.ui.agreed.isHidden()


def test_their_confirmation_is_kept_with_its_day_and_undone(opens: Opens) -> None:
    opened = opens()
    send(opened)
    opened.clock.go_on(hours=1)
    opened.window.refresh()
    opened.settle()
    opened.ui.answer.confirmed.click()
    opened.settle()
    reply = opened.recap().reply
    assert reply == Reply(kind=ReplyKind.CONFIRMED, at=ENDED + timedelta(hours=1, minutes=4))
    assert opened.ui.answer.heading == "They confirmed it on Saturday 21 November"
    opened.ui.notice.act()
    opened.settle()
    assert opened.recap().reply is None


def test_their_pasted_words_and_an_earlier_day_are_kept(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    send(opened)
    opened.clock.go_on(days=3)
    opened.window.refresh()
    opened.settle()
    pasted = QMimeData()
    pasted.setHtml("<b>It was 26 %, not 25.</b><img src='file:///x.png'>")
    pasted.setText("It was 26 %, not 25.\r\n<b>Dana</b>")
    opened.ui.answer.words.entry.insertFromMimeData(pasted)
    opened.ui.answer.day.line.clear()
    qtbot.keyClicks(opened.ui.answer.day.line, "23 Nov")
    opened.ui.answer.corrected.click()
    opened.settle()
    reply = opened.recap().reply
    assert reply is not None
    assert reply.at is not None
    assert (reply.kind, reply.at.date()) == (ReplyKind.CORRECTED, date(2026, 11, 23))
    assert opened.ui.answer.sentences[-1] == "It was 26 %, not 25.\n<b>Dana</b>"


def test_an_answer_recorded_by_mistake_is_taken_back_with_its_words(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    opened.ui.answer.forget.click()
    opened.settle()
    assert opened.recap().reply is None
    assert opened.ui.answer.words.text == "It was Friday."
    opened.ui.notice.act()
    opened.settle()
    reply = opened.recap().reply
    assert reply is not None
    assert reply.text == "It was Friday."


def test_an_answer_that_is_being_written_down_outlives_the_window(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    send(opened)
    qtbot.keyClicks(opened.ui.answer.words.entry, "Not before")
    opened.settle()
    with Store.open(opened.path, reader=True) as store:
        assert store.drafts.get(f"answer:{opened.recap().id}") == "Not before"
    opened.window.refresh()
    opened.settle()
    assert opened.ui.answer.words.text == "Not before"


def test_what_is_typed_while_the_page_is_read_again_stays(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    send(opened)
    for letter in "quick":
        qtbot.keyClicks(opened.ui.answer.words.entry, letter)
        opened.window.refresh()
    opened.settle()
    assert opened.ui.answer.words.text == "quick"


def test_a_correction_answers_the_first_mail_and_leaves_it_as_it_was(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    before = opened.recap()
    change_step(opened)
    correct(opened)
    first, second = opened.recaps()
    assert first == before
    assert (second.state, second.to) == (RecapState.DRAFT, first.to)
    assert second.subject == f"Re: {first.subject}"
    mail = mail_of(opened)
    assert mail["In-Reply-To"] == mail["References"] == "<first@lumen.example>"
    assert mail["Subject"] == f"Re: {first.subject}"
    assert mail["Message-ID"] != "<first@lumen.example>"


def test_a_correction_names_what_changed_at_its_top_and_nothing_else(opens: Opens) -> None:
    opened = opens()
    send(opened)
    opened.clock.go_on(days=1)
    is_corrected(opened)
    change_step(opened)
    correct(opened)
    top = opened.ui.text.text().partition("## ")[0]
    assert "Corrected: thank you for putting this right." in top
    assert "our recap of Saturday 21 November. What has changed:" in top
    listed = [line for line in top.splitlines() if line.startswith("- ")]
    assert len(listed) == 1
    assert "27 November" in listed[0]
    assert "**Friday 27 November**" in opened.recap().text.partition("## ")[2]


def test_another_choice_is_named_by_what_is_chosen_now(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    row(opened, " chosen").change.click()
    form = row(opened, " chosen").form
    assert isinstance(form, ChoiceMend)
    form.chooser.setCurrentIndex(form.chooser.findData("C"))
    form.chooser.activated.emit(form.chooser.currentIndex())
    form.keep.click()
    opened.settle()
    assert opened.call().chosen == Chosen(label="C", why="least work for sales")
    correct(opened)
    top = opened.ui.text.text().partition("## ")[0]
    listed = [line for line in top.splitlines() if line.startswith("- ")]
    assert len(listed) == 1
    assert "Score leads together, weekly" in listed[0]


def test_what_changes_after_the_correction_was_begun_is_named_too(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    correct(opened)
    assert "- " not in opened.ui.text.text().partition("## ")[0]
    change_step(opened)
    assert "27 November" in opened.ui.text.text().partition("## ")[0]
    opened.ui.notice.act()
    opened.settle()
    assert opened.call().next_steps[0].due == date(2026, 11, 26)
    assert "27 November" not in opened.ui.text.text()


def test_their_words_stand_beside_the_corrected_recap(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    correct(opened)
    assert not opened.ui.text.isReadOnly()
    assert opened.ui.answer.sentences[-1] == "It was Friday."
    assert not opened.ui.answer.confirmed.isVisible()
    assert opened.ui.agreed.isVisible()


def test_the_first_recap_is_read_again_and_leads_to_the_one_begun(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    correct(opened)
    opened.ui.answer.first.click()
    opened.settle()
    assert opened.ui.text.isReadOnly()
    assert opened.ui.text.text() == opened.recaps()[0].text
    assert opened.ui.agreed.write.text() == "Go to the corrected recap"
    correct(opened)
    assert len(opened.recaps()) == 2
    assert not opened.ui.text.isReadOnly()


def test_a_second_correction_keeps_the_whole_thread(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    correct(opened)
    send(opened, message_id="<second@lumen.example>")
    is_corrected(opened, "And the name is Sam.")
    correct(opened)
    mail = mail_of(opened)
    assert mail["In-Reply-To"] == "<second@lumen.example>"
    assert mail["References"].split() == ["<first@lumen.example>", "<second@lumen.example>"]
    assert not opened.recap().subject.startswith("Re: Re:")
    assert "No longer" not in opened.recap().text


def test_a_recap_without_a_mail_of_its_own_is_corrected_all_the_same(opens: Opens) -> None:
    opened = opens()
    send(opened, "copy", message_id="")
    is_corrected(opened)
    correct(opened)
    first, second = opened.recaps()
    assert second.in_reply_to == first.id
    assert mail_of(opened)["In-Reply-To"] is None


@pytest.mark.parametrize(
    ("key", "kind", "words"),
    [("metric", MetricMend, "Cost ÷ revenue, now 31, wants 26 by March"), ("B", OptionMend, "Ask")],
)
def test_a_part_is_changed_in_place_and_brought_back(
    opens: Opens, key: str, kind: type[MetricMend | OptionMend], words: str
) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    before, said = opened.call().options, row(opened, key).sentence
    row(opened, key).change.click()
    form = row(opened, key).form
    assert isinstance(form, kind)
    if isinstance(form, MetricMend):
        form.line.setText(words)
        form.line.textEdited.emit(words)
    else:
        form.words.entry.set_text(words)
    form.keep.click()
    opened.settle()
    assert row(opened, key).sentence != said
    opened.ui.notice.act()
    opened.settle()
    assert (opened.call().options, row(opened, key).sentence) == (before, said)


def test_a_next_step_is_added_and_one_taken_away(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    row(opened, " s-1").drop.click()
    opened.settle()
    assert opened.call().next_steps == ()
    opened.ui.notice.act()
    opened.settle()
    assert [step.id for step in opened.call().next_steps] == ["s-1"]
    row(opened, " new").change.click()
    form = row(opened, " new").form
    assert isinstance(form, NextStepMend)
    form.what.entry.set_text("Send the list")
    qtbot.keyClicks(form.owner, "Sam")
    qtbot.keyClicks(form.by.line, "1 Dec")
    form.keep.click()
    opened.settle()
    added: NextStep = opened.call().next_steps[1]
    assert (added.text, added.owner, added.due) == ("Send the list", "Sam", date(2026, 12, 1))


def test_tab_leads_through_all_that_stands_to_the_corrected_recap(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    opened.ui.answer.forget.setFocus()
    seen = []
    for _ in range(9):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(opened.window.focusWidget())
    changes = [each.change for each in opened.ui.agreed.rows.values()]
    assert seen == [*changes[:6], row(opened, " s-1").drop, changes[6], opened.ui.agreed.write]


def test_tab_leads_through_a_form_to_what_keeps_it(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened)
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    row(opened, " s-1").change.click()
    form = row(opened, " s-1").form
    assert isinstance(form, NextStepMend)
    form.owner.setText("Sam")
    form.owner.textEdited.emit("Sam")
    seen = []
    for _ in range(4):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(opened.window.focusWidget())
    assert seen == [form.owner, form.by.line, form.keep, form.not_now]
    opened.settle()


def test_what_they_answered_is_found_by_searching(opens: Opens) -> None:
    opened = opens()
    send(opened)
    is_corrected(opened, "The warehouse moves in spring")
    with Store.open(opened.path, reader=True) as store:
        found = store.search.rows(Question(text="warehouse"))
    assert [(row.id, "moves in spring" in row.passage) for row in found] == [("d-1", True)]


def test_a_sent_recap_opens_where_the_answer_is_written_down(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = opens()
    send(opened)
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    opened.ui.answer.words.setFocus()
    for wanted in (
        opened.ui.answer.day.line,
        opened.ui.answer.confirmed,
        opened.ui.answer.corrected,
    ):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        assert opened.window.focusWidget() is wanted
