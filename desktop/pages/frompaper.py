"""Puts what is typed by the numbers of a paper sheet into the visit form it belongs to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.pages.halftyped import half_typed, put_half_typed
from pathway.coding import Code, Coded

if TYPE_CHECKING:
    from desktop.pages.visit import VisitForm


class FromPaper(QObject):
    """The way of a box from its line to the answers of the form, and into every part's sight."""

    def __init__(self, form: "VisitForm") -> None:
        super().__init__(form)
        self._form = form
        form.parts.paper.entered.connect(self.on_entered)
        form.parts.paper.typing.connect(form.touched)

    @Slot(object, object)
    def on_entered(self, code: Code, coded: Coded) -> None:
        """Take a finding; what is half typed elsewhere on the form stays as it is."""
        form = self._form
        typed = dict(half_typed(form.parts))
        form.on_entered(code, coded)
        form.parts.show_answers(form.answers)
        put_half_typed(form.parts, typed)
