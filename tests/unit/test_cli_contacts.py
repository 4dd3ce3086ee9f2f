"""``companion contacts``: people come in where they can be placed, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.cli import run_command
from companion.model import Client, Contact
from companion.paths import HISTORY_NAME
from companion.store import Store

FILE = """\
Name;E-mail;Company;Title
Sam Lee;sam@bright.example;;Lead
Dana Ortiz;dana@bright.example;;CFO
\x1b[2JAda;ada@sons.example;Sons;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dana = Contact(id="p", name="Dana Ortiz", email="dana@bright.example")
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.people.put_client(Client(id="b", name="Brightpath", contacts=(dana,)))
    (tmp_path / "team.csv").write_text(FILE, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> int:
    return run_command(["--data-dir", str(folder), *arguments])


def names(folder: Path) -> list[str]:
    with Store.open(folder / HISTORY_NAME, reader=True) as store:
        clients = map(store.people.client, store.people.client_ids())
        return [f"{c.name}: {p.name}, {p.role}" for c in clients for p in c.contacts]


def test_a_dry_run_says_who_would_come_in_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = names(folder)
    assert run(folder, "contacts", "--dry-run", str(folder / "team.csv")) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert lines[0].split() == ["Sam", "Lee", "sam@bright.example", "Brightpath", "new"]
    assert lines[1].endswith("known, gets role")
    assert lines[2].endswith("stays out: whose?")
    assert "\x1b" not in said
    assert names(folder) == before


def test_people_come_in_and_go_again_by_the_list_of_imports(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = names(folder)
    assert run(folder, "contacts", str(folder / "team.csv")) == 0
    assert capsys.readouterr().out.endswith(
        "1 added, 1 filled up, 0 known already; 1 stayed out.\n"
    )
    assert names(folder) == ["Brightpath: Dana Ortiz, CFO", "Brightpath: Sam Lee, Lead"]
    assert run(folder, "imports", "--undo", "1") == 0
    assert names(folder) == before


def test_whoever_cannot_be_placed_comes_to_the_client_that_is_named(folder: Path) -> None:
    assert run(folder, "contacts", "--client", "Sons", str(folder / "team.csv")) == 0
    assert "Sons: [2JAda, " in names(folder)


def test_a_file_that_is_none_makes_no_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cut.vcf").write_text("BEGIN:VCARD\nFN:A\n")
    assert run(tmp_path / "new", "contacts", str(tmp_path / "cut.vcf")) == 65
    assert "(line 1)" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_import_names_the_command_that_reads_contacts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "import", str(folder / "team.csv")) == 64
    assert "companion contacts FILE reads it" in capsys.readouterr().err
