"""Settings: how this computer shows the program, and how the clinic appears on paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop import theme
from desktop.actions import ActionId
from desktop.looks import Looks
from desktop.pages.paperface import PaperPart
from desktop.pages.settingrows import screen_rows, work_rows
from desktop.pages.sidepage import SidePage
from desktop.settings import SettingsFile
from desktop.widgets.form import Row, Section, muted
from desktop.words import tr
from pathway.readable import words_of

if TYPE_CHECKING:
    from desktop.desk.letterhead import Letterhead

SEARCH_WIDE = 320


class SettingsPage(SidePage):
    """Everything that can be changed later; what is chosen counts at once, and is kept."""

    elsewhere = Signal(str)
    """What is looked after on a page of its own: "people", "backups"."""

    def __init__(self, settings: SettingsFile, looks: Looks, parent: QWidget) -> None:
        super().__init__(tr("Settings"), parent)
        self._settings = settings
        self._looks = looks
        self.search = QLineEdit(self)
        self.none = muted(tr("No setting has these words."), self)
        self.paper: PaperPart | None = None
        self.sections: list[tuple[str, Section]] = []
        self._is_loose = False
        self._lay_out()
        self.rows = (
            *screen_rows(self.section(tr("Screen")), settings, looks),
            *work_rows(self.section(tr("Working")), settings),
        )
        self.locked = muted(
            tr("Unlock the clinic to change how it appears on paper."), self.form.content
        )
        self.form.add(self.locked)
        self.search.textChanged.connect(self.on_search)

    def add_clinic(self, letterhead: "Letterhead") -> None:
        """Show what concerns the clinic that is open."""
        self.locked.hide()
        paper = self.section(tr("The clinic on paper"))
        phones = self.section(
            tr("Emergency numbers"),
            tr("They stand on the emergency letter and on papers for patients. Try each once."),
        )
        self.paper = PaperPart(letterhead, paper, phones)
        self._link("backups", tr("Backups"), tr("&Backups …"), tr("The folder and the stick."))
        words = tr("Names, passphrases, who may do what, codes on paper.")
        self._link("people", tr("People"), tr("&People …"), words)

    def section(self, title: str, help: str = "") -> Section:  # noqa: A002
        """Add a titled card that can be searched."""
        section = self.form.section(title, help)
        self.sections.append((title, section))
        return section

    def may_leave(self) -> bool:
        """Keep what stands in the fields; nothing holds anybody here."""
        if self.paper is not None:
            self.paper.keep()
        return True

    def act(self, action: ActionId) -> None:
        """Keep what stands in the fields, then go back."""
        self.may_leave()
        super().act(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.may_leave()
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "rows"):
            for row in self.rows:
                row.show_value()
            self.search.setFixedWidth(theme.pixels(SEARCH_WIDE))

    @Slot(str)
    def on_search(self, text: str) -> None:
        """Hide what does not have the words that are looked for."""
        if not self._is_loose:
            self._is_loose = True
            # Aligned to the top, a short page gets the height of its hints, not of its texts.
            self.form.box.setAlignment(Qt.AlignmentFlag(0))
            self.form.box.addStretch(1)
        words = words_of(text).casefold().split()
        found = [_filter(title, section, words) for title, section in self.sections]
        self.none.setVisible(not any(found))
        self.locked.setVisible(not words and self.paper is None)

    def _link(self, name: str, title: str, words: str, told: str) -> None:
        section, button = self.section(title), QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(True)
        button.clicked.connect(self.on_elsewhere)
        section.row(title, button, told)
        button.setAccessibleName(title)

    @Slot()
    def on_elsewhere(self) -> None:
        """Show the page on which this is looked after."""
        self.may_leave()
        self.elsewhere.emit(self.sender().objectName())

    def _lay_out(self) -> None:
        words = tr("Search the settings")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setFixedWidth(theme.pixels(SEARCH_WIDE))
        self.none.hide()
        line = QHBoxLayout()
        line.setContentsMargins(24, 10, 24, 0)
        line.setSpacing(16)
        line.addWidget(self.search)
        line.addWidget(self.none, 1)
        line.addStretch(0)
        self.box.insertLayout(1, line)
        self.back.clicked.disconnect(self.left)
        self.back.clicked.connect(self.on_back)
        self.setFocusProxy(self.search)

    @Slot()
    def on_back(self) -> None:
        """Keep what stands in the fields, then go back."""
        self.act("back")


def _filter(title: str, section: Section, words: list[str]) -> bool:
    """Show the rows of a section that have these words; all where its title has them."""
    is_titled = _has(title, words)
    shown = [_show(row, is_titled or _has(_said(row), words)) for row in section.rows]
    section.setVisible(is_titled or any(shown))
    return is_titled or any(shown)


def _show(row: Row, is_shown: bool) -> bool:
    row.setVisible(is_shown)
    return is_shown


def _said(row: Row) -> str:
    return f"{row.label.text()} {row.help.text()} {row.control.accessibleName()}".replace("&", "")


def _has(text: str, words: list[str]) -> bool:
    told = text.casefold()
    return all(word in told for word in words)
