"""Rows of a visit that come straight from the catalogue: pain, state, judgement, note."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.widgets.choice import ChoiceButtons, PickBox
from desktop.widgets.fields import Note, NumberField, TextLine, field_for
from desktop.widgets.form import Section
from desktop.widgets.taborder import controls, tab_after
from desktop.widgets.texts import dressed
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
        self._catalogue = catalogue
        self._waiting = list(codes)
        self._is_shown = False
        self._fields: dict[str, Control] = {}
        self._answers = Answers()
        self._filling = False
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""

    @property
    def fields(self) -> dict[str, Control]:
        """The control of each finding; those that were not made yet are made now."""
        self.finish()
        return self._fields

    @property
    def made(self) -> dict[str, Control]:
        """The controls that are there so far."""
        return self._fields

    @property
    def has_more(self) -> bool:
        """Whether some finding has no control yet, or those that are there are not shown."""
        return bool(self._waiting) or not self._is_shown

    def finish(self) -> None:
        """Have every row there now."""
        while self.has_more:
            self.make_next()

    def make_next(self) -> None:
        """Make the row of the next finding; then, as the last step, show them all."""
        if not self._waiting:
            self._is_shown = True
            self.show()
            return
        code = self._waiting.pop(0)
        item = self._catalogue.item(code)
        field = field_for(item, self)
        if isinstance(field, Control):
            before = next(reversed(self._fields.values()), None)
            if isinstance(before, ChoiceButtons):
                before.answered.connect(field.setFocus)  # answered: on to the next field
            row = self.row(item.label, field, item.help)
            row.show()
            dressed(row)
            if self._fields or self.reads_after is not None:
                tab_after(self.last_control(), field)
            self._fields[code] = field
            self._fill(code)
            field.changed.connect(self.on_changed)

    def last_control(self) -> QWidget:
        """Return the last control that is there, or the one before the first."""
        last = next(reversed(self._fields.values()), None)
        if last is not None:
            return list(controls(last))[-1]
        return self.reads_after() if self.reads_after is not None else self

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._answers = answers
        for code in self._fields:
            self._fill(code)

    def problem_field(self) -> NumberField | None:
        """Return the first number that cannot be accepted."""
        numbers = (field for field in self._fields.values() if isinstance(field, NumberField))
        return next((field for field in numbers if field.problem()), None)

    @Slot()
    def on_changed(self) -> None:
        sender = self.sender()
        code = next((code for code, field in self._fields.items() if field is sender), "")
        if not code or self._filling:
            return
        field = self._fields[code]
        good = not (isinstance(field, NumberField) and field.problem())
        value = field.value()
        self.entered.emit(Code(code), Coded(Code(code), value) if value and good else None)

    def _fill(self, code: str) -> None:
        given = self._answers.get(Code(code))
        self._filling = True
        self._fields[code].set_value(given.value if given else "")
        self._filling = False
