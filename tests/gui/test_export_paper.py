"""A report as PDF: numbered pages, written whole, nothing loaded, no long word in the way."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from companion.errors import StorageError
from companion.gui.exporting.paper import QuietDocument, write_pdf
from tests.gui.export_page import export_person

PARAGRAPH = "<p>" + "What we agreed on, and why. " * 30 + "</p>"


class PersonStopped(Exception):
    """Raised where the person takes it back."""


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def nothing(_done: int, _whole: int) -> None:
    """Hear how far it is."""


def test_a_long_report_has_the_pages_that_it_says(qtbot: QtBot, tmp_path: Path) -> None:
    file, told = tmp_path / "report.pdf", list[tuple[int, int]]()
    count = write_pdf(PARAGRAPH * 40, "Report", file, lambda *far: told.append(far))
    assert count > 3
    assert pages_in(file.read_bytes()) == count
    assert told == [(number, count) for number in range(count)]
    assert file.stat().st_mode & 0o077 == 0


def test_nothing_is_loaded_for_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "canary.png"
    picture.write_bytes(b"no picture")
    document = QuietDocument()
    document.setHtml(f'<p>a<img src="{picture}">b</p>')
    assert (
        document.resource(QuietDocument.ResourceType.ImageResource.value, QUrl(str(picture)))
        is None
    )


def test_what_is_stopped_between_two_pages_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    def stop(done: int, _whole: int) -> None:
        if done == 2:
            raise PersonStopped

    with pytest.raises(PersonStopped):
        write_pdf(PARAGRAPH * 40, "Report", tmp_path / "report.pdf", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        write_pdf(PARAGRAPH, "Report", tmp_path / "no folder" / "report.pdf", nothing)


def test_a_word_without_end_is_broken_and_links_are_not(qtbot: QtBot, tmp_path: Path) -> None:
    link = "https://ok.example/" + "x" * 100
    html = f'<p><a href="{link}">there</a> {"x" * 20_000} {"&amp;" * 200}</p>'
    write_pdf(html, "Report", tmp_path / "report.pdf", nothing)
    assert link.encode() in _readable((tmp_path / "report.pdf").read_bytes())


def test_the_window_writes_a_pdf_off_its_thread(qtbot: QtBot, tmp_path: Path) -> None:
    with export_person(qtbot, tmp_path, disagreement="d") as person:
        person.choose("pdf")
        assert person.write("report.pdf") == "1 disagreement is in report.pdf."
        assert person.written()["report.pdf"].startswith(b"%PDF")


def _readable(pdf: bytes) -> bytes:
    """Return *pdf* with its compressed streams as they are written."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(_plain(stream) for stream in streams)


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
