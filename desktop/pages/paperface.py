"""How the clinic appears on paper: its name, letterhead and telephone numbers, as fields."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import theme
from desktop.desk.letterhead import PHONES, Letterhead, PaperFace
from desktop.trouble import Trouble
from desktop.widgets.cleantext import LONGEST_LINE, CleanLines
from desktop.widgets.form import Section, plain
from desktop.words import tr
from pathway.readable import name_of
from pathway.users import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES_HIGH: Final = 84


class Lines(CleanLines):
    """A few lines of text that say when they were left."""

    editingFinished = Signal()  # noqa: N815 - as Qt's own line calls it

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, LONGEST_LINE)
        self.setFixedHeight(theme.pixels(LINES_HIGH))

    def setText(self, text: str) -> None:
        """Put a text."""
        self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editingFinished.emit()


class PaperPart(QObject):
    """Fields for what stands on papers; each is kept when it is left."""

    def __init__(self, letterhead: Letterhead, paper: Section, phones: Section) -> None:
        super().__init__(paper)
        self._letterhead = letterhead
        self._paper, self._phones = paper, phones
        self.fields: dict[str, QLineEdit | Lines] = {}
        self.news = plain("", paper, "problem")
        paper.box.insertWidget(1, self.news)
        self._add_face()
        self._add_phones()
        self._fill(letterhead.known)
        self._shut()
        for field in self.fields.values():
            field.editingFinished.connect(self.keep)

    def face(self) -> PaperFace:
        """Return what stands in the fields."""
        texts = {name: field.text() for name, field in self.fields.items()}
        name, address, letterhead = (texts.pop(key) for key in ("name", "address", "letterhead"))
        return PaperFace(name, address, letterhead, texts)

    @Slot()
    def keep(self) -> None:
        """Keep what stands in the fields; a clinic without a name stays as it was called."""
        if not self._letterhead.may_change:
            return
        face = self.face()
        if not name_of(face.name):
            face = face._replace(name=self._letterhead.known.name)
            self.fields["name"].setText(face.name)
        self._letterhead.keep(face, self.take_kept, self.take_trouble)

    @Slot(object)
    def take_kept(self, _face: PaperFace) -> None:
        """Say nothing any more: it is written."""
        self.news.hide()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why it was not kept."""
        self.news.setText(trouble.sentence)
        self.news.show()

    def _add_face(self) -> None:
        for name, field, label, told in (
            (
                "name",
                _line(self._paper),
                tr("&Name on papers"),
                tr("It heads every handout and letter."),
            ),
            ("address", Lines(self._paper), tr("&Address"), tr("Line by line, as on paper.")),
            (
                "letterhead",
                Lines(self._paper),
                tr("&Letterhead"),
                tr("What else stands on top of letters, such as a licence number."),
            ),
        ):
            self.fields[name] = field
            self._paper.row(label, field, told)

    def _add_phones(self) -> None:
        words = purpose_words()
        for name in PHONES:
            self.fields[name] = _line(self._phones)
            self._phones.row(words.get(name, name), self.fields[name])

    def _fill(self, face: PaperFace) -> None:
        texts = {"name": face.name, "address": face.address, "letterhead": face.letterhead}
        for name, text in {**texts, **face.phones}.items():
            if name in self.fields:
                self.fields[name].setText(text)

    def _shut(self) -> None:
        """Say for whom this is, or why it cannot be changed."""
        trouble = self._letterhead.trouble
        shut = (
            "" if self._letterhead.may_change else tr("For clinicians. Ask one of them to do it.")
        )
        self.news.setText(trouble.sentence if trouble is not None else shut)
        self.news.setVisible(bool(self.news.text()))
        for field in self.fields.values():
            field.setEnabled(self._letterhead.may_change)


def _line(parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(LONGEST_NAME)
    return line


def purpose_words() -> "Mapping[str, str]":
    """Return what each telephone number is for, in words."""
    return {
        "clinic": tr("This clinic"),
        "out_of_hours": tr("Out of hours"),
        "ambulance": tr("Ambulance"),
        "spine_emergency": tr("Spine emergency team"),
        "emergency_department": tr("Emergency department"),
        "stroke_vascular": tr("Stroke and vascular team"),
        "mental_health_crisis": tr("Mental-health crisis team"),
        "obstetrics": tr("Obstetric team"),
    }
