"""The command line: what each command does, says, and exits with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.call_clock import Clock
from companion.cli import run_command
from companion.clocks import SystemClock
from companion.exchange.document import decode, encode
from companion.model import (
    Attendee,
    Call,
    Client,
    Disagreement,
    History,
    NextStep,
    Note,
    NoteKind,
)
from companion.model.history import FORMAT, VERSION
from companion.paths import HISTORY_NAME
from companion.session import Session, continue_in_new_call
from companion.store import Store

CLOCK: Clock = SystemClock()
STARTED = datetime(2026, 11, 20, 14, 2, tzinfo=UTC)
Run = Callable[..., tuple[int, str, str]]


def small_history(topic: str = "Q4 lead quality", note: str = "form has 4 fields") -> History:
    """Return a document with one client and one call."""
    call = Call(
        id="k-1",
        started_at=STARTED,
        ended_at=STARTED.replace(hour=15),
        notes=(Note(id="n-1", text=note), Note(id="n-2", kind=NoteKind.PRIVATE, text="SECRET")),
    )
    disagreement = Disagreement(id="d-1", client="c-1", topic=topic, calls=(call,))
    client = Client(id="c-1", name="Northwind")
    return History(format=FORMAT, version=VERSION, clients=(client,), disagreements=(disagreement,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder whose history holds the small document."""
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.documents.load(small_history())
    return tmp_path


@pytest.fixture
def run(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs a command on the history in ``tmp_path``: its code, output and errors."""

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run_command(["--data-dir", str(tmp_path), *arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return command


def program(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the real program."""
    command = [sys.executable, "-m", "companion", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)


# ---------------------------------------------------------------- files in and out


def test_an_import_says_what_it_brought_and_again_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(encode(small_history()))
    assert run("import", str(file))[:2] == (
        0,
        "Imported clients and disagreements: 2 new, 0 changed, 0 known already.\n",
    )
    assert "0 new, 0 changed, 2 known already" in run("import", str(file))[1]


def test_a_dry_run_tells_what_differs_and_changes_nothing(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "history.json"
    before = run("export", "-")[1]
    told = decode(before.encode())
    first, *rest = told.disagreements
    changed = replace(told, disagreements=(replace(first, topic="Another"), *rest))
    file.write_bytes(encode(changed))
    code, said, _ = run("import", "--dry-run", str(file))
    assert code == 0
    assert f"{first.topic} ->  Another" in said
    assert run("import", "--keep-mine", str(file))[0] == 0
    assert run("export", "-")[1] == before


def test_an_import_is_listed_and_taken_back(folder: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "more.json"
    file.write_bytes(encode(small_history(topic="Another")))
    before = run("export", "-")[1]
    run("import", str(file))
    listed = run("imports")[1]
    assert "more.json" in listed
    assert "taken back" in run("imports", "--undo", "1")[1]
    assert run("export", "-")[1] == before
    assert run("imports")[1] == "Nothing to take back.\n"
    assert run("imports", "--undo", "1")[0] == 66


def test_an_export_can_be_imported_and_exported_again(folder: Path, run: Run) -> None:
    first, second = folder / "first.json", folder / "second.json"
    assert run("export", str(first))[0] == 0
    elsewhere = str(folder / "elsewhere")
    assert run_command(["--data-dir", elsewhere, "import", str(first)]) == 0
    assert run_command(["--data-dir", elsewhere, "export", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_an_export_goes_through_a_pipe(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    exported = program("--data-dir", str(folder), "export", "-")
    other = str(tmp_path_factory.mktemp("other"))
    imported = program("--data-dir", other, "import", "-", stdin=exported.stdout)
    assert imported.returncode == 0, imported.stderr
    assert decode(exported.stdout) == decode(program("--data-dir", other, "export", "-").stdout)


@pytest.mark.parametrize(
    ("options", "calls"),
    [
        (["--client", "c-1"], 1),
        (["--client", "northwind"], 1),
        (["--disagreement", "d-1"], 1),
        (["--call", "k-1"], 1),
        (["--since", "2026-11-20"], 1),
        (["--since", "2026-11-22"], 0),
    ],
)
def test_a_part_can_be_exported(folder: Path, run: Run, options: list[str], calls: int) -> None:
    part = decode(run("export", *options, "-")[1].encode())
    assert sum(len(disagreement.calls) for disagreement in part.disagreements) == calls


def test_a_shared_export_holds_nothing_private(folder: Path, run: Run) -> None:
    assert "SECRET" in run("export", "-")[1]
    assert "SECRET" not in run("export", "--shared", "-")[1]


def test_an_export_is_for_its_owner_only(folder: Path) -> None:
    file = folder / "out.json"
    assert program("--data-dir", str(folder), "export", str(file)).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_export_never_replaces_the_history_itself(folder: Path, run: Run) -> None:
    code, _, said = run("export", str(folder / HISTORY_NAME))
    assert code == 64
    assert "the history itself" in said
    assert run("list")[0] == 0


def test_an_export_that_cannot_be_written_leaves_nothing_behind(folder: Path, run: Run) -> None:
    (folder / "taken").mkdir()
    code, _, said = run("export", str(folder / "taken"))
    assert code == 74
    assert said.startswith("companion: The file cannot be written")
    assert run("export", str(folder / "missing" / "out.json"))[0] == 74
    assert {path.name.split("-")[0] for path in folder.iterdir()} == {"history.db", "taken"}


# ---------------------------------------------------------------- looking things up


def test_the_list_is_aligned_and_in_words(folder: Path, run: Run) -> None:
    assert run("list")[1].endswith("open  1 call  Northwind  Q4 lead quality\n")


def test_the_list_as_json_has_every_id(folder: Path, run: Run) -> None:
    (row,) = json.loads(run("list", "--json")[1])
    assert (row["id"], row["client"]["id"], row["calls"][0]["id"]) == ("d-1", "c-1", "k-1")


def test_an_empty_list_is_no_failure(run: Run, tmp_path: Path) -> None:
    Store.open(tmp_path / HISTORY_NAME).close()
    assert run("list") == (0, "", "There are no disagreements yet.\n")
    assert run("list", "--json")[1] == "[]\n"


def test_a_search_shows_what_it_found(folder: Path, run: Run) -> None:
    code, out, _ = run("search", "fiel", "form")
    assert code == 0
    assert out.endswith("Q4 lead quality\n    form has 4 fields\n")


def test_a_search_that_finds_nothing_exits_with_one(folder: Path, run: Run) -> None:
    assert run("search", "zebra") == (1, "", "Nothing found for zebra.\n")


@pytest.mark.parametrize("word", ['"', "(", "*", "a AND", "'; --", "NEAR(", "\\"])
def test_a_search_takes_every_text(folder: Path, run: Run, word: str) -> None:
    assert run("search", word)[0] in {0, 1}


@pytest.mark.parametrize("text", ["\x1b]0;title\x07", "a\rb", "\x9b31m", "one\ntwo", "<b>"])
def test_user_text_does_nothing_to_a_terminal(run: Run, tmp_path: Path, text: str) -> None:
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.documents.load(small_history(topic=text, note=f"form {text}"))
    for command in (["list"], ["search", "form"], ["recap", "--last"]):
        out = run(*command)[1]
        assert not {"\x1b", "\x07", "\r", "\x9b"} & set(out), command
    assert len(run("list")[1].splitlines()) == 1


# ---------------------------------------------------------------- recaps and notes


def test_the_last_recap_is_composed_where_none_was_written(folder: Path, run: Run) -> None:
    code, out, _ = run("recap", "--last")
    assert code == 0
    assert out.startswith(("Hello", "Hi"))
    assert "SECRET" not in out


def test_a_recap_as_html_and_as_a_draft(folder: Path, run: Run) -> None:
    assert run("recap", "--call", "k-1", "--format", "html")[1].startswith("<div")
    draft = message_from_bytes(run("recap", "--last", "--format", "eml")[1].encode())
    assert draft["X-Unsent"] == "1"


def test_the_agreed_steps_go_with_the_draft_and_alone_into_a_calendar(
    run: Run, tmp_path: Path
) -> None:
    history = small_history()
    due = SystemClock().now().date() + timedelta(days=5)
    step = NextStep(id="s-1", text="Draft the form", owner="Priya", due=due)
    call = replace(history.disagreements[0].calls[0], next_steps=(step,))
    about = replace(history.disagreements[0], calls=(call,))
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.documents.load(replace(history, disagreements=(about,)))
    draft = message_from_bytes(run("recap", "--last", "--format", "eml")[1].encode())
    assert [part.get_filename() for part in draft.walk()][-1] == "next-step.ics"
    calendar = run("recap", "--last", "--format", "ics")[1]
    assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}" in calendar
    assert "SUMMARY:Priya: Draft the form" in calendar


def test_without_an_agreed_step_ahead_there_is_nothing_for_a_calendar(
    folder: Path, run: Run
) -> None:
    code, out, said = run("recap", "--last", "--format", "ics")
    assert (code, out) == (66, "")
    assert "no agreed next step" in said


@pytest.mark.parametrize("address", ["nonsense", "a@b", "dana@northwind.example\nBcc: x@y.example"])
def test_an_address_that_is_none_makes_no_draft(run: Run, tmp_path: Path, address: str) -> None:
    history = small_history()
    call = history.disagreements[0].calls[0]
    there = replace(call, attendees=(Attendee(name="Dana <b>\nOrtiz", email=address),))
    changed = replace(history.disagreements[0], calls=(there,))
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.documents.load(replace(history, disagreements=(changed,)))
    code, out, said = run("recap", "--last", "--format", "eml")
    assert (code, out) == (64, "")
    assert "is not an e-mail address" in said
    assert said.count("\n") == 1


def test_a_note_without_a_call_waits_in_the_inbox(run: Run, tmp_path: Path) -> None:
    assert run("note", "ask", "Dana")[1] == "Kept in the inbox, since no call is running.\n"
    with Store.open(tmp_path / HISTORY_NAME) as store:
        assert [note.text for note in store.inbox.notes()] == ["ask Dana"]


def test_a_note_goes_into_the_running_call_of_an_open_window(folder: Path, run: Run) -> None:
    with Store.open(folder / HISTORY_NAME) as window:
        session = Session(window, CLOCK, continue_in_new_call(window, "d-1").id)
        session.start()
        assert "Northwind · Q4 lead quality" in run("note", "/quote", "“never again”")[1]
        note = next(note for note in session.call().notes if note.source == "command")
        assert (note.kind, note.text) == (NoteKind.QUOTE, "“never again”")


def test_a_note_of_100_kb_is_kept_whole(folder: Path) -> None:
    text = "budget <b>\n" * 10_000
    done = program("--data-dir", str(folder), "note", "-", stdin=text.encode())
    assert done.returncode == 0
    with Store.open(folder / HISTORY_NAME) as store:
        assert [note.text for note in store.inbox.notes()] == [text.strip()]


@pytest.mark.parametrize(
    ("text", "reason"), [("  ", "nothing to note"), ("x" * 1_000_001, "at most")]
)
def test_a_note_that_is_none_is_refused(run: Run, text: str, reason: str) -> None:
    code, _, said = run("note", text)
    assert code == 64
    assert reason in said


# ---------------------------------------------------------------- bad input


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[1000 : len(data)] = b"\xaa" * (len(data) - 1000)
    path.write_bytes(data)


def newer(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")  # user_version, https://www.sqlite.org/fileformat.html
    path.write_bytes(data)


BROKEN = [
    (lambda path: path.write_bytes(b"%PDF-1.7 not ours"), 65, "not a Companion history"),
    (
        lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(84)),
        65,
        "not a Companion history",
    ),
    (newer, 65, "newer Companion"),
    (damaged, 65, "damaged"),
]


@pytest.mark.parametrize(("breaking", "code", "reason"), BROKEN)
@pytest.mark.parametrize("command", [["list"], ["note", "hello"], ["export", "-"]])
def test_a_history_that_cannot_be_used_is_not_touched(
    folder: Path,
    run: Run,
    command: list[str],
    breaking: Callable[[Path], object],
    code: int,
    reason: str,
) -> None:
    breaking(folder / HISTORY_NAME)
    before = (folder / HISTORY_NAME).read_bytes()
    left_with, out, said = run(*command)
    assert (left_with, out) == (code, "")
    assert reason in said
    assert said.startswith("companion: ")
    assert said.count("\n") == 1
    assert (folder / HISTORY_NAME).read_bytes() == before


DOCUMENTS = [
    (b"", "The file is empty"),
    (b"{", "breaks off"),
    (b'{"format": "companion-history", "version": 2}', "newer Companion"),
    (b'{"format": "companion-history", "version": 1, "clients": [{"id": "c"}]}', "$.clients[0]"),
]


@pytest.mark.parametrize(("data", "reason"), DOCUMENTS)
def test_a_document_with_a_mistake_changes_nothing(
    folder: Path, run: Run, data: bytes, reason: str
) -> None:
    file = folder / "in.json"
    file.write_bytes(data)
    before = run("export", "-")[1]
    code, _, said = run("import", str(file))
    assert code == 65
    assert reason in said
    assert f"{file} was not imported" in said
    assert run("export", "-")[1] == before


REFUSED = [
    (["import", "missing.json"], 66, "cannot be read"),
    (["import", "/"], 66, "cannot be read"),
    (["export", "--client", "nobody", "-"], 66, "no client nobody"),
    (["export", "--disagreement", "nobody", "-"], 66, "no disagreement"),
    (["export", "--call", "nobody", "-"], 66, "no call nobody"),
    (["export", "--since", "2026-02-30", "-"], 64, "not a date"),
    (["recap", "--call", "nobody"], 66, "no call nobody"),
    (["export", "--client", "c-1", "--call", "k-1", "-"], 2, "Choose one of"),
    (["recap"], 2, "--last or --call"),
    (["sing"], 2, "No such command"),
    (["search"], 2, "Missing argument"),
]


@pytest.mark.parametrize(("arguments", "code", "reason"), REFUSED)
def test_what_cannot_be_done_is_said(
    folder: Path, run: Run, arguments: list[str], code: int, reason: str
) -> None:
    left_with, out, said = run(*arguments)
    assert (left_with, out) == (code, "")
    assert reason in said


@pytest.mark.parametrize(
    "command", [["list"], ["search", "x"], ["export", "-"], ["recap", "--last"]]
)
def test_looking_makes_no_history(tmp_path: Path, run: Run, command: list[str]) -> None:
    code, _, said = run(*command)
    assert (code, list(tmp_path.iterdir())) == (66, [])
    assert "There is no history yet" in said


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for command in (["list"], ["note", "x"]):
        done = program("--data-dir", str(file), *command)
        assert done.returncode == 74
        assert b"Traceback" not in done.stderr


# ---------------------------------------------------------------- a well-behaved tool


def test_a_reader_that_goes_away_is_no_trouble(folder: Path) -> None:
    command = f'"{sys.executable}" -m companion --data-dir "{folder}" export - | true'
    done = subprocess.run(command, shell=True, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize(
    "command",
    ["import", "imports", "export", "list", "search", "recap", "note", "prepare", "demo", None],
)
def test_every_command_has_help_with_examples(run: Run, command: str | None) -> None:
    code, out, _ = run(*([command] if command else []), "--help")
    assert code == 0
    assert "Example" in out
    assert "  companion" in out


def test_the_version_is_told() -> None:
    assert program("--version").stdout.startswith(b"companion 0.")


def test_the_history_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    old = os.umask(0o022)
    try:
        assert program("--data-dir", str(folder), "note", "x").returncode == 0
    finally:
        os.umask(old)
    modes = {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())}
    assert modes == {0}


def test_a_mistake_of_ours_is_told_without_anybodys_words() -> None:
    script = "import sys; from companion import terminal as t; sys.excepthook = t.tell_bug"
    command = [sys.executable, "-c", f"{script}; int('SECRET')"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert b"ValueError at <string>:1" in done.stderr
    assert b"SECRET" not in done.stderr


def test_a_call_is_prepared_from_an_invitation(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "invite.ics"
    lines = ("SUMMARY:Ad spend\x1b[2J", "DTSTART:20991126T140000Z", "DTEND:20991126T143000Z")
    body = "\r\n".join(lines)
    file.write_text(f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    code, out, _ = run("prepare", str(file))
    assert (code, out.startswith("Prepared: “Ad spend [2J”, ")) == (0, True)
    with Store.open(tmp_path / HISTORY_NAME) as store:
        (planned,) = store.browse.planned()
    assert (planned.topic, planned.minutes) == ("Ad spend [2J", 30)


def test_what_is_no_invitation_makes_no_history(tmp_path: Path) -> None:
    (tmp_path / "invite.ics").write_text("Dear Dana")
    folder = tmp_path / "new"
    assert program("--data-dir", str(folder), "prepare", str(tmp_path / "invite.ics")).returncode
    assert not folder.exists()


def test_what_is_no_invitation_prepares_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "invite.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\n")
    code, _, err = run("prepare", str(tmp_path / "invite.ics"))
    assert code == 65
    assert "cut off: what begins with VEVENT has no end (line 2)" in err
