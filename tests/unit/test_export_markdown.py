"""Markdown files: safe names, a front that is YAML, and a second export that touches only news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.exchange.markdown_files import Filed, write_markdown
from companion.exchange.markdown_text import markdown_file
from companion.method.file_names import LONGEST, alike, free_name, safe_name
from companion.method.markdown_reader import markdown_reader
from companion.model import Call, Client, Disagreement, Note, Recap
from tests.unit.documents import document
from tests.unit.exported import history

CLIENT = Client(id="c", name="Northwind")
HOSTILE = (
    "---\n# x\n<img src=x onerror=alert(1)> [[link]] #tag ==m== %%c%% $x$ ![i](http://t.example)"
)


def told(topic: str, told_id: str = "d") -> Disagreement:
    return Disagreement(id=told_id, client="c", topic=topic)


def write(folder: Path, *disagreements: Disagreement) -> Filed:
    return write_markdown(folder, {"c": CLIENT}, disagreements, {})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Q4: leads/quality?", "Q4 leads quality"),
        ("CON", "_CON"),
        ("com1.old", "_com1.old"),
        ("aux .x", "_aux .x"),
        ("..", "else"),
        ("  .hidden. ", "hidden"),
        ("a\u202ec\x00b\n", "a c b"),
        ("[[wiki]] #tag ^block | x", "wiki tag block x"),
        ("Zu\u0308rich", "Zürich"),
        ("", "else"),
    ],
)
def test_a_name_is_safe_on_every_system(typed: str, name: str) -> None:
    assert safe_name(typed, "else") == name


@pytest.mark.parametrize("letter", ["x", "ü", "漢", "😀"])
def test_a_long_name_is_cut_between_its_letters(letter: str) -> None:
    name = safe_name(letter * 500, "else")
    assert LONGEST - 4 < len(name.encode()) <= LONGEST
    assert set(name) == {letter}


def test_names_that_are_one_file_somewhere_are_told_apart() -> None:
    taken = {alike("Straße"), alike("Leads"), alike("Leads 2")}
    assert free_name("STRASSE", taken) == "STRASSE 2"
    assert free_name("LEADS", taken) == "LEADS 3"


def test_each_disagreement_has_a_file_of_its_own(tmp_path: Path) -> None:
    filed = write(tmp_path, told("Leads", "d1"), told("leads", "d2"), told("", "d3"))
    assert filed == Filed(written=3)
    assert names(tmp_path) == [
        "Northwind – Leads.md",
        "Northwind – No topic yet.md",
        "Northwind – leads 2.md",
    ]


def test_a_second_export_touches_only_what_is_new(tmp_path: Path) -> None:
    write(tmp_path, told("Leads", "d1"), told("Prices", "d2"))
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    filed = write(tmp_path, told("Leads", "d1"), told("Prices again", "d2"))
    assert filed == Filed(written=1, same=1)
    after = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert after["Northwind – Leads.md"] == before["Northwind – Leads.md"]
    # Links to a note stay good, whatever its topic is now.
    assert "# Prices again" in (tmp_path / "Northwind – Prices.md").read_text("utf-8")
    assert after.keys() == before.keys()


def test_a_file_that_a_person_changed_is_left_to_them(tmp_path: Path) -> None:
    write(tmp_path, told("Leads"))
    file = tmp_path / "Northwind – Leads.md"
    file.write_text(file.read_text("utf-8") + "My own words\n", "utf-8")
    assert write(tmp_path, told("Leads")) == Filed(written=1, left=1)
    assert file.read_text("utf-8").endswith("My own words\n")
    assert names(tmp_path) == ["Northwind – Leads 2.md", "Northwind – Leads.md"]
    assert write(tmp_path, told("Leads")) == Filed(same=1)


def test_a_foreign_file_of_the_same_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "northwind – leads.md").write_text("mine")
    write(tmp_path, told("Leads"))
    assert (tmp_path / "northwind – leads.md").read_text() == "mine"
    assert "Northwind – Leads 2.md" in names(tmp_path)


@pytest.mark.parametrize("seed", range(10))
def test_the_front_is_yaml_whatever_was_typed(seed: int) -> None:
    """Every text in it is a JSON string on one line, which YAML reads as the same text."""
    for each in document(seed).disagreements:
        text = markdown_file(each, replace(CLIENT, id=each.client), {})
        front = text.removeprefix("---\n").partition("\n---\n")[0].split("\n")
        for line in front:
            value = line.partition(": ")[2] if ": " in line else line.strip().removeprefix("- ")
            assert '"' not in value or isinstance(json.loads(value), str)
            assert value.isprintable() or '"' in value


def test_what_was_typed_is_shown_and_means_nothing() -> None:
    call = Call(id="k", notes=(Note(id="n", text=HOSTILE),), recaps=(Recap(id="r", text=HOSTILE),))
    each = replace(told(HOSTILE), calls=(call,), request=HOSTILE)
    text = markdown_file(each, CLIENT, {}).partition("\n---\n\n")[2]
    reader = markdown_reader()
    reader.enable("image")
    reader.options["html"] = True
    shown = reader.render(text)
    assert "<img" not in shown
    typed, _, _recap = text.partition("### Recap")
    for sign in ("[[", " #tag", "==m", "%%c", " $x", " ![i"):
        assert sign not in typed


def test_everything_that_is_known_is_told() -> None:
    whole = history()
    text = markdown_file(whole.disagreements[0], whole.clients[0], {("", "metric"): "Metric"})
    for words in ("cost over revenue in Zürich", "Draft it", "Pause display", "**Thank you.**"):
        assert words in text
