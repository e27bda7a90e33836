"""The fields of a patient's background, made piece by piece: whose they are is seen at once."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.pages.personfields import PersonFields
from desktop.pages.whofields import WhoFields
from desktop.widgets.form import Form, Section, plain
from desktop.widgets.slices import Slices
from desktop.widgets.texts import dressed
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Desk


class MedicalForm(Form):
    """Nothing of it is in sight before all is there and filled; then one part after the other."""

    made = Signal()
    """Every field is there and still empty: whoever has the records fills it now."""
    arrived = Signal()
    """Another part is in sight."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields: PersonFields | None = None
        self._who: WhoFields | None = None
        self._hidden: list[Section] = []
        self.add(plain(tr("Medical background and particulars"), self.content, "h1"))
        self._waiting: list[Callable[[], None]] = [
            self._make_fields,
            self._make_who,
            self.made.emit,
        ]
        self._slices = Slices((self,), self)
        self._slices.start()

    @property
    def fields(self) -> PersonFields:
        """The fields beside name and birth; made now if they are not there yet."""
        self._make_all()
        assert self._fields is not None
        return self._fields

    @property
    def who(self) -> WhoFields:
        """The fields of name and birth; made now if they are not there yet."""
        self._make_all()
        assert self._who is not None
        return self._who

    @property
    def is_made(self) -> bool:
        """Whether every field is there."""
        return not self._waiting

    @property
    def has_more(self) -> bool:
        """Whether something is still to be made or to be shown."""
        return bool(self._waiting or self._hidden)

    def make_next(self) -> None:
        """Make the next piece; when all are made, show the next part."""
        if self._waiting:
            self._waiting.pop(0)()
            return
        self._hidden.pop(0).show()
        self.arrived.emit()

    def finish(self) -> None:
        """Have everything there and in sight now: somebody goes on."""
        while self.has_more:
            self.make_next()

    def _make_all(self) -> None:
        while self._waiting:
            self.make_next()

    def _make_fields(self) -> None:
        desk = self._desk
        made = PersonFields(desk.today, desk.catalogue, desk.guidelines.medicines, self)
        self._waiting[:0] = [partial(self._put_by, part.add_to) for part in made.parts()]
        self._fields = made

    def _make_who(self) -> None:
        self._who = made = WhoFields(self._desk.today, self)
        title = tr("Name, birth and gender")
        self._put_by(lambda form: made.add_to(form.section(title)))

    def _put_by(self, add: Callable[[Form], None]) -> None:
        """Have a part added, and keep it out of sight: each that is seen is laid out anew."""
        known = len(self._sections)
        add(self)
        for section in self._sections[known:]:
            section.hide()
            dressed(section)
            self._hidden.append(section)


class ComingPage(QWidget):
    """A page whose form comes piece by piece; keys that are typed ahead have it made at once."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self.form = MedicalForm(desk, self)
        self.form.arrived.connect(self.on_arrived, Qt.ConnectionType.SingleShotConnection)

    @property
    def fields(self) -> PersonFields:
        """The fields beside name and birth."""
        return self.form.fields

    @property
    def who(self) -> WhoFields:
        """The fields of name and birth."""
        return self.form.who

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.form.has_more:
            self.form.finish()
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and focused is not self:
                QApplication.sendEvent(focused, event)
                return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        self.form.finish()
        return super().focusNextPrevChild(next)

    @Slot()
    def on_arrived(self) -> None:
        """Give the keyboard, if it waits here, to the first field."""
        first = self.fields.medical.lists.allergies
        self.setFocusProxy(first)
        if self.window().focusWidget() is self:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
