"""Every form of an export: nothing private unless asked for, whole or not at all."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.errors import InvalidInput, NotThere, StorageError
from companion.exchange.document import decode, encode, encode_each
from companion.exporting import DOCUMENT_NAME, Form, Wanted, export, taken
from tests.unit.documents import document
from tests.unit.exported import PRIVATE, SPOKEN, SURE, everything_in, history, stored

FORMS = tuple(Form)
IN_TABLES = {"our_view", "would_change_our_mind", "note"}


class PersonStopped(Exception):
    """Raised where the person takes an export back."""


@pytest.mark.parametrize("form", FORMS)
def test_nothing_private_leaves_unless_it_was_asked_for(form: Form, tmp_path: Path) -> None:
    with stored(tmp_path) as store:
        given = everything_in(store, form, tmp_path, with_private=False)
    assert b"Q4 lead quality" in given
    assert b"Canary" not in given
    for word in (f"{SURE} %", f'"{SURE}"', f'"percent": {SURE}', "Who was right", '"they"'):
        assert word.encode() not in given


@pytest.mark.parametrize("form", [form for form in FORMS if form is not Form.CSV])
def test_a_transcript_leaves_where_it_is_wanted_and_nothing_private_with_it(
    form: Form, tmp_path: Path
) -> None:
    with stored(tmp_path) as store:
        given = everything_in(store, form, tmp_path, with_transcripts=True)
    assert SPOKEN[0].encode() in given
    assert not any(word.encode() in given for word in PRIVATE.values())


@pytest.mark.parametrize("form", FORMS)
def test_with_what_is_private_all_of_it_is_there(form: Form, tmp_path: Path) -> None:
    with stored(tmp_path) as store:
        given = everything_in(store, form, tmp_path, with_private=True)
    wanted = IN_TABLES if form is Form.CSV else PRIVATE.keys()
    assert [name for name in wanted if PRIVATE[name].encode() not in given] == []


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_for_its_owner_only(form: Form, tmp_path: Path) -> None:
    with stored(tmp_path) as store:
        everything_in(store, form, tmp_path, with_private=True)
    made = (tmp_path / f"out-{form}", *(tmp_path / f"out-{form}").glob("*"))
    assert os.name == "nt" or not any(path.stat().st_mode & 0o077 for path in made)


@pytest.mark.parametrize("form", FORMS)
def test_what_was_stopped_leaves_nothing_behind(form: Form, tmp_path: Path) -> None:
    def stop(done: int, whole: int) -> None:
        if done == whole:
            raise PersonStopped

    wanted = Wanted(client="c" if form.is_to_read else None)
    with stored(tmp_path) as store, pytest.raises(PersonStopped):
        export(store, wanted, form, tmp_path / "out", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("form", [form for form in FORMS if form.is_folder])
def test_what_was_stopped_leaves_a_folder_as_it_was(form: Form, tmp_path: Path) -> None:
    def stop(_done: int, _whole: int) -> None:
        raise PersonStopped

    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.md").write_text("mine")
    with stored(tmp_path) as store, pytest.raises(PersonStopped):
        export(store, Wanted(client="c"), form, out, stop)
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("mine.md", "mine")]


@pytest.mark.parametrize("form", FORMS)
def test_a_place_that_cannot_be_written_is_said(form: Form, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with stored(tmp_path) as store, pytest.raises(StorageError, match="cannot be written"):
        export(store, Wanted(client="c"), form, tmp_path / "file" / "out")


@pytest.mark.parametrize("form", FORMS)
def test_an_export_says_how_far_it_is(form: Form, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with stored(tmp_path) as store:
        export(
            store,
            Wanted(client="c"),
            form,
            tmp_path / "out",
            lambda done, whole: told.append((done, whole)),
        )
    assert told[:2] == [(0, 1), (1, 1)]


@pytest.mark.parametrize("form", [Form.HTML, Form.HANDOVER])
def test_a_report_is_about_somebody(form: Form, tmp_path: Path) -> None:
    with stored(tmp_path) as store, pytest.raises(InvalidInput, match="choose which"):
        export(store, Wanted(), form, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_handed_over_is_a_document_too(tmp_path: Path) -> None:
    with stored(tmp_path) as store:
        export(store, Wanted(disagreement="d"), Form.HANDOVER, tmp_path / "out")
    told = decode((tmp_path / "out" / DOCUMENT_NAME).read_bytes())
    assert [client.name for client in told.clients] == ["Northwind"]
    assert [each.topic for each in told.disagreements] == ["Q4 lead quality"]


@pytest.mark.parametrize(
    "wanted",
    [Wanted(client="gone"), Wanted(disagreement="gone"), Wanted(call="gone")],
)
def test_what_is_not_there_says_so(wanted: Wanted, tmp_path: Path) -> None:
    with stored(tmp_path) as store, pytest.raises(NotThere):
        export(store, wanted, Form.JSON, tmp_path / "out")


def test_a_part_since_a_day_keeps_its_clients_alone(tmp_path: Path) -> None:
    since = datetime(2026, 11, 21, 15, tzinfo=UTC)
    with (
        stored(tmp_path) as store,
        taken(store, Wanted(since=since, with_private=True)) as part,
    ):
        told = decode(b"".join(part.document()))
    assert told.clients == ()
    assert told.disagreements == ()


@pytest.mark.parametrize("seed", range(20))
def test_a_document_written_piece_by_piece_is_the_same_document(seed: int) -> None:
    told = decode(encode(document(seed)))
    assert b"".join(encode_each(told, told.disagreements)) == encode(told)


def test_the_whole_history_piece_by_piece_is_the_same_document(tmp_path: Path) -> None:
    with stored(tmp_path) as store, taken(store, Wanted(with_private=True)) as part:
        assert b"".join(part.document()) == encode(history())
