"""A signed visit with what can be done about it: amend it, mark it as an error, show old values."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import theme
from desktop.models.corrections import RecordWords
from desktop.pages.careline import CareLine, care_text
from desktop.pages.shownadvice import AdviceOfThen
from desktop.pages.signed import Read, SignedVisit, notice
from desktop.pages.visitparts import Books
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, Section, muted
from desktop.words import ntr, tr
from pathway.recalling import Shown
from pathway.records import CareEntry, RecordedVisit, VisitId, VisitVersion

MOST_NAMED: Final = 8
ShownAdvice = Callable[[RecordedVisit], Shown]
Versions = Callable[[VisitId], tuple[VisitVersion, ...]]


class Reading(Form):
    """One signed visit to read, and the care that is recorded."""

    amending = Signal()
    mistaken = Signal()
    """Somebody says that the visit was entered in error."""
    care_mistaken = Signal(object)
    """A CareEntry that somebody says was entered in error."""
    asking_known = Signal()

    def __init__(self, books: Books, versions: Versions, parent: QWidget) -> None:
        super().__init__(parent)
        self._books = books
        self._words = RecordWords(books.words, books.catalogue, books.scores)
        self._versions = versions
        self.recorded: RecordedVisit | None = None
        self._care: tuple[CareEntry, ...] = ()
        self._left_open: tuple[str, ...] = ()
        self.amend = _button(tr("Amend this visit…"), "pen-line", self.content)
        self.wrong = _button(tr("Entered in error…"), "circle-x", self.content)
        self.old = _button(tr("Show old values"), "history", self.content)
        self.old.setCheckable(True)
        self.advice = _button(tr("Advice as it was shown"), "activity", self.content)
        self.advice.setCheckable(True)
        self.shown: ShownAdvice = _nothing_kept
        self.known = _button(tr("As known on a date…"), "clock", self.content)
        self.add(flow(self.content, self.amend, self.wrong, self.old, self.advice, self.known))
        self._parts: list[QWidget] = []
        self._is_whole = True
        self.amend.clicked.connect(self.amending)
        self.wrong.clicked.connect(self.mistaken)
        self.old.toggled.connect(self.on_old)
        self.advice.toggled.connect(self.on_advice)
        self.known.clicked.connect(self.asking_known)

    def show_visit(
        self,
        recorded: RecordedVisit,
        care: tuple[CareEntry, ...],
        left_open: tuple[str, ...] = (),
    ) -> None:
        """Show a visit as it stands, what its screen left open, and the care of the problem."""
        for _ in self.pieces(recorded, care, left_open):
            pass

    def pieces(
        self,
        recorded: RecordedVisit,
        care: tuple[CareEntry, ...],
        left_open: tuple[str, ...] = (),
    ) -> Iterator[None]:
        """Show a visit piece by piece: each step makes one of some milliseconds."""
        shown = self.recorded, self._care, self._left_open
        if self._is_whole and (recorded, care, left_open) == shown:
            return
        self._left_open = left_open
        is_other = self.recorded is None or self.recorded.id != recorded.id
        self.recorded, self._care = recorded, care
        self.old.setVisible(recorded.amended is not None)
        if is_other or recorded.amended is None:
            self.old.setChecked(False)
        if is_other:
            self.advice.setChecked(False)
        yield from self._pieces()

    def focus_start(self) -> None:
        """Go to the first thing that can be done."""
        self.amend.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def on_old(self, is_on: bool) -> None:
        """Show what was said before, or only what holds."""
        self.old.setText(tr("Hide old values") if is_on else tr("Show old values"))
        theme.put_icon(self.old, "eye-off" if is_on else "history", "accent")
        self._fill()

    @Slot(bool)
    def on_advice(self, is_on: bool) -> None:
        """Show the advice of when the visit was signed, or put it away."""
        words = tr("Hide the advice of then")
        self.advice.setText(words if is_on else tr("Advice as it was shown"))
        theme.put_icon(self.advice, "eye-off" if is_on else "activity", "accent")
        self._fill()

    def _fill(self) -> None:
        for _ in self._pieces():
            pass

    def _pieces(self) -> Iterator[None]:
        self._is_whole = False
        for part in self._parts:
            self.box.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if self.recorded is not None:
            versions = self._versions(self.recorded.id) if self.old.isChecked() else ()
            read = Read(self.recorded, versions)
            sheet = SignedVisit(read, self._words, self.content, in_pieces=True)
            self._put(*self._gaps(), *self._advice_of_then(), sheet)
            yield
            yield from sheet.pieces
            self._put(self._care_section())
        self._is_whole = True

    def _put(self, *parts: QWidget) -> None:
        self._parts += parts
        for part in parts:
            self.add(part)

    def _gaps(self) -> list[QWidget]:
        """Return a line that says that the red-flag screen of the visit has gaps."""
        if not self._left_open:
            return []
        gaps = ntr(
            "{count} red-flag question has no answer",
            "{count} red-flag questions have no answer",
            len(self._left_open),
        )
        named = "; ".join(map(self._books.words.short, self._left_open[:MOST_NAMED]))
        more = " …" if len(self._left_open) > MOST_NAMED else ""
        said = tr("Red-flag screen not complete. {gaps}: {named}")
        words = said.format(gaps=gaps, named=f"{named}{more}")
        return [notice(words, "warn", self.content)]

    def _advice_of_then(self) -> list[QWidget]:
        if self.recorded is None or not self.advice.isChecked():
            return []
        return [AdviceOfThen(self.shown(self.recorded), self._books.words, self.content)]

    def _care_section(self) -> Section:
        section = Section(tr("Care recorded so far"), "", self.content)
        for entry in self._care:
            line = CareLine(entry, care_text(entry.care, self._books.catalogue), section)
            line.change.hide()
            line.mistaken.connect(self.care_mistaken)
            section.add(line)
        if not self._care:
            section.add(muted(tr("No care recorded yet."), section))
        return section


def _nothing_kept(_recorded: RecordedVisit) -> Shown:
    return Shown(None, None)


def _button(words: str, icon: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("kind", "plain")
    button.setAutoDefault(True)
    theme.put_icon(button, icon, "accent")
    return button
