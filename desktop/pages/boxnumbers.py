"""Shows beside the questions of a visit form which boxes of the paper sheets ask for the same."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.habits import habits_of
from desktop.widgets.boxnumber import Numbered
from desktop.widgets.form import Row
from pathway.boxes import Boxes
from pathway.coding import Code

if TYPE_CHECKING:
    from desktop.pages.visitparts import VisitParts

AT_A_TIME: Final = 3
Asked = tuple[Code, Numbered]


class BoxNumbers(QObject):
    """The numbers of a form: shown or hidden piece by piece, as the form is made.

    They come by themselves when somebody begins to type from a paper sheet, and stay as somebody
    wants them who asked for them or sent them away.
    """

    lacking = Signal()
    """Something shows a number that it should not, or none: ``make_next`` sets it right."""

    def __init__(self, parts: "VisitParts", boxes: Boxes) -> None:
        super().__init__(parts)
        self._parts = parts
        self._numbers = {code: str(number) for code, number in boxes.numbers.items()}
        self._habits = habits_of(parts)
        self._numbered: set[Code] = set()
        self._is_chosen = False
        self.is_shown = False
        self._set_shown(self._habits is not None and self._habits.box_numbers)

    @property
    def has_more(self) -> bool:
        """Whether something is without its number, or has one that nobody wants."""
        return next(self._wrong(), None) is not None

    def make_next(self) -> None:
        """Set the next few right."""
        for code, asked in list(islice(self._wrong(), AT_A_TIME)):
            asked.show_number(self._numbers[code] if self.is_shown else "")
            (self._numbered.add if self.is_shown else self._numbered.discard)(code)

    def toggle(self) -> None:
        """Show the numbers or hide them, here and on forms to come."""
        self._is_chosen = True
        self._set_shown(not self.is_shown)
        if self._habits is not None:
            self._habits.box_numbers = self.is_shown

    @Slot()
    def on_typing(self) -> None:
        """Show the numbers on this form: somebody types from a sheet."""
        if not self._is_chosen and not self.is_shown:
            self._set_shown(True)

    @Slot()
    def on_grown(self) -> None:
        """See to questions that were not there before."""
        if self.is_shown:
            self.lacking.emit()

    def _set_shown(self, is_shown: bool) -> None:
        self.is_shown = is_shown
        shown: Mapping[Code, str] = self._numbers if is_shown else {}
        self._parts.body.show_numbers(shown)
        self._parts.examination.numbers = shown
        for code, box in self._parts.examination.boxes.items():
            box.show_number(shown.get(code, ""))
        self.lacking.emit()

    def _wrong(self) -> Iterator[Asked]:
        if not self.is_shown and not self._numbered:
            return
        for code, asked in self._asked():
            if code in self._numbers and (code in self._numbered) != self.is_shown:
                yield code, asked

    def _asked(self) -> Iterator[Asked]:
        parts = self._parts
        for id_, question in parts.interview.questions.items():
            yield Code(f"flag.{id_}"), question
        for id_, row in parts.interview.counted.items():
            yield Code(f"flag.{id_}"), row
        for code, field in parts.situation.fields.items():
            yield from _with_row(code, field)
        for rows in (parts.pain, parts.scores.rows, parts.decisions):
            for code, made in rows.made.items():
                yield from _with_row(code, made)
        yield from parts.scores.asked()
        if "history" in vars(parts.examination):
            yield from parts.examination.history.asked()


def _with_row(code: str, field: QWidget) -> Iterator[Asked]:
    row = field.parentWidget()
    if isinstance(row, Row):
        yield Code(code), row
