"""``companion export --format``: files of every form, private parts by default only in copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.cli import run_command
from companion.store import Store
from tests.unit.exported import PRIVATE, SPOKEN, stored


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stored(tmp_path) as opened:
        yield opened


def run(tmp_path: Path, *arguments: str) -> int:
    return run_command(["--data-dir", str(tmp_path / "data"), "export", *arguments])


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("markdown", ["Fabrikam – Price of support.md", "Northwind – Q4 lead quality.md"]),
        ("csv", ["disagreements.csv", "next-steps.csv", "notes.csv"]),
    ],
)
def test_a_folder_is_made_for_several_files(
    form: str, names: list[str], store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(tmp_path, "--format", form, str(out)) == 0
    assert sorted(path.name for path in out.iterdir()) == names


def test_a_second_export_of_notes_says_what_stayed(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(tmp_path, "--format", "markdown", str(out)) == 0
    file = out / "Fabrikam – Price of support.md"
    file.write_text(file.read_text("utf-8") + "mine", "utf-8")
    capsys.readouterr()
    assert run(tmp_path, "--format", "markdown", str(out)) == 0
    assert capsys.readouterr().out == (
        f"Exported 2 disagreements to {out}. 1 file said the same already."
        " 1 file that somebody has changed was left; the new one lies beside it.\n"
    )


@pytest.mark.parametrize(
    ("options", "is_there", "is_said"),
    [
        ([], False, False),
        (["--private"], True, True),
        (["--shared"], False, False),
        (["--shared", "--transcripts"], False, True),
    ],
)
def test_a_report_holds_what_is_private_and_what_was_said_only_when_asked(
    options: list[str],
    is_there: bool,
    is_said: bool,
    store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(tmp_path, "--format", "html", "--client", "Northwind", *options, "-") == 0
    html = capsys.readouterr().out
    assert "<h1>Northwind</h1>" in html
    assert (PRIVATE["note"] in html) == is_there
    assert (SPOKEN[0] in html) == is_said


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--format", "html", "out"], 64, "choose which"),
        (["--format", "csv", "-"], 2, "name a file or a folder"),
        (["--format", "pdf", "out"], 2, "pdf"),
    ],
)
def test_what_cannot_be_is_said(
    arguments: list[str],
    code: int,
    said: str,
    store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(tmp_path, *arguments) == code
    assert said in capsys.readouterr().err
