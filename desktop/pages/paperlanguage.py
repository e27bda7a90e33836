"""The language of a paper: what its patient or its receiver reads, as far as it is there."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.printwords import (
    FOR_COLLEAGUES,
    FOR_PATIENTS,
    Spoken,
    folder_of,
    own_names,
    spoken_to,
)
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import Row, plain
from desktop.words import screen_language, tr

if TYPE_CHECKING:
    from desktop.desk import Desk
    from pathway.records import ProblemId

OF_THE_PATIENT: Final = "patient"
OF_THE_CLINIC: Final = "clinic"


class PaperLanguage(QWidget):
    """Which language a paper has: that of its patient, of its receiver, or why neither."""

    changed = Signal()

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._of_patient = ""
        self._kind = ""
        own = Choice(OF_THE_PATIENT, tr("The patient's"))
        self.choice = ChoiceButtons((own, *_languages()), self)
        self.row = Row(tr("Language"), self.choice, "", self)
        ours = Choice(OF_THE_CLINIC, tr("The clinic's"))
        self.receiver = ChoiceButtons((ours, *_languages()), self)
        self.receiver_row = Row(tr("Language of the receiver"), self.receiver, "", self)
        self.notice = plain("", self)
        self.notice.setProperty("notice", "warn")
        self.notice.setFrameShape(QFrame.Shape.StyledPanel)
        self.notice.setMargin(10)
        self.notice.hide()
        self._lay_out()

    def open(self, problem_id: "ProblemId") -> None:
        """Begin with what the patient of a problem reads, and letters as the clinic does."""
        view = self._desk.view(problem_id)
        self._of_patient = view.chart.patient.language if view else ""
        self.choice.set_value(OF_THE_PATIENT)
        self._tell()

    def show_kind(self, kind: str) -> None:
        """Offer languages where a paper is for a patient or a colleague."""
        self._kind = kind
        self.row.setVisible(kind in FOR_PATIENTS)
        self.receiver_row.setVisible(kind in FOR_COLLEAGUES)
        self.setVisible(kind in FOR_PATIENTS | FOR_COLLEAGUES)
        self._tell()

    def code(self) -> str:
        """Return the language that was chosen; empty: what the patient or the clinic reads."""
        chosen = ""
        if self._kind in FOR_PATIENTS:
            chosen = self.choice.value()
        elif self._kind in FOR_COLLEAGUES:
            chosen = self.receiver.value()
        return "" if chosen in {OF_THE_PATIENT, OF_THE_CLINIC} else chosen

    @Slot()
    def on_chosen(self) -> None:
        for buttons, first in ((self.choice, OF_THE_PATIENT), (self.receiver, OF_THE_CLINIC)):
            if not buttons.value():
                buttons.set_value(first)
                return
        self._tell()
        self.changed.emit()

    @Slot(object)
    def take_spoken(self, spoken: Spoken) -> None:
        """Say what is to be known of the language of the pages in front."""
        name = own_names().get(folder_of(self._wished()), spoken.language)
        said = _notices().get(spoken.why, "").format(language=name)
        self.notice.setText(said)
        self.notice.setVisible(bool(said))

    def _wished(self) -> str:
        ours = screen_language() if self._kind in FOR_COLLEAGUES else self._of_patient
        return self.code() or ours

    def _tell(self) -> None:
        """Look for what is to be known; of a handout whose language was chosen somebody knows."""
        self.notice.hide()
        is_told = bool(self._wished()) and not (self.code() and self._kind in FOR_PATIENTS)
        if is_told and self._kind in FOR_PATIENTS | FOR_COLLEAGUES:
            asking = partial(spoken_to, self._kind, self._wished())
            self._desk.run_job(asking, self.take_spoken)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for row in (self.row, self.receiver_row):
            row.set_stacked(True)
            box.addWidget(row)
        box.addWidget(self.notice)
        self.choice.set_value(OF_THE_PATIENT)
        self.receiver.set_value(OF_THE_CLINIC)
        for buttons in (self.choice, self.receiver):
            buttons.changed.connect(self.on_chosen)


def _languages() -> tuple[Choice, ...]:
    return tuple(Choice(code, name) for code, name in own_names().items())


def _notices() -> dict[str, str]:
    return {
        "not_there": tr(
            "There are no handouts in the language of this patient ({language}) yet: this is in "
            "English."
        ),
        "unsure_script": tr(
            "The script of {language} is not verified on paper, so this is in English."
        ),
        "card_not_reviewed": tr(
            "No person has reviewed the danger signs in {language} yet: this card is in English. "
            "The drawings show the signs; go through them together."
        ),
        "not_reviewed": tr(
            "No person has reviewed the {language} words yet: each page says so. Go through the "
            "danger signs together."
        ),
        "letter_not_there": tr("There are no letters in {language} yet: this is in English."),
        "letter_not_reviewed": tr(
            "No person has reviewed the {language} words of letters yet: each page says so."
        ),
    }
