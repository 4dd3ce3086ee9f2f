"""The section of the side panel in which the template and the language of a client are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from companion.gui.recap.fields import Section
from companion.gui.recap.page import Page
from companion.gui.widgets.chooser import Chooser
from companion.gui.widgets.link_row import link_row
from companion.method.conventions import base, normalised
from companion.method.phrases import Template, languages

LETTERS = 6
"""Room that a chooser of the narrow recap always has."""

AS_WIDE_AS_ITS_PLACE = (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class TemplateSection(Section):
    """Two choosers and the way to the words; what is chosen is the client's from then on."""

    chosen = Signal(str, str)
    """The recaps of this client should be in that language and template."""

    zone_chosen = Signal(str)
    """The days in this client's recaps should be those of that time zone; "" for ours."""

    texts_wanted = Signal(str, str)
    """The words of that language and template should be shown, to be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer every template; nothing is chosen yet."""
        super().__init__(parent)
        self.set_heading(self.tr("Template"))
        self.template = chooser(self, self.tr("Template of the recap"))
        self.language = chooser(self, self.tr("Language of the recap"))
        self.zone = ZoneChooser(self)
        self.zone.setAccessibleName(self.tr("Time zone of the client"))
        self.texts = QPushButton(self.tr("Change its words…"), self)
        self.texts.setProperty("link", True)
        for template, title in template_titles().items():
            self.template.addItem(title, template)
        self.template.activated.connect(self._tell)
        self.language.activated.connect(self._tell)
        self.texts.clicked.connect(self._want_texts)
        self.zone.activated.connect(lambda: self.zone_chosen.emit(self.zone.currentData()))
        for part in (self.template, self.language, self.zone):
            self.column.addWidget(part)
        self.column.addLayout(link_row(self.texts))
        self.hide()

    def show_page(self, page: Page) -> None:
        """Show what the draft of *page* is composed in; one that left the house has no choice."""
        self.setVisible(page.is_draft)
        self.template.setCurrentIndex(self.template.findData(page.fresh.template))
        fill_languages(self.language, page.fresh.language)
        self.zone.show_zone(page.client.time_zone)

    def _tell(self) -> None:
        self.chosen.emit(self.language.currentData(), self.template.currentData())

    def _want_texts(self) -> None:
        self.texts_wanted.emit(base(self.language.currentData()), self.template.currentData())


class ZoneChooser(Chooser):
    """The time zones of the world by their names; ours, which is said by an empty one, is first."""

    names_wanted = Signal()
    """The names are about to be looked at; they lie on the disk, so somebody else reads them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Know our own zone alone."""
        super().__init__(parent, letters=LETTERS)
        self.setSizePolicy(*AS_WIDE_AS_ITS_PLACE)
        self._shows_all = False
        self.addItem(self.tr("Days as in our time zone"), "")

    def show_zone(self, name: str) -> None:
        """Choose the zone of that name, whatever it is."""
        if self.findData(name) < 0:
            self.addItem(name, name)
        self.setCurrentIndex(self.findData(name))

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these zones from now on."""
        chosen = self.currentData()
        self._shows_all = True
        while self.count() > 1:
            self.removeItem(1)
        for name in names:
            self.addItem(name, name)
        self.show_zone(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask for the names when they are needed first."""
        super().focusInEvent(event)
        if not self._shows_all:
            self.names_wanted.emit()


def chooser(parent: QWidget, name: str) -> Chooser:
    """Return an empty chooser that is as wide as its place."""
    box = Chooser(parent, name, letters=LETTERS)
    box.setSizePolicy(*AS_WIDE_AS_ITS_PLACE)
    return box


def fill_languages(box: QComboBox, current: str) -> None:
    """Offer every language in *box*, and *current* where it is a country's own use of one."""
    titles = language_titles()
    tag = normalised(current)
    if tag not in titles:
        titles[tag] = f"{titles.get(base(tag), tag)} ({tag})"
    if [box.itemData(row) for row in range(box.count())] != list(titles):
        box.clear()
        for language, title in titles.items():
            box.addItem(title, language)
    box.setCurrentIndex(box.findData(tag))


def template_titles() -> dict[str, str]:
    """Return what each template is called, in the order in which they are offered."""
    tr = QCoreApplication.translate
    return {
        Template.WARM.value: tr("TemplateSection", "Warm and short"),
        Template.FORMAL.value: tr("TemplateSection", "Formal"),
        Template.BULLETS.value: tr("TemplateSection", "Bullet points"),
    }


def language_titles() -> dict[str, str]:
    """Return what each language calls itself; English with its two ways of writing a date."""
    own = {"de": "Deutsch", "en": "English", "es": "Español", "fr": "Français"}
    american = QCoreApplication.translate("TemplateSection", "English (US dates)")
    titles = {}
    for language in languages():
        titles[language] = own.get(language, language)
        if language == "en":
            titles["en-US"] = american
    return titles
