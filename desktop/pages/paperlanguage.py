"""The language of a paper: what the patient reads, as far as it is there, or what is chosen."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.printwords import FOR_PATIENTS, Spoken, own_names, spoken_to
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import Row, plain
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Desk
    from pathway.records import ProblemId

OF_THE_PATIENT: Final = "patient"


class PaperLanguage(QWidget):
    """Which language a paper for the patient has, and why it may not be the patient's own."""

    changed = Signal()

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wished = ""
        self._kind = ""
        self.choice = ChoiceButtons(_choices(), self)
        self.row = Row(tr("Language"), self.choice, "", self)
        self.row.set_stacked(True)
        self.notice = plain("", self)
        self.notice.setProperty("notice", "warn")
        self.notice.setFrameShape(QFrame.Shape.StyledPanel)
        self.notice.setMargin(10)
        self.notice.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (self.row, self.notice):
            box.addWidget(part)
        self.choice.set_value(OF_THE_PATIENT)
        self.choice.changed.connect(self.on_chosen)

    def open(self, problem_id: "ProblemId") -> None:
        """Begin with what the patient of a problem reads."""
        view = self._desk.view(problem_id)
        self._wished = view.chart.patient.language if view else ""
        self.choice.set_value(OF_THE_PATIENT)
        self._tell()

    def show_kind(self, kind: str) -> None:
        """Offer languages where a paper is for the patient."""
        self._kind = kind
        self.setVisible(kind in FOR_PATIENTS)
        self._tell()

    def code(self) -> str:
        """Return the language that was chosen; empty: what the patient reads."""
        chosen = self.choice.value()
        is_own = chosen == OF_THE_PATIENT or self._kind not in FOR_PATIENTS
        return "" if is_own else chosen

    @Slot()
    def on_chosen(self) -> None:
        if not self.choice.value():
            self.choice.set_value(OF_THE_PATIENT)
            return
        self._tell()
        self.changed.emit()

    @Slot(object)
    def take_spoken(self, spoken: Spoken) -> None:
        """Say what is to be known of the language of the pages in front."""
        said = _notices().get(spoken.why, "").format(language=spoken.language)
        self.notice.setText(said)
        self.notice.setVisible(bool(said))

    def _tell(self) -> None:
        self.notice.hide()
        wished = self.code() or self._wished
        if self._kind in FOR_PATIENTS and wished and not self.code():
            self._desk.run_job(partial(spoken_to, self._kind, wished), self.take_spoken)


def _choices() -> tuple[Choice, ...]:
    named = (Choice(code, name) for code, name in own_names().items())
    return (Choice(OF_THE_PATIENT, tr("The patient's")), *named)


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
    }
