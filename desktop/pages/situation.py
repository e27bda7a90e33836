"""The situation of a visit, at its top: which day, kind, interpreter, chaperone, who asked."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.scoreline import go_past
from desktop.widgets.choice import ChoiceButtons, PickBox
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.fields import TextLine, field_for
from desktop.widgets.form import Row, Section, restyled
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.coding import Code, Coded
from pathway.intake import Answers

KIND: Final = "situation.kind"
MORE: Final = ("situation.interpreter", "situation.chaperone", "situation.asked_by")
TELEPHONE: Final = "telephone"

Control = ChoiceButtons | PickBox | TextLine


class Situation(QWidget):
    """What kind of visit it is; the rest opens on demand, and by itself when something is there."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(self, catalogue: Catalogue, day: Row, within: Section) -> None:
        super().__init__(within)
        self._catalogue = catalogue
        self._answers = Answers()
        self._filling = False
        self.fields: dict[str, Control] = {}
        self.backdated = day.help
        restyled(self.backdated, "role", "h3")
        item = catalogue.item(KIND)
        within.row(item.label, self._field(KIND, within), item.help)
        self.more = MoreSituation(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.more)
        within.add(self)

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._answers = answers
        if any(Code(code) in answers for code in MORE):
            self.more.set_open(True)
        for code in self.fields:
            self._fill(code)

    def tell_day(self, words: str) -> None:
        """Say that the visit is written down on a later day than it took place, or nothing."""
        self.backdated.setText(words)
        self.backdated.setVisible(bool(words))

    def kind_label(self, answers: Answers) -> str:
        """Return the kind of the visit in words, empty while nobody has told it."""
        given = answers.get(Code(KIND))
        return self._catalogue.item(KIND).choice_label(given.value) if given else ""

    def set_stacked(self, stacked: bool) -> None:
        """Put the labels above their controls."""
        self.more.set_stacked(stacked)

    def row_of(self, code: str, parent: QWidget) -> Row:
        """Return a new row for one of these items."""
        item = self._catalogue.item(code)
        return Row(item.label, self._field(code, parent), item.help, parent)

    @Slot()
    def on_changed(self) -> None:
        field = self.sender()
        code = next((code for code, one in self.fields.items() if one is field), "")
        if code and not self._filling:
            value = self.fields[code].value()
            self.entered.emit(Code(code), Coded(Code(code), value) if value else None)

    @Slot()
    def on_answered(self) -> None:
        field = self.sender()
        if isinstance(field, QWidget):
            go_past(field)

    def _field(self, code: str, parent: QWidget) -> QWidget:
        field = field_for(self._catalogue.item(code), parent)
        if isinstance(field, Control):
            self.fields[code] = field
            self._fill(code)
            field.changed.connect(self.on_changed)
        if isinstance(field, ChoiceButtons):
            field.answered.connect(self.on_answered)
        return field

    def _fill(self, code: str) -> None:
        given = self._answers.get(Code(code))
        self._filling = True
        self.fields[code].set_value(given.value if given else "")
        self._filling = False


class MoreSituation(Disclosure):
    """Interpreter, chaperone and who asked: made when they are first wanted."""

    def __init__(self, situation: Situation) -> None:
        super().__init__(tr("Interpreter, chaperone, who asked"), situation)
        self._situation = situation
        self._rows: list[Row] = []
        self._stacked = False

    def fill(self, box: QVBoxLayout) -> None:
        for code in MORE:
            row = self._situation.row_of(code, self.part)
            row.set_stacked(self._stacked)
            row.resize_label()
            self._rows.append(row)
            box.addWidget(row)

    def set_stacked(self, stacked: bool) -> None:
        """Put the labels above their controls."""
        self._stacked = stacked
        for row in self._rows:
            row.set_stacked(stacked)
            row.resize_label()
