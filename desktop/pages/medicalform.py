"""The fields of a patient's background, made piece by piece: whose they are is seen at once."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.pages.personfields import PersonFields
from desktop.pages.piecedform import PiecedForm
from desktop.pages.whofields import WhoFields
from desktop.widgets.form import Form, plain
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Desk


class MedicalForm(PiecedForm):
    """What outlasts the visits, and at its end the name and the birth."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields: PersonFields | None = None
        self._who: WhoFields | None = None
        self.add(plain(tr("Medical background and particulars"), self.content, "h1"))
        self.begin((self._make_fields, self._make_who))

    @property
    def fields(self) -> PersonFields:
        """The fields beside name and birth; made now if they are not there yet."""
        self.make_all()
        assert self._fields is not None
        return self._fields

    @property
    def who(self) -> WhoFields:
        """The fields of name and birth; made now if they are not there yet."""
        self.make_all()
        assert self._who is not None
        return self._who

    def _make_fields(self) -> None:
        desk = self._desk
        made = PersonFields(desk.today, desk.catalogue, desk.guidelines.medicines, self)
        self._waiting[:0] = [partial(self.put_by, part.add_to) for part in made.parts()]
        self._fields = made
        self.setFocusProxy(made.medical.lists.allergies)

    def _make_who(self) -> None:
        self._who = made = WhoFields(self._desk.today, self)

        def add(form: Form) -> None:
            made.add_to(form.section(tr("Name, birth and gender")))

        self.put_by(add)
