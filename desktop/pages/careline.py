"""Care that was told, in one line, with what can be done about it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop import show, theme
from desktop.widgets.form import plain
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue
from pathway.facts import Care
from pathway.records import CareEntry


class CareLine(QFrame):
    """One care that was told, with what can be done about it."""

    edited = Signal(object)
    removed = Signal(object)
    mistaken = Signal(object)
    """Somebody says that it was entered in error."""

    def __init__(self, entry: CareEntry, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.addWidget(plain(words, self), 1)
        self.change = QPushButton(tr("Change"), self)
        self.remove = QPushButton(tr("Remove"), self)
        self.wrong = QPushButton(tr("Entered in error…"), self)
        for button, icon in (
            (self.change, "pen-line"),
            (self.wrong, "circle-x"),
            (self.remove, "x"),
        ):
            button.setProperty("kind", "plain")
            button.setAutoDefault(True)
            button.setAccessibleName(f"{button.text()}: {words}")
            theme.put_icon(button, icon, "accent")
            line.addWidget(button)
        self.take(entry)
        self.wrong.clicked.connect(self.on_wrong)
        self.change.clicked.connect(self.on_change)
        self.remove.clicked.connect(self.on_remove)

    def shows(self, entry: CareEntry) -> bool:
        """Say whether it shows this care already, recorded or before it was."""
        mine = self.entry
        return mine == entry or (mine.id is None and mine.care == entry.care)

    def take(self, entry: CareEntry) -> None:
        """Stand for the same care once it is recorded: it cannot be removed any more."""
        self.entry = entry
        self.remove.setVisible(entry.id is None)
        self.wrong.setVisible(entry.id is not None)

    @Slot()
    def on_change(self) -> None:
        self.edited.emit(self.entry)

    @Slot()
    def on_remove(self) -> None:
        self.removed.emit(self.entry)

    @Slot()
    def on_wrong(self) -> None:
        self.mistaken.emit(self.entry)


def care_text(care: Care, catalogue: Catalogue) -> str:
    """Return care in one line: what, when, how often, how it worked."""
    kind = catalogue.item("care.kind").choice_label(care.kind)
    parts = [f"{kind} ({care.name})" if care.name else kind]
    if care.span and care.span.end:
        parts.append(
            tr("{first} to {last}").format(
                first=show.day(care.span.start), last=show.day(care.span.end)
            )
        )
    elif care.span:
        parts.append(tr("since {day}, goes on").format(day=show.day(care.span.start)))
    if care.span:
        parts.append(ntr("{count} day a week", "{count} days a week", care.days_per_week))
    if care.dates:
        parts.append(ntr("{count} session", "{count} sessions", len(care.dates)))
    if care.outcome != "unknown":
        parts.append(catalogue.item("care.outcome").choice_label(care.outcome))
    return " · ".join(parts)
