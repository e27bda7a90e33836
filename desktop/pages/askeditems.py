"""The items of a red-flag interview with their controls, and which of them are to be seen."""

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.answers import Question
from desktop.widgets.fields import NumberField
from desktop.widgets.form import Row, Section
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue
from pathway.intake import Answers


class CountedRow(Row):
    """A red-flag item that is measured: its number with its unit."""

    def __init__(self, id: str, catalogue: Catalogue, parent: QWidget) -> None:  # noqa: A002
        self.id = id
        item = catalogue.item(f"flag.{id}")
        self.field = NumberField(item, parent)
        super().__init__(item.label, self.field, item.help, parent)


class AskedItems(QWidget):
    """Items with their controls: what each says, and which of them are to be seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filling = False
        self._stacked = False
        self.questions: dict[str, Question] = {}
        self.counted: dict[str, CountedRow] = {}
        self._needed: dict[str, bool] = {}
        self._groups: dict[str, Section] = {}
        self._answers = Answers()
        self.more = QPushButton(self)
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)

    def show_answers(self, answers: Answers) -> None:
        """Show what was answered so far."""
        self._answers = answers
        for id_ in (*self.questions, *self.counted):
            self._fill(id_)
        self._show_wanted()

    def set_stacked(self, stacked: bool) -> None:
        """Put the answers beneath the questions, as narrow windows and large text need it."""
        self._stacked = stacked
        for question in self.questions.values():
            question.set_stacked(stacked)

    def last_control(self) -> QWidget:
        """Return the control at the end of the questions."""
        return self.more

    def _fill(self, id_: str) -> None:
        """Show what was answered to one item."""
        given = self._answers.flag(id_)
        self._filling = True
        if id_ in self.questions:
            self.questions[id_].show_answer(
                given.value if given else "",
                given.since if given else None,
                given.course if given else None,
            )
        else:
            self.counted[id_].field.set_value(given.value if given else "")
        self._filling = False

    def _show_wanted(self) -> None:
        """Show what must be asked, and the rest when it is asked for or has an answer already."""
        for id_ in (*self.questions, *self.counted):
            self._part(id_).setVisible(self._is_wanted(id_))
        shown = {self._part(id_).parentWidget() for id_ in self._seen()}
        for group, section in self._groups.items():
            section.setVisible(section in shown and self._is_whole(group))
        count = sum(not needed for needed in self._needed.values())
        words = ntr("{count} more question or sign", "{count} more questions and signs", count)
        self.more.setText(tr("Hide what is optional") if self.more.isChecked() else words)
        self.more.setVisible(bool(count))

    def _is_whole(self, group: str) -> bool:
        """Say whether a group may be seen: each piece in sight would lay out the form anew."""
        return True

    def _seen(self) -> list[str]:
        return [id_ for id_ in (*self.questions, *self.counted) if self._is_wanted(id_)]

    def _part(self, id_: str) -> QWidget:
        return self.questions.get(id_) or self.counted[id_]

    def _is_wanted(self, id_: str) -> bool:
        is_optional = not self._needed.get(id_, True)
        return (
            self._needed.get(id_, False)
            or self._is_answered(id_)
            or (is_optional and self.more.isChecked())
        )

    def _is_answered(self, id_: str) -> bool:
        if id_ in self.questions:
            return self.questions[id_].answer != "not_asked"
        return bool(self.counted[id_].field.value())
