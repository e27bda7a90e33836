"""How a finding is looked for: what to do, what counts, when to leave it, what that rests on."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.widgets.form import plain, restyled
from desktop.words import tr
from pathway.examhelp import HowTo


class HowPanel(QFrame):
    """A few sentences beneath the finding that somebody is at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        restyled(self, "notice", "info")
        self.title = plain("", self, "h3")
        self.how = plain("", self)
        self.counts = plain("", self)
        self.care = plain("", self)
        self.rests = plain("", self, "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(5)
        for part in (self.title, self.how, self.counts, self.care, self.rests):
            box.addWidget(part)

    def tell(self, label: str, steps: HowTo) -> None:
        """Show how one finding is looked for."""
        self.title.setText(label)
        self.how.setText(steps.how)
        self.counts.setText(steps.counts)
        self.care.setText(tr("Care: {words}").format(words=steps.care))
        self.rests.setText(tr("Rests on: {sources}").format(sources=_titles(steps)))
        for part, is_there in ((self.counts, steps.counts), (self.care, steps.care)):
            part.setVisible(bool(is_there))
        self.setAccessibleName(f"{label}. {self.words()}")

    def words(self) -> str:
        """Return all that is shown, as it is read aloud."""
        shown = (self.how, self.counts, self.care)
        return " ".join(part.text() for part in shown if not part.isHidden())


def _titles(steps: HowTo) -> str:
    if any(title.endswith("*") for title in steps.sources):
        return tr("{titles} (* cited, not re-read)").format(titles="; ".join(steps.sources))
    return "; ".join(steps.sources)
