"""The whole main job by keyboard alone: prepare, hold, be killed, go on, recap, find again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import fast_mail_parser
import pytest

from companion.model import Call, CallState, NoteKind
from tests.journeys.person import Person
from tests.journeys.x_server import XServer

FIRST_DIGIT = 10
"""The code of the digit row's first key on X11; what it types is another thing on each layout."""

METRIC = "Cost per lead, now 82 EUR, wants 60 EUR by March"
QUESTION = "How can each of us help to bring 60 EUR about?"
WHY = "We keep the budget and see it weekly"
SECRETS = ("They measure too early", "Our bonus hangs on it", "Rosa is under pressure")
OPTIONS = ("Halve the form", "82 to 60 EUR", "Pause the ads", "no leads", "Go on as it is", "none")


@dataclass(frozen=True)
class Jotted:
    """A note: the keys and texts by which it is typed, and what the history has to have then."""

    strokes: tuple[str, ...]
    kind: NoteKind
    text: str


NOTES = (
    Jotted(("The form has nine fields",), NoteKind.FACT, "The form has nine fields"),
    Jotted(
        ("/con", "Return", "The board asks each week"), NoteKind.CONCERN, "The board asks each week"
    ),
    Jotted(
        ("/", "Down", "Down", "Down", "Return", "Leads cost us the quarter"),
        NoteKind.QUOTE,
        "Leads cost us the quarter",
    ),
    Jotted(
        ("Two lines:", "shift+Return", "here is the second"),
        NoteKind.FACT,
        "Two lines:\nhere is the second",
    ),
    Jotted(("/idea", "space", "Halve it first"), NoteKind.IDEA, "Halve it first"),
    Jotted(("/promise", "Tab", "Figures on Monday"), NoteKind.PROMISE, "Figures on Monday"),
    Jotted(("/private", "Return", SECRETS[2]), NoteKind.PRIVATE, SECRETS[2]),
)
HALF, OTHER_HALF = "Rosa will ask the bo", "ard on Friday"
KEYS = {"Return", "Down", "Tab", "space", "shift+Return"}


def tick(number: int) -> str:
    return f"ctrl+{FIRST_DIGIT + number - 1}"


def prepare(person: Person) -> str:
    """Prepare a call from the empty first page on, and start it; the call's id."""
    person.begins("ctrl+n", "^Prepare a call")
    person.type("Northwind", "Cost per lead", "", "45", "Rosa Lindt <rosa@northwind.example>", "")
    person.type(METRIC, "Revenue, 1.2m", "")
    # What a person does not need today is folded away behind this button.
    person.press("space")
    person.type("", "More leads", "A quiet quarter", "Spring is lost", SECRETS[0])
    person.type("", "", "", "", "", "", "", "", *OPTIONS, "A smaller form", SECRETS[1])
    person.press("ctrl+Return")
    return person.running_call()


def answer(person: Person, *lines: str) -> None:
    """Answer the open step: F6 leads to it, and the last Enter leads back to the notes.

    As a person does, who sees the step open, and a list of names, before the next key.
    """
    person.x.settle(person.x.active_window())
    person.press("F6")
    for line in lines:
        person.type(line)
        person.x.settle()
        person.press("Return")


def jot(person: Person, call: str, note: Jotted) -> None:
    """Type a note, and wait until it is on the disk."""
    before = len(person.reads(lambda store: store.calls.get(call)).notes)
    for stroke in note.strokes:
        if stroke in KEYS:
            person.press(stroke)
        else:
            person.type(stroke)
    person.press("Return")
    notes = person.finds_call(call, lambda call: len(call.notes) > before).notes
    assert (notes[-1].kind, notes[-1].text) == (note.kind, note.text)


def hold_first_part(person: Person, call: str) -> None:
    """Tick and answer three steps, type four notes and half of the next."""
    person.is_at("^Northwind —")
    person.press(tick(1))
    answer(person, QUESTION)
    person.press(tick(2), tick(3))
    for note in NOTES[:4]:
        jot(person, call, note)
    person.type(HALF)
    person.finds(lambda store: store.drafts.get(f"note:{call}") == HALF)


def hold_second_part(person: Person, call: str) -> None:
    """Go on with the note that was half typed, and with the call to its end."""
    person.is_at("^Northwind —")
    jot(person, call, Jotted((OTHER_HALF,), NoteKind.FACT, HALF + OTHER_HALF))
    for note in NOTES[4:]:
        jot(person, call, note)
    person.press(f"ctrl+shift+{FIRST_DIGIT}")
    answer(person, WHY)
    person.press(tick(4))
    answer(person, "Send the shorter form", "Rosa Lindt", "in 3 days")
    person.press(tick(5))
    person.finds_call(call, lambda call: [step for step in call.next_steps if step.is_agreed])
    person.finds_call(call, lambda call: [step.done_ms for step in call.steps].count(None) == 0)


def held_as_typed(call: Call) -> None:
    """Compare a call in the history with everything that was typed in it."""
    assert [step.key for step in call.steps] == ["metric", "reframe", "we", "options", "next"]
    assert [step.answer for step in call.steps if step.answer] == [QUESTION]
    assert call.chosen is not None
    assert (call.chosen.label, call.chosen.why) == ("A", WHY)
    (agreed,) = call.next_steps
    assert (agreed.text, agreed.owner) == ("Send the shorter form", "Rosa Lindt")
    assert agreed.due is not None
    times = [note.at_ms for note in call.notes]
    assert times == sorted(times)


def say_who_writes(person: Person) -> None:
    person.type("Maya Roth", "Roth & Co", "Warm regards,", "maya@roth.example", "")
    person.press("Escape")
    person.finds(lambda store: store.people.me().emails)


def save_mail(person: Person, path: Path) -> fast_mail_parser.PyMail:
    """Save the recap as a file, and read it with a library that did not write it."""
    person.press("ctrl+shift+s")
    person.is_at("^Save the recap")
    person.press("ctrl+a")
    person.type(str(path))
    # The first Return may only close the list of files that the dialog completes from.
    person.tries(("Return",), path.exists)
    person.is_at("^Recap")
    return fast_mail_parser.parse_email(path.read_bytes())


def says_all(words: str) -> None:
    """Everything that was recorded is in the recap, and nothing private is.

    Capitals are those of the sentence that it stands in.
    """
    words = words.casefold()
    said = ("Cost per lead", "82 EUR now, 60 EUR by March", QUESTION, OPTIONS[2], OPTIONS[4], WHY)
    for text in (*said, "Halve the form — the one you preferred", "Send the shorter form", "Maya"):
        assert text.casefold() in words, text
    for secret in SECRETS:
        assert secret.casefold() not in words, secret


@pytest.mark.parametrize("layout", ["us", "fr"])
def test_a_call_from_the_first_start_to_the_mail(
    x_server: XServer, tmp_path: Path, layout: str
) -> None:
    x_server.set_layout(layout)
    with Person(x_server, tmp_path / "history") as person:
        call = prepare(person)
        hold_first_part(person, call)
        killed = person.reads(lambda store: store.calls.get(call))
        person.kill()
        person.start()
        hold_second_part(person, call)
        held = person.reads(lambda store: store.calls.get(call))
        held_as_typed(held)
        assert held.state is CallState.RUNNING
        assert held.started_at == killed.started_at
        assert held.notes[len(killed.notes)].at_ms >= killed.notes[-1].at_ms

        person.press("ctrl+e")
        person.is_at("^Recap · Northwind, Cost per lead")
        say_who_writes(person)
        signed = person.finds_call(call, lambda call: "Warm regards" in call.recaps[-1].text)
        says_all(signed.recaps[-1].text)

        mail = save_mail(person, tmp_path / "recap.eml")
        assert mail.headers["X-Unsent"] == ["1"]
        assert mail.headers["To"] == ["rosa@northwind.example"]
        assert mail.subject == signed.recaps[-1].subject
        for body in (*mail.text_plain, *mail.text_html):
            says_all(body.replace("\r\n", "\n"))

        find_it_again(person, call)
        do_the_next_step(person, call)
        assert person.close_windows() == 0


def find_it_again(person: Person, call: str) -> None:
    """Search in the main window, open the recap that was found, and see that it is the one."""
    (found,) = json.loads(person.tell("search", "--json", "nine", "fields"))
    assert found["calls"][0]["id"] == call
    person.press("alt+F4")
    person.is_at("^Companion$")
    person.press("ctrl+f")
    person.type("nine")
    # A person sees what was found before choosing, and the menu before choosing in it.
    person.x.settle()
    for keys in (("Return",), ("Menu",), ("Down", "Down", "Return")):
        person.press(*keys)
        person.x.settle()
    person.is_at("^Recap · Northwind, Cost per lead")
    # Who writes was asked once: the focus is in the text now.
    person.type("Seen. ")
    person.finds_call(call, lambda call: call.recaps[-1].text.startswith("Seen. "))


def do_the_next_step(person: Person, call: str) -> None:
    """Go to the next steps of all clients, and do the one that was agreed on."""
    person.press("alt+F4")
    person.is_at("^Companion$")
    person.press("ctrl+d")
    person.x.settle()
    person.press("space")
    done = person.finds_call(call, lambda call: all(each.done_at for each in call.next_steps))
    assert [each.text for each in done.next_steps] == ["Send the shorter form"]
