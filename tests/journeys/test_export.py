"""Taking a disagreement along by keyboard alone: from its row to a report for a colleague."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.person import Person
from tests.journeys.x_server import XServer
from tests.unit.exported import PRIVATE, stored


def test_a_report_is_written_from_the_row_of_a_disagreement(
    x_server: XServer, tmp_path: Path
) -> None:
    with stored(tmp_path):
        pass
    report = tmp_path / "report.html"
    with Person(x_server, tmp_path / "data") as person:
        person.is_at("^Companion$")
        person.press("ctrl+f")
        person.type("support")
        # The second entry in the menu of a row without calls.
        person.tries(
            ("ctrl+f", "Down", "Menu", "Down", "Down", "Return"),
            lambda: person.title().startswith("Export"),
        )
        person.tries(("ctrl+Return",), lambda: person.title().startswith("Choose where"))
        person.press("ctrl+a")
        person.type(str(report))
        person.press("Return")
        person.wait_until(report.exists)
        person.is_at("^Export")
        person.press("Escape", "Escape")
        person.is_at("^Companion$")
    html = report.read_text("utf-8")
    assert "<h1>Price of support</h1>" in html
    assert not any(word in html for word in PRIVATE.values())
