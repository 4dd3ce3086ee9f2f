"""``companion transcript``: a file of another program comes to its call, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.cli import run_command
from companion.model import Call, Side, Speaker
from companion.store import Store
from companion.store.search import Question
from tests.unit.exported import SPOKEN, stored

FILE = """WEBVTT

NOTE made by a recorder

00:00:01.000 --> 00:00:04.000
Dana Ortiz: We look at cost over revenue.

00:00:05.000 --> 00:00:09.000
iPhone 12: I'll send you the form by Thursday.

between two cues

00:00:10.000 --> 00:00:11.000
Dana Ortiz: Good.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "call.vtt").write_text(FILE)
    with stored(tmp_path) as opened:
        yield opened


def run(folder: Path, *arguments: str) -> int:
    return run_command(["--data-dir", str(folder / "data"), "transcript", *arguments])


def test_a_transcript_comes_to_its_call_and_is_found(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.calls.get("k").transcript
    assert run(tmp_path, "--last", str(tmp_path / "call.vtt")) == 0
    first, rest = capsys.readouterr().out.split("\n", 1)
    assert first.startswith("Attached 4 lines to the call of ")
    assert first.endswith(": Q4 lead quality, with Northwind.")
    assert rest == (
        "Dana Ortiz  2 lines  Dana Ortiz, theirs\n"
        "iPhone 12   1 line   not known yet\n"
        "Kept as text, without a speaker or a time of its own: 1 line.\n"
        "Left out, since the program that wrote the file set something by it: 2 lines.\n"
    )
    assert len(store.calls.get("k").transcript) == len(before) + 4
    assert [row.id for row in store.search.rows(Question(text="thursday"))] == ["d"]


def test_only_a_name_that_is_somebody_is_remembered(store: Store, tmp_path: Path) -> None:
    assert run(tmp_path, "--call", "k", str(tmp_path / "call.vtt")) == 0
    assert store.people.speakers("c") == (
        Speaker(heard=SPOKEN[1], name="Dana Ortiz", side=Side.THEIRS),
        Speaker(heard="Dana Ortiz", name="Dana Ortiz", side=Side.THEIRS),
    )


def test_the_same_file_again_adds_nothing(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--last", str(tmp_path / "call.vtt")) == 0
    once = store.calls.get("k")
    capsys.readouterr()
    assert run(tmp_path, "--last", str(tmp_path / "call.vtt")) == 0
    assert "Attached 0 lines (4 were there already)" in capsys.readouterr().out
    assert store.calls.get("k") == once


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--last", "mail.txt"], 65, "no speaker and no time"),
        (["--last", "gone.vtt"], 66, "gone.vtt"),
        (["--call", "x", "call.vtt"], 66, "x"),
        (["--call", "planned", "call.vtt"], 64, "has not"),
        (["call.vtt"], 2, "--last or --call"),
    ],
)
def test_what_cannot_be_attached_changes_nothing(
    arguments: list[str],
    code: int,
    said: str,
    store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store.calls.put("d", Call(id="planned"))
    before = store.documents.dump()
    (tmp_path / "mail.txt").write_text("Dear all,\nsee you.\n")
    *options, file = arguments
    assert run(tmp_path, *options, str(tmp_path / file)) == code
    assert said in capsys.readouterr().err
    assert store.documents.dump() == before
