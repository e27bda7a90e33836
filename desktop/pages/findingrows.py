"""Rows of a visit that come straight from the catalogue: pain, state, judgement, note."""

from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.widgets.choice import ChoiceButtons, PickBox
from desktop.widgets.fields import Note, NumberField, TextLine, field_for
from desktop.widgets.form import Section
from pathway.catalogue import Catalogue
from pathway.coding import Code, Coded
from pathway.intake import Answers

Control = ChoiceButtons | PickBox | NumberField | TextLine | Note


class FindingRows(Section):
    """A card of findings, each with the control that the catalogue asks for."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(
        self, title: str, codes: tuple[str, ...], catalogue: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(title, "", parent)
        self.fields: dict[str, Control] = {}
        self._filling = False
        for code in codes:
            item = catalogue.item(code)
            field = field_for(item, self)
            if isinstance(field, Control):
                self.row(item.label, field, item.help)
                field.changed.connect(self.on_changed)
                self.fields[code] = field
        self._move_on()

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._filling = True
        for code, field in self.fields.items():
            given = answers.get(Code(code))
            field.set_value(given.value if given else "")
        self._filling = False

    def problem_field(self) -> NumberField | None:
        """Return the first number that cannot be accepted."""
        numbers = (field for field in self.fields.values() if isinstance(field, NumberField))
        return next((field for field in numbers if field.problem()), None)

    @Slot()
    def on_changed(self) -> None:
        sender = self.sender()
        code = next((code for code, field in self.fields.items() if field is sender), "")
        if not code or self._filling:
            return
        field = self.fields[code]
        good = not (isinstance(field, NumberField) and field.problem())
        value = field.value()
        self.entered.emit(Code(code), Coded(Code(code), value) if value and good else None)

    def _move_on(self) -> None:
        """Have a line of answers hand the focus on to the next field when it was answered."""
        controls = list(self.fields.values())
        for control, following in pairwise(controls):
            if isinstance(control, ChoiceButtons):
                control.answered.connect(following.setFocus)
