"""What stands in place of the worklist: it is being read, nobody waits, or it cannot be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.workwords import group_words
from desktop.pages.workgroups import Group
from desktop.widgets.form import muted, plain
from desktop.words import tr


class WorkState(QFrame):
    """Says why there are no lines, and what can be done."""

    again = Signal()
    patients_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = plain("", self, "h2")
        self.text = muted("", self)
        self.try_again = QPushButton(tr("&Try again"), self)
        self.patients = QPushButton(tr("All &patients"), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 12, 24, 12)
        box.setSpacing(10)
        box.addStretch(1)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(part)
        box.addSpacing(8)
        line = QHBoxLayout()
        line.addStretch(1)
        for button in (self.try_again, self.patients):
            button.setAutoDefault(True)
            line.addWidget(button)
        line.addStretch(1)
        box.addLayout(line)
        box.addStretch(2)
        self.try_again.clicked.connect(self.again)
        self.patients.clicked.connect(self.patients_wanted)
        self.setFocusProxy(self.patients)

    def show_nobody(self, group: Group, sought: str, *, is_known: bool) -> None:
        """Say that nobody is in a group, or that it is being read."""
        self.try_again.hide()
        self.patients.show()
        if not is_known:
            self._say(tr("Looking who waits…"), "")
        elif sought:
            said = tr("Nobody here fits “{sought}”").format(sought=sought)
            self._say(said, tr("Try fewer letters, another group, or all patients (F2)."))
        elif group == "":
            said = tr("Everybody is seen to: no red flag, no contact and no paper is open.")
            self._say(tr("Nobody waits"), said)
        elif group == "aside":
            said = tr("Nobody said that they will come later, or not any more.")
            self._say(tr("Nobody is set aside"), said)
        else:
            said = tr("Nobody waits in “{group}”").format(group=group_words()[group])
            self._say(said, tr("The other groups are one key away: Left and Right in the list."))

    def show_trouble(self, sentence: str) -> None:
        """Say that the list could not be read; nobody is left off it silently."""
        self.try_again.show()
        self._say(tr("The list cannot be read now"), sentence)

    def _say(self, title: str, text: str) -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
