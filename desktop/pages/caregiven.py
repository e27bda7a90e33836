"""The part of a visit that tells which care was given: a list, and a small form beneath it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.carefields import CareFields
from desktop.pages.careline import CareLine, care_text
from desktop.widgets.dates import DayLimits
from desktop.widgets.form import Section, muted
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.records import CareEntry, CareId

NEW = CareId("")


class CareGiven(QWidget):
    """A list of care with a small form beneath; an entry of an earlier visit can be told again."""

    changed = Signal()
    lined = Signal()
    """Other lines stand above the small form."""
    typing = Signal()
    """Something stands in the small form that was not taken into the list."""
    mistaken = Signal(object)
    """A CareEntry that somebody says was entered in error."""

    def __init__(self, catalogue: Catalogue, limits: DayLimits, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._entries: list[CareEntry] = []
        self._touched: list[CareEntry] = []
        self._editing: CareEntry | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.section = Section(
            tr("Care given"), tr("Since the last visit, or for the first time."), self
        )
        box.addWidget(self.section)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        holder = QWidget(self.section)
        holder.setLayout(self._lines)
        self.section.add(holder)
        self.fields = fields = CareFields(catalogue, limits, self)
        self.kind, self.name, self.put = fields.kind, fields.name, fields.put
        self.first, self.last, self.weeks = fields.first, fields.last, fields.weeks
        self.days, self.outcome = fields.days, fields.outcome
        fields.add_to(self.section)
        fields.put.clicked.connect(self.on_put)
        self._clear()
        fields.typing.connect(self.typing)

    def show_entries(self, entries: tuple[CareEntry, ...]) -> None:
        """Show the care that is known already."""
        self._entries, self._touched = list(entries), []
        self._show_lines()

    def take_known(self, known: tuple[CareEntry, ...]) -> None:
        """Show what became known meanwhile; what was told here and is not saved stays."""
        ids = {entry.id for entry in known}
        touched = _left(self._touched, {one.id for one in self._entries}, known)
        again = {one.id: one for one in touched if one.id}
        entries = [again.get(one.id or NEW, one) for one in known]
        entries += [one for one in touched if one.id is None]
        if self._editing and self._editing.id and self._editing.id not in ids:
            self._clear()
        if entries != self._entries:
            self._entries, self._touched = entries, touched
            self._show_lines()

    def take_saved(self, known: tuple[CareEntry, ...], sent: tuple[CareEntry, ...]) -> None:
        """Show what is recorded now that ``sent`` is; what was told since stays to be saved."""
        self._touched = [one for one in self._touched if one not in sent]
        self.take_known(known)

    def entries(self) -> tuple[CareEntry, ...]:
        """Return the care that is new or was told again: what there is to save."""
        return tuple(self._touched)

    def entries_so_far(self) -> tuple[CareEntry, ...]:
        """Return what there is to save, and with it what stands whole in the small form."""
        if not self.fields.is_whole():
            return self.entries()
        others = (one for one in self._touched if one is not self._editing)
        return (*others, self._entry())

    def count(self) -> int:
        """Return how many kinds of care are listed."""
        return len(self._entries)

    def last_control(self) -> QWidget:
        """Return the control at the end."""
        return self.put

    def pending(self) -> bool:
        """Say whether something stands in the small form that was not taken into the list."""
        return not self.fields.is_blank()

    def tell_again(self, entries: tuple[CareEntry, ...]) -> None:
        """Take back into the list what was told before and is not saved."""
        known = {entry.id: entry for entry in self._entries if entry.id}
        for entry in entries:
            _replace(self._entries, known.get(entry.id or NEW, entry), entry)
        self._touched = list(entries)
        self._show_lines()

    def editing_id(self) -> str:
        """Return which known care stands in the small form to be changed, empty for none."""
        return (self._editing.id or "") if self._editing else ""

    def edit_again(self, care_id: str) -> None:
        """Go on changing care that is known."""
        for entry in self._entries:
            if entry.id == care_id:
                self._editing = entry
                self.put.setText(tr("Take the change"))

    def set_stacked(self, stacked: bool) -> None:
        """Put the labels above their controls."""
        self.section.set_stacked(stacked)

    @Slot()
    def on_put(self) -> None:
        """Take what stands in the small form into the list, or say what is wrong with it."""
        if not self.fields.accepts():
            return
        entry = self._entry()
        if self._editing:
            _replace(self._entries, self._editing, entry)
            _replace(self._touched, self._editing, entry)
        else:
            self._entries.append(entry)
            self._touched.append(entry)
        self._clear()
        self._show_lines()
        self.changed.emit()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_edited(self, entry: CareEntry) -> None:
        self._editing = entry
        self.fields.fill(entry.care)
        self.put.setText(tr("Take the change"))
        self.last.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_removed(self, entry: CareEntry) -> None:
        self._entries.remove(entry)
        self._touched.remove(entry)
        _let_go(
            _taken_out(self._lines)
        )  # all of them, so that the keyboard goes on to the small form
        self._show_lines()
        self.changed.emit()

    def _entry(self) -> CareEntry:
        editing = self._editing
        care = self.fields.care(editing.care.dates if editing else ())
        return CareEntry(care, editing.id if editing else None)

    def _clear(self) -> None:
        self._editing = None
        self.fields.clear()
        self.put.setText(tr("Add to the list"))

    def _show_lines(self) -> None:
        """Show a line for each entry; those that say what they said before stay."""
        before = _taken_out(self._lines)
        lines = [self._line_from(before, entry) for entry in self._entries]
        _let_go(before)
        for line in lines:
            self._lines.addWidget(line)
            line.show()  # at once, or Tab would pass it by until the next turn
        if not lines:
            self._lines.addWidget(muted(tr("No care recorded yet."), self))
        self.lined.emit()

    def _line_from(self, before: list[QWidget], entry: CareEntry) -> CareLine:
        """Return the line that shows an entry already, or a new one."""
        for line in before:
            if isinstance(line, CareLine) and line.shows(entry):
                before.remove(line)
                line.take(entry)
                return line
        made = CareLine(entry, care_text(entry.care, self._catalogue), self)
        made.edited.connect(self.on_edited)
        made.removed.connect(self.on_removed)
        made.mistaken.connect(self.mistaken)
        return made


def _replace(entries: list[CareEntry], old: CareEntry, new: CareEntry) -> None:
    if old in entries:
        entries[entries.index(old)] = new
    else:
        entries.append(new)


def _left(
    touched: list[CareEntry], before: set[CareId | None], known: tuple[CareEntry, ...]
) -> list[CareEntry]:
    """Return what was told on the form and is not among what is known now."""
    fresh = [one.care for one in known if one.id not in before]
    ids, left = {one.id for one in known}, []
    for one in touched:
        if one.id is None and one.care in fresh:
            fresh.remove(one.care)
        elif one.id is None or (one.id in ids and one not in known):
            left.append(one)
    return left


def _taken_out(box: QVBoxLayout) -> list[QWidget]:
    items = [box.takeAt(0) for _ in range(box.count())]
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if widget is not None]


def _let_go(lines: list[QWidget]) -> None:
    for line in lines:
        line.hide()
        line.deleteLater()
