"""About: which version this is, what it is built from, and under which licences."""

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget

from desktop import theme
from desktop.icons import own_picture
from desktop.licencetext import licence_text, system, versions
from desktop.pages.sidepage import SidePage, add_pairs
from desktop.widgets.form import muted, plain
from desktop.words import tr

LEAST_HIGH = 320
HEADING = "# Licences\n"


class AboutPage(SidePage):
    """Versions on top, the licences beneath."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("About Foramen"), parent)
        self.licences = QTextBrowser(self)
        self._add_what()
        self._add_versions()
        self._add_licences()

    def _add_what(self) -> None:
        section = self.form.section("")
        mark = QLabel(section)
        mark.setPixmap(own_picture(theme.pixels(64)))
        mark.setAccessibleName(tr("The picture of the program: two vertebrae and a nerve"))
        section.add(mark)
        words = tr(
            "Foramen helps clinicians look after adults with a pinched nerve in the neck or the "
            "low back. It works without a network, and nothing leaves this computer by itself."
        )
        section.add(plain(words, section))
        section.add(muted(tr("Apache License 2.0."), section))

    def _add_versions(self) -> None:
        section = self.form.section(tr("Versions"))
        add_pairs(section, (*versions(), (tr("System"), system())))

    def _add_licences(self) -> None:
        section = self.form.section(tr("Licences of everything included"))
        self.licences.setOpenLinks(False)
        self.licences.setTabChangesFocus(True)
        self.licences.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.licences.setAccessibleName(tr("Licences of everything included"))
        self.licences.setMinimumHeight(theme.pixels(LEAST_HIGH))
        said = licence_text().removeprefix(HEADING)
        self.licences.setMarkdown(said or tr("The page on licences is not here."))
        section.add(self.licences)
