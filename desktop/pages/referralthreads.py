"""The referrals of a problem: how far each got, and one key for its next state."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import Section, plain
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import Referral
from pathway.referring import Thread


class ThreadLines(QWidget):
    """One referral: its entries, and what can come next while it waits for an answer."""

    moved = Signal()

    def __init__(self, thread: Thread, words: "ReferralWords", parent: QWidget) -> None:
        super().__init__(parent)
        self.referral = thread
        self.next = ChoiceButtons(_next_states(), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(plain(words.title(thread), self, "h3"))
        for entry in thread.entries:
            box.addWidget(plain(words.line(entry), self))
        box.addWidget(self.next)
        named = tr("What came of it: {referral}").format(referral=words.title(thread))
        self.next.setAccessibleName(named)
        self.next.setVisible(thread.is_waiting)
        self.next.changed.connect(self.on_chosen)

    @Slot()
    def on_chosen(self) -> None:
        """Tell what came of it."""
        if self.next.value():
            self.moved.emit()


class ReferralWords:
    """Says referrals in words."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self._catalogue = catalogue
        self._today = today

    def kind(self, code: str) -> str:
        """Return what somebody is referred for."""
        return self._catalogue.item("referral.kind").choice_label(code)

    def title(self, thread: Thread) -> str:
        """Return what a referral is for and to whom it went."""
        named = self.kind(thread.kind)
        return f"{named} – {thread.to}" if thread.to else named

    def line(self, entry: Referral) -> str:
        """Return one entry: its state, its day, and what was said."""
        state = self._catalogue.item("referral.state").choice_label(entry.state)
        when = f"{show.day(entry.on)} · {show.ago(entry.on, self._today)}"
        said = f"{state} · {when}"
        return f"{said} · {entry.words}" if entry.words else said


class ReferralList(Section):
    """Every referral, the newest first."""

    moved = Signal(object, str)
    """The Thread that came further, and its state now."""

    def __init__(self, words: ReferralWords, parent: QWidget) -> None:
        said = tr("S seen, A answered, D declined, L lost: the key is enough, dated today.")
        super().__init__(tr("Referrals so far"), said, parent)
        self._words = words
        self.lines: list[ThreadLines] = []
        self.none = plain(tr("Nobody was referred yet."), self, "muted")
        self.add(self.none)

    def show_threads(self, told: tuple[Thread, ...]) -> None:
        """Show these."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for thread in reversed(told):
            line = ThreadLines(thread, self._words, self)
            line.moved.connect(self.on_moved)
            self.lines.append(line)
            self.box.addWidget(line)
            line.show()
        self.none.setVisible(not told)

    @Slot()
    def on_moved(self) -> None:
        line = self.sender()
        if isinstance(line, ThreadLines):
            self.moved.emit(line.referral, line.next.value())


def _next_states() -> tuple[Choice, ...]:
    return (
        Choice("arrived", tr("Seen"), "s"),
        Choice("answered", tr("Answered…"), "a"),
        Choice("declined", tr("Declined"), "d"),
        Choice("lost", tr("Lost"), "l"),
    )
