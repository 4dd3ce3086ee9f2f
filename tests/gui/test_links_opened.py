"""What is opened outside is the link that was made: Qt neither mends nor changes a letter of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from companion.mail.compose_links import Webmail, compose_link
from companion.mail.handoff import mailto
from companion.model import Me, Recap

RECAP = Recap(
    id="r",
    to=("dana+q4@münchen.example", "o'brien@x.example"),
    subject="50% & more? #1 = “best” + %0D%0ABcc:evil@x.example",
    text="Hi Dana,\n\ne\u0301 👩‍👩‍👧 \u2028 <b> %41 +1 ; / ? : @ & = $ , # [ ]\n",
)


class Browser(QObject):
    """Stands for the system's program; remembers the addresses as they would travel."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.got.append(bytes(url.toEncoded().data()).decode())


def test_links_arrive_letter_by_letter(qtbot: QtBot) -> None:
    made = [
        mailto(RECAP),
        compose_link(RECAP, Webmail.GMAIL, Me()),
        compose_link(RECAP, Webmail.OUTLOOK, Me()),
    ]
    links = [link for link in made if link]
    assert len(links) == 3
    browser = Browser()
    for scheme in ("mailto", "https"):
        QDesktopServices.setUrlHandler(scheme, browser, "take")  # type: ignore[arg-type]
    try:
        for link in links:
            url = QUrl(link, QUrl.ParsingMode.StrictMode)
            assert url.isValid()
            assert QDesktopServices.openUrl(url)
    finally:
        for scheme in ("mailto", "https"):
            QDesktopServices.unsetUrlHandler(scheme)
    assert browser.got == links
