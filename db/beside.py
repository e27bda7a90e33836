"""What stands beside a patient's row: how well the birth is known, and why lists are empty."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from db.persontables import Birth as BirthRow
from db.persontables import Blank, OtherCondition
from db.tables import Row
from pathway.birth import Birth
from pathway.facts import Patient
from pathway.medical import Question, WhyBlank
from pathway.records import PatientId

LISTS: Final[tuple[Question, ...]] = ("conditions", "medicines")
_BESIDE: Final = text(
    "SELECT 'birth', known, told_on FROM patient_birth WHERE patient_id = :patient_id "
    "UNION ALL SELECT question, why, NULL FROM patient_blank "
    "WHERE patient_id = :patient_id AND question IN ('conditions', 'medicines') "
    "UNION ALL SELECT 'other', '', NULL WHERE EXISTS "
    "(SELECT 1 FROM patient_other_condition WHERE patient_id = :patient_id)"
)


class Beside(NamedTuple):
    """How well a birth is known, what lists are empty for, and illnesses without a code."""

    birth: BirthRow | None = None
    blanks: tuple[tuple[str, str], ...] = ()
    has_other: bool = False

    def why(self, question: Question) -> WhyBlank | None:
        """Return why a list is empty."""
        return "none_known" if (question, "none_known") in self.blanks else None


def load(session: Session, patient_id: PatientId) -> Beside:
    """Return what stands beside a patient's row, read at once: a list asks for many."""
    birth, blanks, has_other = None, [], False
    for what, said, on in session.execute(_BESIDE, {"patient_id": patient_id}):
        if what == "birth":
            told_on = date.fromisoformat(on) if on else None
            birth = BirthRow(patient_id=patient_id, known=said, told_on=told_on)
        elif what == "other":
            has_other = True
        else:
            blanks.append((what, said))
    return Beside(birth, tuple(blanks), has_other)


def of_rows(
    births: Iterable[BirthRow], blanks: Iterable[Blank], others: Iterable[OtherCondition]
) -> Beside:
    """Return the same from rows that were read elsewhere."""
    told = tuple((row.question, row.why) for row in blanks)
    return Beside(next(iter(births), None), told, any(True for _ in others))


def birth_of(day: date, row: BirthRow | None) -> Birth:
    """Return a birth from the date of the patient's row and what stands beside it."""
    return Birth(day, row.known, row.told_on) if row else Birth(day)


def birth_rows(patient_id: PatientId, patient: Patient) -> list[Row]:
    """Return the row that a birth needs which is not known to the day."""
    if patient.birth_known == "day":
        return []
    told_on = patient.birth_told_on if patient.birth_known == "age" else None
    return [BirthRow(patient_id=patient_id, known=patient.birth_known, told_on=told_on)]


def none_known_rows(patient_id: PatientId, patient: Patient) -> Iterator[Row]:
    """Yield the rows that say of empty lists that nothing is known to stand there."""
    states = {"conditions": patient.conditions_state, "medicines": patient.medicines_state}
    for question in LISTS:
        if states[question] == "none_known":
            yield Blank(patient_id=patient_id, question=question, why="none_known")
