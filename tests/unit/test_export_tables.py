"""Tables and the plain SQLite copy: no formula, the same text back, and found by other tools."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlite_utils import Database

from companion.exchange.csv_cells import guarded, unguarded
from companion.exchange.csv_tables import DISAGREEMENTS, NEXT_STEPS, NOTES, read_table
from companion.exporting import Form, Wanted, export
from companion.model import Call, Client, Disagreement, History, Note
from companion.model.history import FORMAT, VERSION
from tests.unit.cells import acts, any_cell
from tests.unit.exported import PRIVATE, stored


def test_no_cell_is_a_formula_and_every_text_comes_back() -> None:
    random = Random(5)
    for _ in range(2_000):
        text = any_cell(random)
        assert not acts(guarded(text))
        assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1234", "-5", "@sum", "\t=1", " =1", "＝1", "'"])
def test_what_a_spreadsheet_would_act_on_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["plain", "5 - 3", "a=b", "", "Zürich", "“quoted”"])
def test_what_means_nothing_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_tables_come_back_as_they_were(tmp_path: Path) -> None:
    random = Random(6)
    notes = tuple(Note(id=f"n{n}", at_ms=n, text=any_cell(random)) for n in range(300))
    told = History(
        format=FORMAT,
        version=VERSION,
        clients=(Client(id="c", name="=cmd|' /C calc'!A0"),),
        disagreements=(
            Disagreement(id="d", client="c", topic="-1", calls=(Call(id="k", notes=notes),)),
        ),
    )
    with stored(tmp_path, told) as store:
        export(store, Wanted(with_private=True), Form.CSV, tmp_path / "out")
    rows = read_table((tmp_path / "out" / NOTES).read_bytes())
    assert [row["text"] for row in rows] == [note.text for note in notes]
    assert {row["client"] for row in rows} == {"=cmd|' /C calc'!A0"}


def test_the_tables_are_three_and_say_what_they_hold(tmp_path: Path) -> None:
    with stored(tmp_path) as store:
        export(store, Wanted(), Form.CSV, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        NOTES,
        NEXT_STEPS,
        DISAGREEMENTS,
    }
    content = (tmp_path / "out" / NEXT_STEPS).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (step,) = read_table(content)
    assert (step["next step"], step["owner"], step["due"]) == ("Draft it", "Priya", "2026-11-26")
    whole = read_table((tmp_path / "out" / DISAGREEMENTS).read_bytes())
    assert [row["outcome"] for row in whole] == ["agreed", "open"]
    assert "how we see it" not in whole[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copy.db"
    with stored(tmp_path) as store:
        export(store, Wanted(with_private=True), Form.SQLITE, path)
    return path


def test_the_copy_is_sound_and_its_references_lead_somewhere(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA foreign_key_list(notes)").fetchone()[2:5] == (
            "calls",
            "call",
            "id",
        )


def test_words_are_found_in_the_copy_without_their_accents(copy: Path) -> None:
    database = Database(copy)
    found = [row["text"] for row in database.table("notes").search("zurich")]
    assert found == ["cost over revenue in Zürich"]
    assert database.table("notes").detect_fts() == "notes_fts"
    database.close()


def test_every_view_of_the_copy_answers(copy: Path) -> None:
    database = Database(copy)
    assert len(database.view_names()) == 6
    rows = {name: list(database[name].rows) for name in database.view_names()}
    assert rows["open_next_steps"][0]["client"] == "Northwind"
    assert rows["outcomes_by_quarter"] == [
        {"quarter": "2026 Q4", "outcome": "agreed", "disagreements": 1}
    ]
    assert len(rows["notes_with_calls"]) == 2
    database.close()


def test_a_shared_copy_has_no_place_for_what_is_private(tmp_path: Path) -> None:
    with stored(tmp_path) as store:
        export(store, Wanted(), Form.SQLITE, tmp_path / "copy.db")
    database = Database(tmp_path / "copy.db")
    columns = {column for table in database.tables for column in table.columns_dict}
    assert not columns & {*PRIVATE, "percent", "held", "who_was_right"}
    database.close()


def test_every_query_in_the_documentation_answers(copy: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "exporting.md").read_text("utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    database = Database(copy)
    found = [list(database.query(query.rstrip().removesuffix(";"))) for query in queries]
    assert len(found) == 4
    assert found[0] == found[1] == found[2] == []
    assert found[3] == [{"percent_from": 80, "who_was_right": "they", "cases": 1}]
    database.close()
