"""To whom a letter goes: picked from the clinic's directory, or typed; kept there by a button."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.pages.typed import Place, line_place, lines_place
from desktop.trouble import Trouble
from desktop.widgets.choice import PickBox
from desktop.widgets.cleantext import CleanLines
from desktop.widgets.flow import flow
from desktop.widgets.form import Section, em, plain
from desktop.words import tr
from pathway.addressees import LONGEST_ADDRESS, Addressee, AddresseeEntry, AddresseeId
from pathway.readable import is_blank, words_of
from pathway.records import Changes

if TYPE_CHECKING:
    from desktop.desk import Desk

NAME_LENGTH: Final = 200
ADDRESS_LINES: Final = 3


class AddresseeFields(Section):
    """The fields of one addressee, the directory above them."""

    changed = Signal()

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(tr("To whom"), "", parent)
        self._desk = desk
        self._entries: dict[str, AddresseeEntry] = {}
        self.pick = PickBox(tr("Not from the directory"), (), self)
        self.name, self.speciality = QLineEdit(self), QLineEdit(self)
        self.place, self.phone = QLineEdit(self), QLineEdit(self)
        self.address = lines_field(ADDRESS_LINES, LONGEST_ADDRESS, self)
        self.keep = QPushButton(tr("&Keep in the directory"), self)
        self.drop = QPushButton(tr("&Take out of the directory"), self)
        self.news = plain("", self, "muted")
        self._lay_out()
        self._connect()
        self.fill()

    def addressee(self) -> Addressee:
        """Return what stands in the fields."""
        return Addressee(
            name=words_of(self.name.text()),
            speciality=words_of(self.speciality.text()),
            place=words_of(self.place.text()),
            phone=words_of(self.phone.text()),
            address="" if is_blank(self.address.text()) else self.address.text(),
        )

    def show_addressee(self, who: Addressee) -> None:
        """Put somebody into the fields."""
        self.name.setText(who.name)
        self.speciality.setText(who.speciality)
        self.place.setText(who.place)
        self.phone.setText(who.phone)
        self.address.setPlainText(who.address)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name; who is picked comes first, since the others follow."""
        return (
            Place("to.pick", self.pick.value(), self._pick),
            line_place("to.name", self.name),
            line_place("to.speciality", self.speciality),
            line_place("to.place", self.place),
            line_place("to.phone", self.phone),
            lines_place("to.address", self.address),
        )

    def look_up(self, name: str) -> None:
        """Put in whoever has this name in the directory, or the name alone."""
        wanted = name.casefold()
        same = (
            code
            for code, one in self._entries.items()
            if wanted and wanted in {one.who.name.casefold(), one.who.title.casefold()}
        )
        self.pick.set_value(next(same, ""))
        if not self.pick.value():
            self.show_addressee(Addressee(name=name))

    def fill(self) -> None:
        """Read the directory again; who is picked stays picked."""
        chosen = self.pick.value()
        self._entries = {str(entry.id): entry for entry in self._desk.letters.directory()}
        self.pick.blockSignals(True)
        while self.pick.count() > 1:
            self.pick.removeItem(1)
        for code, entry in self._entries.items():
            self.pick.addItem(entry.who.title or entry.who.place, code)
        self.pick.set_value(chosen if chosen in self._entries else "")
        self.pick.blockSignals(False)
        self._show_buttons()

    @Slot()
    def on_picked(self) -> None:
        """Put whoever was picked into the fields."""
        entry = self._entries.get(self.pick.value())
        if entry is not None:
            self.show_addressee(entry.who)
        self.news.hide()
        self._show_buttons()

    @Slot()
    def on_keep(self) -> None:
        """Keep what stands in the fields: as the one who is picked, or as a new one."""
        entry = self._entries.get(self.pick.value())
        kept = AddresseeEntry(self.addressee(), entry.id if entry else None)
        self._desk.letters.keep(kept, self.take_kept, self.take_trouble)

    @Slot()
    def on_drop(self) -> None:
        """Take whoever is picked out of the directory; the letters of before stay as they are."""
        entry = self._entries.get(self.pick.value())
        if entry is not None:
            gone = AddresseeEntry(entry.who, AddresseeId(str(entry.id)), listed=False)
            self._desk.letters.keep(gone, self.take_dropped, self.take_trouble)

    @Slot(object)
    def take_kept(self, _changes: Changes) -> None:
        """Show the directory as it is now."""
        who = self.addressee()
        self.fill()
        same = (code for code, one in self._entries.items() if one.who.title == who.title)
        self.pick.blockSignals(True)
        self.pick.set_value(self.pick.value() or next(same, ""))
        self.pick.blockSignals(False)
        self._tell(tr("Kept in the directory."))
        self._show_buttons()

    @Slot(object)
    def take_dropped(self, _changes: Changes) -> None:
        """Show the directory without them."""
        self.fill()
        self._tell(tr("Taken out of the directory. Letters of before stay as they are."))

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why it was not kept."""
        self._tell(trouble.sentence)

    @Slot()
    def on_typed(self) -> None:
        """The letter goes to somebody else."""
        self._show_buttons()
        self.changed.emit()

    def _pick(self, code: str) -> None:
        """Pick whoever is in the directory still."""
        self.pick.set_value(code if code in self._entries else "")

    def _tell(self, said: str) -> None:
        self.news.setText(said)
        self.news.show()

    def _show_buttons(self) -> None:
        who = self.addressee()
        self.keep.setEnabled(bool(who.name or who.place))
        self.drop.setVisible(bool(self.pick.value()))

    def _lay_out(self) -> None:
        self.row(tr("Directory"), self.pick)
        self.row(tr("Name"), self.name)
        self.row(tr("Speciality or role"), self.speciality)
        self.row(tr("Hospital or practice"), self.place)
        self.row(tr("Phone"), self.phone)
        self.row(tr("Address"), self.address)
        self.set_stacked(True)
        self.add(flow(self, self.keep, self.drop))
        self.add(self.news)
        self.news.hide()
        for line in (self.name, self.speciality, self.place, self.phone):
            line.setMaxLength(NAME_LENGTH)

    def _connect(self) -> None:
        self.pick.changed.connect(self.on_picked)
        self.keep.clicked.connect(self.on_keep)
        self.drop.clicked.connect(self.on_drop)
        for button in (self.keep, self.drop):
            button.setAutoDefault(True)
        for line in (self.name, self.speciality, self.place, self.phone):
            line.textChanged.connect(self.on_typed)
        self.address.textChanged.connect(self.on_typed)


def lines_field(lines: int, longest: int, parent: QWidget) -> CleanLines:
    """Return a field for some lines of text, which takes so many letters; Tab leaves it."""
    field = CleanLines(parent, longest)
    field.setFixedHeight(round(em(field) * (lines * 1.6 + 1.2)))
    return field
